// Exchanging with a real hub over roads that cut, lie and lose: work stays, nothing goes twice, and what a person may read follows their rights.
import { describe, expect, it, vi } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import type { Change, RecordId, Ruling } from '../../src/kernel/types.ts';
import { enlist, organisation, SIKASSO } from '../hub/world.ts';
import { rowsOf } from './disk.ts';
import { Phone, road } from './phone.ts';
import { world } from './world.ts';

const here = world();
const json = (status: number, body: unknown): Response => Response.json(body, { status });

describe('a bad road', () => {
  it('SYNC-03: an answer lost on the way costs nothing, even with a restart between', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const [change] = await phone.device.save([organisation('Perdu deux fois')]);
    const through = globalThis.fetch;
    let lost = 0;
    globalThis.fetch = async (path, init) => {
      await through(path, init);
      lost++;
      throw new TypeError('cut');
    };
    await phone.device.exchange();
    await phone.device.exchange();
    globalThis.fetch = through;
    expect(lost).toBe(2);
    expect(phone.device.sync.value.unreachable).toBe(true);
    expect(phone.device.numbers.value.pending).toBe(1);

    // The counter of the lost requests was lost too: the hub says where to go on (SYNC-REPLAY).
    await phone.restart();
    await phone.open(people.animator);
    road.passed = [];
    await phone.device.exchange();
    expect(road.passed).toEqual(['/sync', '/sync']);
    expect(phone.device.sync.value).toMatchObject({ unreachable: false, refused: null });
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
    expect(await network.history((change as Change).record)).toHaveLength(1);
  });

  it('sends in smaller pieces what does not pass, and in larger ones again', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    for (let i = 0; i < 60; i++) await phone.device.save([organisation(`Morceau ${i}`)]);
    road.up = true;
    const sizes: number[] = [];
    road.meet = async (path, init) => {
      if (path !== '/sync') return null;
      const { push } = JSON.parse(await textOf(init));
      if (!push) return null;
      const size = push.dense ? push.dense.tables.reduce((n: number, table: { rows: number }) => n + table.rows, 0) : 0;
      sizes.push(size || push.changes.length);
      return (sizes.at(-1) as number) > 20 ? json(413, { error: { code: 'SYNC-TOO-BIG', fr: '', en: '' } }) : null;
    };
    await phone.device.exchange();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 60 });
    expect(Math.max(...sizes)).toBe(60);
    expect(sizes.reduce((sum, size) => (size > 20 ? sum : sum + size), 0)).toBe(60);
  });

  it('asks one by one for what came as columns it cannot read', async () => {
    const { network, people } = here;
    const reader = await Phone.of(network, people.animator);
    const writer = await Phone.of(network, people.animator);
    for (let i = 0; i < 30; i++) await writer.device.save([organisation(`Colonne ${i}`)]);
    await writer.device.exchange();
    const came = () => reader.names.filter((name) => name.startsWith('Colonne')).length;
    const broken: unknown[] = [];
    road.meet = async (path, init) => {
      if (path !== '/sync') return null;
      const answer = (await (await fetch(road.url + path, init)).json()) as { columns?: { tables: object[] } };
      if (!answer.columns) return json(200, answer);
      broken.push(answer.columns);
      return json(200, { ...answer, columns: { ...answer.columns, tables: [{ rows: 3 }] } });
    };
    await reader.device.exchange();
    road.meet = null;
    expect(broken).toHaveLength(1);
    expect(came()).toBe(30);
    expect(reader.device.sync.value).toMatchObject({ unreachable: false, refused: null });
    await reader.restart();
    await reader.open(people.animator);
    expect(came()).toBe(30);
  });

  it('takes a café’s sign-in page, a broken answer and a refusal for what they are; work stays', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.device.save([organisation('Patient')]);
    const meet = async (answer: () => Response) => {
      road.meet = async () => answer();
      await phone.device.exchange();
      return phone.device.sync.value;
    };
    expect(await meet(() => new Response('<html>Bienvenue</html>'))).toMatchObject({
      unreachable: true,
      refused: null,
    });
    expect(await meet(() => json(200, { v: 1, changes: 'oui' }))).toMatchObject({ unreachable: true, refused: null });
    expect(await meet(() => json(502, {}))).toMatchObject({ unreachable: true, refused: null });
    for (const code of ['DEVICE-CLONE', 'DEVICE-UNKNOWN', 'SYNC-SIGNATURE', 'HUB-DISK'])
      expect(await meet(() => json(409, { error: { code, fr: '', en: '' }, last: 0 }))).toMatchObject({
        unreachable: false,
        refused: { code },
      });
    expect(phone.device.numbers.value.pending).toBe(1);
    road.meet = null;
    await phone.device.exchange();
    expect(phone.device.sync.value).toMatchObject({ unreachable: false, refused: null });
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
  });

  it('gives up after a minute without an answer, and asks again later', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.device.save([organisation('Ligne coupée')]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = new Promise<void>((heard) => {
      road.meet = (_, init) => {
        heard();
        return new Promise((_, fail) => init.signal?.addEventListener('abort', () => fail(new Error('aborted'))));
      };
    });
    const exchanged = phone.device.exchange();
    await asked;
    vi.advanceTimersByTime(59_000);
    expect(phone.device.sync.value.running).toBe(true);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await exchanged;
    expect(phone.device.sync.value).toMatchObject({ running: false, unreachable: true, refused: null });
    road.meet = null;
    await phone.device.exchange();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
  });

  it('says what is missing goes again when the hub knows less than this device believes', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.device.save([organisation('Un')]);
    await phone.device.exchange();
    await phone.device.save([organisation('Deux')]);
    phone.device.replica.acknowledge(2);
    await phone.device.save([organisation('Trois')]);
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toBeNull();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 3 });
  });

  it('sends once what the hub took from somebody who may no longer read there, and hears of it with whoever may', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.join(network, people.coordinator, '719305');
    phone.device.close();
    await phone.open(people.animator);
    const device = phone.device.replica.id.device;
    await network.actAsAuthority([{ do: 'void', record: holderRecord(device, people.animator), voided: true }]);
    const [change] = await phone.device.save([organisation('Envoyé une fois')]);
    const sent: number[] = [];
    road.meet = async (path, init) => {
      if (path === '/sync') sent.push(JSON.parse(await textOf(init)).push?.changes.length ?? 0);
      return null;
    };
    await phone.device.exchange();
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toEqual({ code: 'RIGHT-PERSON' });
    expect(await network.history((change as Change).record)).toHaveLength(1);
    await phone.device.save([organisation('Et encore')]);
    await phone.device.exchange();
    await phone.device.exchange();
    expect(sent).toEqual([1, 0, 2, 0]);
    phone.device.close();
    await phone.open(people.coordinator, '719305');
    await phone.device.exchange();
    expect(phone.device.numbers.value.pending).toBe(0);
    phone.device.close();
    await phone.open(people.animator);
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 2 });
  });
});

