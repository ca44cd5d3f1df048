/**
 * Chunks: changes of others as they rest, sealed under the key of one scope. A chunk holds drawers, one for each type in it, as lines of one text: the
 * first line names them, so that what nobody asks for is opened by its key and then left unread.
 */
import { type Packed, pack, type Shape } from '../kernel/columns.ts';
import { changeIdOf } from '../kernel/ids.ts';
import { Run } from '../kernel/run.ts';
import type { Drawer, Rested } from '../kernel/shelf.ts';
import type { Change, ChangeId, Known, Scope } from '../kernel/types.ts';
import { openText, sealText } from './box.ts';
import type { Chunk } from './db.ts';
import type { Ring } from './ring.ts';
import type { NetworkStore } from './store.ts';

/** At most so many changes in a chunk, and so many letters. */
const CHUNK = 800;
/** Beyond 64 KB Chromium puts a value in a file of its own, which takes five times as long to read. An accent takes a byte more than a letter. */
const LETTERS = 60_000;

/** Is it not worth joining with others? What is half full or more is as large as its neighbours allow. */
export const isFull = ({ count, size }: { readonly count: number; readonly size: number }): boolean =>
  count >= CHUNK || size >= LETTERS / 2;

/**
 * First line: the form of the chunk, and per drawer its type and whether something in it is not confirmed, or says that two are the same. Whoever
 * changes a chunk or its columns counts the form up: one that is not known here is fetched again from the hub.
 */
type Label = readonly [form: 1, ...drawers: (readonly [type: string, unsettled: 0 | 1, aliases: 0 | 1])[]];
/** What a drawer holds: columns, and per change the number of the writing that put it there (one for all when they are equal). */
interface Content {
  readonly run: Packed;
  readonly w: number | readonly number[];
}
/** What a chunk was before it had drawers, and before there were columns. */
type Undivided = Content | { readonly known: readonly Known[]; readonly w: readonly number[] };

/** One change of a chunk, and the number of the writing that put it there; of two copies the later one is right. */
export interface Shelved {
  readonly w: number;
  readonly known: Known;
}

type Writings = number | ((known: Known) => number);

interface Opened {
  readonly run: Run;
  readonly w: number | readonly number[];
}
type Labelled = Omit<Drawer, 'open'> & { open(): Opened };

/** What seals chunks: the store they rest in, and whose keys. */
interface Sealer {
  readonly store: NetworkStore;
  readonly ring: Ring;
}

/** A piece of what rests together: rows from one on to before another, written. */
interface Piece {
  readonly text: string;
  readonly count: number;
}

async function sealedUnder({ store, ring }: Sealer, under: Scope, some: Iterable<Piece>): Promise<readonly Chunk[]> {
  const [key] = await ring.keysFor(under);
  const chunks: Promise<Chunk>[] = [];
  for (const { text, count } of some) {
    const sealed = sealText(key as CryptoKey, store.about('chunk', under), text, true);
    chunks.push(sealed.then((box) => ({ under, count, box })));
  }
  return Promise.all(chunks);
}

/** Cuts so many changes into pieces that are short enough. */
export function* pieces<T extends { readonly text: string }>(
  length: number,
  write: (from: number, to: number) => T,
): Generator<T & Piece> {
  let usual = CHUNK;
  for (let from = 0; from < length; ) {
    // Neighbours are about as long as each other. What came out too long is written again, as far as it fits.
    let count = Math.min(usual, length - from);
    let piece = write(from, from + count);
    const fitting = (): number => Math.max(1, Math.floor((count * LETTERS * 0.9) / piece.text.length));
    while (piece.text.length > LETTERS && count > 1) {
      count = Math.min(fitting(), count - 1);
      piece = write(from, from + count);
    }
    if (piece.text.length <= LETTERS) usual = Math.min(CHUNK, fitting());
    from += count;
    yield { ...piece, count };
  }
}

