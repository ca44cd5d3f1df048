// Every reason for which work comes back, waits or is set aside: how it comes about, and what the list says of it. Rights have a file of their own.
import { afterAll, describe, expect, it } from 'vitest';
import { stampOf } from '../../src/kernel/clock.ts';
import { CODES, codeEntry } from '../../src/kernel/codes.ts';
import { derivedId, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord, RELEASED } from '../../src/kernel/judge.ts';
import { toBase64Url } from '../../src/kernel/keys.ts';
import type { Change, RecordId, Ruling, Scope } from '../../src/kernel/types.ts';
import { SEGOU, SIKASSO } from '../sim/world.ts';
import { loggedIn } from './hands.ts';
import { CARD, contact, creation, edit, enrolment, openOffice } from './office.ts';
import { OF_RIGHTS, verdicts } from './verdicts.ts';

const { met, verdict } = verdicts();

describe('what is right', () => {
  it('RULE-REQUIRED, RULE-FORMAT: with the field, on creating and on editing', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    expect(verdict(await awa.ruled(creation({ kind: 'gie', place: 'Klela' })))).toEqual([
      'returned',
      'RULE-REQUIRED',
      'name',
    ]);
    expect(verdict(await awa.ruled(creation({ ...CARD, name: 'a'.repeat(200) })))).toEqual([
      'returned',
      'RULE-FORMAT',
      'name',
    ]);
    const record = awa.next();
    await awa.ruled(creation());
    expect(verdict(await awa.ruled({ record, body: { name: ' ' } }))).toEqual(['returned', 'RULE-REQUIRED', 'name']);
    expect(verdict(await awa.ruled(contact(record, 'no number')))).toEqual(['returned', 'RULE-FORMAT', 'phone']);
    const other = contact(record, '70 12 34 56', { record: derivedId('organisation_contact', 'x') });
    expect(verdict(await awa.ruled(other))).toEqual(['returned', 'RULE-FORMAT', 'of']);
    const hide = { record, kind: 'void' as const, body: { voided: 'yes' } };
    expect(verdict(await office.pen('Coumba').ruled({ ...hide, salt: 'AAAAAAAAAAA' }))).toEqual([
      'returned',
      'RULE-FORMAT',
      'voided',
    ]);
    const wrongKind = enrolment(office, { person: record });
    expect(verdict(await awa.ruled(wrongKind))).toEqual(['returned', 'RULE-FORMAT', 'person']);
  });

  it('RULE-SOUND: what is called a voice and is none', async () => {
    const awa = (await openOffice()).pen('Awa');
    const page = { seconds: 3, data: toBase64Url(new TextEncoder().encode('<html>')) };
    const sent = {
      type: 'voice_sound',
      record: derivedId('voice_sound', awa.next()),
      body: { of: awa.next(), sound: page },
    };
    expect(verdict(await awa.ruled(creation(sent.body, sent)))).toEqual(['returned', 'RULE-SOUND', 'sound']);
  });

  it('RULE-TYPE, RULE-SCOPE, RULE-EXISTS, RULE-KIND: what no form of ours would send', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const record = awa.next();
    await awa.ruled(creation(CARD, { shared: [SHARED] }));
    const person = { record, type: 'person', body: { name: 'x' } };
    expect(verdict(await awa.ruled(person))).toEqual(['returned', 'RULE-TYPE']);
    const again = { record, shared: [SEGOU], body: { name: 'Mine now' } };
    expect(verdict(await awa.ruled({ ...again, scope: SIKASSO }))).toEqual(['returned', 'RULE-EXISTS']);
    for (const kind of ['fact', 'move', 'erase'] as const)
      expect(verdict(await awa.ruled({ record, kind, body: {} }))).toEqual(['returned', 'RULE-KIND']);
    const scope = ['returned', 'RULE-SCOPE'];
    expect(verdict(await awa.ruled(creation(CARD, { scope: sensitiveScope(SIKASSO) })))).toEqual(scope);
    expect(verdict(await awa.ruled(contact(record, '70 12 34 56', { scope: SIKASSO })))).toEqual(scope);
    const elsewhere = sensitiveScope(`${SIKASSO}org/` as Scope);
    expect(verdict(await awa.ruled(contact(record, '70 12 34 56', { scope: elsewhere })))).toEqual(scope);
    expect(verdict(await awa.ruled(contact(record, '70 12 34 56', { shared: [SEGOU] })))).toEqual(scope);
    expect(verdict(await awa.ruled(contact(record, '70 12 34 56')))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(contact(record, '70 99 99 99', { scope: elsewhere })))).toEqual(scope);
    expect(verdict(await awa.ruled(contact(record, '70 99 99 99')))).toEqual(['confirmed']);
  });

  it('RULE-SETTLED, RULE-GONE: what is closed stays closed, and what hung on it is told', async () => {
    const office = await openOffice();
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const record = awa.next();
    await awa.ruled(creation({ ...CARD, name: '' }));
    const early = await awa.ruled({ record, body: { place: 'San' } });
    expect(verdict(early)).toEqual(['held', 'HOLD-CAUSE']);
    const theirs = coumba.last + 1;
    await coumba.ruled(edit(record, { place: 'San' }));
    const withdraw = { record, kind: 'settle' as const, body: { of: record, how: 'withdrawn' } };
    expect(verdict(await awa.ruled(withdraw))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(withdraw))).toEqual(['returned', 'RULE-SETTLED']);
    expect((await loggedIn(office.world.hub, `${awa.device}.${early.first}`)).state).toBe('settled');
    const gone = (await loggedIn(office.world.hub, `${coumba.device}.${theirs}`)).ruling as Ruling;
    expect(verdict(gone)).toEqual(['returned', 'RULE-GONE']);
    expect(verdict(await coumba.ruled(edit(record, { place: 'Later' })))).toEqual(['returned', 'RULE-GONE']);
  });
});

