// The first page of an empty hub: its network is founded there, with its own organisation, and the practice beside.
import { describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { ownOrganisation } from '../../src/hub/own.ts';
import { faceOf } from '../../src/hub/public/face.ts';
import { entriesOf, type RecordState, textOf, valueOf } from '../../src/kernel/fold.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { SIKASSO } from '../hub/world.ts';
import { PASSWORD, type Site, Visitor, wordsOf } from './site.ts';

/** On a hub that has no network yet, and whose word of founding is `le-mot-de-passage`: it has two networks afterwards. @param site there once the tests run. */
export function foundsItsNetwork(site: () => Site): void {
  describe('an empty hub', () => {
    it('founds its network on its first page, for whoever knows the word, and the practice beside', async () => {
      const visitor = new Visitor(site().url);
      expect((await visitor.get('/admin/connexion')).headers.get('location')).toBe('/admin/fonder');
      const fields = { mot: 'un autre', name: 'Réseau de Kita', person: 'Awa TRAORÉ', login: 'awa', secret: PASSWORD };
      expect(wordsOf((await visitor.send('/admin/fonder', fields)).text)).toContain('pas le mot de fondation');
      const right = { ...fields, mot: 'le-mot-de-passage', controller: 'La secrétaire permanente', practice: '1' };
      expect((await visitor.send('/admin/fonder', { ...right, secret: 'court' })).status).toBe(422);
      expect(site().hub.networks.all()).toHaveLength(0);
      const founded = await visitor.send('/admin/fonder', right);
      expect(wordsOf(founded.text)).toContain('Le réseau est fondé');
      expect(
        site()
          .hub.networks.all()
          .map(({ card }) => [card.slug, card.mode]),
      ).toEqual([
        ['reseau-de-kita', 'real'],
        ['essai', 'practice'],
      ]);
      // Once: the page is closed from then on.
      expect((await visitor.send('/admin/fonder', right)).headers.get('location')).toBe('/admin/connexion');
      // Whoever comes in first goes on with what is still to be settled, step by step and back.
      expect((await visitor.signIn('reseau-de-kita', 'awa', PASSWORD)).headers.get('location')).toBe('/admin/debut');
      expect(wordsOf((await visitor.get('/admin/debut')).text)).toContain('1 sur 10 sont faites');
      expect(wordsOf((await visitor.get('/admin/debut?langue=en')).text)).toContain('1 of 10 are done');
      expect((await visitor.get('/admin/reglages?suite=debut')).text).toContain('href="/admin/debut"');
      expect(wordsOf((await visitor.get('/admin/reglages')).text)).toContain('La secrétaire permanente');
      const lead = { name: 'Oumar TRAORÉ', role: 'coordinator', place: 'n/', other: '' };
      const page = '/admin/personnes/nouvelle';
      const refused = await visitor.fill(page, page, lead);
      expect([refused.status, refused.text.includes('value="Oumar TRAORÉ"')]).toEqual([422, true]);
      const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(refused.text) ?? [];
      const sent = await visitor.send(
        page,
        { ...lead, csrf, other: 'Kéniéba' },
        { referer: `${site().url}${page}?suite=debut` },
      );
      expect(sent.headers.get('location')).toContain('suite=debut');
      const first = wordsOf((await visitor.get('/admin/debut')).text);
      expect(first).toContain('2 sur 10 sont faites');
      expect(first).toContain('1 antenne.');
      // A branch has its card with the first who works there, by its name with its accents, and its coordination may change it.
      const [kita, practice] = site().hub.networks.all();
      const [branch] = (await kita?.list('branch')) ?? [];
      expect(branch && [textOf(branch, 'name'), branch.home]).toEqual(['Kéniéba', 'n/branch/kenieba/']);
      expect(wordsOf((await visitor.get('/admin/personnes')).text)).toContain('Kéniéba');
      expect((await practice?.list('branch'))?.map((one) => textOf(one, 'name'))).toEqual(['Ségou']);
      // Nobody who may not settle things sees them.
      const led = (await kita?.list('grant'))?.find((state) => valueOf(state, 'role') === 'coordinator');
      const coordinator = await site().visitor(kita as HubNetwork, valueOf(led as RecordState, 'person') as RecordId);
      expect((await coordinator.get('/admin/debut')).status).toBe(404);
      expect((await coordinator.get('/admin/reseau')).text).not.toContain('Mise en route');
    });

    it('has its own organisation from the first day: members are counted, the public reads who it is, and it is told further on its page', async () => {
      const kita = site().hub.networks.all()[0] as HubNetwork;
      const face = () => faceOf(kita, '2026-11-27');
      expect(await face()).toMatchObject({ name: 'Réseau de Kita', full: '', count: { total: 0 } });
      const visitor = new Visitor(site().url);
      await visitor.signIn('reseau-de-kita', 'awa', PASSWORD);
      const page = '/admin/reglages/fiche';
      const fields = { name: 'Réseau de Kita', place: 'Kita', founded: '10/07/2003', about: 'Ensemble.', acronym: '' };
      expect((await visitor.fill(page, page, { ...fields, founded: 'hier' })).status).toBe(422);
      expect((await visitor.fill(page, page, fields)).headers.get('location')).toContain('fait=fiche');
      expect(await face()).toMatchObject({ about: 'Ensemble.', founded: '2003-07-10', address: 'Kita, Mali' });
      // A network that changes its name says since when, and the one it had stays known; a date with no new name is asked about.
      expect((await visitor.fill(page, page, { ...fields, since: '2024' })).status).toBe(422);
      const renamed = { ...fields, name: 'Réseau du Kita et du Bafing', since: '2024' };
      const unread = (await visitor.fill(page, page, { ...renamed, since: 'hier' })).text;
      expect(unread).toContain('value="Réseau du Kita et du Bafing"');
      expect(unread).toContain('(Ce nom depuis)');
      expect((await visitor.fill(page, page, renamed)).status).toBe(303);
      expect(
        (await visitor.fill(page, page, { ...renamed, name: 'Réseau de Kita et du Bafing', since: '' })).status,
      ).toBe(303);
      const sheet = await ownOrganisation(kita);
      expect(sheet && [textOf(sheet, 'name'), entriesOf(sheet, 'names').map(([, entry]) => entry)]).toEqual([
        'Réseau de Kita et du Bafing',
        [{ name: 'Réseau de Kita', to: '2023' }],
      ]);
      // Organisations of a list that was brought in become members many at a time.
      const made = await kita.actAsAuthority(
        ['Benkadi', 'Sinignassigui', 'Faso Kanu'].map((name) => ({
          do: 'create' as const,
          type: 'organisation',
          home: SIKASSO,
          body: { name, kind: 'association', place: 'Kita' },
        })),
      );
      const list = '/admin/reglages/membres';
      const [one, two] = made.map(({ record }) => record);
      expect((await visitor.fill(list, list, { from: 'hier', [`m-${one}`]: '1' })).status).toBe(422);
      expect((await visitor.fill(list, list, { from: '2015', [`m-${one}`]: '1', [`m-${two}`]: '1' })).status).toBe(303);
      expect((await face()).count?.total).toBe(2);
      const left = (await visitor.get(list)).text;
      expect([left.includes('Faso Kanu'), left.includes('Benkadi')]).toEqual([true, false]);
      // A network of before has none: somebody says which sheet it is.
      const own = await ownOrganisation(kita);
      await kita.actAsAuthority([{ do: 'edit', record: own?.id as RecordId, body: { own: false } }]);
      expect((await face()).count).toBeNull();
      expect(wordsOf((await visitor.get('/admin/debut')).text)).toContain('n’a pas encore la fiche');
      await visitor.fill(page, `${page}/choisir`, { fiche: own?.id ?? '' });
      expect((await face()).count).not.toBeNull();
    });

    it('lets anybody into the practice, and into nothing else', async () => {
      const visitor = new Visitor(site().url);
      const tried = await visitor.send('/essai', { role: 'animator' });
      const code = /#a=([a-z0-9-]+)/.exec(tried.text)?.[1] ?? '';
      const [real, practice] = site().hub.networks.all();
      expect((await practice?.redeemCode(code, false))?.ok).toBe(true);
      expect((await real?.redeemCode(code, false))?.ok).toBe(false);
      expect((await visitor.send('/essai', { role: 'auditor' })).status).toBe(422);
    });
  });
}