/** @param w number of the writing that put each of these there, or one for all. */
export const packUnder = (
  sealer: Sealer,
  under: Scope,
  list: readonly Known[],
  w: Writings,
): Promise<readonly Chunk[]> =>
  sealedUnder(
    sealer,
    under,
    pieces(list.length, (from, to) => ({ text: written(list.slice(from, to), w) })),
  );

/** A chunk of plain changes that arrived as columns, ready to be sealed. */
export interface Parcel {
  readonly under: Scope;
  readonly count: number;
  readonly runs: readonly Run[];
  /** Per run its type and columns, written. */
  readonly drawers: readonly (readonly [type: string, text: string])[];
}

/** May so much stand in one chunk? */
export const isFit = ({ count, size }: { readonly count: number; readonly size: number }): boolean =>
  count <= CHUNK && size <= LETTERS;

/** @param w number of the writing that puts them there. */
export async function sealParcels(sealer: Sealer, parcels: readonly Parcel[], w: number): Promise<readonly Chunk[]> {
  const chunks = await Promise.all(
    parcels.map(({ under, count, drawers }) => {
      const labels = drawers.map(([type]): [string, 0, 0] => [type, 0, 0]);
      const lines = drawers.map(([, run]) => `{"w":${w},"run":${run}}`);
      return sealedUnder(sealer, under, [{ count, text: chunkText(labels, lines) }]);
    }),
  );
  return chunks.flat();
}

/** JSON has no line breaks of its own. */
const chunkText = (labels: readonly [string, 0 | 1, 0 | 1][], lines: readonly string[]): string =>
  [JSON.stringify([1, ...labels] satisfies Label), ...lines].join('\n');

/** What stands outside on a drawer. */
const label = (type: string, { shapes }: Packed): Omit<Drawer, 'open'> => ({
  type,
  unsettled: shapes.some(({ state }) => state !== 'confirmed'),
  aliases: shapes.some(({ as }) => as['kind'] === 'alias'),
});

function written(list: readonly Known[], w: Writings): string {
  const lines: string[] = [];
  const labels: [string, 0 | 1, 0 | 1][] = [];
  for (const [type, some] of byType(list)) {
    const content: Content = { w: typeof w === 'number' ? w : some.map(w), run: pack(some) };
    const { unsettled, aliases } = label(type, content.run);
    labels.push([type, unsettled ? 1 : 0, aliases ? 1 : 0]);
    lines.push(JSON.stringify(content));
  }
  return chunkText(labels, lines);
}

function byType(list: readonly Known[]): ReadonlyMap<string, Known[]> {
  const types = new Map<string, Known[]>();
  for (const known of list) {
    const some = types.get(known.change.type);
    if (some) some.push(known);
    else types.set(known.change.type, [known]);
  }
  return types;
}

/** The drawers of a chunk, or null when it is damaged. */
export async function contentOf(
  store: NetworkStore,
  keys: readonly CryptoKey[],
  chunk: Chunk,
): Promise<readonly Labelled[] | null> {
  const text = await openText(keys, store.about('chunk', chunk.under), chunk.box);
  if (!text) return null;
  try {
    return text[0] === BRACE ? divided(JSON.parse(decoder.decode(text))) : drawersIn(text);
  } catch {
    return null;
  }
}

const decoder = new TextDecoder();
const [BRACE, BREAK] = [0x7b, 0x0a];

function drawersIn(text: Uint8Array<ArrayBuffer>): readonly Labelled[] {
  const endOf = (from: number): number => {
    const end = text.indexOf(BREAK, from);
    return end < 0 ? text.length : end;
  };
  // Where lines end is looked for as far as somebody reads: most of what a chunk holds is not read at every opening.
  const ends = [endOf(0)];
  const line = (n: number): string => {
    while (ends.length <= n) ends.push(endOf((ends.at(-1) as number) + 1));
    return decoder.decode(text.subarray(n === 0 ? 0 : (ends[n - 1] as number) + 1, ends[n]));
  };
  const [form, ...drawers] = JSON.parse(line(0)) as Label;
  if (form !== 1) throw new Error('another form');
  return drawers.map(([type, unsettled, aliases], i) => ({
    type,
    unsettled: unsettled === 1,
    aliases: aliases === 1,
    open: () => opened(JSON.parse(line(i + 1))),
  }));
}

