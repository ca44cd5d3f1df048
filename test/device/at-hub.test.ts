// Records that stay at the hub: a phone holds what its people wrote, hears of it as long as they may read it, and asks for the rest one by one.
import { describe, expect, it, vi } from 'vitest';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import { toBase64Url } from '../../src/kernel/keys.ts';
import { SOUND } from '../../src/kernel/sound.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { noteActs, soundIn, soundRecord } from '../../src/modules/voices/notes.ts';
import { enlist, organisation, SIKASSO } from '../hub/world.ts';
import { longest } from '../modules/voice.ts';
import { Phone, road } from './phone.ts';
import { world } from './world.ts';

vi.mock('../../src/modules/index.ts', async (original) => {
  const { declarations } = await original<typeof import('../../src/modules/index.ts')>();
  const kept = ['organisation', 'organisation_contact'].map((name) => [
    name,
    { ...declarations.types[name], keep: 'hub' },
  ]);
  return { declarations: { ...declarations, types: { ...declarations.types, ...Object.fromEntries(kept) } } };
});

const here = world();
const write = async (phone: Phone, name: string): Promise<RecordId> => {
  const [change] = await phone.device.save([organisation(name)]);
  await phone.device.exchange();
  return change?.record as RecordId;
};
const placeOn = (phone: Phone, id: RecordId) => phone.device.replica.record(id)?.fields['place']?.[0]?.value;

describe('a type that stays at the hub', () => {
  it('is told to who wrote on a record, on every phone of theirs, and to nobody else until they ask', async () => {
    const { network, people } = here;
    const author = await Phone.of(network, people.animator);
    const office = await Phone.of(network, people.coordinator);
    const id = await write(author, 'Jigiya');
    expect(author.device.numbers.value).toMatchObject({ confirmed: 1, fix: 0 });
    await network.actAsAuthority([organisation('De personne')]);
    await office.device.exchange();
    expect(office.names).toEqual([]);

    expect(await office.device.past([id])).toBe(1);
    expect(office.names).toEqual(['Jigiya']);
    await office.device.save([{ do: 'edit', record: id, body: { place: 'Klela' } }]);
    await office.device.exchange();
    await author.device.exchange();
    expect(placeOn(author, id)).toBe('Klela');

    // Both wrote on it: both hear of it from now on.
    await network.actAsAuthority([{ do: 'edit', record: id, body: { place: 'Kadiolo' } }]);
    for (const phone of [author, office]) {
      await phone.device.exchange();
      expect(placeOn(phone, id)).toBe('Kadiolo');
      await phone.restart();
    }
    await author.open(people.animator);
    expect(author.names).toEqual(['Jigiya']);
    const another = await Phone.of(network, people.coordinator);
    expect(another.names).toEqual(['Jigiya']);
    expect(placeOn(another, id)).toBe('Kadiolo');
  });

  it('comes with no snapshot, however much there is', async () => {
    const { network } = here;
    for (let i = 0; i < 3; i++)
      await network.actAsAuthority(Array.from({ length: 60 }, (_, n) => organisation(`Groupe ${i} ${n}`)));
    const reader = await Phone.of(network, await enlist(network, 'Issa', 'animator', SIKASSO));
    expect(reader.names).toEqual([]);
    expect(reader.device.replica.list('person').length).toBeGreaterThan(0);
  });

  it('is told no more to who lost the right to read it, and leaves their phone', async () => {
    const { network } = here;
    const person = await enlist(network, 'Karim', 'animator', SIKASSO);
    const phone = await Phone.of(network, person);
    const id = await write(phone, 'Sabougnouma');
    const [grant] = await network.grantsOf(person);
    await network.actAsAuthority([{ do: 'void', record: grant?.id as RecordId, voided: true }]);
    await network.actAsAuthority([{ do: 'edit', record: id, body: { place: 'Secret' } }]);
    await phone.device.exchange();
    await phone.device.exchange();
    expect(JSON.stringify(phone.device.replica.history(id))).not.toContain('Secret');
    const again = await Phone.of(network, person);
    expect(JSON.stringify(again.device.replica.history(id))).not.toContain('Secret');
  });

  it('work that waits for somebody reaches those who answer for it', async () => {
    const { network, people } = here;
    const [author, office] = [await Phone.of(network, people.animator), await Phone.of(network, people.coordinator)];
    await author.device.save([organisation('')]);
    await author.device.exchange();
    await office.device.exchange();
    expect(author.device.numbers.value.fix).toBe(1);
    const [item] = author.device.replica.toFix(people.animator);
    const id = item?.changes[0]?.record as RecordId;
    expect(office.device.replica.history(id)).toMatchObject([{ state: 'returned' }]);
  });

  it('an erasure is heard wherever the record was asked for', async () => {
    const { network, people } = here;
    const author = await Phone.of(network, people.animator);
    const [, contact] = await author.device.save((ids) => [
      organisation('Wassa'),
      {
        do: 'create',
        type: 'organisation_contact',
        home: sensitiveScope(SIKASSO),
        body: { of: ids(0), phone: '76 54 32 10' },
      },
    ]);
    await author.device.exchange();
    const id = contact?.record as RecordId;
    const asked = await Phone.of(network, people.coordinator);
    expect(asked.device.replica.history(id)).toEqual([]);
    expect(await asked.device.past([id])).toBe(1);
    expect(JSON.stringify(asked.device.replica.history(id))).toContain('76 54 32 10');
    await network.actAsAuthority([{ do: 'erase', record: id, body: {} }]);
    for (const phone of [asked, author]) {
      await phone.device.exchange();
      expect(JSON.stringify(phone.device.replica.history(id))).not.toContain('76 54 32 10');
    }
  });
});

