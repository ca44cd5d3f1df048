// Every reason for which work comes back, waits or is set aside: how it comes about, and what the list says of it.
import { afterAll, describe, expect, it } from 'vitest';
import { stampOf } from '../../src/kernel/clock.ts';
import { CODES, codeEntry } from '../../src/kernel/codes.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { derivedId, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord, RELEASED } from '../../src/kernel/judge.ts';
import type { Change, RecordId, Ruling, Scope } from '../../src/kernel/types.ts';
import { ROOT, SEGOU, SIKASSO } from '../sim/world.ts';
import { DAY, loggedIn } from './hands.ts';
import { CARD, contact, creation, edit, enrolment, openOffice } from './office.ts';

const met = new Set<string>();
/** Every ruling the stories below end in. */
function verdict(ruling: Pick<Ruling, 'state' | 'code' | 'fields' | 'flags' | 'cause'>): readonly string[] {
  if (ruling.code) met.add(ruling.code);
  for (const flag of ruling.flags ?? []) met.add(flag.code);
  const { state, code, fields, flags } = ruling;
  return [state, ...(code ? [code] : []), ...(fields ?? []), ...(flags ?? []).map((flag) => flag.code)];
}
describe('who may', () => {
  it('SYNC-15 RIGHT-NONE: nobody writes where, what or as whom they may not', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const none = ['returned', 'RIGHT-NONE'];
    expect(verdict(await awa.ruled(creation(CARD, { scope: SEGOU })))).toEqual(none);
    expect(verdict(await awa.ruled(creation(CARD, { scope: ROOT })))).toEqual(none);
    expect(verdict(await awa.ruled(creation(CARD, { grant: '' })))).toEqual(none);
    expect(verdict(await awa.ruled(creation(CARD, { grant: office.grant('Coumba') })))).toEqual(none);
    expect(verdict(await awa.ruled(creation(CARD, { grant: office.person('Awa') })))).toEqual(none);
    expect(verdict(await office.pen('Fatou').ruled(creation()))).toEqual(none);
    expect(verdict(await office.pen('Hawa').ruled(creation()))).toEqual(none);
    const record = awa.next();
    expect(verdict(await awa.ruled(creation()))).toEqual(['confirmed']);
    expect(verdict(await office.pen('Moussa').ruled(edit(record, { place: 'San' })))).toEqual(none);
    const hide = { kind: 'void' as const, body: { voided: true } };
    expect(verdict(await awa.ruled(edit(record, {}, hide)))).toEqual(none);
    expect(verdict(await office.pen('Coumba').ruled(edit(record, {}, hide)))).toEqual(['confirmed']);
    const device = edit(deviceRecord(awa.device), { status: 'blocked' }, { type: 'device' });
    expect(verdict(await awa.ruled(device))).toEqual(none);
  });

  it('SYNC-15 who brought a record in with a list takes it out and puts it back, until somebody else has written there', async () => {
    const office = await openOffice();
    const { world } = office;
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const none = ['returned', 'RIGHT-NONE'];
    const hidden = (record: RecordId, voided = true) => edit(record, {}, { kind: 'void', body: { voided } });
    const [typed, other, listed, crossed] = [awa.next(1), awa.next(2), awa.next(3), awa.next(4)];
    await awa.ruled(creation());
    for (const _ of [other, listed, crossed]) await awa.ruled(creation(CARD, { batch: 'liste.1' }));
    expect(verdict(await awa.ruled(hidden(typed)))).toEqual(none);
    // By the right to make it, there: no other animator, and not once it is the work of somebody else too.
    expect(verdict(await office.pen('Moussa').ruled(hidden(listed)))).toEqual(none);
    expect(verdict(await awa.ruled(hidden(listed)))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(hidden(listed, false)))).toEqual(['confirmed']);
    await awa.ruled(edit(other, { place: 'San' }));
    expect(verdict(await awa.ruled(hidden(other)))).toEqual(['confirmed']);
    // Judged by what Awa's phone had heard of: what somebody else wrote before is theirs too, what came after nobody there could know.
    const heard = async (record: RecordId, toldAt: number) => {
      const sent = await awa.send(awa.group(hidden(record)), toldAt);
      return verdict((sent.ok && sent.rulings[0]) as Ruling);
    };
    const before = world.time - 1;
    for (const record of [listed, crossed]) await coumba.ruled(edit(record, { place: 'San' }));
    world.pass(DAY);
    expect(await heard(listed, world.time)).toEqual(none);
    expect(await heard(crossed, before)).toEqual(['confirmed']);
    // To claim that one heard of nothing gains no more than the grace period.
    world.pass(46 * DAY);
    expect(await heard(listed, 0)).toEqual(none);
  });

  it('SYNC-13 RIGHT-ENDED, RIGHT-GRACE, FLAG-LATE: by what the hub had told the device, plus the grace period', async () => {
    const office = await openOffice();
    const { world } = office;
    const awa = office.pen('Awa');
    await world.hub.act([{ do: 'edit', record: office.grant('Awa'), body: { to: dayOf(world.time) } }]);
    world.pass(2 * DAY);
    const ended = world.time - DAY;
    const late = await awa.send(awa.group(creation()), ended - 2 * DAY);
    expect(verdict((late.ok && late.rulings[0]) as Ruling)).toEqual(['confirmed', 'FLAG-LATE']);
    const told = await awa.send(awa.group(creation()), world.time);
    expect(verdict((told.ok && told.rulings[0]) as Ruling)).toEqual(['returned', 'RIGHT-ENDED']);
    world.pass(60 * DAY);
    const old = await awa.send(awa.group(creation()), 0);
    expect(verdict((old.ok && old.rulings[0]) as Ruling)).toEqual(['returned', 'RIGHT-GRACE']);
  });

  it('RIGHT-NOT-YET: a right that begins later', async () => {
    const office = await openOffice();
    const { world } = office;
    const body = { from: dayOf(world.time + 5 * DAY) };
    await world.hub.act([{ do: 'edit', record: office.grant('Awa'), body }]);
    expect(verdict(await office.pen('Awa').ruled(creation()))).toEqual(['returned', 'RIGHT-NOT-YET']);
    world.pass(5 * DAY);
    expect(verdict(await office.pen('Awa').ruled(creation()))).toEqual(['confirmed']);
  });

  it('RIGHT-PERSON: nobody, and somebody taken off the phone who could know it', async () => {
    const office = await openOffice();
    const { world } = office;
    const awa = office.pen('Awa');
    expect(verdict(await awa.ruled(creation(CARD, { by: '' })))).toEqual(['returned', 'RIGHT-PERSON']);
    const holder = holderRecord(awa.device, office.person('Awa'));
    await world.hub.act([{ do: 'void', record: holder, voided: true }]);
    world.pass(DAY);
    const honest = await awa.send(awa.group(creation()), 0);
    expect(verdict((honest.ok && honest.rulings[0]) as Ruling)).toEqual(['confirmed', 'FLAG-LATE']);
    const told = await awa.send(awa.group(creation()), world.time);
    expect(verdict((told.ok && told.rulings[0]) as Ruling)).toEqual(['returned', 'RIGHT-PERSON']);
  });

  it('SYNC-14 RIGHT-DELEGATE, FLAG-PROVISIONAL: nobody gives away more than they have', async () => {
    const office = await openOffice();
    const { world } = office;
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const refused = ['returned', 'RIGHT-DELEGATE'];
    expect(verdict(await awa.ruled(enrolment(office, {})))).toEqual(['confirmed', 'FLAG-PROVISIONAL']);
    expect(verdict(await awa.ruled(enrolment(office, { to: dayOf(world.time + 46 * DAY) })))).toEqual([
      ...refused,
      'to',
    ]);
    expect(verdict(await awa.ruled(enrolment(office, { to: '' })))).toEqual([...refused, 'to']);
    expect(verdict(await awa.ruled(enrolment(office, { to: dayOf(world.time - DAY) })))).toEqual([...refused, 'to']);
    expect(verdict(await awa.ruled(enrolment(office, { provisional: false })))).toEqual([...refused, 'to']);
    expect(verdict(await awa.ruled(enrolment(office, { role: 'coordinator' })))).toEqual([...refused, 'role']);
    expect(verdict(await awa.ruled(enrolment(office, { scope: ROOT })))).toEqual(['returned', 'RULE-SCOPE', 'scope']);
    expect(verdict(await coumba.ruled(enrolment(office, { role: 'coordinator', provisional: false })))).toEqual([
      ...refused,
      'role',
    ]);
    expect(verdict(await coumba.ruled(enrolment(office, { role: 'animator', to: '', provisional: false })))).toEqual([
      'confirmed',
    ]);
    const higher = edit(office.grant('Coumba'), { to: dayOf(world.time) }, { type: 'grant' });
    expect(verdict(await coumba.ruled(higher))).toEqual([...refused, 'role']);
    const other = edit(office.grant('Awa'), { person: office.person('Coumba') }, { type: 'grant' });
    expect(verdict(await coumba.ruled(other))).toEqual([...refused, 'person']);
    const sly = edit(office.grant('Coumba'), {}, { type: 'grant', kind: 'void', body: { voided: true } });
    expect(verdict(await coumba.ruled(sly))).toEqual(refused);
    const own = edit(office.grant('Awa'), {}, { type: 'grant', kind: 'void', body: { voided: true } });
    expect(verdict(await coumba.ruled(own))).toEqual(['confirmed']);
  });

  it('SYNC-14 whoever was enrolled in the field enrols nobody else', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const given = awa.next();
    const body = { person: office.person('Awa'), role: 'animator' };
    expect(verdict(await awa.ruled(enrolment(office, body)))).toEqual(['confirmed', 'FLAG-PROVISIONAL']);
    expect(verdict(await awa.ruled(enrolment(office, body, { grant: given })))).toEqual([
      'returned',
      'RIGHT-DELEGATE',
      'role',
    ]);
    // Until the branch confirms it.
    const confirmed = edit(given, { provisional: false, to: '' }, { type: 'grant' });
    expect(verdict(await office.pen('Coumba').ruled(confirmed))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(enrolment(office, body, { grant: given })))).toEqual([
      'confirmed',
      'FLAG-PROVISIONAL',
    ]);
  });

  it('SYNC-14 nobody puts on a phone somebody who may do more than they', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const onPhone = (person: RecordId): Partial<Change> =>
      creation({ device: awa.device, person }, { type: 'holder', record: holderRecord(awa.device, person) });
    expect(verdict(await awa.ruled(onPhone(office.person('Fatou'))))).toEqual(['confirmed']);
    for (const name of ['Coumba', 'Bakary', 'Moussa'] as const)
      expect(verdict(await awa.ruled(onPhone(office.person(name))))).toEqual(['returned', 'RIGHT-DELEGATE']);
    // Taking somebody off is judged by the same rights, whatever else came in the same batch.
    const off = edit(holderRecord(awa.device, office.person('Fatou')), {}, { type: 'holder', kind: 'void' });
    expect(verdict(await office.pen('Coumba').ruled({ ...off, body: { voided: true } }))).toEqual(['confirmed']);
  });

  it('RIGHT-SETTLE: only the author, whoever was asked and those in charge close a return', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const [bad] = awa.group(creation({ ...CARD, name: '' }));
    await awa.send([bad as Change]);
    const settle = (how: string, more: object = {}): Partial<Change> =>
      edit(bad?.record as RecordId, { of: `${awa.device}.${bad?.seq}`, how, ...more }, { kind: 'settle' });
    expect(verdict(await office.pen('Moussa').ruled(settle('withdrawn')))).toEqual(['returned', 'RIGHT-SETTLE']);
    expect(verdict(await office.pen('Fatou').ruled(settle('withdrawn')))).toEqual(['returned', 'RIGHT-SETTLE']);
    const to = office.person('Moussa');
    expect(verdict(await office.pen('Coumba').ruled(settle('handed', { to })))).toEqual(['confirmed']);
    expect(verdict(await office.pen('Moussa').ruled(settle('withdrawn')))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(settle('withdrawn')))).toEqual(['returned', 'RULE-SETTLED']);
  });

  // A juror opened the sheet of another on her phone and put a 2 where the other had put a 9: nothing refused it.
  it('RIGHT-OWN: nobody writes on the sheet of marks of another juror; an office types what stands on paper', async () => {
    const office = await openOffice();
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const made = await office.world.hub.act((ids) => [
      { do: 'create', type: 'programme', home: SIKASSO, body: { name: 'P', target: 10, counts: 'started' } },
      {
        do: 'create',
        type: 'application',
        home: SIKASSO,
        body: { person: office.person('Fatou'), programme: ids(0), on: '2026-03-01' },
      },
    ]);
    const application = made[1]?.record as RecordId;
    const sheet = (juror: RecordId, is: number): Partial<Change> =>
      creation(
        { application, juror, 'marks.1': { is } },
        { type: 'score', record: derivedId('score', application, juror) },
      );
    const [mine, hers] = [office.person('Awa'), office.person('Coumba')];
    const other = (juror: RecordId, body: NonNullable<Change['body']>): Partial<Change> =>
      edit(derivedId('score', application, juror), body, { type: 'score' });
    const not = ['returned', 'RIGHT-OWN'];
    expect(verdict(await awa.ruled(sheet(hers, 9)))).toEqual(not);
    expect(verdict(await coumba.ruled(sheet(hers, 9)))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(other(hers, { 'marks.1': { is: 2 } })))).toEqual(not);
    expect(verdict(await awa.ruled(other(hers, { conflict: 'family', juror: mine })))).toEqual(not);
    expect(verdict(await awa.ruled(sheet(mine, 4)))).toEqual(['confirmed']);
    expect(verdict(await awa.ruled(other(mine, { 'marks.1': { is: 5 } })))).toEqual(['confirmed']);
    const paper = { source: 'paper' as const };
    expect(verdict(await coumba.ruled({ ...other(mine, { 'marks.1': { is: 6 } }), ...paper }))).toEqual(['confirmed']);
  });
});

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
    expect(Object.keys(CODES).filter((code) => families.test(code) && !met.has(code))).toEqual([]);
    expect([...met].filter((code) => !codeEntry(code))).toEqual([]);
  });
});
