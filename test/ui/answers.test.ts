// What a form and an answer to returned work write: one group, nothing more than what changed, and the hub of the kernel takes it.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { correctionsOf, helpersFor, isTheirs, resendActs } from '../../src/ui/answer-fix.ts';
import { answersOf, asking, createActs, editActs, formOf, isAskedFirst, problemOf } from '../../src/ui/record-form.ts';
import { answeredOf, fixesOf, listOf, ownGroups, standOf } from '../../src/ui/work.ts';
import type { SimDevice } from '../sim/device.ts';
import { beginning, register, SEGOU, type Story } from './story.ts';

const form = asking(formOf(declarations, 'organisation'), isAskedFirst);
let story: Story;
let phone: SimDevice;
let me: RecordId;

beforeAll(async () => {
  story = await beginning();
  phone = story.shared;
  me = story.people.aissata.id;
  phone.open(me);
  await story.world.sync(phone);
});
const sync = () => story.world.sync(phone);
const state = (change: Change | undefined) => phone.rows().find((row) => row.seq === change?.seq)?.state;

describe('a form', () => {
  it('of something new asks what is not left for later, companions included, and needs three answers', () => {
    expect(form.questions.map(({ field }) => field)).toEqual(['name', 'kind', 'place', 'sectors', 'phone']);
    expect(form.questions.filter((question) => problemOf(question, ' ')?.kind === 'missing').length).toBe(3);
  });

  it('stops at nothing that can be checked later', () => {
    const question = form.questions.find(({ field }) => field === 'phone');
    if (!question) throw new Error('no telephone');
    expect(problemOf(question, '76 00 01 5')).toEqual({ kind: 'check', code: 'FLAG-PHONE' });
    expect(problemOf(question, '')).toBe(null);
    expect(problemOf(question, '7')?.kind).toBe('format');
  });

  it('says that a day to come is to be checked, where the day is known', () => {
    const person = formOf(declarations, 'person').questions.find(({ field }) => field === 'birth');
    if (!person) throw new Error('no birth');
    const now = Date.UTC(2026, 10, 27);
    expect(problemOf(person, '2031', now)).toEqual({ kind: 'check', code: 'FLAG-AHEAD' });
    expect(problemOf(person, '2026-11-27', now)).toBe(null);
    expect(problemOf(person, '2031')).toBe(null);
  });

  it('writes the record with its contact, or without when none was given', async () => {
    const answers = { name: 'Union Jɛkafɔ', kind: 'union', place: 'San', phone: '76 00 00 12' };
    const both = phone.write(createActs(form, answers, SEGOU));
    const alone = phone.write(createActs(form, { ...answers, phone: '' }, SEGOU));
    expect([both.length, alone.length]).toEqual([2, 1]);
    await sync();
    expect([state(both[0]), state(both[1]), state(alone[0])]).toEqual(['confirmed', 'confirmed', 'confirmed']);
    const record = (both[0] as Change).record;
    expect(answersOf(phone.replica, form, record)).toMatchObject(answers);
  });

  it('changes only what changed, adds a contact where there was none, and can empty one', async () => {
    const record = register(phone, SEGOU, 'Groupement Benkadi', 'group', 'Pélengana');
    const before = answersOf(phone.replica, form, record);
    expect(editActs(phone.replica, form, record, before)).toBe(null);
    const added = phone.write(editActs(phone.replica, form, record, { ...before, phone: '76 00 00 12' }) ?? []);
    expect(added.map((change) => [change.type, Object.keys(change.body ?? {})])).toEqual([
      ['organisation_contact', ['of', 'phone']],
    ]);
    const emptied = phone.write(editActs(phone.replica, form, record, { ...before, place: 'Bla', phone: '' }) ?? []);
    expect(emptied.map((change) => change.body)).toEqual([{ place: 'Bla' }, { phone: null }]);
    await sync();
    expect([...added, ...emptied].map(state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });
});

describe('returned work', () => {
  it('sent again keeps its record, closes the old group, and lets go what waited', async () => {
    const record = register(phone, SEGOU, 'Mutuelle Sigida', 'mutual', '', '76 00 00 13');
    const [waiting] = phone.write([{ do: 'edit', record, body: { kind: 'group' } }]);
    await sync();
    const [item] = fixesOf(phone.replica, me);
    if (!item) throw new Error('nothing came back');
    expect(state(waiting)).toBe('held');
    expect(item.dependants).toBe(1);
    expect(correctionsOf(phone.replica, item).map(({ field }) => field)).toEqual(['place']);

    const resent = phone.write(resendActs(phone.replica, item, { place: 'Bla' }) ?? []);
    expect(resent.map((change) => [change.kind, change.record === record])).toEqual([
      ['set', true],
      ['set', false],
      ['settle', true],
    ]);
    // Answered and not ruled on: it no longer asks for anything, and has not vanished.
    expect(fixesOf(phone.replica, me)).toEqual([]);
    expect(answeredOf(phone.replica, me).map(({ how }) => how)).toEqual(['corrected']);
    await sync();
    expect([...resent.map(state), state(waiting)]).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
    expect(answeredOf(phone.replica, me)).toEqual([]);
    expect(answersOf(phone.replica, form, record)).toMatchObject({ place: 'Bla', kind: 'group', phone: '76 00 00 13' });
    expect(standOf(phone.replica, [phone.replica.record(record)])).toBe('confirmed');
  });

  it('handed over waits for somebody who may put it right, and no longer for its author', async () => {
    register(phone, SEGOU, 'Association Dɛmɛ', 'association', '');
    await sync();
    const [item] = fixesOf(phone.replica, me);
    if (!item) throw new Error('nothing came back');
    const able = helpersFor(phone.replica, item, me, phone.now);
    expect(able).toContain(story.people.oumar.id);
    expect(able).not.toContain(story.people.fanta.id);
    const of = item.changes[0] as Change;
    phone.write([{ do: 'settle', of, how: 'handed', to: story.people.oumar.id }]);
    expect(answeredOf(phone.replica, me).map(({ how, to }) => [how, to])).toEqual([['handed', story.people.oumar.id]]);
    await sync();
    expect(fixesOf(phone.replica, me)).toEqual([]);
    expect(answeredOf(phone.replica, me).map(({ to }) => to)).toEqual([story.people.oumar.id]);
    await story.world.sync(story.office);
    expect(fixesOf(story.office.replica, story.people.oumar.id).length).toBe(1);
  });

  // A juror marked on the sheet of another: « Renvoyer » was the large button, and brought it back each time.
  it('on a sheet that is somebody else’s is not sent again by its author, and handed only to its owner or an office', async () => {
    const { oumar, korotoumou } = story.people;
    const body = { name: 'P', target: 10, counts: 'started' };
    const [fatou] = phone.write([{ do: 'create', type: 'person', home: SEGOU, body: { name: 'Fatou' } }]);
    const [made] = story.office.write([{ do: 'create', type: 'programme', home: SEGOU, body }]);
    await story.world.sync(story.office);
    await sync();
    const [application] = phone.write([
      {
        do: 'create',
        type: 'application',
        home: SEGOU,
        body: { person: fatou?.record as RecordId, programme: made?.record as RecordId, on: '2026-03-01' },
      },
    ]);
    const of = application?.record as RecordId;
    phone.write([
      {
        do: 'create',
        type: 'score',
        home: SEGOU,
        body: { application: of, juror: korotoumou.id, 'marks.1': { is: 9 } },
      },
    ]);
    await sync();
    const [item] = fixesOf(phone.replica, me);
    expect(item?.ruling.code).toBe('RIGHT-OWN');
    if (!item) return;
    expect(isTheirs(phone.replica, item, me, phone.now)).toBe(false);
    expect(isTheirs(phone.replica, item, oumar.id, phone.now)).toBe(true);
    const able = helpersFor(phone.replica, item, me, phone.now);
    expect(able).toContain(oumar.id);
    expect(able.filter((one) => !isTheirs(phone.replica, item, one, phone.now))).toEqual([]);
    phone.write([{ do: 'settle', of: item.changes[0] as Change, how: 'withdrawn' }]);
    await sync();
    expect(fixesOf(phone.replica, me)).toEqual([]);
  });

  it('every act of a person is in exactly one list, put right, or in other hands', () => {
    const numbers = phone.replica.numbers(me);
    const groups = ownGroups(phone.replica, me);
    const count = (list: ReturnType<typeof listOf>) => groups.filter((group) => listOf(group.state) === list).length;
    for (const four of ['pending', 'received', 'confirmed'] as const) expect(count(four), four).toBe(numbers[four]);
    expect(fixesOf(phone.replica, me).length).toBe(numbers.fix);
    expect(count('fix') + count(null)).toBe(numbers.fix + numbers.settled);
  });
});
