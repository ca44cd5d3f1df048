// Who may do what, where and until when: how each refusal of a right comes about. What other work comes back for stands in `codes.test.ts`.
import { afterAll, describe, expect, it } from 'vitest';
import { CODES, codeEntry } from '../../src/kernel/codes.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import type { Change, RecordId, Ruling } from '../../src/kernel/types.ts';
import { ROOT, SEGOU, SIKASSO } from '../sim/world.ts';
import { DAY } from './hands.ts';
import { CARD, creation, edit, enrolment, openOffice } from './office.ts';
import { OF_RIGHTS, verdicts } from './verdicts.ts';

const { met, verdict } = verdicts();

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

afterAll(() => {
  expect(Object.keys(CODES).filter((code) => OF_RIGHTS.test(code) && !met.has(code))).toEqual([]);
  expect([...met].filter((code) => !codeEntry(code))).toEqual([]);
});
