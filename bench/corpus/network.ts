/**
 * The directory of a network as it would be after two years: 600 organisations, 5,000 persons and 4,400 relations (or as many as asked for), written
 * by eighteen phones of six branches and five imports, with later corrections. Invented, from a seed: names by their usual frequency, real communes,
 * telephones, births as far as people know them; three records in ten say something in free words (eight or more, drawn one by one).
 *
 * Everything is written by real replicas and judged on the day it was sent: nothing is put into tables behind the rules' back. What differs from
 * run to run are the ids of devices, because keys are made anew.
 */
import type { Dice } from '../../src/hub/demo/random.ts';
import type { Act } from '../../src/kernel/author.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, Json, RecordId, Scope } from '../../src/kernel/types.ts';
import { KINDS } from '../../src/modules/directory/model.ts';
import { SECTORS } from '../../src/modules/directory/sectors.ts';
import mali from '../../src/modules/places/mali.json' with { type: 'json' };
import { entryKeyFor } from '../../src/ui/records/codec.ts';
import { prose } from './french.ts';
import { FAMILY, FEMALE, GROUPS, MALE, TRADES, VILLAGES, type Weighted, weighted } from './malian-names.ts';

/** Six branches and the regions of the map that are theirs. */
export const BRANCHES: readonly (readonly [code: string, regions: readonly string[]])[] = [
  ['sikasso', ['ml-03', 'ml-15', 'ml-16']],
  ['segou', ['ml-04', 'ml-17']],
  ['koulikoro', ['ml-02', 'ml-13', 'ml-14']],
  ['kayes', ['ml-01', 'ml-11', 'ml-12']],
  ['mopti', ['ml-05', 'ml-18', 'ml-19']],
  ['bamako', ['ml-00']],
];

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

interface Cercle {
  readonly id: string;
  readonly name: string;
  /** Where the map knows them. */
  readonly communes?: readonly string[];
}

const KINDS_OF: Weighted = [
  ['group', 380],
  ['scoops', 300],
  ['association', 150],
  ['gie', 70],
  ['mutual', 40],
  ['union', 40],
  ['coop-ca', 20],
];
const FORMS: Readonly<Record<string, string>> = {
  group: 'Groupement',
  scoops: 'Coopérative',
  association: 'Association',
  gie: 'GIE',
  mutual: 'Mutuelle',
  union: 'Union',
  'coop-ca': 'Société coopérative',
};
const FUNCTIONS: Weighted = [
  ['Présidente', 160],
  ['Président', 140],
  ['Trésorière', 150],
  ['Trésorier', 90],
  ['Secrétaire administratif', 140],
  ['Secrétaire à l’organisation', 80],
  ['Vice-présidente', 80],
  ['Commissaire aux comptes', 70],
  ['Secrétaire à l’information', 50],
  ['Responsable du magasin', 40],
];
const JOBS: Weighted = [
  ['cultivateur', 200],
  ['cultivatrice', 160],
  ['maraîchère', 120],
  ['commerçante', 90],
  ['éleveur', 60],
  ['ménagère', 60],
  ['artisan', 50],
  ['pêcheur', 30],
  ['enseignant', 30],
  ['couturière', 30],
  ['transformatrice', 40],
  ['mécanicien', 20],
];
const LANGUAGES: Weighted = [
  ['bam', 700],
  ['fra', 80],
  ['ffm', 60],
  ['snk', 60],
  ['spp', 50],
  ['ses', 20],
  ['dts', 30],
];

const chance = (d: Dice, percent: number): boolean => d.next() * 100 < percent;
const two = (n: number): string => String(n).padStart(2, '0');
const day = (d: Dice, from: number, to: number): string =>
  `${d.between(from, to)}-${two(d.between(1, 12))}-${two(d.between(1, 28))}`;
/** As far as people know it: the day, the month, the year, about. */
const moment = (d: Dice, from: number, to: number): string => {
  const whole = day(d, from, to);
  const known = d.next() * 100;
  if (known < 25) return whole;
  if (known < 45) return whole.slice(0, 7);
  return known < 85 ? whole.slice(0, 4) : `${whole.slice(0, 4)}~`;
};
const phoneOf = (d: Dice): string =>
  `+223${d.pick(['6', '7', '7', '9'])}${String(d.between(0, 9_999_999)).padStart(7, '0')}`;

