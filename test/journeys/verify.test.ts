// Whoever has no account verifies a certificate: on a page of the hub, or with the app opened once and then in flight mode.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issuerOf } from '../../src/hub/certificates/office.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import { sheetsOf } from '../../src/hub/web/index.ts';
import { give, withdraw } from '../../src/modules/certificates/acts.ts';
import { credentialOf } from '../../src/modules/certificates/credential.ts';
import { type Signed, sign } from '../../src/modules/certificates/proof.ts';
import { codeText } from '../../src/modules/certificates/qr.ts';
import { SEGOU } from '../hub/world.ts';
import { axe, check, overflowing, small } from '../ui/looks.ts';
import { FACTS, pictureOf, signedNow } from '../ui/paper-code.ts';
import { kept, Story } from './steps.ts';

const FOREIGN = 'Aucun réseau de la liste';
const DAY = '2026-03-03';
let story: Story;
/** What the hub's own network gave: one that stands and one that was withdrawn. */
let given: { readonly good: Signed; readonly gone: Signed };

beforeAll(async () => {
  const sheets = sheetsOf('dist/app');
  story = await Story.open({}, (app, hub) =>
    publicPages(app, { networks: () => hub.networks.all(), now: Date.now, sheets }),
  );
  const { secret, key } = await issuerOf(story.network);
  const of = (number: string) => {
    const facts = { ...FACTS, number };
    return sign(credentialOf(facts, key), secret, `${facts.issued}T00:00:00Z`);
  };
  given = { good: await of(FACTS.number), gone: await of('SEG-2027-K3A-0413') };
  await story.network.actAsAuthority((id) => [
    give({ ...FACTS, number: 'SEG-2027-K3A-0413' }, SEGOU),
    withdraw(id(0), { number: 'SEG-2027-K3A-0413', day: DAY, why: 'fraud' }, SEGOU),
  ]);
}, 60_000);
afterAll(() => story.end());

const altered = (signed: Signed): Signed => JSON.parse(JSON.stringify(signed).replace('KONATÉ', 'KONARÉ')) as Signed;

it('on the hub’s page, without any script; the list names nobody', async () => {
  const { url } = story.hub.hub;
  const ask = async (code: string) => {
    const answer = await fetch(`${url}/verifier`, { method: 'POST', body: new URLSearchParams({ code }) });
    return answer.text();
  };
  expect(await ask(codeText(given.good))).toMatch(/Valide[\s\S]*Djénɛba KONATÉ/);
  const forged = await ask(codeText(altered(given.good)));
  expect(forged).toContain('N’acceptez pas ce certificat');
  expect(forged).not.toContain('KONARÉ');
  expect(await ask(codeText(given.gone))).toContain('ne compte plus depuis le 3 mars 2026');
  expect(await ask('seg 2027 k3a 0413')).toContain('ne compte plus depuis le 3 mars 2026');
  expect(await ask(codeText(await signedNow()))).toContain(FOREIGN);
  expect(await ask('<b>rien</b>')).not.toContain('<b>rien');

  const list = await fetch(`${url}/certificats.json`);
  const text = await list.text();
  expect(text).not.toMatch(/KONAT|SEG-|0413|fraud/i);
  const again = await fetch(`${url}/certificats.json`, {
    headers: { 'if-none-match': list.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

it('with the app, opened once, then in flight mode', { timeout: 30_000 }, async () => {
  const browser = await story.browser('employer');
  const first = await browser.newPage();
  await first.goto(`${story.hub.hub.url}/`);
  await first.getByRole('link', { name: 'Vérifier un certificat' }).click();
  const list = /Liste des retraits reçue le \d/;
  await first.getByText(list).waitFor();
  await first.evaluate(axe);
  expect([await check(first), await small(first), await overflowing(first)]).toEqual([[], [], []]);
  await first.setViewportSize({ width: 320, height: 640 });
  expect(await overflowing(first)).toEqual([]);
  await first.goBack();
  await first.getByRole('heading', { name: 'Bienvenue' }).waitFor();
  await kept(first);
  await first.close();

  await story.hub.stop();
  await browser.setOffline(true);
  const page = await browser.newPage();
  // The address that papers name.
  await page.goto(`${story.hub.hub.url}/verifier`);
  await page.getByText(list).waitFor();
  const show = async (signed: Signed, said: string) => {
    await page.locator('input[type=file]').setInputFiles(pictureOf(signed));
    await page.getByText(said).waitFor();
    await page.getByText(list).waitFor();
  };
  const next = () => page.getByRole('button', { name: 'Vérifier un autre certificat' }).click();
  await show(given.good, 'Ce certificat est vrai');
  expect(await page.getByRole('dialog').innerText()).toContain('Djénɛba KONATÉ');
  await next();
  await show(altered(given.good), 'N’acceptez pas ce certificat');
  await next();
  await show(given.gone, 'ne compte plus depuis le 3 mars 2026');
  await next();
  await show(await signedNow(), FOREIGN);
  await next();
  // The text of the square, pasted from another program.
  await page.getByLabel('Ou écrivez le numéro').fill(codeText(given.gone));
  await page.keyboard.press('Enter');
  await page.getByText('ne compte plus depuis le 3 mars 2026').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
});
