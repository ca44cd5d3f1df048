/**
 * Those who work for the programme of 3,000 in each commune of Bamako: four people who give sessions and accompany, in three sites. Each reads the people of
 * their own commune and of no other. All invented; quarters are facts.
 */
import { dayOf } from '../../kernel/grant.ts';
import { branchScope, within } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Millis, Scope } from '../../kernel/types.ts';
import type { Team } from './cohort-told.ts';
import { COMMUNES } from './crowd.ts';
import { group } from './movement.ts';
import type { Phone } from './phone.ts';

const NAMES: readonly (readonly string[])[] = [
  ['Ténin SAMAKÉ', 'Lamine BAGAYOKO', 'Coumba NIARÉ', 'Gaoussou FOFANA'],
  ['Djénéba KOUYATÉ', 'Habib SACKO', 'Nassira DIAKITÉ', 'Toumani SIDIBÉ'],
  ['Rokiatou DABO', 'Moctar TOURÉ', 'Saran DIARRA', 'Bourama KANTÉ'],
  ['Founé CAMARA', 'Ismaël DICKO', 'Aïcha DEMBÉLÉ', 'Nouhoum SANGARÉ'],
  ['Kadidia HAÏDARA', 'Dramane COULIBALY', 'Lalla CISSÉ', 'Makan KEÏTA'],
  ['Oumou THIAM', 'Yacouba DOUMBIA', 'Batoma TRAORÉ', 'Salif KONÉ'],
];
/** The names of all of them. */
export const TEAM_NAMES: readonly string[] = NAMES.flat();
const SITES = ['Maison des jeunes', 'Centre de promotion féminine', 'Salle de la mairie'] as const;

/** Where the groups of a commune live: below the branch, so that its people read them all. */
const homeIn = (commune: number): Scope => within(branchScope('bamako'), `commune-${commune + 1}`);

/** What this copy knows of the teams; null before they were told. */
export function teamsIn(replica: Replica): readonly Team[] | null {
  const at = (type: string, home: Scope) =>
    replica
      .list(type)
      .filter((one) => one.home === home)
      .sort((a, b) => (a.created?.eff ?? 0) - (b.created?.eff ?? 0));
  const teams = COMMUNES.map((_, commune): Team => {
    const home = homeIn(commune);
    const people = at('grant', home).flatMap((grant) => String(grant.fields['person']?.[0]?.value ?? ''));
    return { home, venues: at('venue', home).map(({ id }) => id), people: people as Team['people'][number][] };
  });
  return teams.some(({ people }) => people.length === 0) ? null : teams;
}

/** They come with their sites, all at once. */
export function tellTeams(phone: Phone, from: Millis): void {
  for (const [commune, names] of NAMES.entries()) {
    const home = homeIn(commune);
    const [place, quarters] = COMMUNES[commune] as (typeof COMMUNES)[number];
    phone.write(
      group((add) => {
        for (const [at, name] of names.entries()) {
          const person = add(
            'person',
            { name, sex: at % 2 === 0 ? 'f' : 'm', sign: 'graduation', color: `p${commune + 1}` },
            home,
          );
          add('grant', { person, role: 'trainer', scope: home, from: dayOf(from) }, home);
        }
        for (const [at, name] of SITES.entries()) {
          const where = quarters[at] ?? place;
          const rooms = { 'rooms.a': { name: 'Grande salle', seats: 45 } };
          add('venue', { name: `${name}, ${where}`, place: `${place}, ${where}`, ...rooms }, home);
        }
      }),
    );
  }
}
