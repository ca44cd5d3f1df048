// An office prints certificates, puts a name right and withdraws; what the hub prints is what a phone finds true, and what it withdrew is not printed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issuerOf, paperOf } from '../../src/hub/certificates/office.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { give } from '../../src/modules/certificates/acts.ts';
import { ledgerOf } from '../../src/modules/certificates/ledger.ts';
import { verifyCode } from '../../src/modules/certificates/verify.ts';
import { type People, SEGOU, settle } from '../hub/world.ts';
import { FACTS } from '../ui/paper-code.ts';
import { openSite, type Site, type Visitor } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let animator: Visitor;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  animator = await site.visitor(network, people.animator);
}, 60_000);
afterAll(() => site.end());

const pdf = async (visitor: Visitor, query: string): Promise<{ readonly status: number; readonly bytes: string }> => {
  const cookie = [...visitor.cookies].map((one) => one.join('=')).join('; ');
  const answer = await fetch(`${site.url}/api/v1/certificates.pdf${query}`, { headers: { cookie } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
};
const pagesOf = (bytes: string): number => bytes.match(/\/Type \/Page\b/g)?.length ?? 0;
const csrfIn = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
/** What a phone of the network has been told, asked of the certificate that the hub would print. */
const asPhone = async (state: RecordState) => {
  const records = new Map<string, readonly RecordState[]>();
  for (const type of ['certificate_key', 'certificate_withdrawal']) records.set(type, await network.list(type));
  const { code } = await paperOf(state, await issuerOf(network), false);
  return verifyCode(code, ledgerOf({ list: (type) => records.get(type) ?? [] }));
};

it('prints, corrects and withdraws', { timeout: 60_000 }, async () => {
  expect((await pdf(secretary, '')).status).toBe(422);
  const around = { cohort: 'Cohorte Ségou 2', place: 'Ségou', partner: 'la Ville' };
  const names = ['Djénɛba KONATÉ', 'Ŋɛɲɔ TRAORÉ', '<b>Awa</b> BAH'];
  const [first] = await network.actAsAuthority(
    names.map((name, n) => give({ ...FACTS, name, number: `SEG-2027-K3A-000${n + 1}` }, SEGOU, around)),
  );
  const id = first?.record as RecordState['id'];

  const all = await pdf(secretary, `?cohort=${encodeURIComponent(around.cohort)}`);
  expect([all.status, all.bytes.slice(0, 5), pagesOf(all.bytes)]).toEqual([200, '%PDF-', 3]);
  // To print is to give: it is for an office.
  expect((await pdf(animator, '')).status).toBe(422);
  const old = (await network.record(id)) as RecordState;
  expect(await asPhone(old)).toMatchObject({ state: 'valid', facts: { name: 'Djénɛba KONATÉ' } });

  const address = `/admin/certificats/${id}`;
  const page = await secretary.get(address);
  expect(page.text).toContain('SEG-2027-K3A-0001');
  const csrf = csrfIn(page.text);
  const corrected = await secretary.send(address, { csrf, acte: 'corriger', nom: 'Djénéba KONATÉ' });
  expect(corrected.status).toBe(303);
  const made = /certificats\/([^?]+)/.exec(corrected.headers.get('location') ?? '')?.[1] as RecordState['id'];
  expect(await asPhone(old)).toMatchObject({ state: 'replaced', withdrawal: { by: 'SEG-2027-K3A-0001-B' } });
  const fresh = (await network.record(made)) as RecordState;
  expect(await asPhone(fresh)).toMatchObject({ state: 'valid', facts: { name: 'Djénéba KONATÉ' } });
  expect((await pdf(secretary, `?of=${id}`)).status).toBe(422);

  expect((await secretary.send(`/admin/certificats/${made}`, { csrf, acte: 'retirer', pourquoi: 'x' })).status).toBe(
    422,
  );
  const gone = await secretary.send(`/admin/certificats/${made}`, { csrf, acte: 'retirer', pourquoi: 'fraud' });
  expect(gone.status).toBe(303);
  expect(await asPhone(fresh)).toMatchObject({ state: 'withdrawn', withdrawal: { why: 'fraud' } });
  const list = (await secretary.get('/admin/certificats')).text;
  expect(list).toContain('Retiré le');
  expect(list).toContain('&lt;b&gt;Awa');
});
