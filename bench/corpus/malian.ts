/**
 * A made-up Malian directory with doubles whose truth is known: nobody in it exists. How it is made, all of it general knowledge of the country put
 * into round numbers, none of it a census and none of it taken from the rules it measures:
 *
 * - Families live in a village, share a family name and a telephone; half of the adults have a telephone of their own besides. Family and
 *   given names follow their usual frequency: a fifth of all people are Traoré or Coulibaly, so that homonyms abound.
 * - A girl may bear the name of her grandmother in the same house, and twins share their date of birth.
 * - Births: the year alone, a full date (a third of them 1 January or 31 December, as registers do), about, or unknown.
 * - One in six is written down again by somebody else: another spelling (French or Bambara habits, no accents), family name first, a second given
 *   name, a short form, a slip, another telephone, place told at another scale, birth guessed.
 * - Groups take the same few names in every village; one telephone serves several groups; unions bear the name of their town.
 */
import { type Dice, dice } from '../../src/hub/demo/random.ts';
import type { Candidate } from '../../src/modules/directory/duplicates.ts';
import { FAMILY, FEMALE, GROUPS, MALE, SHORT, TRADES, VILLAGES, weighted } from './malian-names.ts';
import { respelt, slip } from './respelt.ts';

export interface Listed {
  readonly entry: Candidate;
  /** Who it is: two entries with one `who` are doubles. */
  readonly who: string;
}

interface Person {
  readonly who: string;
  readonly given: string;
  readonly family: string;
  readonly sex: 'f' | 'm';
  readonly phone: string;
  readonly year: number;
  readonly day: string;
  readonly place: string;
  readonly commune: string;
}

const chance = (d: Dice, percent: number): boolean => d.next() * 100 < percent;

const phoneOf = (d: Dice): string => `${d.pick(['6', '7', '9'])}${String(d.between(0, 9_999_999)).padStart(7, '0')}`;

/** About `people` people and an eighth as many groups, doubles included. The same seed makes the same directory. */
export function malianDirectory(seed: number, people: number): readonly Listed[] {
  const d = dice(seed);
  const listed: Listed[] = [];
  const add = (who: string, entry: Omit<Candidate, 'id'>): void => {
    listed.push({ who, entry: { id: `e${String(listed.length).padStart(6, '0')}`, ...entry } });
  };
  const villages = villagesFor(people);
  while (listed.length < people) {
    for (const person of family(d, listed.length, villages)) {
      add(person.who, written(d, person, false, villages));
      while (chance(d, 16)) add(person.who, written(d, person, true, villages));
    }
  }
  const taken = new Set<string>();
  for (let i = 0; i < people / 16; i++) groups(d, listed.length, villages, taken, add);
  return listed;
}

/** A larger network has more villages: beside Koumantou come new Koumantou, great Koumantou, old Koumantou… some eighty people in each. */
const villagesFor = (people: number): Villages =>
  ['', '-Coura', '-Ba', '-Koro', '-Ni', '-Were', '-Daga', '-Sokoura', '-Marena', '-Fara']
    .slice(0, Math.ceil(people / 5000))
    .flatMap((kind) => VILLAGES.map(([place, commune]) => [place + kind, commune] as const));

type Villages = readonly (readonly [place: string, commune: string])[];

function family(d: Dice, from: number, villages: Villages): readonly Person[] {
  const name = weighted(d, FAMILY);
  const [place, commune] = d.pick(villages);
  const shared = phoneOf(d);
  const size = d.between(1, 7);
  const people: Person[] = [];
  for (let i = 0; i < size; i++) {
    const sex = chance(d, 55) ? 'f' : 'm';
    // Women keep their father's name: the mothers of the house bear another.
    const own = chance(d, 25) ? weighted(d, FAMILY) : name;
    const phone = chance(d, 50) ? phoneOf(d) : shared;
    const year = d.between(1945, 2006);
    const given = weighted(d, sex === 'f' ? FEMALE : MALE);
    // Brothers and sisters are called by different names; cousins of the same house may not be, and come as namesakes below.
    if (people.some((one) => one.given === given)) continue;
    people.push({ who: `p${from}-${i}`, given, family: own, sex, phone, year, day: dayOf(d), place, commune });
  }
  const [first] = people;
  if (first && chance(d, 4))
    people.push({
      ...first,
      who: `p${from}-namesake`,
      year: first.year + (first.year < 1975 ? 1 : -1) * d.between(25, 45),
      day: dayOf(d),
    });
  if (first && chance(d, 3))
    people.push({ ...first, who: `p${from}-twin`, given: weighted(d, first.sex === 'f' ? FEMALE : MALE) });
  return people.filter((one) => !one.who.endsWith('twin') || one.given !== first?.given);
}

const dayOf = (d: Dice): string =>
  chance(d, 33) ? d.pick(['01-01', '12-31']) : `${two(d.between(1, 12))}-${two(d.between(1, 28))}`;