describe('what waits', () => {
  it('SYNC-12 HOLD-CAUSE, HOLD-SCHEMA: nothing is returned for coming early', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const later = `${office.pen('Coumba').device}.7` as RecordId;
    for (const early of [
      edit(later, { place: 'San' }),
      contact(later, '70 12 34 56'),
      creation(CARD, { grant: later }),
      creation(CARD, { by: later }),
      edit(later, { of: later, how: 'withdrawn' }, { kind: 'settle' }),
    ]) {
      const ruling = await awa.ruled(early);
      expect(verdict(ruling)).toEqual(['held', 'HOLD-CAUSE']);
    }
    expect(verdict(await awa.ruled(creation(CARD, { schema: 2 })))).toEqual(['held', 'HOLD-SCHEMA']);
    expect(verdict(await awa.ruled(creation(CARD, { type: 'insurance' })))).toEqual(['held', 'HOLD-SCHEMA']);
  });
});

describe('a blocked phone', () => {
  it('SYNC-16 DEVICE-BLOCKED, QUARANTINE-REFUSED, FLAG-RELEASED: set aside whole, and a person decides', async () => {
    const office = await openOffice();
    const { world } = office;
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const status = { status: 'blocked', blockedAfter: awa.last };
    await world.hub.act([{ do: 'edit', record: deviceRecord(awa.device), body: status }]);
    const [kept, dropped] = [awa.next(1), awa.next(2)];
    expect(verdict(await awa.ruled(creation()))).toEqual(['quarantined', 'DEVICE-BLOCKED']);
    expect(verdict(await awa.ruled(creation()))).toEqual(['quarantined', 'DEVICE-BLOCKED']);
    expect(await world.hub.record(kept)).toBe(null);
    const decide = (of: RecordId, how: string): Partial<Change> => edit(of, { of, how }, { kind: 'settle' });
    expect(verdict(await awa.ruled(decide(kept, 'accepted')))).toEqual(['quarantined', 'DEVICE-BLOCKED']);
    expect(verdict(await office.pen('Moussa').ruled(decide(kept, 'accepted')))).toEqual(['returned', 'RIGHT-SETTLE']);
    expect(verdict(await coumba.ruled(decide(kept, 'withdrawn')))).toEqual(['returned', 'RULE-SETTLED']);
    await coumba.ruled(decide(kept, 'accepted'));
    await coumba.ruled(decide(dropped, 'refused'));
    expect(verdict((await loggedIn(world.hub, kept)).ruling as Ruling)).toEqual(['confirmed', RELEASED]);
    expect(verdict((await loggedIn(world.hub, dropped)).ruling as Ruling)).toEqual(['returned', 'QUARANTINE-REFUSED']);
    expect(await world.hub.record(kept)).not.toBe(null);
  });

  it('SYNC-16 what was let through stays so while it waits for something else', async () => {
    const office = await openOffice();
    const { world } = office;
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    await world.hub.act([
      { do: 'edit', record: deviceRecord(awa.device), body: { status: 'blocked', blockedAfter: 0 } },
    ]);
    const record = awa.next();
    await awa.ruled(creation());
    await awa.ruled({ record, body: { place: 'San' } });
    const accept = (seq: number): Partial<Change> =>
      edit(record, { of: `${awa.device}.${seq}`, how: 'accepted' }, { kind: 'settle' });
    await coumba.ruled(accept(2));
    expect(verdict((await loggedIn(world.hub, `${awa.device}.2`)).ruling as Ruling)).toEqual([
      'held',
      'HOLD-CAUSE',
      RELEASED,
    ]);
    await coumba.ruled(accept(1));
    expect((await loggedIn(world.hub, `${awa.device}.2`)).state).toBe('confirmed');
  });
});