export interface Mix {
  readonly organisations: number;
  readonly persons: number;
  readonly relations: number;
}
export const TEN_THOUSAND: Mix = { organisations: 600, persons: 5000, relations: 4400 };
export const sizeOf = (mix: Mix): number => mix.organisations + mix.persons + mix.relations;

/** A record to be written, with the companion that goes with it. */
export type Sheet = (id: RecordId) => readonly Act[];

/** What one branch writes. One instance a branch; phones of the branch share it. */
export class BranchPen {
  readonly #d: Dice;
  readonly home: Scope;
  readonly #places: readonly Json[];
  #family = '';
  #phone = '';
  #left = 0;
  readonly organisations: RecordId[] = [];
  readonly unions: RecordId[] = [];
  readonly persons: RecordId[] = [];
  readonly #related = new Set<string>();

  constructor(d: Dice, home: Scope, regions: readonly string[]) {
    this.#d = d;
    this.home = home;
    const map = mali.regions as unknown as readonly { readonly id: string; readonly cercles: readonly Cercle[] }[];
    const cercles = map.filter(({ id }) => regions.includes(id)).flatMap((one) => one.cercles);
    const communes = cercles.flatMap(({ id, name, communes = [] }) => [
      { name, area: id },
      ...communes.map((commune) => ({ name: commune, area: `${id}.${plain(commune)}` })),
    ]);
    // A branch works in some sixty villages; most people chose the commune on the map, the others said the village only.
    this.#places = Array.from({ length: 60 }, () => {
      const village = d.pick(VILLAGES)[0] + d.pick(['', '', '-Coura', '-Ba', '-Sokoura', '-Marena']);
      if (communes.length === 0 || chance(d, 30)) return village;
      const { name, area } = d.pick(communes);
      return { text: chance(d, 50) ? name : village, area, geo: 'ml-2023' };
    });
  }

  organisation(): { acts: Sheet; kind: string } {
    const d = this.#d;
    const kind = weighted(d, KINDS_OF);
    const place = d.pick(this.#places);
    const town = typeof place === 'string' ? place : (place as { text: string }).text;
    const own = weighted(d, GROUPS);
    const trade = chance(d, 60) ? ` des ${d.pick(TRADES)}` : '';
    const name = `${FORMS[kind]}${trade} ${own}${chance(d, 45) ? ` de ${town}` : ''}`;
    const women = d.between(0, 60);
    const body: Body = {
      name,
      kind,
      place,
      sectors: [d.pick(SECTORS).value, ...(chance(d, 35) ? [d.pick(SECTORS).value] : [])].filter(
        (value, at, all) => all.indexOf(value) === at,
      ),
      ...(chance(d, 70) && { founded: moment(d, 1988, 2024) }),
      ...(chance(d, 60) && { women, men: d.between(0, 40) }),
      ...(chance(d, 25) && { stage: d.pick(['identified', 'organised', 'grouped', 'active']) }),
      // 480 in 600 say what they do.
      ...(chance(d, 80) && { about: prose(d, d.between(8, 24), 600) }),
    };
    const contact = { phone: phoneOf(d), language: weighted(d, LANGUAGES), consent: 'oral' };
    const withContact = chance(d, 80);
    return {
      kind,
      acts: (id) => [
        { do: 'create', type: 'organisation', home: this.home, shared: [SHARED], body },
        ...(withContact ? [this.#companion('organisation_contact', { of: id, ...contact })] : []),
      ],
    };
  }

  /** People come by families: they share a name, a place and often a telephone. */
  person(): Sheet {
    const d = this.#d;
    if (this.#left-- <= 0) {
      this.#left = d.between(0, 4);
      this.#family = weighted(d, FAMILY);
      this.#phone = phoneOf(d);
    }
    const woman = chance(d, 58);
    const family = chance(d, 20) ? weighted(d, FAMILY) : this.#family;
    const given = weighted(d, woman ? FEMALE : MALE);
    const body: Body = {
      name: `${given} ${chance(d, 70) ? family.toUpperCase() : family}`,
      sex: woman ? 'f' : 'm',
      ...(chance(d, 75) && { birth: moment(d, 1945, 2007) }),
      place: d.pick(this.#places),
      // One in four is described, half have a word for what they do.
      ...(chance(d, 25) ? { job: prose(d, d.between(8, 10), 80) } : chance(d, 65) && { job: weighted(d, JOBS) }),
    };
    const own = chance(d, 60);
    const contact = {
      phone: own ? phoneOf(d) : this.#phone,
      ...(chance(d, 50) && { owner: own ? 'own' : 'shared' }),
      ...(chance(d, 50) && { language: weighted(d, LANGUAGES) }),
      consent: chance(d, 85) ? 'oral' : 'signed',
    };
    const withContact = chance(d, 45);
    return (id) => [
      { do: 'create', type: 'person', home: this.home, body },
      ...(withContact ? [this.#companion('person_contact', { of: id, ...contact })] : []),
    ];
  }

  #companion(type: string, body: Body): Act {
    return { do: 'create', type, home: sensitiveScope(this.home), body };
  }

  /** What somebody is to an organisation, or an organisation to its union; null where all of it was said already. */
  relation(): readonly Act[] | null {
    const d = this.#d;
    const belongs = this.unions.length > 0 && chance(d, 11);
    if (this.organisations.length === 0 || this.persons.length === 0) return null;
    for (let tries = 0; tries < 20; tries++) {
      const organisation = d.pick(this.organisations);
      const kind = belongs ? 'member' : weighted(d, KINDS_OF_TIES);
      const other = d.pick(belongs ? this.unions : this.persons);
      const key = `${other} ${organisation} ${kind}`;
      if (other === organisation || this.#related.has(key)) continue;
      this.#related.add(key);
      return [belongs ? this.#membership(organisation, other) : this.#involvement(other, organisation, kind)];
    }
    return null;
  }

  #involvement(person: RecordId, organisation: RecordId, kind: string): Act {
    const d = this.#d;
    const body: Body = {
      person,
      organisation,
      kind,
      ...(kind === 'function' && { title: weighted(d, FUNCTIONS) }),
      ...(chance(d, 70) && { from: moment(d, 2005, 2026) }),
      // 1,250 in 4,400: how it was decided, in their words.
      ...(chance(d, 31) && { decision: prose(d, d.between(8, 14), 120) }),
    };
    return { do: 'create', type: 'involvement', home: this.home, body };
  }

  #membership(member: RecordId, group: RecordId): Act {
    const d = this.#d;
    const span = {
      from: moment(d, 2010, 2026),
      status: chance(d, 85) ? 'active' : 'applied',
      ...(chance(d, 20) && { decision: prose(d, d.between(8, 14), 120) }),
    };
    const body = { member, group, kind: 'member', [`spans.${entryKeyFor(span)}`]: span };
    return { do: 'create', type: 'membership', home: this.home, shared: [SHARED], body };
  }

  /** A later correction of a record of the branch. */
  correction(type: string): Body {
    const d = this.#d;
    const bodies: Readonly<Record<string, () => Body>> = {
      organisation: () =>
        d.pick<() => Body>([
          () => ({ women: d.between(0, 80), men: d.between(0, 50) }),
          () => ({ stage: d.pick(['organised', 'grouped', 'active']) }),
          () => ({ place: d.pick(this.#places) }),
          () => ({ about: prose(d, d.between(8, 24), 600) }),
          () => ({ kind: d.pick(KINDS).value }),
        ])(),
      person: () =>
        d.pick<() => Body>([
          () => ({ place: d.pick(this.#places) }),
          () => ({ birth: moment(d, 1945, 2007) }),
          () => ({ job: weighted(d, JOBS) }),
        ])(),
    };
    return (bodies[type] ?? (() => ({ from: moment(d, 2005, 2026) })))();
  }
}

const KINDS_OF_TIES: Weighted = [
  ['member', 640],
  ['function', 180],
  ['beneficiary', 110],
  ['founder', 50],
  ['employee', 20],
];
