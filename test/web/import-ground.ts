// What tests of lists on the pages of the hub stand on: sending a file, following the steps, and a list of everything that a directory may hold.
import { expect } from 'vitest';
import { ROOT, SHARED } from '../../src/kernel/ids.ts';
import type { Json } from '../../src/kernel/types.ts';
import { SEGOU } from '../hub/world.ts';
import { type Seen, tokenIn, type Visitor, wordsOf } from './site.ts';

/** Sends a file as a browser does. */
export async function send(
  who: Visitor,
  data: Uint8Array | string,
  name = 'liste.csv',
  type = 'organisation',
  home: string = SEGOU,
): Promise<Seen> {
  const csrf = tokenIn((await who.get('/admin/import')).text);
  const form = new FormData();
  for (const [key, value] of Object.entries({ csrf, type, ou: home })) form.append(key, value);
  form.append('fichier', new Blob([data as BlobPart]), name);
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '', origin: who.url };
  return who.request('POST', '/admin/import', { body: body as unknown as string, headers });
}

/** What a page leads to, once the work behind it is done. */
export async function follow(who: Visitor, seen: Seen): Promise<Seen> {
  expect([seen.status, seen.headers.get('location')]).toEqual([303, expect.any(String)]);
  for (let round = 0; round < 200; round++) {
    const page = await who.get(seen.headers.get('location') as string);
    if (page.status === 303) return follow(who, page);
    if (!page.text.includes('http-equiv="refresh"')) return page;
    await new Promise((rest) => setTimeout(rest, 100));
  }
  throw new Error('it never ends');
}
/** Sends the form of a page whose address looks like this. */
export const post = async (who: Visitor, page: Seen, action: RegExp, fields: Record<string, string>): Promise<Seen> => {
  const path = action.exec(page.text)?.[1];
  if (!path) throw new Error(`no ${action} on: ${wordsOf(page.text).slice(0, 400)}`);
  return who.send(path, { csrf: tokenIn(page.text), ...fields });
};
/** The columns as the page proposes them, but for what is said otherwise. */
export const proposed = (page: Seen): Record<string, string> =>
  Object.fromEntries(
    [...page.text.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(([, name, options]) => [
      name ?? '',
      /value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? '',
    ]),
  );
/** The forms of the second and the last step. */
export const COLUMNS = /action="([^"]+\/colonnes)"/;
export const BRING = /action="([^"]+\/importer)"/;

/** The import that a report tells how to take back. */
export const batchIn = (page: Seen): string => /annuler\/([^"]+)"/.exec(page.text)?.[1] ?? '';

/** Acts that make organisations of every form, in every manner of place and with words that a file must escape, for other networks to read. */
export const ofEveryKind = (length: number) => {
  const kinds = [
    'scoops',
    'coop-ca',
    'group',
    'association',
    'mutual',
    'union',
    'federation',
    'confederation',
    'ngo',
    'enterprise',
    'public',
    'gie',
    'network',
    'other',
  ];
  const sectors = [['agriculture', 'processing'], ['crafts'], ['livestock', 'trade', 'culture'], ['finance'], []];
  const places = [
    'Kita',
    { text: 'Kignan', area: 'ml-03', geo: 'ml-2023' },
    { text: 'Bakaribougou', area: 'ml-00', geo: 'ml-2023' },
    { text: 'Niamey', country: 'NE' },
  ];
  return Array.from({ length }, (_, n) => ({
    do: 'create' as const,
    type: 'organisation',
    home: ROOT,
    shared: [SHARED],
    body: {
      name: `Organisation ${n} de « Ségou », l’unie; "A"`,
      kind: kinds[n % kinds.length] as string,
      place: places[n % places.length] as Json,
      sectors: sectors[n % sectors.length] as Json,
      ...(n % 3 === 0 && {
        about: 'Deux\nlignes, une virgule',
        website: 'https://exemple.ml',
        email: 'a@exemple.ml',
      }),
      ...(n % 4 === 1 && { quarter: 'Médine', landmark: 'près du marché, derrière la gare', poBox: 'BP 12' }),
      ...(n % 5 === 2 && { registration: `N°${n}/2019`, quarter: 'Centre' }),
    },
  }));
};