describe('a file instead of a network', () => {
  it('carries unsent work to the hub in anybody’s hands', async () => {
    const { hub, network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [change] = await phone.device.save([organisation('Par clé USB')]);
    const file = await phone.device.exportUnsent();
    expect(file.type).toBe('application/vnd.jekulu.bundle');
    const taken = await fetch(`${hub.hub.url}/api/bundle`, {
      method: 'POST',
      headers: { 'content-type': file.type },
      body: file,
    });
    expect(taken.status).toBe(200);
    expect((await network.history((change as Change).record)).map((one) => one.state)).toEqual(['confirmed']);
    road.up = true;
    await phone.device.exchange();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
  });

  it('SYNC-22: is made even when nobody can open the phone', async () => {
    const { hub, network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [change] = await phone.device.save([organisation('Code oublié')]);
    await phone.restart();
    const file = await phone.device.exportUnsent();
    expect(await file.text()).not.toContain('Code oublié');
    const taken = await fetch(`${hub.hub.url}/api/bundle`, {
      method: 'POST',
      headers: { 'content-type': file.type },
      body: file,
    });
    expect(taken.status).toBe(200);
    expect((await network.history((change as Change).record)).map((one) => one.change)).toEqual([change]);
  });
});

describe('rights that change', () => {
  it('SYNC-24: a right that ends takes its data off the device once own work is sent; one that begins brings its data', async () => {
    const { network } = here;
    const [kayes, mopti] = [branchScope('kayes'), branchScope('mopti')];
    const person = await enlist(network, 'Mobile', 'animator', kayes);
    const stays = await enlist(network, 'Reste', 'animator', kayes);
    const [grant] = await network.grantsOf(person);
    await network.actAsAuthority([organisation('À Kayes', kayes)]);
    await network.actAsAuthority([{ ...organisation('Fermée à Kayes', kayes), shared: [] } as never]);
    await network.actAsAuthority([{ ...organisation('Fermée à Mopti', mopti), shared: [] } as never]);
    const [phone, shared] = [await Phone.of(network, person), await Phone.of(network, person)];
    await shared.join(network, stays, '402817');
    await shared.device.close();
    await shared.open(person);
    expect(phone.names).toEqual(expect.arrayContaining(['À Kayes', 'Fermée à Kayes']));

    // Returned: it stays to be put right, wherever its author now works.
    const [bad] = await phone.device.save([organisation('', kayes)]);
    await phone.device.exchange();
    expect(phone.device.numbers.value.fix).toBe(1);
    road.up = false;
    const [late] = await phone.device.save([organisation('Dernier jour', kayes)]);
    await network.actAsAuthority([
      { do: 'void', record: grant?.id as RecordId, voided: true },
      {
        do: 'create',
        type: 'grant',
        home: mopti,
        body: { person, role: 'animator', scope: mopti, from: '2024-01-01' },
      },
    ]);
    road.up = true;
    await phone.device.exchange();
    expect(await network.record((late as Change).record)).not.toBeNull();
    expect(phone.names).toEqual(expect.arrayContaining(['Fermée à Mopti', 'À Kayes']));
    expect(phone.names).not.toContain('Fermée à Kayes');
    expect(phone.device.me.value).toMatchObject({ home: mopti, place: 'Mopti' });

    await phone.restart();
    await phone.open(person);
    // The card stays, for cards are everybody's; it rests where its reader's key now opens it.
    expect(phone.names).toEqual(expect.arrayContaining(['Fermée à Mopti', 'À Kayes']));
    expect(phone.names).not.toContain('Fermée à Kayes');
    const chunks = await rowsOf(phone, network.card.network, 'chunks');
    expect(chunks.filter(({ value }) => value.under.startsWith(kayes))).toEqual([]);
    const [item] = phone.device.replica.toFix(person);
    expect(item?.changes).toEqual([bad]);

    // On the phone that somebody of Kayes also uses, it is only this person who no longer reads it.
    await shared.device.exchange();
    expect(shared.names).not.toContain('Fermée à Kayes');
    shared.device.close();
    road.up = false;
    await shared.open(stays, '402817');
    expect(shared.names).toContain('Fermée à Kayes');
  });
});

describe('a blocked device', () => {
  it('forgets its keys, keeps its work, shuts its door and says why', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.member);
    phone.device.close();
    await phone.join(network, people.animator);
    const { device } = phone.device.replica.id;
    road.up = false;
    const [change] = await phone.device.save([organisation('Volé ?')]);
    await network.actAsAuthority([
      { do: 'edit', record: deviceRecord(device), body: { status: 'blocked', blockedAfter: 0 } },
    ]);
    road.up = true;
    await phone.device.exchange();
    expect(phone.device.phase.value).toBe('door');
    expect(phone.device.me.value).toBeNull();
    expect(phone.device.trouble.value).toEqual({ code: 'DEVICE-BLOCKED' });
    expect((await network.history((change as Change).record)).map((one) => one.state)).toEqual(['quarantined']);
    for (const { value } of await rowsOf(phone, network.card.network, 'people')) {
      expect(value.pin).toBeUndefined();
      expect(value.second).toBeUndefined();
    }
    await phone.restart();
    expect(phone.device.trouble.value).toEqual({ code: 'DEVICE-BLOCKED' });
    expect(phone.device.faces.value.map(({ needsPin, fix }) => [needsPin, fix])).toEqual([
      [false, 1],
      [false, 0],
    ]);
    for (const way of [
      phone.device.open(people.animator, '280594'),
      phone.device.choosePin(people.animator, '280594'),
      phone.device.recover(people.animator, 'aaaabbbbccccdddd', '280594'),
    ])
      expect(await way).toMatchObject({ error: { code: 'DEVICE-BLOCKED' } });
    expect(await phone.device.recoveryNumber(people.animator)).toBeNull();

    // Found again: a person decides, and a new code lets it in.
    await network.actAsAuthority([{ do: 'edit', record: deviceRecord(device), body: { status: 'active' } }]);
    await phone.join(network, people.animator, '402817');
    expect(phone.device.trouble.value).toBeNull();
    expect(phone.device.phase.value).toBe('open');
    // The others need a code of their own: a phone that was stolen is nobody's to claim.
    expect(phone.device.faces.value.filter((face) => face.needsPin)).toEqual([]);
    expect(await phone.device.choosePin(people.member, '280594')).toMatchObject({ error: { code: 'KEY-WRONG' } });
    const fixes = phone.device.replica.toFix(people.animator).filter(({ ruling }) => ruling.device === device);
    expect(fixes.map(({ ruling }) => ruling.state)).toEqual(['quarantined']);
  });

  it('an ended one sends its backlog and is told', async () => {
    const { network } = here;
    const person = await enlist(network, 'Partie', 'animator', SIKASSO);
    const phone = await Phone.of(network, person);
    const [change] = await phone.device.save([organisation('Avant la fin')]);
    await network.actAsAuthority([
      { do: 'edit', record: deviceRecord(phone.device.replica.id.device), body: { status: 'ended' } },
    ]);
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toEqual({ code: 'DEVICE-ENDED' });
    expect(phone.device.phase.value).toBe('open');
    expect((await network.history((change as Change).record)).map((one) => one.state as Ruling['state'])).toEqual([
      'confirmed',
    ]);
  });
});

async function textOf(init: RequestInit): Promise<string> {
  const packed = new Headers(init.headers).get('content-encoding') === 'gzip';
  const stream = new Blob([init.body as ArrayBuffer]).stream();
  return new Response(packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).text();
}
