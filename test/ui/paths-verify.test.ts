// Anybody of the network verifies a certificate on a phone that reaches nobody: by a picture or by the number, and hears what to do next.
import { expect, it } from 'vitest';
import type { Act } from '../../src/kernel/author.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { withdraw } from '../../src/modules/certificates/acts.ts';
import type { Signed } from '../../src/modules/certificates/proof.ts';
import { FACTS, KEY, pictureOf, signedNow } from './paper-code.ts';
import { SEGOU } from './story.ts';
import { walking } from './walk.ts';

const walk = walking();
const save = (acts: readonly Act[]) =>
  walk.page.evaluate((text) => window.fake.save(JSON.parse(text)), JSON.stringify(acts));
const show = (signed: Signed) => walk.page.locator('input[type=file]').setInputFiles(pictureOf(signed));

it('valid, altered, withdrawn, unknown here', { timeout: 40_000 }, async () => {
  await walk.open('scene=open&who=fanta', '#/plus');
  await walk.page.getByText('Vérifier un certificat').click();
  await walk.see('Montrez au téléphone le carré');

  await show(await signedNow());
  await walk.see('ne connaît pas la clé');
  await save([
    { do: 'create', type: 'certificate_key', home: SEGOU, shared: [], body: { key: KEY, from: '2026-01-01' } },
  ]);
  await walk.press('Vérifier un autre certificat');
  await show(await signedNow());
  await walk.see('Ce certificat est vrai');
  expect(await walk.page.locator('main').innerText()).toMatch(/Djénɛba KONATÉ[\s\S]*Entrepreneuriat social, niveau 1/);
  await walk.see(/Liste des retraits reçue le \d/);

  await walk.press('Vérifier un autre certificat');
  const forged = JSON.parse(JSON.stringify(await signedNow()).replace('KONATÉ', 'KONARÉ')) as Signed;
  await show(forged);
  await walk.see('N’acceptez pas ce certificat');
  expect(await walk.page.locator('main').innerText()).not.toContain('KONARÉ');

  await save([
    withdraw(`~${'a'.repeat(16)}` as RecordId, { number: FACTS.number, day: '2026-03-03', why: 'fraud' }, SEGOU),
  ]);
  await walk.press('Vérifier un autre certificat');
  await walk.page.getByLabel('Ou écrivez le numéro').fill('seg 2027 k3a 0412');
  await walk.press('Chercher');
  await walk.see('ne compte plus depuis le 3 mars 2026');

  await walk.press('Vérifier un autre certificat');
  await walk.page.getByLabel('Ou écrivez le numéro').fill('KAY-2027-K3A-0001');
  await walk.page.keyboard.press('Enter');
  await walk.see('ne garde pas ce numéro');

  // No camera here: said, with what to do.
  await walk.press('Vérifier un autre certificat');
  await walk.press('Ouvrir l’appareil photo');
  await walk.see('Prenez plutôt une photo');
});
