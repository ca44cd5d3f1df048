/**
 * The page of the device bench: the real storage, keys and app of a device, in a real browser, over what a hub would have told it. Nothing is
 * imitated but the hub: its answer is made here and handed to the replica as `exchange.ts` hands one in.
 */
import '@preact/signals';
import { render } from 'preact';
import { Copy } from '../src/device/copy.ts';
import { Installation } from '../src/device/installation.ts';
import { Device } from '../src/device/jekulu.ts';
import { identityOf } from '../src/device/joining.ts';
import { locked, newLock } from '../src/device/lock.ts';
import { restingOf } from '../src/device/resting.ts';
import { Ring } from '../src/device/ring.ts';
import { App } from '../src/device/screens/app.tsx';
import { dense } from '../src/kernel/dense.ts';
import { textOf } from '../src/kernel/fold.ts';
import { reachOf } from '../src/kernel/grant.ts';
import { networkIdOf, ROOT } from '../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../src/kernel/judge.ts';
import { KEY_CLASSES, scopeKey, toBase64Url } from '../src/kernel/keys.ts';
import { packedAnswer } from '../src/kernel/packed-answer.ts';
import { type Segment, worded } from '../src/kernel/prose.ts';
import { bare, inLogOrder, withoutId } from '../src/kernel/segments.ts';
import type { ChangeId, DeviceId, RecordId } from '../src/kernel/types.ts';
import { type Delivered, type Holding, type NetworkCard, type SyncAnswer, told } from '../src/kernel/wire.ts';
import { declarations } from '../src/modules/index.ts';
import { corpusOf, type Mix } from './corpus.ts';
import { PROGRAMME, trainingCorpus } from './training-corpus.ts';

export const PIN = '280594';
const NOW = Date.UTC(2026, 5, 1);
const key = new Uint8Array(65).fill(3);
const card: NetworkCard = {
  network: networkIdOf(key),
  slug: 'mesure',
  name: 'Réseau de mesure',
  mode: 'real',
  demo: false,
  authority: networkIdOf(key) as string as DeviceId,
  authorityKey: toBase64Url(key),
  sealKey: '',
  settings: DEFAULT_SETTINGS,
};

function holdingFor(person: RecordId): Holding {
  const grant = {
    id: person,
    person,
    role: 'secretariat',
    scope: ROOT,
    from: 0,
    ends: Number.MAX_SAFE_INTEGER,
    provisional: false,
  };
  const reach = reachOf(declarations, person, [grant as never], NOW);
  const master = new Uint8Array(32).fill(5);
  return { reach, keys: KEY_CLASSES.map((keyClass) => scopeKey(master, keyClass, ROOT)) };
}

interface Seated {
  readonly copy: Copy;
  readonly changes: readonly Delivered[];
  /** What a hub says of them, all at once. */
  readonly answer: SyncAnswer;
  /** The same as a snapshot tells it, each segment opened and unpacked. */
  readonly segments: readonly string[];
}

type Told = Pick<SyncAnswer, 'changes' | 'columns'>;

/** Changes in a segment of 64 KB, about. */
const SEGMENT = 2000;

/** What a hub makes of them (`hub/snapshots.ts`), the most of a kind together. */
function segmentsOf(changes: readonly Delivered[]): readonly string[] {
  const list = changes.map((one) => withoutId(told(one), declarations.types[one.change.type])).sort(inLogOrder);
  return Array.from({ length: Math.ceil(list.length / SEGMENT) }, (_, i) =>
    JSON.stringify(worded(dense(list.slice(i * SEGMENT, (i + 1) * SEGMENT).map((one) => bare(one, one.change.over))))),
  );
}
/** What was made ready; of a training programme, where it and a roll of sixty open. */
export interface Prepared {
  readonly changes: number;
  readonly records: number;
  readonly programme?: RecordId;
  readonly roll?: RecordId;
}
let seated: Seated | null = null;
let opened: { readonly here: Installation; readonly ring: Ring; readonly person: RecordId } | null = null;
const kept = 'jekulu-bench';
/** Held in memory, as the open app holds it. */
let held: Copy | null = null;

