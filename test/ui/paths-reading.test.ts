// Every screen reads: at twice the text size, in English on the narrowest phone, and without ever saying that it waits.
import { describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { tooWide, walking } from './walk.ts';

const walk = walking();
const { open } = walk;

describe('reading', () => {
  // As whoever chose the largest letters in their browser's settings meets it.
  it('holds at twice the text size', { timeout: 60_000 }, async () => {
    const large = await launchBrowser({ args: ['--blink-settings=defaultFontSize=32'] });
    const beyond: string[] = [];
    const sheet = large.pages()[0] ?? (await large.newPage());
    for (const hash of ['#/', '#/membres', '#/membres/nouvelle/2', '#/corriger', '#/envois', '#/reseau', '#/plus']) {
      await sheet.goto('about:blank');
      await sheet.goto(`${walk.site.url}?scene=open${hash}`);
      await sheet.locator('main').waitFor();
      expect(await sheet.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      for (const width of [360, 1280]) {
        await sheet.setViewportSize({ width, height: 740 });
        for (const one of await tooWide(sheet)) beyond.push(`${hash} at ${width}: ${one}`);
      }
    }
    await large.close();
    expect(beyond).toEqual([]);
  });

  it('holds in English too, on the narrowest phone', async () => {
    await open('scene=open');
    await walk.page.evaluate(() => localStorage.setItem('jekulu.language', 'en'));
    await walk.page.setViewportSize({ width: 320, height: 640 });
    const wrong: string[] = [];
    for (const hash of [
      '#/',
      '#/membres',
      '#/membres/nouvelle/2',
      '#/personnes',
      '#/corriger',
      '#/envois',
      '#/reseau',
      '#/plus',
      '#/plus/inscrire',
    ]) {
      await open('scene=open', hash);
      await walk.page
        .getByRole('navigation', { name: 'Main' })
        .or(walk.page.getByText('Step 2 of 6'))
        .first()
        .waitFor();
      wrong.push(...(await tooWide(walk.page)).map((one) => `${hash}: ${one}`));
      const text = await walk.page.locator('body').innerText();
      wrong.push(
        ...(text.match(/(À corriger|À envoyer|Confirmé|Étape|Nouvelle|Réseau|Membres)\b/g) ?? []).map(
          (word) => `${hash}: ${word}`,
        ),
      );
    }
    await walk.page.evaluate(() => localStorage.clear());
    expect(wrong).toEqual([]);
  });

  it('no screen says that it waits', async () => {
    for (const hash of ['#/', '#/membres', '#/corriger', '#/envois', '#/reseau', '#/plus', '#/plus/aide']) {
      await open('scene=open', hash);
      expect(await walk.page.locator('[aria-busy=true], progress, .spinner').count()).toBe(0);
      expect((await walk.page.locator('main').innerText()).length).toBeGreaterThan(20);
    }
  });

  // A group's treasurer reads no letters: she holds the phone, and hears what it asks.
  it('is read aloud by a voice of this device, question after question, and by no other', async () => {
    const page = await walk.page.context().newPage();
    await page.addInitScript(() => {
      const heard: string[] = [];
      const local = !location.search.includes('away');
      class Said {
        onend: (() => void) | null = null;
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      }
      const speech = {
        getVoices: () => [
          { lang: 'en-GB', localService: true },
          { lang: 'fr-FR', localService: local },
        ],
        speak: ({ text }: Said) => heard.push(text),
        cancel: () => heard.push('-'),
      };
      Object.defineProperty(window, 'speechSynthesis', { value: speech });
      Object.assign(window, { SpeechSynthesisUtterance: Said, heard });
    });
    const heard = (): Promise<string> =>
      page.evaluate(() => (window as unknown as { heard: string[] }).heard.join(' / '));
    await page.goto(`${walk.site.url}?scene=open#/membres/nouvelle/1`);
    await page.getByRole('button', { name: 'Écouter' }).click();
    expect(await heard()).toContain('Comment s’appelle-t-elle');
    await page.fill('#organisation-name', 'Teinturières de Bozola');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect.poll(heard).toMatch(/Quelle est sa forme.* \/ Groupement/);
    expect(await heard()).not.toContain('Étape');
    await page.getByRole('button', { name: 'Arrêter la lecture' }).click();
    expect(await heard()).toMatch(/-$/);
    await page.goto(`${walk.site.url}?scene=open#/corriger`);
    await page.locator('article').first().getByRole('button', { name: 'Écouter' }).click();
    expect((await heard()).length).toBeGreaterThan(20);
    // What is read by a machine far away would leave the phone.
    await page.goto(`${walk.site.url}?scene=open&away#/membres/nouvelle/1`);
    await page.getByRole('heading', { name: 'Nouvelle organisation' }).waitFor();
    await page.locator('#organisation-name').waitFor();
    expect(await page.getByRole('button', { name: 'Écouter' }).count()).toBe(0);
    await page.close();
  });
});
