/** Scenes of records that look like one, and of a certificate that is looked at. */
import { KEY, pictureOf, signedNow } from './paper-code.ts';
import type { Scene } from './scenes.ts';
import { SEGOU } from './story.ts';

export const DOUBLES: readonly Scene[] = [
  {
    name: 'aujourdhui-doublons',
    query: 'scene=open&who=oumar&doubles',
    act: (page) => page.getByText('se ressemblent').waitFor(),
  },
  {
    name: 'doublons',
    query: 'scene=open&who=oumar&doubles',
    hash: '#/doublons',
    act: (page) =>
      page
        .getByText('Potières Kalabugu')
        .waitFor()
        .then(() => page.getByText('Recherche en cours').waitFor({ state: 'hidden' })),
  },
  {
    name: 'doublon',
    query: 'scene=open&who=oumar&doubles',
    hash: '#/doublons',
    act: (page) =>
      page
        .getByText('Potières Kalabugu')
        .click()
        .then(() => page.getByText('Ce qui diffère').waitFor()),
  },
  {
    name: 'doublon-autre-antenne',
    query: 'scene=open&who=oumar&doubles',
    hash: '#/doublons',
    act: (page) =>
      page
        .getByText('Pêcheurs Faso Jɛgɛ de Markala')
        .click()
        .then(() => page.getByText('Ce qui diffère').waitFor()),
  },
  {
    name: 'doublon-reuni',
    query: 'scene=open&who=oumar&doubles',
    hash: '#/doublons',
    act: async (page) => {
      await page.getByText('Potières Kalabugu').click();
      await page.getByRole('button', { name: 'C’est la même' }).click();
      await page.getByText('Réunie avec').waitFor();
    },
  },
  {
    name: 'doublon-tard',
    query: 'scene=open&who=oumar&doubles',
    hash: '#/doublons',
    act: async (page) => {
      await page.getByText('Potières Kalabugu').click();
      await page.getByRole('button', { name: 'C’est la même' }).click();
      await page.getByText('Réunie avec').waitFor();
      // At the office, on the sheet that was given up, by somebody who has not heard of it.
      await page.evaluate(async () => {
        const { fake } = window as unknown as { fake: import('./fake.ts').Fake };
        const { world, office } = fake.story;
        const named = (name: string) =>
          office.replica.list('organisation').find((one) => one.fields['name']?.[0]?.value === name);
        const given = named('Potières de Kalabougou');
        if (given) office.write([{ do: 'edit', record: given.id, body: { landmark: 'Près du four', men: 3 } }]);
        await world.sync(office);
        fake.online = true;
        await fake.exchange();
      });
      await page.getByText('changée depuis').waitFor();
    },
  },
  { name: 'doublons-aucun', query: 'scene=open&who=oumar', hash: '#/doublons' },
  {
    name: 'nouvelle-deja-la',
    desk: 'anew',
    query: 'scene=open',
    hash: '#/membres/nouvelle/1',
    act: async (page) => {
      await page.fill('#organisation-name', 'Potières de Kalabougou');
      if (await page.locator('.steps').isVisible()) {
        await page.locator('.acts .go').click();
        await page.getByText('Association', { exact: true }).click();
        await page.locator('.acts .go').click();
      }
      await page.fill('#organisation-place', 'Kalabugu');
      await page.getByText('Déjà dans l’annuaire').waitFor();
    },
  },
  { name: 'verifier', query: 'scene=open', hash: '#/verifier' },
  {
    name: 'verifier-valide',
    query: 'scene=open',
    hash: '#/verifier',
    act: async (page) => {
      const key = { key: KEY, from: '2026-01-01' };
      const home = SEGOU;
      await page.evaluate(
        (acts) => window.fake.save(acts),
        [{ do: 'create', type: 'certificate_key', home, body: key } as const],
      );
      await page.locator('input[type=file]').setInputFiles(pictureOf(await signedNow()));
      await page.getByText('Ce certificat est vrai').waitFor();
    },
  },
];
