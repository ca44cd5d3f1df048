// An offer on a phone without a network: it is written, ends by itself on its day, is told and printed; somebody is helped to apply.
import { expect, it } from 'vitest';
import { bringAxe, check, overflowing, small } from './looks.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press } = walk;
const rows = () => walk.page.locator('main table tbody tr').count();

it('an offer leaves the list with its last day, and stays among the past ones; nobody needs a network for it', async () => {
  await open('scene=open', '#/annonces');
  const [offer, person] = (await walk.page.evaluate(async () => {
    const { fake } = window;
    const { home } = fake.me.value as NonNullable<typeof fake.me.value>;
    const day = (days: number) => new Date(fake.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const more = { by: 'Coopérative Jèkafo', place: 'San', phone: '76 00 00 12', listed: true };
    const made = await fake.save([
      ...[2, 30].map((left) => ({
        do: 'create' as const,
        type: 'offer',
        home,
        shared: ['n/shared/' as const] as never,
        body: { kind: left === 2 ? 'job' : 'training', name: `Offre de ${left} jours`, deadline: day(left), ...more },
      })),
      { do: 'create', type: 'person', home, body: { name: 'Awa KONÉ', sex: 'f' } },
    ]);
    return [made[0]?.record, made[2]?.record];
  })) as [string, string];
  await see('Plus que 2 jours');
  expect(await rows()).toBe(2);
  await press(/^Emploi/);
  expect(await rows()).toBe(1);
  await press(/^Emploi/);

  // Somebody applies, known here; the offer says so, and her sheet too.
  await walk.page.getByText('Offre de 2 jours').click();
  await walk.page.getByRole('link', { name: /Noter une candidature/ }).click();
  await walk.page.getByRole('searchbox').fill('Awa');
  await walk.page.getByRole('button', { name: /Awa KONÉ/ }).click();
  for (let step = 0; step < 3; step++) await press(/^Continuer/);
  await press(/^Enregistrer/);
  await see('1 personne a postulé');
  await walk.goTo(`#/personnes/${person}/annonces`);
  await see('Offre de 2 jours');
  await walk.goTo(`#/annonces/postuler/${offer}`);
  await walk.page.getByRole('searchbox').fill('Awa');
  await walk.page.getByRole('button', { name: /Awa KONÉ/ }).click();
  for (let step = 0; step < 3; step++) await press(/^Continuer/);
  await press(/^Enregistrer/);
  await see(/Awa KONÉ a déjà postulé/);

  // The message is counted; the poster is one page.
  await walk.goTo(`#/annonces/partager/${offer}`);
  await see('1 SMS');
  await walk.page.getByLabel('Le message').fill('é'.repeat(161));
  await see('2 SMS');
  await bringAxe(walk.page);
  for (const at of ['partager', 'affiche']) {
    await walk.page.setViewportSize({ width: 320, height: 640 });
    await walk.goTo(`#/annonces/${at}/${offer}`);
    await see(at === 'affiche' ? 'Postulez avant' : 'Le message');
    expect(await overflowing(walk.page)).toEqual([]);
    expect(await small(walk.page)).toEqual([]);
    expect(await check(walk.page)).toEqual([]);
  }
  const pdf = (await walk.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);

  // Home asks to send what was noted; three days later there is nothing to send any more.
  await walk.goTo('#/');
  await see('1 candidature à envoyer');
  await walk.page.evaluate(() => {
    window.fake.device.skew += 3 * 24 * 3600 * 1000;
  });
  await walk.goTo('#/annonces');
  await see('En cours 1');
  expect(await rows()).toBe(1);
  await press(/^Passées/);
  await see('Offre de 2 jours');
  await walk.goTo(`#/annonces/${offer}`);
  await see(/^C’était jusqu’au/);
  expect(await walk.page.getByText('Noter une candidature').count()).toBe(0);
});
