// The second step of signing in: the published codes, the way in, the way back when a phone is lost, and what the database does not tell.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { base32, codeAt, matchingStep, stepOf } from '../../src/hub/web/totp.ts';
import { seal, unseal } from '../../src/hub/web/vault.ts';
import { enlist, type People, settle } from '../hub/world.ts';
import { openSite, PASSWORD, type Seen, type Site, tokenIn, Visitor, wordsOf } from './site.ts';

describe('codes of an application', () => {
  it('are those of RFC 6238, appendix B, for its three hashes', () => {
    const key = (length: number): Buffer => Buffer.from('1234567890'.repeat(7).slice(0, length));
    const published: readonly (readonly [number, string, string, string])[] = [
      [59, '94287082', '46119246', '90693936'],
      [1111111109, '07081804', '68084774', '25091201'],
      [1111111111, '14050471', '67062674', '99943326'],
      [1234567890, '89005924', '91819424', '93441116'],
      [2000000000, '69279037', '90698825', '38618901'],
      [20000000000, '65353130', '77737706', '47863826'],
    ];
    for (const [seconds, sha1, sha256, sha512] of published) {
      const step = stepOf(seconds * 1000);
      expect(codeAt(key(20), step, 8)).toBe(sha1);
      expect(codeAt(key(32), step, 8, 'sha256')).toBe(sha256);
      expect(codeAt(key(64), step, 8, 'sha512')).toBe(sha512);
    }
  });

  it('are those of RFC 4226, appendix D, and its alphabet is that of RFC 4648', () => {
    const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
    expect(codes.map((_, step) => codeAt(Buffer.from('12345678901234567890'), step))).toEqual(codes);
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
  });

  it('count one step before and after, and once', () => {
    const secret = Buffer.alloc(20, 7);
    const now = 1_700_000_000_000;
    const step = stepOf(now);
    const found = [-2, -1, 0, 1, 2].map((drift) => matchingStep(secret, codeAt(secret, step + drift), now, 0));
    expect(found).toEqual([null, step - 1, step, step + 1, null]);
    expect(matchingStep(secret, codeAt(secret, step), now, step)).toBeNull();
    for (const odd of ['', '12345', '1234567', '12 456', '１２３４５６'])
      expect(matchingStep(secret, odd, now, 0)).toBeNull();
  });

  it('rest sealed, for one account only', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = seal(key, Buffer.from('secret'), 'awa');
    expect(unseal(key, sealed, 'awa')?.toString()).toBe('secret');
    expect(unseal(other, sealed, 'awa')).toBeNull();
    expect(unseal(key, sealed, 'bakary')).toBeNull();
    for (let i = 0; i < sealed.length; i++) {
      const bent = Buffer.from(sealed);
      bent[i] = (bent[i] as number) ^ 1;
      expect(unseal(key, bent, 'awa')).toBeNull();
      expect(unseal(key, sealed.subarray(0, i), 'awa')).toBeNull();
    }
  });
});

let site: Site;
let strict: Site;
let network: HubNetwork;
let people: People;
/** How far the clock of the pages was moved. */
let ahead = 0;
const skip = (milliseconds: number): void => {
  ahead += milliseconds;
  site.skip(milliseconds);
};

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
}, 60_000);
afterAll(async () => {
  await site.end();
  await strict?.end();
});

const secretIn = (page: string): Buffer => {
  const typed = /<p class="addr">([A-Z2-7 ]+)<\/p>/.exec(page)?.[1]?.replace(/ /g, '') ?? '';
  const bits = [...typed]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
};
const codesIn = (page: string): string[] =>
  [...page.matchAll(/<li class="addr">([^<]+)</g)].map(([, code]) => code as string);
const codeNow = (secret: Buffer): string => codeAt(secret, stepOf(Date.now() + ahead));
const account = async (login: string, person = people.secretary): Promise<void> => {
  expect((await site.accounts(network).set(login, PASSWORD, person)).ok).toBe(true);
};

/** Sets the second step up from the page of one's own account. */
async function enrol(visitor: Visitor): Promise<{ secret: Buffer; codes: string[]; page: Seen }> {
  const secret = secretIn((await visitor.get('/admin/securite/application')).text);
  const page = await visitor.fill('/admin/securite/application', '/admin/securite/application', {
    code: codeNow(secret),
  });
  return { secret, codes: codesIn(page.text), page };
}

