/** Those who work in the ten branches besides the people whose story is told: invented, as everybody here. */
import type { Player } from './people.ts';
import { TEAM_NAMES } from './teams.ts';

type Row = readonly [key: string, name: string, role: 'coordinator' | 'animator', branch: string, sign: string];

const ROWS: readonly Row[] = [
  ['assitan', 'Assitan DOUMBIA', 'coordinator', 'koulikoro', 'tree'],
  ['alassane', 'Alassane HAÏDARA', 'coordinator', 'tombouctou', 'book'],
  ['sira', 'Sira SOUMARÉ', 'coordinator', 'nioro', 'pot'],
  ['almahdi', 'Almahdi AG-MOHAMED', 'coordinator', 'kidal', 'cauris'],
  ['nana', 'Nana SAMAKÉ', 'animator', 'koulikoro', 'sprout'],
  ['zoumana', 'Zoumana DIAKITÉ', 'animator', 'koulikoro', 'hoe'],
  ['baba', 'Baba ARBY', 'animator', 'tombouctou', 'fish'],
  ['penda', 'Penda DIAWARA', 'animator', 'nioro', 'calabash'],
  ['fily', 'Fily DANSOKO', 'animator', 'kayes', 'loom'],
  ['bakary', 'Bakary TOUNKARA', 'animator', 'kayes', 'cow'],
  ['boureima', 'Boureïma GUINDO', 'animator', 'mopti', 'hut'],
  ['coumba', 'Coumba TAPILY', 'animator', 'mopti', 'calabash'],
  ['niele', 'Niélé BERTHÉ', 'animator', 'sikasso', 'sprout'],
  ['lassina', 'Lassina SANOGO', 'animator', 'sikasso', 'hoe'],
  ['tenin', 'Tenin BAMBA', 'animator', 'sikasso', 'pot'],
  ['korotoumou', 'Korotoumou FOMBA', 'animator', 'segou', 'loom'],
  ['soumaila', 'Soumaïla THÉRA', 'animator', 'segou', 'megaphone'],
  ['idrissa', 'Idrissa DICKO', 'animator', 'gao', 'cow'],
  ['wassa', 'Wassa YATTARA', 'animator', 'gao', 'calabash'],
  ['madou', 'Madou KANTÉ', 'animator', 'bamako', 'megaphone'],
  ['ramata', 'Ramata SYLLA', 'animator', 'bamako', 'loom'],
  ['maimouna', 'Maïmouna FOFANA', 'animator', 'bamako', 'sprout'],
];

const phoneOf = (name: string, role: string): string => {
  const given = name.split(' ')[0] ?? '';
  if (role === 'coordinator') return `Portable de l’antenne, ${given}`;
  return /^[AEIOU]/.test(given) ? `Téléphone d’${given}` : `Téléphone de ${given}`;
};

export const CREW: readonly (Player & { readonly phone: string })[] = ROWS.map(
  ([key, name, role, branch, sign], at) => ({
    key,
    name,
    role,
    branch,
    sign,
    color: `p${1 + (at % 6)}`,
    phone: phoneOf(name, role),
  }),
);

const names: ReadonlySet<string> = new Set([...CREW.map(({ name }) => name), ...TEAM_NAMES]);
/** Is this one of those who only work, whose story is not told? */
export const isCrew = (name: string): boolean => names.has(name);
