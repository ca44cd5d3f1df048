// Bambara says only what a source attests, says how sure it is, and a reader's verdict comes back into the catalogues (S0-19).
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
// @ts-expect-error a plain script without types
import { readPo, takeIn } from '../../scripts/bambara.mjs';
import glossary from '../glossary-fr-bm.json';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('bm.json'))
  .map((path) => dirname(path));
const at = (folder: string, name: string): string => join(root, 'src', folder, name);
const from = (folder: string, name: string): Record<string, never> => json(at(folder, name));

describe('the Bambara catalogues', () => {
  it.each(folders)(
    '%s: known keys, each with its state and source, and no text without a word of the glossary',
    (folder) => {
      const words: Record<string, string> = from(folder, 'bm.json');
      const reviews: Record<string, { state: string; source: string; by?: string }> = from(folder, 'bm.review.json');
      const french = {
        ...from(folder, 'fr.json'),
        ...(existsSync(at(folder, 'first')) && from(folder, 'first/fr.json')),
      };
      expect(Object.keys(words).filter((key) => french[key] === undefined)).toEqual([]);
      expect(Object.keys(reviews)).toEqual(Object.keys(words));
      // Words of the glossary and « mara bolo », which its note on « antenne » asks for.
      const terms = new Set(['mara bolo composed', ...glossary.map(([, bm, source]) => `${bm} ${source}`)]);
      for (const [key, text] of Object.entries(words)) {
        const { state, source, by } = reviews[key] ?? { state: '', source: '' };
        expect(['review', 'verified'], key).toContain(state);
        if (state === 'verified') expect(by, `${key}: who has read it?`).toBeTruthy();
        if (source === 'reader' || source === 'cldr-48.2') continue;
        const said = text
          .toLowerCase()
          .replace(/ \(.*\)$/, '')
          .split(', ');
        for (const word of said) expect(terms, key).toContain(`${word} ${source}`);
      }
    },
  );

  it('French stands beside a word that is guessed, or that is another word too', () => {
    const doubtful = new Set([
      'mara',
      'san',
      'segin',
      'tɔnba',
      'mara bolo',
      'tɔn sigiyɔrɔ',
      'sigiyɔrɔbila',
      'baarakulu',
      'don',
    ]);
    const bare = folders.flatMap((folder) =>
      Object.entries(from(folder, 'bm.json') as Record<string, string>).filter(([, text]) =>
        doubtful.has(text.toLowerCase()),
      ),
    );
    expect(bare).toEqual([]);
  });
});

describe('what a reader says', () => {
  it('leaves as a gettext file and comes back into the catalogues', async () => {
    vi.stubGlobal('document', { documentElement: {} });
    await import('../../src/device/messages/bambara/index.ts');
    await import('../../src/device/messages/index.ts');
    await import('../../src/device/messages/faces/index.ts');
    await import('../../src/device/messages/tongues/index.ts');
    await import('../../src/ui/messages/index.ts');
    await import('../../src/modules/words.ts');
    const { bambaraFile, bambaraTerms } = await import('../../src/device/screens/bambara-terms.ts');
    const terms = bambaraTerms();
    expect(terms.filter(({ french }) => french.includes(''))).toEqual([]);
    expect(terms.find(({ bambara }) => bambara === 'tɔnden')).toMatchObject({
      french: ['membres', 'membre'],
      source: 'bamadaba',
    });
    const file = bambaraFile(terms, { tɔnden: true, jago: 'julaya' });
    expect(file).toContain('msgctxt "nav.members"\nmsgid "Membres"\nmsgstr "Tɔnden"');
    if (process.env['PO']) (await import('node:fs')).writeFileSync(process.env['PO'], file);

    const scratch = mkdtempSync(join(tmpdir(), 'jekulu-bm-'));
    for (const folder of folders) cpSync(join(root, 'src', folder), join(scratch, folder), { recursive: true });
    const report = takeIn(readPo(file), 'Aminata', '2026-11-26', scratch);
    expect(report).toMatchObject({ corrected: 1, unknown: [] });
    expect(report.verified).toBe(7);
    const directory = join(scratch, 'modules/directory/messages');
    expect(json(join(directory, 'bm.json'))['organisation.sectors.trade']).toBe('Julaya');
    expect(json(join(directory, 'bm.review.json'))['organisation.sectors.trade']).toEqual({
      state: 'verified',
      source: 'reader',
      by: 'Aminata',
      on: '2026-11-26',
    });
    expect(json(join(scratch, 'ui/messages/bm.review.json'))['nav.members']).toMatchObject({
      state: 'verified',
      source: 'bamadaba',
    });
    expect(existsSync(join(scratch, 'ui/messages/code/bm.json'))).toBe(true);
    rmSync(scratch, { recursive: true });
  });
});
