// SX-07: a person erased on the hub is nowhere on the disk of a phone after its next exchange, not even sealed.
import { expect, it } from 'vitest';
import { open } from '../../src/device/box.ts';
import { unpack } from '../../src/device/chunks.ts';
import { aboutOwn } from '../../src/device/copy.ts';
import type { PersonRow } from '../../src/device/db.ts';
import type { Ring } from '../../src/device/ring.ts';
import type { NetworkStore } from '../../src/device/store.ts';
import { unlock } from '../../src/device/unlock.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { enlist, SIKASSO } from '../hub/world.ts';
import { Phone, PIN } from './phone.ts';
import { world } from './world.ts';

const here = world();
interface Held {
  readonly phone: Phone;
  readonly person: RecordId;
}

it('nothing of it rests on the phone of its author, nor on that of a reader', async () => {
  const { network, people } = here;
  const author = await Phone.of(network, people.animator);
  const made = await author.device.save((ids) => [
    { do: 'create', type: 'person', body: { name: 'Kadiatou Sangaré', sex: 'f' }, home: SIKASSO },
    { do: 'create', type: 'person_contact', body: { of: ids(0), phone: '76 54 32 10' }, home: sensitiveScope(SIKASSO) },
  ]);
  await author.device.exchange();
  const reader = await Phone.of(network, people.coordinator);
  const unsent = await author.device.save([
    { do: 'edit', record: made[0]?.record as RecordId, body: { job: 'Teinturière' } },
  ]);
  const said = /Kadiatou|76 54|Teintur/;
  const held: readonly Held[] = [
    { phone: author, person: people.animator },
    { phone: reader, person: people.coordinator },
  ];
  for (const one of held) expect(await restOf(one)).toMatch(said);

  const [person, contact] = made.map(({ record }) => record) as [RecordId, RecordId];
  const done = await network.act(people.coordinator, [
    { do: 'erase', record: person, body: { name: 'Personne effacée', sex: 'f' } },
    { do: 'erase', record: contact, body: {} },
  ]);
  expect(done.admission).toMatchObject({ ok: true, rulings: [{ state: 'confirmed' }] });
  for (const one of held) {
    const { phone } = one;
    globalThis.indexedDB = phone.disk;
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toBeNull();
    expect(await restOf(one)).not.toMatch(said);
    await phone.restart();
    await phone.open(one.person);
    const state = phone.device.replica.record(person);
    expect(state && textOf(state, 'name')).toBe('Personne effacée');
  }
  // What the author had not sent yet went out empty, and their log goes on.
  await author.device.save([{ do: 'create', type: 'person', body: { name: 'Autre' }, home: SIKASSO }]);
  await author.device.exchange();
  expect(author.device.numbers.value).toMatchObject({ pending: 0, confirmed: 3 });
  const { rows } = await here.hub.hub.pools.pages.query<{ all: string }>(
    `select (select json_agg(c)::text from n_${network.card.network}.change c) ||
            (select json_agg(r)::text from n_${network.card.network}.record r) as all`,
  );
  expect(rows[0]?.all).not.toMatch(said);
  expect(unsent).toHaveLength(1);
});

it('who was erased is named at the door of a shared phone no more, and their work still leaves', async () => {
  const { network, people } = here;
  const gone = await enlist(network, 'Oumou Sacko', 'animator', SIKASSO);
  const phone = await Phone.of(network, gone);
  await phone.device.save([{ do: 'create', type: 'person', body: { name: 'Inscrit avant' }, home: SIKASSO }]);
  await phone.device.keepDraft({ key: 'person', type: 'person', values: { name: 'Un brouillon' }, step: 0 });
  phone.device.close();
  await phone.join(network, people.coordinator);
  await network.act(people.secretary, [{ do: 'erase', record: gone, body: { name: 'Personne effacée' } }]);
  await phone.device.exchange();
  phone.device.close();
  await phone.restart();
  expect(phone.device.faces.value.map(({ name }) => name)).toEqual(['Bakary Koné']);
  const db = phone.device.here?.joined[0]?.store as NetworkStore;
  expect(JSON.stringify([await db.people(), await db.drafts(gone)])).not.toMatch(/Oumou|Sacko|Un brouillon/);
  await phone.open(people.coordinator);
  expect(phone.device.replica.list('person').map((state) => textOf(state, 'name'))).toContain('Inscrit avant');
});

/** Everything that the person who has the phone open could take off its disk. */
async function restOf({ phone, person }: Held): Promise<string> {
  const store = phone.device.here?.joined[0]?.store as NetworkStore;
  const row = (await store.person(person)) as PersonRow;
  const { ring } = (await unlock(store, store.identity, row, PIN)) as { ring: Ring };
  const { chunks, own } = await store.rest();
  const found: unknown[] = [];
  for (const chunk of chunks.values()) found.push(await unpack(store, await ring.keysFor(chunk.under), chunk));
  for (const one of own)
    found.push(one.box && (await open(await ring.keysFor(one.under), aboutOwn(store, one), one.box)));
  return JSON.stringify(found);
}
