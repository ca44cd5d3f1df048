/** Hostile containers: columns of changes on the road and at rest, sealed boxes, and what a phone reads of an answer. */
import { importKey, open, seal } from '../../src/device/box.ts';
import { readAnswer, readPast, readSame } from '../../src/device/wire.ts';
import { arrivalOf } from '../../src/kernel/arrival.ts';
import { pack } from '../../src/kernel/columns.ts';
import { dense, SEGMENT_LIMITS, sparse } from '../../src/kernel/dense.ts';
import { isDeviceId, isRecordId, isScope } from '../../src/kernel/ids.ts';
import { packedPush, unpackedPush } from '../../src/kernel/packed-push.ts';
import { worded } from '../../src/kernel/prose.ts';
import { Run, unpack } from '../../src/kernel/run.ts';
import type { Change, Known } from '../../src/kernel/types.ts';
import { LIMITS, parsePush } from '../../src/kernel/wire.ts';
import { WorkingCopy } from '../../src/kernel/working-copy.ts';
import { declarations } from '../../src/modules/index.ts';
import { change, dev, SEGOU, SIKASSO } from '../kernel/hands.ts';
import type { Random } from '../sim/random.ts';
import { bent, bentBytes } from './hostile.ts';
import type { Source } from './run.ts';

const SALT = 'AAAAAAAAAAA';
const CHANGES: readonly Change[] = Array.from({ length: 24 }, (_, i) =>
  change('a', i + 1, {
    shared: i % 3 === 0 ? [] : [SEGOU],
    scope: i % 2 === 0 ? SIKASSO : SEGOU,
    salt: SALT,
    body: { name: `Groupe ${i}`, kind: i % 4 === 0 ? 'gie' : 'group', place: 'Klela' },
    ...(i % 5 === 0 && { over: { name: [] } }),
  }),
);
const KNOWN: readonly Known[] = CHANGES.map((one) => ({ change: one, eff: one.stamp + 7, state: 'confirmed' }));
const COLUMNS = dense(KNOWN);
/** Texts that are told in words. */
const WORDED = worded(
  dense(
    KNOWN.map((known, i) => ({
      ...known,
      change: { ...known.change, body: { about: `Le groupement de Klela${' le'.repeat(i)}`, name: `Awa ${i % 5}` } },
    })),
  ),
);
const RUN = pack(KNOWN);
const PUSH = packedPush({ from: 1, prev: '', changes: CHANGES }, 'seed', declarations);

/** What a few bytes unfold to is bounded. */
const LETTERS = 200_000;

/** Tables that are one too short and one too long by as much: their sum looks right. */
function unevenRows(random: Random): typeof COLUMNS {
  const rows = random.pick([1e6, 1e9, 2 ** 40]);
  const [table] = COLUMNS.tables;
  return {
    ...COLUMNS,
    tables: [
      { ...table, rows },
      { ...table, rows: -rows },
    ],
  } as typeof COLUMNS;
}

function feedColumns(random: Random): string | null {
  if (random.chance(0.02) && sparse(unevenRows(random), SEGMENT_LIMITS) !== null) return 'tables of less than nothing';
  const read = sparse(bent(random.pick([COLUMNS, WORDED]), random) as typeof COLUMNS, {
    changes: LIMITS.pushChanges,
    letters: LETTERS,
  });
  if (read === null) return null;
  if (read.length > LIMITS.pushChanges) return `${read.length} changes of one container`;
  const letters = JSON.stringify(read).length;
  return letters > 20 * LETTERS ? `${letters} letters of one container` : null;
}

/** What arrives as columns is read whole or not at all: whatever comes of it is a change of somebody about something, and can be put away. */
function feedArrival(random: Random): string | null {
  const mad = random.chance(0.02) ? unevenRows(random) : bent(random.pick([COLUMNS, WORDED]), random);
  const arrival = arrivalOf(mad as typeof COLUMNS, declarations.types, dev('z'), new WorkingCopy(), (home) => home);
  if (!arrival) return null;
  const packed = arrival.lots.flatMap(({ length, cut }) => unpack(JSON.parse(JSON.stringify(cut(0, length)))));
  const odd = [...packed, ...arrival.loose].find(
    ({ change: { device, record, scope } }) => !isDeviceId(device) || !isRecordId(record) || !isScope(scope),
  );
  return odd ? `arrived: ${JSON.stringify(odd)}` : null;
}

function feedPush(random: Random): string | null {
  const mad = bent(PUSH, random);
  if (typeof mad !== 'object' || mad === null) return null;
  const changes = unpackedPush(mad, declarations);
  if (!changes) return null;
  parsePush({ from: 1, prev: '', changes }, dev('a'));
  return null;
}

/** A run that does not open is a damaged chunk; one that opens is read to its end or throws once: it never goes on for ever. */
function feedRun(random: Random): string | null {
  let run: Run;
  try {
    run = new Run(bent(RUN, random) as typeof RUN);
  } catch {
    return null;
  }
  return run.length <= 0xffff ? null : `a run of ${run.length}`;
}

const KEY = importKey(new Uint8Array(32).fill(7));
const VALUE = { columns: COLUMNS };
let box: ReturnType<typeof seal> | null = null;

/** What was sealed, or nothing: never something else, and never a fault. */
async function feedBox(random: Random): Promise<string | null> {
  const key = await KEY;
  box ??= seal(key, 'segment', VALUE);
  const mad = new Uint8Array(bentBytes(await box, random));
  const about = random.chance(0.9) ? 'segment' : 'another';
  const opened = await open([key], about, mad);
  return opened === undefined || (about === 'segment' && JSON.stringify(opened) === JSON.stringify(VALUE))
    ? null
    : 'something else came out of a box';
}

const ANSWER = {
  v: 1,
  epoch: 'first',
  time: 1,
  ack: 3,
  confirmed: [[1, 3, 9]],
  rulings: [{ device: dev('a'), first: 1, size: 1, state: 'returned', code: 'RIGHT-NONE' }],
  changes: KNOWN.slice(0, 3),
  cursor: { epoch: 'first', pos: 3 },
  holding: { reach: [], keys: [] },
  segments: [{ part: 'n/', pos: 3, list: [['a'.repeat(16), 100, 3]] }],
  base: '',
};

/** What a portal of a hotel, or a broken proxy, answers in the hub's place is no answer. */
function feedAnswer(random: Random): string | null {
  const mad = bent(ANSWER, random);
  readSame(bent({ v: 1, same: true, time: 1 }, random));
  readPast(bent({ v: 1, past: KNOWN.slice(0, 2) }, random));
  const read = readAnswer(mad);
  const wrong = read?.changes.find(({ change: one }) => typeof one.record !== 'string' || typeof one.seq !== 'number');
  return wrong ? `let through: ${JSON.stringify(wrong)}` : null;
}

export const CONTAINERS: readonly Source[] = [
  { name: 'columns', share: 8, feed: feedColumns },
  { name: 'arrival', share: 8, feed: feedArrival },
  { name: 'packed push', share: 8, feed: feedPush },
  { name: 'run', share: 4, feed: feedRun },
  { name: 'sealed box', share: 1, feed: feedBox },
  { name: 'answer', share: 4, feed: feedAnswer },
];