const answerCode = (visitor: Visitor, code: string): Promise<Seen> =>
  visitor.fill('/admin/connexion/code', '/admin/connexion/code', { code });

describe('an account with a second step', () => {
  let secret: Buffer;
  let codes: string[];

  it('is set up with a first code, and shows ten recovery codes once', async () => {
    await account('awa');
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'awa', PASSWORD);
    const page = await visitor.get('/admin/securite/application');
    expect(page.text).toContain('<svg');
    const wrong = await visitor.fill('/admin/securite/application', '/admin/securite/application', { code: '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('HUB-SECOND-STEP');
    ({ secret, codes } = await enrol(visitor));
    expect(secret).toHaveLength(20);
    expect(new Set(codes).size).toBe(10);
    expect((await visitor.get('/admin/securite')).text).not.toContain(codes[0]);
    expect(wordsOf((await visitor.get('/admin/securite')).text)).toContain('Double vérification mise en place');
    expect((await visitor.get('/admin/securite/application')).text).not.toContain('class="qr"');
  });

  it('opens nothing with the password alone', async () => {
    const visitor = new Visitor(site.url);
    const half = await visitor.signIn('un', 'awa', PASSWORD);
    expect(half.headers.get('location')).toBe('/admin/connexion/code');
    for (const path of ['/admin/reseau', '/admin/securite', '/admin/connexion/application'])
      expect((await visitor.get(path)).status, path).toBe(303);
    expect((await visitor.get('/api/v1/session')).status).toBe(401);
    skip(10 * 60_000 + 1000);
    expect((await visitor.get('/admin/connexion/code')).headers.get('location')).toBe('/admin/connexion?fin');
  });

  it('opens with a code, once, under another cookie', async () => {
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'awa', PASSWORD);
    const half = visitor.cookies.get('jekulu-session');
    const code = codeNow(secret);
    expect((await answerCode(visitor, code)).headers.get('location')).toBe('/admin/reseau');
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
    expect(visitor.cookies.get('jekulu-session')).not.toBe(half);
    const copied = new Visitor(site.url);
    copied.cookies.set('jekulu-session', half ?? '');
    expect((await copied.get('/admin/reseau')).status).toBe(303);
    const again = new Visitor(site.url);
    await again.signIn('un', 'awa', PASSWORD);
    expect((await answerCode(again, code)).status).toBe(401);
  });

  it('opens with a recovery code, once, however it is typed', async () => {
    const typed = (codes[0] ?? '').toUpperCase().replace('-', ' ');
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'awa', PASSWORD);
    expect((await answerCode(visitor, typed)).headers.get('location')).toBe('/admin/securite');
    expect(wordsOf((await visitor.get('/admin/securite')).text)).toContain('Codes de secours qui restent : 9');
    const again = new Visitor(site.url);
    await again.signIn('un', 'awa', PASSWORD);
    expect((await answerCode(again, typed)).status).toBe(401);
  });

  it('makes whoever guesses codes wait', async () => {
    await account('garde');
    const owner = new Visitor(site.url);
    await owner.signIn('un', 'garde', PASSWORD);
    const made = await enrol(owner);
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'garde', PASSWORD);
    for (let i = 0; i < 5; i++) expect((await answerCode(visitor, '000000')).status).toBe(401);
    const barred = await answerCode(visitor, codeNow(made.secret));
    expect(barred.status).toBe(429);
    expect(barred.text).toContain('HUB-SIGN-IN-WAIT');
  });

  it('is told by no copy of the database', async () => {
    const schema = `n_${network.card.network}`;
    const { rows } = await site.hub.pools.pages.query(
      `select coalesce((select json_agg(s) from ${schema}.second_step s)::text, '') || coalesce((select json_agg(r) from ${schema}.account_recovery r)::text, '') as all`,
    );
    const all = rows[0].all as string;
    expect(all).toContain('sealed');
    for (const hidden of [
      secret.toString('hex'),
      base32(secret),
      ...codes,
      ...codes.map((one) => one.replace('-', '')),
    ])
      expect(all).not.toContain(hidden);
  });

  it('is let in again by another person with at least the same rights, never by oneself or from below; it stays told', async () => {
    const colleague = await enlist(network, 'Fanta Sidibé', 'secretariat', 'n/' as never);
    const above = await site.visitor(network, colleague);
    const below = await site.visitor(network, people.coordinator);
    const path = '/admin/securite/comptes/awa';
    const csrf = tokenIn((await below.get('/admin/reseau')).text);
    expect((await below.send(path, { csrf })).status).toBe(403);
    const own = new Visitor(site.url);
    skip(60_000);
    await own.signIn('un', 'awa', PASSWORD);
    await answerCode(own, codeNow(secret));
    const self = await own.send(path, { csrf: tokenIn((await own.get('/admin/reseau')).text) });
    expect(self.text).toContain('HUB-SECOND-STEP-SELF');

    expect((await above.fill('/admin/securite', path, {})).status).toBe(303);
    expect((await own.get('/admin/reseau')).status).toBe(303);
    const back = new Visitor(site.url);
    expect((await back.signIn('un', 'awa', PASSWORD)).headers.get('location')).toBe('/admin/reseau');
    for (const seen of [await back.get('/admin/securite'), await above.get('/admin/securite')]) {
      expect(wordsOf(seen.text)).toContain('Double vérification retirée par une autre personne');
      expect(wordsOf(seen.text)).toContain('Fanta Sidibé');
    }
  });
});

