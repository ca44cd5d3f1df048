// The marks of a test that two trainers typed apart stayed in two versions for ever: no task, no address, and a figure at the hub that never went down.
import { expect, it, vi } from 'vitest';
import { addressOf, addressOfVersions } from '../../src/device/screens/address.ts';
import { type Task, thingsToDo } from '../../src/device/screens/todo.ts';
import { twoVersions } from '../../src/hub/conflicts.ts';
import { mapOf, type TypeDecl } from '../../src/kernel/declare.ts';
import { ROOT } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { toChoose } from '../../src/kernel/versions.ts';
import { declarations } from '../../src/modules/index.ts';
import { criterionOf } from '../../src/modules/training/selection-read.ts';
import type { Me } from '../../src/ui/contract.ts';
import { change, known, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

/** Where two versions wait for no choice, and why. */
const OWN_WAY: { readonly [type: string]: string } = {
  export: 'nobody edits it: what left stays written',
  certificate: 'nobody edits it: a corrected one replaces it',
  certificate_withdrawal: 'nobody edits it: withdrawn by two is withdrawn',
  certificate_key: 'the hub alone writes it',
  programme_figures: 'nobody edits it: figures of another day are another record',
  roll: 'the next tap in the roll, of whoever calls it',
  agenda: 'the next address that is made',
  savings_loan: 'nobody edits it: one that was written by mistake is hidden',
};

type ClashTask = Extract<Task, { kind: 'clash' }>;

class Apart extends Copy {
  #n = 0;

  someone(role: string): Me {
    const person = this.create('person', { name: role }, ROOT);
    this.create('grant', { person, role, scope: ROOT, from: '2020-01-01' }, ROOT);
    return { person, name: role, sign: 'hut', color: 'p1', role, home: ROOT, place: '' };
  }

  /** Two write the field of a record that both have, without seeing each other: here, and on another telephone. */
  apart(record: RecordId, field: string, here: string | object, there: string | object, by: RecordId | '' = ''): void {
    const state = this.replica.record(record);
    const seen = state?.fields[field]?.map(({ id }) => id) ?? [];
    this.edit(record, { [field]: here as never });
    const written = change('b', ++this.#n, {
      type: state?.type ?? '',
      record,
      scope: state?.home ?? ROOT,
      by,
      body: { [field]: there as never },
      over: { [field]: seen },
    });
    this.replica.receiveKnown([known(written)]);
  }

  clashes(me: Me): readonly ClashTask[] {
    const tasks = thingsToDo({ replica: this.replica, me, drafts: [], rules: [], now: NOW });
    return tasks.flatMap((task) => (task.kind === 'clash' ? [task] : []));
  }
}

/** A field that may be written again; a type that has none is never in two versions. */
function fieldOf({ fields, keys }: TypeDecl): string | undefined {
  const [name, decl] = Object.entries(fields).find(([field]) => !keys?.includes(field)) ?? [];
  return decl?.merge === 'map' ? `${name}.a` : name;
}

it('two versions of whatever two may write come to who may choose, at an address of their own, or their own way is said', () => {
  const alone: string[] = [];
  for (const type of Object.values(declarations.types)) {
    const field = fieldOf(type);
    if (!field) continue;
    const copy = new Apart();
    const me = copy.someone('secretariat');
    const value = (text: string) => (mapOf(field) ? { is: text } : text);
    const record = copy.create(type.name, { [field]: value('old') }, ROOT);
    copy.apart(record, field, value('mine'), value('theirs'));
    const task = copy.clashes(me).find(({ part }) => part.id === record);
    const address = task && addressOfVersions(copy.replica, task.record);
    if (!address) alone.push(type.name);
    else expect(address, type.name).toContain(record);
  }
  expect(alone.sort()).toEqual(Object.keys(OWN_WAY).sort());
});