describe('remarks', () => {
  it('FLAG-PHONE, FLAG-CHOICE: accepted, and to be looked at', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const record = awa.next();
    expect(verdict(await awa.ruled(creation({ ...CARD, kind: 'newer' })))).toEqual(['confirmed', 'FLAG-CHOICE']);
    expect(verdict(await awa.ruled(contact(record, '7012')))).toEqual(['confirmed', 'FLAG-PHONE']);
  });

  it('FLAG-AHEAD: what began on a day to come is to be looked at, whatever the clock of the phone says', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const ahead = { ...CARD, founded: '2090' };
    expect(verdict(await awa.ruled(creation(ahead)))).toEqual(['confirmed', 'FLAG-AHEAD']);
    expect(verdict(await awa.ruled(creation(ahead, { stamp: Number.MAX_SAFE_INTEGER })))).toEqual([
      'confirmed',
      'FLAG-AHEAD',
    ]);
    expect(verdict(await awa.ruled(creation({ ...CARD, founded: '1998~' })))).toEqual(['confirmed']);
  });

  it('SYNC-08 no clock is a reason to return anything', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    for (const stamp of [0, 1, stampOf(Date.UTC(2050, 0, 1)), Number.MAX_SAFE_INTEGER])
      expect(verdict(await awa.ruled(creation(CARD, { stamp })))).toEqual(['confirmed']);
  });

  it('FLAG-ERASED: what comes after an erasure is taken and not kept', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const made = creation({ name: 'Fatou', sex: 'f' }, { type: 'person' });
    const person = awa.next();
    await awa.ruled(made);
    const erasing = edit(person, { name: 'Effacée', sex: 'f' }, { kind: 'erase', type: 'person' });
    expect(verdict(await office.pen('Coumba').ruled(erasing))).toEqual(['confirmed']);
    const late = edit(person, { name: 'Fatou D.' }, { type: 'person' });
    expect(verdict(await awa.ruled(late))).toEqual(['confirmed', 'FLAG-ERASED']);
    expect(verdict(await office.pen('Coumba').ruled(edit(person, {}, { kind: 'erase' })))).toEqual([
      'returned',
      'RULE-KIND',
    ]);
  });
});

describe('the list of codes', () => {
  it('SYNC-11 says what each means and the way forward, in both languages', () => {
    for (const [code, entry] of Object.entries(CODES)) {
      expect(code).toMatch(/^[A-Z]+(-[A-Z0-9]+)+$/);
      for (const text of [entry.fr, entry.frWay, entry.en, entry.enWay]) expect(text.trim().length).toBeGreaterThan(5);
      // French as it is printed: a typographic apostrophe, and no line that begins with a mark.
      for (const text of [entry.fr, entry.frWay]) expect(text).not.toMatch(/'| [?!;:»]|« |[a-zé][?!;]/);
    }
    expect(codeEntry('RIGHT-NONE')?.does).toBe('returned');
    expect(codeEntry('constructor')).toBe(undefined);
  });

  afterAll(() => {
    const families = /^(RIGHT|RULE|HOLD|QUARANTINE)-|^DEVICE-BLOCKED$|^FLAG-/;
    expect(Object.keys(CODES).filter((code) => families.test(code) && !OF_RIGHTS.test(code) && !met.has(code))).toEqual(
      [],
    );
    expect([...met].filter((code) => !codeEntry(code))).toEqual([]);
  });
});
