// A lost phone in curious hands: its files are read byte by byte. And one person, two tabs.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device } from '../../src/device/jekulu.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { launchBrowser } from '../browser.ts';
import { openHub, organisation, type People, settle, type TestHub } from '../hub/world.ts';

declare const device: Device;

const scratch = mkdtempSync(join(tmpdir(), 'jekulu-at-rest-'));
const profileDir = join(scratch, 'profile');
let hub: TestHub;
let network: HubNetwork;
let people: People;

beforeAll(async () => {
  const appDir = join(scratch, 'app');
  await build({
    entryPoints: { page: 'test/journeys/pages/device.ts' },
    outdir: appDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'chrome100',
    logLevel: 'warning',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  writeFileSync(
    join(appDir, 'index.html'),
    '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>',
  );
  hub = await openHub({ appDir });
  network = await hub.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
}, 120_000);

afterAll(async () => {
  await hub.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function visit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(hub.hub.url);
  await page.waitForFunction(() => 'device' in globalThis);
  return page;
}

const NAMES = ['Xylocarpe Wéléni', 'Zwanga Kpèlè', 'Qadjoumfé Vrokou'] as const;
const PHONE = '76 39 28 17';
const PLAIN = 'Jgnorfou Témoin 93 84 75 66';

it('SYNC-21: nothing of what people wrote can be read in the files of the phone', async () => {
  await network.actAsAuthority([organisation(NAMES[0])]);
  const code = await network.createCode(people.animator, { createdBy: '', days: 1 });
  const context = await launchBrowser({ profileDir });
  const page = await visit(context);
  const seen = await page.evaluate(
    async ([code, person, received, draft, phone, plain]) => {
      await device.activate(code as string);
      await device.choosePin(person as never, '280594');
      await device.exchange();
      await device.keepDraft({ key: 'organisation', type: 'organisation', values: { name: draft as string }, step: 1 });
      await device.save((ids) => [
        {
          do: 'create',
          type: 'organisation',
          home: 'n/branch/sikasso/' as never,
          body: { name: received as string, kind: 'group', place: received as string },
        },
        {
          do: 'create',
          type: 'organisation_contact',
          home: 'n/branch/sikasso/sensitive/' as never,
          body: { of: ids(0), phone: phone as string },
        },
      ]);
      // What a careless program would leave, to know that the search below would find it.
      const opened = indexedDB.open('careless', 1);
      await new Promise((done) => {
        opened.onupgradeneeded = () => opened.result.createObjectStore('rows');
        opened.onsuccess = () => {
          const tx = opened.result.transaction('rows', 'readwrite', { durability: 'strict' });
          tx.objectStore('rows').put({ name: plain }, 'row');
          tx.oncomplete = done;
        };
      });
      return device.replica.list('organisation').map((state) => state.fields['name']?.[0]?.value);
    },
    [code, people.animator, NAMES[1], NAMES[2], PHONE, PLAIN],
  );
  expect(seen).toEqual(expect.arrayContaining([NAMES[0], NAMES[1]]));
  await context.close();

  const files = readdirSync(profileDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map((file) => readFileSync(join(file.parentPath, file.name)));
  const isFound = (text: string): boolean =>
    (['latin1', 'utf8', 'utf16le'] as const).some((coding) =>
      bytes.some((one) => one.includes(Buffer.from(text, coding))),
    );
  expect(isFound(PLAIN)).toBe(true);
  for (const secret of [...NAMES, PHONE, PHONE.replaceAll(' ', ''), '280594'])
    expect([secret, isFound(secret)]).toEqual([secret, false]);
});

it('opens again after the browser was closed, and a second tab takes over without either writing twice', async () => {
  const context = await launchBrowser({ profileDir });
  const first = await visit(context);
  expect(await first.evaluate(() => device.phase.value)).toBe('door');
  const opened = await first.evaluate(
    async ([person]) => {
      const wrong = await device.open(person as never, '280595');
      const right = await device.open(person as never, '280594');
      return { wrong, right, drafts: await device.drafts(), pending: device.numbers.value.pending };
    },
    [people.animator],
  );
  expect(opened).toMatchObject({
    wrong: { ok: false, error: { code: 'KEY-WRONG' } },
    right: { ok: true },
    drafts: [{ values: { name: NAMES[2] } }],
    pending: 1,
  });

  const second = await visit(context);
  expect(await second.evaluate(() => device.phase.value)).toBe('elsewhere');
  const lost = first.evaluate(async () => {
    while (device.phase.value !== 'elsewhere') await new Promise((done) => setTimeout(done, 20));
    return device.me.value;
  });
  await second.evaluate(() => device.takeOver());
  expect(await second.evaluate(() => device.phase.value)).toBe('door');
  expect(await lost).toBeNull();
  await second.evaluate(
    async ([person]) => {
      await device.open(person as never, '280594');
      await device.exchange();
    },
    [people.animator],
  );
  expect(await second.evaluate(() => device.numbers.value)).toMatchObject({ pending: 0, confirmed: 1, fix: 0 });

  // The one in use is closed: the other goes on by itself.
  await second.close();
  await first.waitForFunction(() => device.phase.value === 'door');
  await context.close();
});
