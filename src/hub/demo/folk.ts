/**
 * The people of an organisation as an animator writes them from its register: members, those who lead it, those it employs or helps, with their
 * telephones and what they agreed to. All invented; numbers are in the series 70 00 10 00 to 70 00 99 99.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { sensitiveScope } from '../../kernel/ids.ts';
import type { Body, Json, RecordId, Scope } from '../../kernel/types.ts';
import { nameIn } from './names.ts';
import type { Dice } from './random.ts';

const JOBS = [
  ['Maraîchère', 'Couturière', 'Commerçante', 'Teinturière', 'Potière', 'Transformatrice', 'Restauratrice', 'Ménagère'],
  ['Cultivateur', 'Éleveur', 'Pêcheur', 'Maçon', 'Menuisier', 'Commerçant', 'Forgeron', 'Chauffeur'],
] as const;
/** Who leads, in the order in which they are written down: for a woman, for a man. */
const TITLES = [
  ['Présidente', 'Président'],
  ['Trésorière', 'Trésorier'],
  ['Secrétaire', 'Secrétaire'],
] as const;
const LANGUAGES: Readonly<Record<string, string>> = {
  gao: 'ses',
  kidal: 'taq',
  mopti: 'ffm',
  nioro: 'snk',
  tombouctou: 'ses',
};

/** Numbers that no other invented person has. */
export class Numbers {
  #next = 1000;

  next(): string {
    const digits = String(this.#next++).padStart(4, '0');
    return `70 00 ${digits.slice(0, 2)} ${digits.slice(2)}`;
  }
}

export interface Place {
  readonly branch: string;
  readonly home: Scope;
  /** Of the organisation. */
  readonly organisation: RecordId;
  readonly town: Json;
  /** Of a hundred, how many are women. */
  readonly women: number;
  /** Year of the work: nobody joined later. */
  readonly year: number;
}

/** When somebody was born, as people know it. */
function birth(luck: Dice): string {
  const year = luck.between(1952, 2006);
  const how = luck.next();
  if (how < 0.45) return String(year);
  if (how < 0.65) return `${year}~`;
  if (how < 0.72) return `${year}-${String(luck.between(1, 12)).padStart(2, '0')}`;
  return `${year}-${String(luck.between(1, 12)).padStart(2, '0')}-${String(luck.between(1, 28)).padStart(2, '0')}`;
}

/** Whether the number may be kept: oral mostly; some were not asked yet, some said no and gave none. */
const consent = (luck: Dice): Body => {
  const said = luck.next();
  return said < 0.05 ? {} : { consent: said < 0.8 ? 'oral' : 'signed' };
};

/** The person at this line of the organisation's register, with what they are to it, as one group. The first three lead it. */
export function member(at: number, place: Place, numbers: Numbers, luck: Dice): Acts {
  const { branch, home, organisation, year } = place;
  const isWoman = luck.next() * 100 < place.women;
  const job = luck.pick(JOBS[isWoman ? 0 : 1]);
  const since = luck.between(Math.min(2008, year), year);
  const person: Body = {
    name: nameIn(branch, isWoman, luck),
    ...(luck.next() < 0.94 && { sex: isWoman ? 'f' : 'm' }),
    ...(luck.next() < 0.8 && { birth: birth(luck) }),
    place: place.town,
    ...(luck.next() < 0.4 && { job }),
  };
  const title = TITLES[at]?.[isWoman ? 0 : 1];
  const what = luck.next();
  const kind = title || what < 0.84 ? 'member' : what < 0.88 ? 'founder' : what < 0.96 ? 'beneficiary' : 'employee';
  const isReachable = title !== undefined || luck.next() < 0.55;
  const language = luck.next() < 0.6 ? (LANGUAGES[branch] ?? 'bam') : 'bam';
  const number = numbers.next();
  return (ids) => {
    const closed = sensitiveScope(home);
    const tie = (more: Body): Act => ({
      do: 'create',
      type: 'involvement',
      home,
      body: { person: ids(0), organisation, ...more },
    });
    const acts: Act[] = [
      { do: 'create', type: 'person', home, body: person },
      tie({ kind, from: String(since), ...(kind === 'employee' && { title: 'Gérance de la boutique' }) }),
    ];
    if (title) acts.push(tie({ kind: 'function', title, from: String(Math.max(since, year - 2)) }));
    if (!isReachable) return acts;
    const owner = luck.next();
    const phone = {
      of: ids(0),
      phone: number,
      owner: owner < 0.7 ? 'own' : 'shared',
      ...(owner >= 0.7 && { ownerName: isWoman ? 'Son mari' : 'Sa famille' }),
      language,
      ...consent(luck),
    };
    acts.push({ do: 'create', type: 'person_contact', home: closed, body: phone });
    if (title || luck.next() < 0.06) acts.push(...others(ids(0), closed, numbers, luck));
    return acts;
  };
}

/** More ways to reach somebody: a second telephone, the same for messages, a radio where there is no line. */
function others(of: RecordId, home: Scope, numbers: Numbers, luck: Dice): readonly Act[] {
  const way = luck.next();
  const add = (kind: string, value: string): Act => ({
    do: 'create',
    type: 'contact',
    home,
    body: { of, kind, value, owner: 'own', consent: 'oral' },
  });
  const second = add('phone', numbers.next());
  if (way < 0.4) return [add('whatsapp', numbers.next())];
  return way < 0.8 ? [second] : [second, add('radio', 'Radio locale, le samedi à 20 h')];
}
