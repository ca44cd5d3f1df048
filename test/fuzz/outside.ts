/**
 * Hostile input sent to a real hub, with PostgreSQL under it: by a phone that is enrolled, by somebody signed in to the pages, and by nobody. What
 * is asked of every answer: no fault, nothing of how the hub is built, a code for each refusal, and what was refused left no trace.
 */
import { gzipSync } from 'node:zlib';
import { csrfOf } from '../../src/hub/web/visit.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { BUNDLE_HEAD, type Push } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { DeviceKey } from '../hub/client.ts';
import { SIKASSO } from '../hub/world.ts';
import type { Random } from '../sim/random.ts';
import { addressOf, FORMS, HEADERS, headerText, wellFormed } from './addresses.ts';
import { bent, bentBytes, bentIn, bentText, hostileText, hostileValue } from './hostile.ts';
import { importsOf } from './imports.ts';
import type { Source } from './run.ts';
import { checker, type Target } from './target.ts';

export function outside(target: Target): readonly Source[] {
  const { key, cookie, csrf, ids } = target;
  const checked = checker(target);

  const body = (random: Random): Buffer => {
    const push = target.request['push'];
    const whole = random.chance(0.6) ? { ...target.request, push: bent(push, random) } : bent(target.request, random);
    const text = JSON.stringify(whole) ?? '';
    if (random.chance(0.7)) return Buffer.from(text);
    return random.chance(0.5) ? Buffer.from(bentText(text, random)) : Buffer.from(bentBytes(Buffer.from(text), random));
  };

  /** Work that goes on where the log stands: well-formed enough to be judged, and anything at all in it. */
  const onward = async (random: Random): Promise<Buffer> => {
    const { as } = target.request as { as: RecordId };
    const { log } = await target.network.door(key.id, as);
    const [good] = (target.request['push'] as Push).changes as readonly [Change];
    const size = 1 + random.below(3);
    const changes = Array.from({ length: size }, (_, i) => {
      const seq = log.last + 1 + i;
      const own = { ...good, record: random.chance(0.5) ? `${key.id}.${seq}` : random.pick(ids) };
      const odd = bentIn({ ...own, type: random.pick(Object.keys(declarations.types)) }, 'body', random);
      const { group: _group, ...rest } = (typeof odd === 'object' && odd !== null ? odd : own) as Change;
      return { ...rest, device: key.id, seq, ...(size > 1 && { group: [log.last + 1, size] }) };
    });
    const push = { from: log.last + 1, prev: log.link, changes };
    return Buffer.from(JSON.stringify({ ...target.request, last: log.last + size, push }));
  };

  return [
    ...importsOf(target, checked),
    {
      name: 'segment',
      share: 2,
      feed: (random) => {
        const one = (good: readonly string[]): string => {
          const word = random.pick(good);
          return random.chance(0.6) ? word : encodeURIComponent(wellFormed(bentText(word, random)));
        };
        const from = random.chance(0.5) ? '' : `?from=${encodeURIComponent(wellFormed(hostileText(random)))}`;
        const url = `/segment/${one([target.network.card.network])}/${one([...target.segments, 'a'.repeat(16)])}${from}`;
        return checked({ method: 'GET', url }, 'always');
      },
    },
    {
      name: 'onward',
      share: 5,
      feed: async (random) => {
        const bytes = await onward(random);
        const road = random.chance(0.7);
        const file = Buffer.concat([Buffer.from(`${BUNDLE_HEAD}\n${key.sign(bytes)}\n`), bytes]);
        const headers = { 'x-jekulu-signature': key.sign(bytes) };
        return checked(
          { method: 'POST', url: road ? '/sync' : '/api/bundle', headers, payload: road ? bytes : file },
          'when refused',
        );
      },
    },
    {
      name: 'sync',
      share: 6,
      feed: (random) => {
        const bytes = body(random);
        const signature = random.chance(0.9) ? key.sign(bytes) : headerText(bentText(key.sign(bytes), random));
        const zipped = random.chance(0.2);
        const sent = zipped ? gzipSync(bytes) : bytes;
        const headers: Record<string, string> = { 'x-jekulu-signature': signature };
        if (zipped || random.chance(0.03))
          headers['content-encoding'] = zipped ? 'gzip' : random.pick(['br', 'gzip', 'x']);
        const payload = random.chance(0.05) ? Buffer.from(bentBytes(sent, random)) : sent;
        return checked({ method: 'POST', url: '/sync', headers, payload }, 'when refused');
      },
    },
    {
      name: 'bundle',
      share: 3,
      feed: (random) => {
        const bytes = body(random);
        const file = Buffer.concat([Buffer.from(`${BUNDLE_HEAD}\n${key.sign(bytes)}\n`), bytes, Buffer.from('\n')]);
        const payload = random.chance(0.5) ? file : Buffer.from(bentBytes(file, random));
        return checked({ method: 'POST', url: '/api/bundle', payload }, 'when refused');
      },
    },
    {
      name: 'activate',
      share: 1,
      feed: (random) => {
        const phone = random.chance(0.1) ? new DeviceKey() : key;
        const joining = { code: bentText(target.code, random), key: phone.point, label: hostileText(random) };
        const bytes = Buffer.from(JSON.stringify(random.chance(0.5) ? joining : bent(joining, random)) ?? '');
        const headers = { 'x-jekulu-signature': phone.sign(bytes) };
        return checked({ method: 'POST', url: '/api/activate', headers, payload: bytes }, 'when refused');
      },
    },
    {
      name: 'address',
      share: 5,
      feed: (random) =>
        checked({ ...addressOf(random, target, random.chance(0.7) ? cookie : ''), method: 'GET' }, 'always'),
    },
    {
      name: 'form',
      share: 4,
      feed: (random) => {
        const [path, fields] = random.pick(FORMS);
        const url = path.replace(':id', random.pick(ids)).replace(':grant', random.pick(ids));
        const filled = bent({ ...fields }, random) as Record<string, unknown> | null;
        const pairs = Object.entries(typeof filled === 'object' && filled ? filled : {}).map(
          ([name, value]) =>
            [name, String(typeof value === 'string' ? value : JSON.stringify(value))] as [string, string],
        );
        const text = new URLSearchParams([
          ['csrf', random.chance(0.95) ? csrf : hostileText(random)],
          ...pairs,
        ]).toString();
        const headers = {
          cookie,
          accept: random.pick(['text/html', '*/*', 'application/json']),
          'content-type': 'application/x-www-form-urlencoded',
        };
        const payload = random.chance(0.15) ? bentText(text, random) : text;
        return checked({ method: 'POST', url, headers, payload }, 'when refused');
      },
    },
    {
      name: 'api',
      share: 4,
      feed: (random) => {
        const type = random.chance(0.9)
          ? random.pick(Object.keys(declarations.types))
          : encodeURIComponent(wellFormed(hostileText(random)));
        const id = encodeURIComponent(random.chance(0.8) ? random.pick(ids) : wellFormed(hostileText(random)));
        const made = { home: SIKASSO, shared: [], body: { name: 'Benkadi', kind: 'gie', place: 'Klela' } };
        const [method, url, good] = random.pick([
          ['POST', `/api/v1/records/${type}`, made],
          ['PATCH', `/api/v1/records/${type}/${id}`, { body: { name: 'Autre' } }],
          ['POST', `/api/v1/records/${type}/${id}/void`, { voided: false }],
        ] as const);
        const json =
          JSON.stringify(
            random.chance(0.9) ? bentIn(good as { body?: unknown }, 'body', random) : hostileValue(random),
          ) ?? '';
        const payload = random.chance(0.15) ? bentText(json, random) : json;
        const headers = { cookie, 'x-jekulu-csrf': csrf, 'content-type': 'application/json' };
        return checked({ method, url, headers, payload }, 'when refused');
      },
    },
    {
      name: 'headers',
      share: 2,
      feed: (random) => {
        const { url } = addressOf(random, target, '');
        const headers: Record<string, string> = { cookie };
        for (let i = random.below(4); i >= 0; i--)
          headers[random.pick(HEADERS)] = headerText(
            random.chance(0.5)
              ? hostileText(random)
              : bentText(random.pick([cookie, 'text/html', 'gzip, br', 'bytes=0-9']), random),
          ).slice(0, 4000);
        const method = random.pick(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'] as const);
        const payload = method === 'GET' || method === 'HEAD' ? undefined : hostileText(random);
        return checked({ method, url, headers, ...(payload !== undefined && { payload }) }, 'when refused');
      },
    },
    {
      name: 'door',
      share: 0.15,
      feed: (random) => {
        const shown = 'a'.repeat(24);
        const fields = { reseau: 'un', nom: hostileText(random), secret: hostileText(random) };
        const filled = Object.entries(bent(fields, random) ?? {}).map(
          ([name, value]) => [name, String(value)] as [string, string],
        );
        return checked(
          {
            method: 'POST',
            url: '/admin/connexion',
            headers: {
              cookie: `jekulu-door=${shown}`,
              accept: 'text/html',
              'content-type': 'application/x-www-form-urlencoded',
            },
            payload: new URLSearchParams([['csrf', csrfOf(shown)], ...filled]).toString(),
          },
          'always',
        );
      },
    },
  ];
}
