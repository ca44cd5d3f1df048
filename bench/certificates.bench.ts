/**
 * Certificates: three hundred on paper, what their code weighs, whether a phone reads it from a poor photo, and how soon it says what it is worth.
 *   --papers N   how many on paper (default 300)
 *   --rate N     the page's processor, so many times slower (default 6; CDP)
 *   --sweep      how poor a photo may be: sizes of the code and blurs, instead of the figures
 *   --keep FILE  writes the photo there, to be looked at
 *
 * Verified and read in a real Chromium by the files that the phone runs. The photo is made by calculation, the same every time: the code on a third
 * of the width, tilted and turned, badly lit, out of focus, grainy, saved as a poor JPEG.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { certificatesPdf, type Paper } from '../src/hub/certificates/paper.ts';
import { credentialOf, type Facts } from '../src/modules/certificates/credential.ts';
import { publicKeyOf, sign } from '../src/modules/certificates/proof.ts';
import { codeText, packed } from '../src/modules/certificates/qr.ts';
import type { Shot } from './certificates-page.ts';
import { FAMILY, FEMALE, type Weighted } from './corpus/malian-names.ts';
import { root } from './from-tests.ts';
import { browser, buildPage, type Page } from './hosts.ts';
import { median, table } from './table.ts';

const SECRET = new Uint8Array(32).fill(7);
const SHOT: Shot = { side: 540, blur: 2, noise: 14, tilt: 0.12, turn: 11, jpeg: 0.5 };

const option = (args: readonly string[], name: string, otherwise: number): number =>
  args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;

const pick = (list: Weighted, n: number): string => list[n % list.length]?.[0] ?? '';

/** Learners of one cohort after the other; names with the letters of Bambara among them. */
const factsOf = (n: number): Facts => ({
  number: `BAM-2027-K3A-${String(n + 1).padStart(4, '0')}`,
  name:
    n % 7 === 0
      ? `Ŋɛɲɔ Djénɛba ${pick(FAMILY, n)}`
      : `${pick(FEMALE, n)} ${pick(FEMALE, n * 3 + 1)} ${pick(FAMILY, n * 5)}`,
  issuer: 'RENAPESS et Ville de Bamako',
  issued: '2027-03-11',
  from: '2027-01-11',
  to: '2027-03-05',
  done: `${14 + (n % 3)} séances sur 16, soit ${56 + (n % 3) * 4} heures`,
  achievement: {
    id: 'entrepreneuriat-social-1.3',
    name: 'Entrepreneuriat social, niveau 1',
    description: 'Monter et gérer à plusieurs une entreprise sociale.',
    criteria: 'Au moins 80 % de présence et épreuve finale réussie (12 sur 20).',
  },
});

async function* papers(count: number, sizes: number[], texts: string[]): AsyncGenerator<Paper> {
  const key = await publicKeyOf(SECRET);
  for (let n = 0; n < count; n++) {
    const facts = factsOf(n);
    const signed = await sign(credentialOf(facts, key), SECRET, '2027-03-11T00:00:00Z');
    sizes.push(packed(signed).length);
    const code = codeText(signed);
    texts.push(code);
    yield {
      facts,
      code,
      above: [
        'Programme « Jeunes et économie sociale et solidaire »',
        'Cohorte Bamako 2, du 11 janvier au 5 mars 2027',
      ],
      born: 'née vers 2003 à Sansanding',
      made: 'Fait à Bamako, le 11 mars 2027',
      signatures: [
        { for: 'Pour le réseau', who: 'La présidente du conseil d’administration' },
        { for: 'Pour la Ville', who: 'La chargée de l’économie sociale et solidaire' },
      ],
    };
  }
}

async function open(rate: number): Promise<{ readonly page: Page; end(): Promise<void> }> {
  const folder = await buildPage('bench/certificates-page.ts', join(root, 'bench', 'out', 'certificates'));
  const server = createServer((request, response) => {
    const path = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    try {
      const bytes = readFileSync(join(folder, path));
      response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const context = await browser();
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(300_000);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'certificates' in window);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return {
    page,
    async end() {
      await context.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function sweep(page: Page, text: string): Promise<void> {
  const rows: (readonly [string, string, string, string])[] = [];
  for (const side of [200, 260, 320, 400, 540])
    for (const blur of [1, 1.5, 2, 2.5, 3]) {
      const shot: Shot = { ...SHOT, side, blur };
      const { same, ms } = await page.evaluate(([t, s]) => window.certificates.read(t, s), [text, shot] as const);
      rows.push([`code of ${side} px, blur ${blur} px`, same ? 'read' : 'no', `${Math.round(ms)} ms`, '']);
    }
  table(rows);
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const count = option(args, '--papers', 300);
  const sizes: number[] = [];
  const texts: string[] = [];
  const before = process.memoryUsage().rss;
  let [peak, bytes] = [before, 0];
  const start = performance.now();
  for await (const chunk of certificatesPdf(papers(count, sizes, texts))) {
    bytes += chunk.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - start) / 1000;

  const { page, end } = await open(option(args, '--rate', 6));
  try {
    const text = texts[0] ?? '';
    if (args.includes('--sweep')) {
      await sweep(page, text);
      return {};
    }
    if (args.includes('--keep')) {
      const kept = await page.evaluate(([t, s]) => window.certificates.keep(t, s), [text, SHOT] as const);
      writeFileSync(args[args.indexOf('--keep') + 1] ?? 'photo.jpg', Buffer.from(kept, 'base64'));
    }
    const key = await publicKeyOf(SECRET);
    // The first of a fresh page counts: whoever verifies has just opened the screen.
    const firsts: number[] = [];
    for (let round = 0; round < 4; round++) {
      await page.reload();
      await page.waitForFunction(() => 'certificates' in window);
      const one = await page.evaluate(([t, k]) => window.certificates.verify(t, k), [texts.slice(0, 1), key] as const);
      firsts.push(...one.ms);
    }
    const { states, ms } = await page.evaluate(([t, k]) => window.certificates.verify(t, k), [
      texts.slice(0, 20),
      key,
    ] as const);
    if (states.some((state) => state !== 'valid')) throw new Error(`not valid: ${states.join(' ')}`);
    const read = await page.evaluate(([t, s]) => window.certificates.read(t, s), [text, SHOT] as const);
    const figures = {
      pdf_300_s: Math.round(seconds * 10) / 10,
      pdf_mb: Math.round(bytes / 1e5) / 10,
      pdf_memory_mb: Math.round((peak - before) / 1e6),
      qr_bytes: Math.max(...sizes),
      verify_ms: Math.round(median(firsts) * 10) / 10,
      verify_again_ms: Math.round(median(ms.slice(1)) * 10) / 10,
      read_ok: read.same ? 1 : 0,
      read_ms: Math.round(read.ms),
    };
    table([
      [`${count} certificates in one PDF of ${figures.pdf_mb} MB`, figures.pdf_300_s, 's', '≤ 20'],
      ['memory above what the process held', figures.pdf_memory_mb, 'MB', 'bounded'],
      ['bytes in the code, the longest of them', figures.qr_bytes, 'B', '≤ 800'],
      ['from the code to the first verdict, processor ÷ 6', figures.verify_ms, 'ms', '≤ 100'],
      ['the verdicts after it', figures.verify_again_ms, 'ms', '≤ 100'],
      [`read from a poor photo of 2 megapixels (${Math.round(read.kb)} KB)`, figures.read_ok, '', '1'],
      ['reading that photo, processor ÷ 6', figures.read_ms, 'ms', ''],
    ]);
    return figures;
  } finally {
    await end();
  }
}
