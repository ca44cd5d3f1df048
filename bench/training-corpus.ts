/**
 * A training programme as one phone holds it: groups of twenty-five on one version of the contents, their half days with a roll each, everybody who
 * asked for a place, and others of the network beside them. Written as people write it: all present first, then the exceptions, then the session is said
 * to have been held. Invented, the same at every run.
 */
import { branchScope, changeIdOf, derivedId, deviceIdOf, ROOT, SHARED } from '../src/kernel/ids.ts';
import { toBase64Url } from '../src/kernel/keys.ts';
import type { Body, Change, DeviceId, RecordId, Scope } from '../src/kernel/types.ts';
import type { Delivered } from '../src/kernel/wire.ts';
import { rollId } from '../src/modules/training/rules.ts';
import { FAMILY, FEMALE, MALE, type Weighted } from './corpus/malian-names.ts';
import { seeded } from './corpus.ts';

export interface TrainingMix {
  readonly groups: number;
  readonly size: number;
  /** Half days of each group. */
  readonly halves: number;
  /** People of the network who are not in the programme. */
  readonly others: number;
}
/** 3,000 trainees, 2,400 half days, 60,000 marks, and a search among 5,000 people. */
export const PROGRAMME: TrainingMix = { groups: 120, size: 25, halves: 20, others: 1000 };

export interface TrainingCorpus {
  readonly person: RecordId;
  readonly programme: RecordId;
  readonly cohorts: readonly RecordId[];
  readonly changes: readonly Delivered[];
  readonly records: number;
  readonly marks: number;
  /** The roll of one more group of sixty, not called yet. */
  readonly roll: RecordId;
}

const DAY = 24 * 3600 * 1000;
const START = Date.UTC(2026, 0, 5, 8);
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);
const PLACES = ['Commune I', 'Commune II', 'Commune III', 'Commune IV', 'Commune V', 'Commune VI'];