const bench = {
  /** Joins, chooses a code, and has an answer of the hub ready in memory. Not measured. */
  async prepare(mix: Mix | 'training'): Promise<Prepared> {
    const training = mix === 'training' ? trainingCorpus(PROGRAMME) : null;
    const { person, changes, records } = training ?? corpusOf(mix as Mix);
    const holding = holdingFor(person);
    const here = await Installation.open(crypto.randomUUID());
    const identity = await identityOf(here);
    // What is written here is also sealed to the hub.
    const hub = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const sealKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', hub.publicKey)));
    await here.join({ card: { ...card, sealKey }, person, name: 'Awa TRAORÉ', time: NOW, holding }, identity, NOW);
    const store = here.joined[0]!.store;
    const ring = Ring.empty(person).with(holding);
    const locks = await locked(store, ring, await newLock(identity, PIN));
    const row = { ...(await store.person(person))!, ...locks, reach: holding.reach, choosing: false, asks: false };
    await store.putPerson(person, () => row);
    const { copy } = await Copy.load(store, row, ring);
    const { base } = copy.replica.request(person, NOW, 'bench');
    const cursor = { epoch: 'bench', pos: changes.length };
    seated = {
      copy,
      changes,
      segments: segmentsOf(changes),
      answer: {
        v: 1,
        base,
        epoch: 'bench',
        time: NOW,
        ack: 0,
        confirmed: [],
        rulings: [],
        // As it comes off the line: nothing that making it put together piece by piece.
        ...(JSON.parse(
          JSON.stringify(packedAnswer({ changes }, { decl: declarations, device: store.device })),
        ) as Told),
        cursor,
        more: false,
      },
    };
    sessionStorage.setItem(kept, JSON.stringify({ person, ring: ring.content }));
    return {
      ...(training && { programme: training.programme, roll: training.roll }),
      changes: changes.length,
      records,
    };
  },

  /** Takes the answer in, ms. */
  receive(): number {
    const { copy, answer } = seated!;
    const start = performance.now();
    copy.replica.receive(answer, NOW, restingOf(copy));
    return performance.now() - start;
  },

  /** From memory to sealed and durable, ms. */
  async store(): Promise<number> {
    const start = performance.now();
    await seated!.copy.keep();
    return performance.now() - start;
  },

  /** A whole snapshot, from segments as they were opened to sealed and durable, each before the next as it is fetched, ms. */
  async arrive(): Promise<number> {
    const { copy, segments } = seated!;
    const start = performance.now();
    for (const text of segments) {
      if (!copy.replica.arrive(JSON.parse(text) as Segment, restingOf(copy))) throw new Error('not a segment');
      await copy.keep();
    }
    return performance.now() - start;
  },

  /** Everything before the measure of loading: the installation, and the ring as the code would open it. */
  async sit(): Promise<void> {
    const { person, ring } = JSON.parse(sessionStorage.getItem(kept) as string);
    const here = await Installation.open(crypto.randomUUID());
    opened = { here, ring: new Ring(person, ring), person };
  },

  /** From a closed app, the ring open, to a copy that answers, with every drawer of it opened, ms and what it answered. */
  async load(asked: string): Promise<{ ms: number; name: string; may: boolean }> {
    const { here, ring, person } = opened!;
    const { store } = here.joined[0]!;
    const start = performance.now();
    const row = (await store.person(person))!;
    const { copy, damaged } = await Copy.load(store, row, ring);
    if (damaged) throw new Error(damaged.code);
    const { replica } = copy;
    held = copy;
    const state = replica.record(asked as RecordId);
    // What is nowhere is looked for everywhere.
    replica.known('aaaaaaaaaaaaaaaa.1' as ChangeId);
    const may = replica.may(person, 'create', 'organisation', ROOT, NOW);
    const fixes = replica.toFix(person).length;
    const ms = performance.now() - start;
    if (fixes !== 0 || !held) throw new Error('something came back');
    return { ms, name: state ? textOf(state, 'name') : '', may };
  },

  organisations: (): number => held?.replica.list('organisation').length ?? 0,

  /** Id and name of one organisation in the middle of the log. */
  sample(): { id: string; name: string } {
    const { changes } = seated!;
    const one = changes.slice(changes.length / 2).find(({ change }) => change.type === 'organisation')!.change;
    return { id: one.record, name: String(one.body?.['name']) };
  },

  async size(): Promise<{ chunks: number; bytes: number }> {
    const { store } = opened!.here.joined[0]!;
    const { chunks } = await store.rest();
    return { chunks: chunks.size, bytes: [...chunks.values()].reduce((sum, { box }) => sum + box.length, 0) };
  },

  /** The real app over what rests here. */
  app(): void {
    const device = new Device({
      tab: { take: async () => true, steal: async () => undefined, onLost: () => undefined },
      label: 'Mesure',
      secure: true,
      now: () => NOW,
      elapsed: () => performance.now(),
      tabMemory: sessionStorage,
      persist: () => undefined,
    });
    render(<App jekulu={device} />, document.getElementById('app') as HTMLElement);
    void device.start();
  },
};
export type Bench = typeof bench;
Object.assign(window, { bench });