const two = (n: number): string => String(n).padStart(2, '0');

function written(d: Dice, person: Person, again: boolean, villages: Villages): Omit<Candidate, 'id'> {
  let { given, family } = person;
  if (again) {
    if (chance(d, 60)) [given, family] = [respelt(d, given), respelt(d, family)];
    else if (chance(d, 10)) given = SHORT[given] ?? given;
    if (chance(d, 8)) family = slip(d, family);
    else if (chance(d, 6)) given = slip(d, given);
    if (chance(d, 6)) given = `${given} ${weighted(d, person.sex === 'f' ? FEMALE : MALE)}`;
  }
  const [one, other] = chance(d, again ? 45 : 25) ? [family, given] : [given, family];
  const phone = again ? againPhone(d, person.phone) : chance(d, 85) ? person.phone : null;
  const birth = again ? againBirth(d, person) : birthOf(d, person);
  const place = again ? againPlace(d, person, villages) : person.place;
  return {
    kind: 'person',
    names: [chance(d, 30) ? `${one} ${other.toUpperCase()}` : `${one} ${other}`],
    phones: phone ? [formatted(d, phone)] : [],
    ...(birth && { birth }),
    ...(chance(d, 90) && { sex: person.sex }),
    ...(place && { place }),
  };
}

const formatted = (d: Dice, phone: string): string =>
  d.pick([phone, phone.replace(/(\d\d)(?=\d)/g, '$1 '), `+223${phone}`, `00223 ${phone}`]);

function againPhone(d: Dice, phone: string): string | null {
  const dice100 = d.next() * 100;
  if (dice100 < 60) return phone;
  if (dice100 < 80) return null;
  if (dice100 < 95) return phoneOf(d);
  return phone.slice(0, -1) + d.between(0, 9);
}

function birthOf(d: Dice, { year, day }: Person): string | null {
  const kind = d.next() * 100;
  if (kind < 40) return String(year);
  if (kind < 65) return `${year}-${day}`;
  return kind < 80 ? `${year + d.between(-2, 2)}~` : null;
}

function againBirth(d: Dice, person: Person): string | null {
  if (chance(d, 75)) return birthOf(d, person);
  return chance(d, 50) ? String(person.year + d.between(-3, 3)) : null;
}

function againPlace(d: Dice, { place, commune }: Person, villages: Villages): string | null {
  const kind = d.next() * 100;
  if (kind < 65) return place;
  if (kind < 75) return respelt(d, place);
  if (kind < 88) return `${place}, ${commune}`;
  return kind < 93 ? null : d.pick(villages)[0];
}

function groups(
  d: Dice,
  from: number,
  villages: Villages,
  taken: Set<string>,
  add: (who: string, entry: Omit<Candidate, 'id'>) => void,
): void {
  const [place, commune] = d.pick(villages);
  const phone = phoneOf(d);
  const shared = d.between(1, 3);
  for (let i = 0; i < shared; i++) {
    const own = weighted(d, GROUPS);
    const trade = d.pick(TRADES);
    // Two groups of one village with one name would not be told apart by their members either.
    const key = `${place} ${own}`;
    if (taken.has(key)) continue;
    taken.add(key);
    const form = d.pick(['Coopérative', 'SCOOPS', 'Groupement', 'Association', 'GIE']);
    const line = chance(d, 70) ? phone : phoneOf(d);
    const group = { form, own, trade, place, commune, line };
    add(`g${from}-${i}`, groupWritten(d, group, false));
    while (chance(d, 16)) add(`g${from}-${i}`, groupWritten(d, group, true));
    if (chance(d, 5)) add(`u${from}-${i}`, groupWritten(d, { ...group, form: 'Union' }, false));
  }
}

interface Group {
  readonly form: string;
  readonly own: string;
  readonly trade: string;
  readonly place: string;
  readonly commune: string;
  readonly line: string;
}

function groupWritten(d: Dice, group: Group, again: boolean): Omit<Candidate, 'id'> {
  const form =
    again && group.form !== 'Union' && chance(d, 50)
      ? d.pick(['Groupement', 'Coopérative', 'Association'])
      : group.form;
  const own = again && chance(d, 40) ? respelt(d, group.own) : group.own;
  const withTrade = chance(d, 65);
  const withPlace = chance(d, 35);
  const name = [form, withTrade ? `des ${group.trade}` : '', own, withPlace ? `de ${group.place}` : ''];
  if (withTrade && chance(d, 30)) name.splice(1, 2, own, `des ${group.trade}`);
  const phone = again ? againPhone(d, group.line) : chance(d, 80) ? group.line : null;
  return {
    kind: 'organisation',
    names: [name.filter(Boolean).join(' ')],
    phones: phone ? [formatted(d, phone)] : [],
    place: again && chance(d, 25) ? `${group.place}, ${group.commune}` : group.place,
  };
}