// Field story: a leader who does not write speaks for as long as a note may last; the phone has no network for weeks, and goes home on a stick.
describe('a voice of the greatest size', () => {
  const data = toBase64Url(longest());
  const voice = { seconds: SOUND.seconds, data };
  async function spoken(phone: Phone, how = voice): Promise<RecordId> {
    const [awa] = await phone.device.save([{ do: 'create', type: 'person', body: { name: 'Awa' }, home: SIKASSO }]);
    const about = awa?.record as RecordId;
    const [note] = await phone.device.save(noteActs({ about, speaks: 'me', language: 'bam' }, how, SIKASSO));
    return note?.record as RecordId;
  }
  const heardOn = (phone: Phone, note: RecordId) => soundIn(phone.device.replica.record(soundRecord(note)))?.data;

  it('goes through push and snapshot unchanged; others have the note, and its sound when they ask', async () => {
    const { network, people } = here;
    const author = await Phone.of(network, people.animator);
    const office = await Phone.of(network, people.coordinator);
    const note = await spoken(author);
    await author.restart();
    await author.open(people.animator);
    expect(heardOn(author, note)).toBe(data);
    await author.device.exchange();
    expect(author.device.numbers.value).toMatchObject({ pending: 0, confirmed: 2, fix: 0 });

    await office.device.exchange();
    expect(office.device.replica.record(note)?.created).toBeTruthy();
    expect(heardOn(office, note)).toBeUndefined();
    expect(await office.device.past([soundRecord(note)])).toBe(1);
    expect(heardOn(office, note)).toBe(data);
    await office.restart();
    await office.open(people.coordinator);
    expect(heardOn(office, note)).toBe(data);

    const another = await Phone.of(network, people.animator);
    expect(heardOn(another, note)).toBe(data);
  });

  it('goes through a stick unchanged, whoever carries it', async () => {
    const { hub, network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const note = await spoken(phone);
    await phone.restart();
    const file = await phone.device.exportUnsent();
    const headers = { 'content-type': file.type };
    expect((await fetch(`${hub.hub.url}/api/bundle`, { method: 'POST', headers, body: file })).status).toBe(200);
    expect(soundIn(await network.record(soundRecord(note)))?.data).toBe(data);
  });

  it('that is no voice comes back to its author with its code, whatever program made it', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await spoken(phone, { ...voice, data: toBase64Url(new TextEncoder().encode('<script>alert(1)</script>')) });
    await phone.device.exchange();
    expect(phone.device.replica.toFix(people.animator).at(-1)?.ruling).toMatchObject({
      code: 'RULE-SOUND',
      fields: ['sound'],
    });
  });
});