/** @param name of the programme. @param seed another one makes another programme, with other people. */
export function trainingCorpus(mix: TrainingMix, seed = 11, name = 'Former 3 000 jeunes'): TrainingCorpus {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const given = (list: Weighted): string => pick(list)[0];
  const salt = (): string => toBase64Url(Uint8Array.from({ length: 8 }, () => Math.floor(random() * 256)));
  const home = branchScope('bamako');
  let time = START;
  const changes: Delivered[] = [];
  interface Writer {
    readonly device: DeviceId;
    readonly by: RecordId;
    readonly grant: RecordId;
    seq: number;
  }
  const write = (
    writer: Writer,
    more: Partial<Change> & { readonly type: string; readonly scope: Scope },
    body: Body,
  ) => {
    time += 1000 + Math.floor(random() * 20_000);
    const { device, by, grant } = writer;
    const seq = ++writer.seq;
    const record = more.record ?? (changeIdOf({ device, seq }) as string as RecordId);
    const change = { device, seq, stamp: time * 1024, by, grant, schema: 1, kind: 'set', ...more, record, body };
    changes.push({ pos: changes.length + 1, eff: change.stamp, change: change as unknown as Change });
    return record;
  };
  const make = (writer: Writer, type: string, body: Body, more: Partial<Change> = {}): RecordId =>
    write(writer, { type, scope: home, shared: [], salt: salt(), ...more }, body);
  const edit = (writer: Writer, type: string, record: RecordId, body: Body): void =>
    void write(writer, { type, scope: home, record, salt: '' }, body);
  const nobody = '' as RecordId;
  const authority: Writer = {
    device: deviceIdOf(Uint8Array.from({ length: 65 }, (_, at) => (at === 0 ? seed : 9))),
    by: nobody,
    grant: nobody,
    seq: 0,
  };
  const enlist = (role: string, scope: Scope, who: string): Pick<Writer, 'by' | 'grant'> => {
    const group = [authority.seq + 1, 2] as const;
    const by = make(authority, 'person', { name: who }, { scope, group });
    const grant = make(authority, 'grant', { person: by, role, scope, from: '2025-01-01' }, { scope, group });
    return { by, grant };
  };
  const me = enlist('secretariat', ROOT, 'Awa TRAORÉ');
  const writers = Array.from(
    { length: 20 },
    (_, i): Writer => ({
      device: deviceIdOf(Uint8Array.from({ length: 65 }, (_, at) => (at === 0 ? seed : 30 + i))),
      ...enlist(i === 0 ? 'coordinator' : 'animator', home, `${given(FEMALE)} ${given(FAMILY)}`),
      seq: 0,
    }),
  );
  const office = writers[0] as Writer;
  const open = { shared: [SHARED] };
  const programme = make(
    office,
    'programme',
    { name, target: 3000, counts: 'certified', from: '2026-01', to: '2027-12', ageFrom: 18, ageTo: 35 },
    open,
  );
  const curriculum = make(office, 'curriculum', { name: 'Version 1', programme, version: 1, attendance: 75 }, open);
  const modules = Array.from({ length: 5 }, (_, i) =>
    make(
      office,
      'course_module',
      { name: `Module ${i + 1}`, curriculum, hours: (mix.halves * 4) / 5, rank: i + 1 },
      open,
    ),
  );
  const personBody = (): Body => {
    const woman = random() < 0.55;
    const year = 1990 + Math.floor(random() * 18);
    const place = `${pick(PLACES)}, ${pick(['Korofina', 'Darsalam', 'Sogoniko', 'Lafiabougou'])}`;
    return {
      name: `${given(woman ? FEMALE : MALE)} ${given(FAMILY)}`,
      sex: woman ? 'f' : 'm',
      birth: random() < 0.5 ? String(year) : `${year}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
      place,
    };
  };
  for (let i = 0; i < mix.others; i++) make(pick(writers), 'person', personBody());
  const apply = (writer: Writer, outcome: string): RecordId => {
    const person = make(writer, 'person', personBody());
    make(
      writer,
      'application',
      { person, programme, on: '2026-01', outcome },
      { record: derivedId('application', person, programme) },
    );
    return person;
  };
  let marks = 0;
  const cohorts: RecordId[] = [];
  const gather = (writer: Writer, of: string, size: number, from: number): [RecordId, RecordId[]] => {
    const cohort = make(writer, 'cohort', { name: of, programme, curriculum, site: pick(PLACES), from: dayText(from) });
    const people = Array.from({ length: size }, () => {
      const person = apply(writer, 'selected');
      make(
        writer,
        'enrolment',
        { person, cohort, on: dayText(from), signed: true },
        { record: derivedId('enrolment', person, cohort) },
      );
      return person;
    });
    for (let i = Math.floor(size / 3); i > 0; i--) apply(writer, i % 2 ? 'waiting' : 'refused');
    cohorts.push(cohort);
    return [cohort, people];
  };
  for (let group = 0; group < mix.groups; group++) {
    const writer = writers[1 + (group % (writers.length - 1))] as Writer;
    const from = START + Math.floor(group / 8) * 14 * DAY;
    const [cohort, people] = gather(writer, `Cohorte ${group + 1}`, mix.size, from);
    for (let half = 0; half < mix.halves; half++) {
      const on = dayText(from + half * DAY);
      const module = modules[Math.floor((half * modules.length) / mix.halves)] as RecordId;
      const trainer = writer.by;
      const session = make(writer, 'session', {
        module,
        cohort,
        on,
        start: '8h30',
        end: '12h30',
        halves: 'one',
        trainer,
      });
      const record = rollId(session);
      const mark = (is: string): Body => (is === 'late' ? { is, at: '9h10' } : { is });
      make(
        writer,
        'roll',
        {
          session,
          ...Object.fromEntries(people.map((person) => [`marks.${person}`, { is: 'present', together: true }])),
        },
        { record },
      );
      marks += people.length;
      for (const is of ['absent', 'late'])
        if (random() < 0.8) edit(writer, 'roll', record, { [`marks.${pick(people)}`]: mark(is) });
      edit(writer, 'session', session, { state: 'held' });
    }
  }
  const [sixty] = gather(office, 'Cohorte de soixante', 60, START + 200 * DAY);
  const roll = make(office, 'session', {
    module: modules[0] as RecordId,
    cohort: sixty,
    on: dayText(START + 200 * DAY),
    start: '8h30',
    end: '12h30',
    halves: 'one',
  });
  const records = new Set(changes.map(({ change }) => change.record)).size;
  return { person: me.by, programme, cohorts, changes, records, marks, roll };
}