describe('one’s own account', () => {
  it('changes its password with the old one, refuses an easy one, and closes what else is open', async () => {
    await account('moussa', people.coordinator);
    const [visitor, elsewhere] = [new Visitor(site.url), new Visitor(site.url)];
    await visitor.signIn('un', 'moussa', PASSWORD);
    await elsewhere.signIn('un', 'moussa', PASSWORD);
    const change = (ancien: string, nouveau: string): Promise<Seen> =>
      visitor.fill('/admin/securite', '/admin/securite/mot-de-passe', { ancien, nouveau });
    expect((await change('pas le bon du tout', 'une phrase que personne ne sait')).text).toContain('HUB-SIGN-IN');
    for (const easy of ['motdepasse2024', 'MoussaMoussa1', 'aaaaaaaaaaaa', 'azertyuiop123', 'Bamako-1234567'])
      expect((await change(PASSWORD, easy)).text, easy).toContain('HUB-PASSWORD-EASY');
    expect((await change(PASSWORD, 'une phrase que personne ne sait')).status).toBe(303);
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
    expect((await elsewhere.get('/admin/reseau')).status).toBe(303);
  });

  it('closes every other session at once', async () => {
    await account('hawa', people.coordinator);
    const [visitor, elsewhere] = [new Visitor(site.url), new Visitor(site.url)];
    await visitor.signIn('un', 'hawa', PASSWORD);
    await elsewhere.signIn('un', 'hawa', PASSWORD);
    expect((await visitor.fill('/admin/securite', '/admin/securite/fermer', {})).status).toBe(303);
    expect((await elsewhere.get('/admin/reseau')).status).toBe(303);
    expect(wordsOf((await visitor.get('/admin/securite')).text)).toContain('n’est ouvert qu’ici');
  });
});

it('where it is required, an account without one sets it up before it sees anything, and cannot take it off', async () => {
  strict = await openSite(undefined, undefined, { secondStep: 'required' });
  const one = await strict.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  const { secretary } = await settle(one);
  await strict.accounts(one).set('awa', PASSWORD, secretary);
  const visitor = new Visitor(strict.url);
  expect((await visitor.signIn('un', 'awa', PASSWORD)).headers.get('location')).toBe('/admin/connexion/application');
  expect((await visitor.get('/admin/reseau')).status).toBe(303);
  const secret = secretIn((await visitor.get('/admin/connexion/application')).text);
  const wrong = await visitor.fill('/admin/connexion/application', '/admin/connexion/application', { code: '000000' });
  expect(wrong.status).toBe(401);
  const done = await visitor.fill('/admin/connexion/application', '/admin/connexion/application', {
    code: codeAt(secret, stepOf(Date.now())),
  });
  expect(codesIn(done.text)).toHaveLength(10);
  const page = await visitor.get('/admin/securite');
  expect(page.status).toBe(200);
  expect(page.text).not.toContain('/admin/securite/retirer');
  const kept = await visitor.send('/admin/securite/retirer', {
    csrf: tokenIn(page.text),
    code: codesIn(done.text)[0] ?? '',
  });
  expect(kept.text).toContain('HUB-SECOND-STEP-SELF');
}, 30_000);
