/** Hostile input given to the parts themselves: what reads messages, files, questions and keys, and what judges. Hundreds of thousands an hour. */
import { addressGroup } from '../../src/hub/address.ts';
import { isSignedBy, parseKey, readKey } from '../../src/hub/device-key.ts';
import { openBundle } from '../../src/hub/sync.ts';
import { matchingStep } from '../../src/hub/web/totp.ts';
import { fieldValueWords } from '../../src/hub/web/values.ts';
import { unseal } from '../../src/hub/web/vault.ts';
import type { DeviceLog } from '../../src/kernel/admit.ts';
import { codeEntry } from '../../src/kernel/codes.ts';
import { EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import { isChangeId, isRecordId, isScope } from '../../src/kernel/ids.ts';
import { parseMoment } from '../../src/kernel/moment.ts';
import { normalPhone } from '../../src/kernel/phone.ts';
import type { Change, DeviceId, Json, RecordId, Refusal, Result } from '../../src/kernel/types.ts';
import { BUNDLE_HEAD, envelopeFault, parsePush, parseRequest } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { branchCode } from '../../src/ui/branch-code.ts';
import { csvLine, unharmed } from '../../src/ui/files/csv.ts';
import { DeviceKey } from '../hub/client.ts';
import { change, dev, NETWORK, record, SEGOU, SIKASSO } from '../kernel/hands.ts';
import { openOffice } from '../kernel/office.ts';
import type { Random } from '../sim/random.ts';
import { parseCsv } from '../web/csv-reader.ts';
import { CONTAINERS } from './containers.ts';
import { FILES } from './files.ts';
import { bent, bentBytes, bentIn, bentText, hostileText, hostileValue } from './hostile.ts';
import type { Source } from './run.ts';

const one = change('a', 1, { shared: [], salt: 'AAAAAAAAAAA', body: { name: 'Benkadi', kind: 'gie', place: 'Klela' } });
const two = change('a', 2, { group: [2, 2], scope: SEGOU, over: { name: [] } });
const three = change('a', 3, { group: [2, 2], kind: 'void', body: { voided: true } });
const push = { from: 1, prev: '', changes: [one, two, three] };
const request = {
  v: 1,
  network: NETWORK,
  device: dev('a'),
  as: record('z', 1),
  n: 1,
  clock: 0,
  app: 'test',
  last: 3,
  heard: 0,
  base: '',
  cursor: { epoch: 'first', pos: 3 },
  behind: { abcdefgh: 0 },
  held: '',
};
const REQUEST_TEXT = JSON.stringify({ ...request, push });
const BUNDLE = Buffer.from(`${BUNDLE_HEAD}\n${'A'.repeat(86)}\n${REQUEST_TEXT}\n`);
const key = new DeviceKey();

/** Read, or refused by a code that people can look up. */
function refusedWell(read: Result<unknown, Refusal>): string | null {
  return read.ok || codeEntry(read.error.code) ? null : `a refusal without words: ${read.error.code}`;
}

/** As a hub reads it: bytes, text, JSON, message. */
function readText(text: string): Result<unknown, Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, error: { code: 'SYNC-MALFORMED' } };
  }
  return parseRequest(value);
}

/** A push that was let through holds what its reader relies on. */
function soundPush(read: Result<unknown, Refusal>): string | null {
  if (!read.ok) return refusedWell(read);
  const { from, changes } = read.value as typeof push;
  const fault = changes.find((item, i) => envelopeFault(item) !== null || item.seq !== from + i);
  return fault ? `let through: ${JSON.stringify(fault)}` : null;
}

export const INSIDE: readonly Source[] = [
  { name: 'request', share: 20, feed: (random) => refusedWell(parseRequest(bent({ ...request, push }, random))) },
  { name: 'push', share: 20, feed: (random) => soundPush(parsePush(bent(push, random), dev('a'))) },
  { name: 'message text', share: 20, feed: (random) => refusedWell(readText(bentText(REQUEST_TEXT, random))) },
  {
    name: 'bundle',
    share: 15,
    feed: (random) => {
      const opened = openBundle(bentBytes(BUNDLE, random));
      return opened.ok ? refusedWell(readText(Buffer.from(opened.value.body).toString('utf8'))) : refusedWell(opened);
    },
  },
  { name: 'table', share: 8, feed: feedTable },
  { name: 'typed', share: 10, feed: feedTyped },
  { name: 'key', share: 2, feed: feedKey },
  { name: 'shown', share: 8, feed: feedShown },
  ...FILES,
  ...CONTAINERS,
  judged(),
];

/** What is written into a table is read again as it was, and no cell of it runs. */
function feedTable(random: Random): string | null {
  const cells = Array.from({ length: 1 + random.below(5) }, () => hostileText(random));
  const separator = random.pick([';', ','] as const);
  const [row = []] = parseCsv(csvLine(cells, separator), separator);
  if (row.some((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))) return `a formula: ${JSON.stringify(row)}`;
  const back = row.map(unharmed);
  const same = back.every((cell, i) => cell === (cells[i] as string).replaceAll('\0', '\ufffd'));
  return same && back.length === cells.length ? null : `${JSON.stringify(cells)} came back as ${JSON.stringify(back)}`;
}

