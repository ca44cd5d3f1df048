/**
 * What a hub would hand to a national secretariat: organisations with their contacts, and persons, written by thirty people of five branches, on
 * their own devices or from lists. Invented, the same at every run.
 */
import { dice } from '../src/hub/demo/random.ts';
import {
  branchScope,
  changeIdOf,
  derivedId,
  deviceIdOf,
  isChangeId,
  ROOT,
  SHARED,
  sensitiveScope,
} from '../src/kernel/ids.ts';
import { toBase64Url } from '../src/kernel/keys.ts';
import type { Body, Change, DeviceId, RecordId, Scope } from '../src/kernel/types.ts';
import type { Delivered } from '../src/kernel/wire.ts';
import { prose } from './corpus/french.ts';

/** Small seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const BRANCHES = ['sikasso', 'segou', 'kayes', 'mopti', 'gao'];
const SYLLABLES = [
  'ba',
  'ko',
  'dou',
  'gou',
  'na',
  'sé',
  'fa',
  'ra',
  'kè',
  'nyè',
  'tié',
  'san',
  'bou',
  'la',
  'dia',
  'mo',
  'ni',
];
const NAMES = [
  'TRAORÉ',
  'COULIBALY',
  'KEÏTA',
  'KOUMARÉ',
  'DIARRA',
  'SANGARÉ',
  'MAÏGA',
  'TOGO',
  'CISSÉ',
  'OUATTARA',
  'N’DIAYE',
];
const FIRST = ['Madani', 'Aïssata', 'Oumar', 'Fanta', 'Drissa', 'Korotoumou', 'Salif', 'Ɲɛlɛni', 'Ŋana', 'Bréhima'];
const TRADES = [
  'productrices de karité',
  'maraîchères',
  'riziculteurs',
  'éleveurs',
  'potières',
  'pêcheurs',
  'apiculteurs',
  'teinturières',
];
const MODELS = [
  ['scoops', 'Coopérative simplifiée des'],
  ['group', 'Groupement des'],
  ['association', 'Association des'],
  ['gie', 'GIE des'],
] as const;
const MOTTOS = ['Benkadi', 'Sɛnɛ Ɲɛtaa', 'Jigiya', 'Sabougnouma', 'Jɛkabaara', 'Yiriwa', 'Danaya', 'Kɔrɔta'];
const SIGNS = ['tree', 'fish', 'pot', 'hoe', 'sprout', 'cow'];

interface Writer {
  readonly device: DeviceId;
  readonly by: RecordId;
  readonly grant: RecordId;
  readonly scope: Scope;
  seq: number;
}

export interface Corpus {
  /** Who opens the device, and under what grant. */
  readonly person: RecordId;
  readonly changes: readonly Delivered[];
  readonly records: number;
}

export interface Mix {
  readonly organisations: number;
  /** Of the organisations, how many have a contact. */
  readonly contacts: number;
  readonly persons: number;
  /** Of the organisations, how many in a hundred say in free words what they do. */
  readonly telling?: number;
}

/** @returns as many changes as records, in the order a hub's log has them. */
export function corpusOf(mix: Mix, seed = 7): Corpus {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const salt = (): string => toBase64Url(Uint8Array.from({ length: 8 }, () => Math.floor(random() * 256)));
  const towns = Array.from({ length: 300 }, () => {
    const name = pick(SYLLABLES) + pick(SYLLABLES) + (random() < 0.6 ? pick(SYLLABLES) : '');
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  });
  // Of its own, so that what is said changes nothing else.
  const words = dice(seed);
  const told = (): Body =>
    words.next() * 100 < (mix.telling ?? 0) ? { about: prose(words, words.between(8, 24), 600) } : {};
  let time = Date.UTC(2025, 0, 6, 8);
  const changes: Delivered[] = [];
  const write = (writer: Writer, kind: Pick<Change, 'type' | 'scope'> & Partial<Change>, body: Body): RecordId => {
    time += 1 + Math.floor(random() * 40_000);
    const seq = ++writer.seq;
    const record = (kind.record ?? changeIdOf({ device: writer.device, seq })) as RecordId;
    const { device, by, grant } = writer;
    const change = {
      device,
      seq,
      stamp: time * 1024,
      by,
      grant,
      schema: 1,
      kind: 'set',
      shared: [],
      salt: salt(),
      ...kind,
      record,
      body,
    } as Change;
    // Written in the field, received hours later: the stamp stands.
    changes.push({ pos: changes.length + 1, eff: change.stamp, change });
    return record;
  };
  const authority: Writer = {
    device: deviceIdOf(new Uint8Array(65).fill(9)),
    by: '' as RecordId,
    grant: '' as RecordId,
    scope: ROOT,
    seq: 0,
  };
  const enlist = (role: string, scope: Scope, name: string): Pick<Writer, 'by' | 'grant'> => {
    const first = authority.seq + 1;
    const group = [first, 2] as const;
    const by = write(authority, { type: 'person', scope, group }, { name });
    return {
      by,
      grant: write(authority, { type: 'grant', scope, group }, { person: by, role, scope, from: '2025-01-01' }),
    };
  };
  const me = enlist('secretariat', ROOT, 'Awa TRAORÉ');
  const writers = Array.from({ length: 30 }, (_, i): Writer => {
    const scope = branchScope(BRANCHES[i % BRANCHES.length] as string);
    return {
      device: deviceIdOf(new Uint8Array(65).fill(20 + i)),
      scope,
      seq: 0,
      ...enlist('animator', scope, `${pick(FIRST)} ${pick(NAMES)}`),
    };
  });
  const left = { ...mix, organisations: mix.organisations, persons: mix.persons - writers.length - 1 };
  while (left.organisations > 0 || left.persons > 0) {
    const writer = pick(writers);
    // People work in bursts: a dozen records, then somebody else.
    for (let i = Math.ceil(random() * 24); i > 0; i--) {
      if (random() * (left.organisations + left.persons) < left.organisations) {
        const [kind, form] = pick(MODELS);
        const place = pick(towns);
        const name =
          random() < 0.5
            ? `${form} ${pick(TRADES)} de ${place}`
            : `${form} ${pick(TRADES)} ${pick(MOTTOS)} de ${place}`;
        const withContact = random() * left.organisations < left.contacts;
        const group = withContact ? { group: [writer.seq + 1, 2] as const } : {};
        const of = write(
          writer,
          { type: 'organisation', scope: writer.scope, shared: [SHARED], ...group },
          { name, kind, place, ...told() },
        );
        left.organisations--;
        if (!withContact) continue;
        left.contacts--;
        const phone = `7${Math.floor(random() * 1e7)}`.padEnd(8, '0').replace(/(..)(?=.)/g, '$1 ');
        const record = derivedId('organisation_contact', of);
        write(
          writer,
          { type: 'organisation_contact', scope: sensitiveScope(writer.scope), record, ...group },
          { of, phone },
        );
      } else if (left.persons > 0) {
        left.persons--;
        write(
          writer,
          { type: 'person', scope: writer.scope },
          { name: `${pick(FIRST)} ${pick(NAMES)}`, sign: pick(SIGNS), color: `p${1 + Math.floor(random() * 6)}` },
        );
      }
      if (left.organisations <= 0 && left.persons <= 0) break;
    }
  }
  const records = new Set(changes.map(({ change }) => change.record)).size;
  if (!isChangeId(me.by)) throw new Error('the corpus has nobody to read it');
  return { person: me.by, changes, records };
}
