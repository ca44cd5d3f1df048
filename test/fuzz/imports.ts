/** Hostile lists brought to the pages of a hub, by somebody who may: file, columns, check, what comes in. */
import type { InjectOptions } from 'fastify';
import { SIKASSO } from '../hub/world.ts';
import type { Random } from '../sim/random.ts';
import { FILE_TYPES, hostileCsv, hostileSheet } from './files.ts';
import { bentBytes, bentText, hostileText } from './hostile.ts';
import type { Source } from './run.ts';
import type { Checked, Target } from './target.ts';

const FORM = 'application/x-www-form-urlencoded';

export function importsOf({ app, cookie, csrf }: Target, checked: Checked): readonly Source[] {
  const headers = { cookie, accept: 'text/html' };
  const get = (url: string): InjectOptions => ({ method: 'GET', url, headers });

  /** As a browser sends it, but for what is odd in it. */
  const sent = (random: Random, name: string, bytes: Uint8Array, fields: Readonly<Record<string, string>>) => {
    const mark = `----${random.chance(0.9) ? 'jekulu' : hostileText(random)}`;
    const plain = (text: string): string => text.replace(/[\r\n"]/g, ' ');
    const part = (head: string): string => `--${mark}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`;
    const body = Buffer.concat([
      ...Object.entries(fields).map(([key, value]) => Buffer.from(`${part(`name="${key}"`)}${value}\r\n`)),
      Buffer.from(
        `--${mark}\r\ncontent-disposition: form-data; name="fichier"; filename="${plain(name)}"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${mark}--\r\n`),
    ]);
    const type = `multipart/form-data; boundary=${mark.replace(/[^\x21-\x7e]/g, '')}`;
    return { type, payload: random.chance(0.1) ? Buffer.from(bentBytes(body, random)) : body };
  };

  /** All the way from a file to what comes of it; each step is looked at. */
  const bring = async (random: Random, excel: boolean): Promise<string | null> => {
    const file = excel ? await hostileSheet(random) : hostileCsv(random);
    const type = random.chance(0.9) ? file.type : random.pick([...FILE_TYPES, hostileText(random)]);
    const ou = random.chance(0.9) ? SIKASSO : hostileText(random);
    const { type: media, payload } = sent(random, file.name, file.bytes, { csrf, type, ou });
    const post = { method: 'POST', url: '/admin/import', headers: { ...headers, 'content-type': media }, payload };
    let to = '';
    const fault = await checked(post as InjectOptions, 'always', (answer) => {
      to = String(answer.headers['location'] ?? '');
    });
    if (fault || !/^\/admin\/import\/fichier\/[\w-]+$/.test(to)) return fault;
    const page = await app.inject(get(to));
    const names = [...page.body.matchAll(/ name="([cfkw]-?[^"]*)"/g)].map(([, name]) => name ?? '');
    const targets = [...page.body.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value ?? '');
    const filled = names.flatMap((name): [string, string][] => {
      if (random.chance(0.3)) return [];
      return [[name, random.chance(0.7) && targets.length > 0 ? random.pick(targets) : hostileText(random)]];
    });
    const form = (fields: readonly (readonly [string, string])[], url: string): InjectOptions => {
      const text = new URLSearchParams([
        ['csrf', csrf],
        ...fields.map(([a, b]): [string, string] => [a, b]),
      ]).toString();
      const payload = random.chance(0.1) ? bentText(text, random) : text;
      return { method: 'POST', url, headers: { ...headers, 'content-type': FORM }, payload };
    };
    const steps: readonly (readonly [InjectOptions, 'always' | 'when refused'])[] = [
      [form(filled, `${to}/colonnes`), 'always'],
      [get(`${to}/verifier`), 'always'],
      [get(`${to}/remarques${random.pick(['', '?quoi=avertissements', '?quoi=%00'])}`), 'always'],
      ...(random.chance(0.3)
        ? ([[form([['lignes', random.pick(['valid', 'ready', ''])]], `${to}/importer`), 'when refused']] as const)
        : []),
      [get(to), 'always'],
      [form([], `${to}/abandonner`), 'always'],
    ];
    for (const [options, untouched] of steps) {
      const wrong = await checked(options, untouched);
      if (wrong)
        return `${wrong} (a file of type ${type}: ${Buffer.from(file.bytes).toString('latin1').slice(0, 400)})`;
    }
    return null;
  };

  return [
    { name: 'import', share: 1.5, feed: (random) => bring(random, false) },
    { name: 'import of a workbook', share: 0.05, feed: (random) => bring(random, true) },
  ];
}