/** What people type into a form or an address, and what a cookie or a header may hold. */
function feedTyped(random: Random): string | null {
  const text = random.chance(0.5)
    ? hostileText(random)
    : bentText(
        random.pick(['70 12 34 56', 'vers 1985', '12/03/2019', 'San-Tominian', '2001:db8::1', '::ffff:10.0.0.1']),
        random,
      );
  normalPhone(text);
  parseMoment(text);
  addressGroup(text);
  matchingStep(Buffer.from(text), text, Date.UTC(2026, 10, 26), 0);
  unseal(Buffer.alloc(32, 1), Buffer.from(text), 'awa');
  const slug = branchCode(text);
  if (slug !== null && !isScope(`n/branch/${slug}/`)) return `a branch that is no path: ${slug}`;
  const ids = [isRecordId(text), isChangeId(text)].some(Boolean);
  return ids && /[^a-z0-9.~]/.test(text) ? `an id with other signs: ${JSON.stringify(text)}` : null;
}

/** What came back to its author is shown to the office as it was written, whatever that was. */
function feedShown(random: Random): string | null {
  const type = declarations.types[random.pick(Object.keys(declarations.types))];
  const field = random.chance(0.95) ? random.pick(Object.keys(type?.fields ?? {})) : hostileText(random);
  const path = type?.fields[field]?.merge === 'map' ? `${field}.e1` : field;
  const shown = fieldValueWords(type, path, hostileValue(random) as Json);
  return typeof shown === 'string' ? null : `${field} is shown as ${typeof shown}`;
}

function feedKey(random: Random): string | null {
  const text = random.chance(0.7) ? bentText(key.point, random) : hostileText(random);
  const parsed = parseKey(text);
  const read = readKey(text, key.id);
  if (read && text !== key.point && parsed?.device !== key.id) return 'another text read as this key';
  const signature = bentText(key.sign('body'), random);
  const good = parseKey(key.point);
  if (good && isSignedBy(good.key, Buffer.from('another body'), signature)) return 'a signature over something else';
  return null;
}

/** Worlds grow with what is let in; a fresh one is faster than a big one. */
const WORLD_LIFE = 400;

/**
 * Well-formed groups that no honest program writes, judged by a hub in memory. A push is taken whole or changes nothing, and everything it says
 * has words. Their own sort of chance: each world starts from the same people, so an input can be repeated with the ones before it.
 */
function judged(): Source {
  let office: Awaited<ReturnType<typeof openOffice>> | null = null;
  let fed = 0;
  return {
    name: 'judge',
    share: 3,
    feed: async (random) => {
      if (!office || fed++ % WORLD_LIFE === 0) office = await openOffice();
      const { world } = office;
      const pen = office.pen(random.pick(['Awa', 'Coumba', 'Bakary', 'Hawa', 'Moussa', 'Fatou'] as const));
      const log: DeviceLog = world.hub.store.log(pen.device) ?? { last: 0, link: EMPTY_CHAIN };
      const all = world.hub.store.all();
      const size = 1 + random.below(3);
      const group = Array.from({ length: size }, (_, i) => {
        const seq = log.last + 1 + i;
        const base: Change = {
          ...change('a', seq),
          device: pen.device,
          by: office?.person('Awa') as RecordId,
          grant: office?.grant('Awa') as RecordId,
          record: random.chance(0.5) ? (`${pen.device}.${seq}` as RecordId) : random.pick(all).id,
          scope: random.pick([SIKASSO, SEGOU, ...all.slice(0, 5).map((state) => state.home)]),
          type: random.pick(Object.keys(TYPES)),
          kind: random.pick(['set', 'set', 'set', 'void', 'settle', 'alias'] as const),
          body: TYPES[random.pick(Object.keys(TYPES))] as Change['body'],
          ...(size > 1 && { group: [log.last + 1, size] as const }),
        };
        // Still a change, of this log and this group: all the rest may be anything.
        const mad = bentIn(base, 'body', random);
        const { group: _group, ...rest } = (typeof mad === 'object' && mad !== null ? mad : base) as Change;
        return { ...rest, device: pen.device, seq, ...(base.group && { group: base.group }) };
      });
      const sent = JSON.parse(JSON.stringify({ from: log.last + 1, prev: log.link, changes: group }));
      const read = parsePush(sent, pen.device as DeviceId);
      if (!read.ok) return refusedWell(read);
      const before = world.hub.store.all().length;
      const [admission] = await world.hub.admit([{ device: pen.device, push: read.value, toldAt: 0 }]);
      const after = world.hub.store.log(pen.device) ?? { last: 0, link: EMPTY_CHAIN };
      if (!admission) return 'no admission';
      if (!admission.ok) {
        if (after.last !== log.last || world.hub.store.all().length !== before) return 'refused and yet taken';
        return codeEntry(admission.error.code) ? null : `a refusal without words: ${admission.error.code}`;
      }
      if (after.last !== log.last + size) return `a group of ${size} taken up to ${after.last - log.last}`;
      if (new Set(admission.rulings.map(({ state }) => state)).size > 1) return 'a group judged in parts';
      const wordless = admission.rulings.flatMap(({ code }) => (code && !codeEntry(code) ? [code] : []));
      return wordless.length > 0 ? `a ruling without words: ${wordless}` : null;
    },
  };
}

/** A body each type might have. */
const TYPES: { readonly [type: string]: unknown } = {
  organisation: { name: 'Benkadi', kind: 'gie', place: 'Klela' },
  organisation_contact: { of: record('a', 1), phone: '70 12 34 56' },
  person: { name: 'Awa', sign: 'person', color: 'p1' },
  grant: { person: record('a', 1), role: 'member', scope: SIKASSO, from: '2026-01-01', to: '' },
  device: { device: dev('a'), key: key.point, label: 'x', status: 'active' },
  holder: { device: dev('a'), person: record('a', 1) },
  constructor: { voided: true },
};