it('the marks of one learner typed on two telephones are chosen once, by an office or a trainer, and stay in history', () => {
  const copy = new Apart();
  const [trainer, animator, member] = [copy.someone('trainer'), copy.someone('animator'), copy.someone('member')];
  const awa = copy.person('Awa');
  const cohort = copy.create('cohort', { name: 'Ségou 2' }, ROOT);
  const sheet = copy.create('test_sheet', { cohort, which: 'post', on: '2026-11-20' }, ROOT);
  const points = `points.${awa}`;
  const sent = () => addressOf(copy.replica, { type: 'test_sheet', record: sheet });
  expect(sent()).toBe('#/');
  copy.apart(sheet, points, { is: 12, of: 20 }, { is: 14, of: 20 }, member.person);
  const fields = (me: Me) => copy.clashes(me).map(({ fields }) => fields);
  // Who wrote one of them sees it as well, though it is not theirs to choose.
  expect([trainer, animator, member].map(fields)).toEqual([[[points]], [[points]], [[points]]]);
  expect(addressOfVersions(copy.replica, copy.replica.record(sheet)!)).toBe(`#/versions/${sheet}`);
  // The line of what was sent leads there as well, and home again once one was chosen: the sheet has no screen of its own.
  expect(sent()).toBe(`#/versions/${sheet}`);
  copy.edit(sheet, { [points]: { is: 14, of: 20 } });
  expect([trainer, animator, member].map(fields)).toEqual([[], [], []]);
  expect(sent()).toBe('#/');
  const written = copy.replica.history(sheet).map(({ change }) => change.body?.[points]);
  expect(written.filter(Boolean)).toEqual([
    { is: 12, of: 20 },
    { is: 14, of: 20 },
    { is: 14, of: 20 },
  ]);
});

it('a juror is asked of their own sheet alone; a mark goes by the name of what it is for', () => {
  const copy = new Apart();
  const [one, other] = [copy.someone('juror'), copy.someone('juror')];
  const office = copy.someone('coordinator');
  const programme = copy.create('programme', { name: 'Former' });
  const criteria = { 'criteria.a': { name: 'Projet', weight: 2, most: 10 } };
  copy.create('selection', { name: 'Tour 1', programme, ...criteria }, ROOT);
  const application = copy.create('application', { person: copy.person('Awa'), programme }, ROOT);
  const score = copy.create('score', { application, juror: one.person }, ROOT);
  copy.apart(score, 'marks.a', { is: 3 }, { is: 4 });
  expect([one, other, office].map((me) => copy.clashes(me).length)).toEqual([1, 0, 1]);
  expect(criterionOf(copy.replica, copy.replica.record(score)!, 'a')).toBe('Projet');
});

it('at the hub a roll waits with the people of whom two telephones said another thing, and with no others', () => {
  const copy = new Apart();
  const [awa, ali] = [copy.person('Awa'), copy.person('Ali')];
  const roll = copy.create('roll', { session: copy.create('session', {}, ROOT) }, ROOT);
  copy.apart(roll, `marks.${awa}`, { is: 'present' }, { is: 'absent' });
  copy.apart(roll, `marks.${ali}`, { is: 'present', together: true }, { is: 'absent' });
  expect(twoVersions(declarations, copy.replica.record(roll)!)).toEqual([`marks.${awa}`]);
});

it('with which organisations a record is shared is nobody’s to choose', () => {
  const copy = new Apart();
  const record = copy.organisation('A');
  copy.apart(record, 'shared.x', 'n/branch/segou/', 'n/branch/sikasso/');
  expect(toChoose(declarations, copy.replica.record(record)!)).toEqual([]);
});

it('what is listed, a telephone, leads to its two versions first; what has a sheet, to its sheet', () => {
  const copy = new Apart();
  const [device, house] = [copy.create('device', { name: 'Tecno' }), copy.organisation('A')];
  const where = () =>
    [device, house].map((record) => addressOf(copy.replica, { type: copy.replica.record(record)!.type, record }));
  expect(where()).toEqual(['#/reseau', `#/membres/${house}`]);
  copy.apart(device, 'name', 'Tecno de Ségou', 'Tecno du bureau');
  copy.apart(house, 'name', 'B', 'C');
  expect(where()).toEqual([`#/versions/${device}`, `#/membres/${house}`]);
});