const opened = ({ run, w }: Content): Opened => ({ run: new Run(run), w });

/** As if it had been written with drawers. */
function divided(content: Undivided): readonly Labelled[] {
  const list =
    'run' in content ? listOf(opened(content)) : content.known.map((known, i) => shelved(known, content.w, i));
  const writings = new Map(list.map(({ known, w }) => [known, w]));
  return [...byType(list.map(({ known }) => known))].map(([type, some]) => {
    const run = pack(some);
    const w = some.map((known) => writings.get(known) as number);
    return { ...label(type, run), open: () => opened({ run, w }) };
  });
}

const shelved = (known: Known, w: number | readonly number[], i: number): Shelved => ({
  known,
  w: typeof w === 'number' ? w : (w[i] as number),
});
const listOf = ({ run, w }: Opened): readonly Shelved[] =>
  Array.from({ length: run.length }, (_, i) => shelved(run.known(i), w, i));

/** Its changes one by one, or null when it is damaged. */
export async function unpack(
  store: NetworkStore,
  keys: readonly CryptoKey[],
  chunk: Chunk,
): Promise<readonly Shelved[] | null> {
  return (await contentOf(store, keys, chunk))?.flatMap((one) => listOf(one.open())) ?? null;
}

/**
 * A drawer as somebody may read it: told by type and scope, which all rows of a shape share, and by where they are shared; what is not confirmed is
 * looked at one by one.
 */
export const readable = (
  { open, ...label }: Labelled,
  mayRead: (where: Pick<Change, 'type' | 'scope' | 'shared'>) => boolean,
  answersFor: (known: Known) => boolean,
): Drawer => ({ ...label, open: () => withReader(open(), mayRead, answersFor) });

function withReader(
  { run, w }: Opened,
  mayRead: (where: Pick<Change, 'type' | 'scope' | 'shared'>) => boolean,
  answersFor: (known: Known) => boolean,
): Rested {
  const readsAt = (shape: Shape, shared: unknown): boolean =>
    mayRead({ ...shape.as, shared } as Pick<Change, 'type' | 'scope' | 'shared'>);
  // Mostly everything that somebody's key opens, they may read.
  if (run.packed.shapes.every((shape) => placesIn(shape)?.every((shared) => readsAt(shape, shared))))
    return { run, w, reads: null };
  const answers = new Map<Shape, Map<unknown, boolean>>();
  let [shape, shared, read] = [undefined as Shape | undefined, undefined as unknown, false];
  const ask = (): boolean => {
    const ofShape = answers.get(shape as Shape) ?? new Map<unknown, boolean>();
    answers.set(shape as Shape, ofShape);
    const before = ofShape.get(shared);
    if (before !== undefined) return before;
    const now = readsAt(shape as Shape, shared);
    ofShape.set(shared, now);
    return now;
  };
  return {
    run,
    w,
    reads: (row) => {
      const [itsShape, itsShared] = [run.shape(row), run.shared(row)];
      // Mostly the same as of the row before.
      if (itsShape !== shape || itsShared !== shared) {
        [shape, shared] = [itsShape, itsShared];
        read = ask();
      }
      return read || (itsShape.state !== 'confirmed' && answersFor(run.known(row)));
    },
  };
}

/** Where the rows of a shape are shared: the different ones, or null where each row may say something else. */
function placesIn({ as, more }: Shape): readonly unknown[] | null {
  const column = more['shared'];
  if (!column) return [as['shared']];
  return 'd' in column ? column.d : null;
}

export function keepLatest(latest: Map<ChangeId, Shelved>, item: Shelved): void {
  const id = changeIdOf(item.known.change);
  if ((latest.get(id)?.w ?? -1) < item.w) latest.set(id, item);
}
