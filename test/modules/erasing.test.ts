// Somebody who is erased leaves no advice behind: what was said on visits goes with the person it was said to, not with the mentor who said it.
import { expect, it } from 'vitest';
import { erasingActs } from '../../src/hub/held.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { Copy } from './copy.ts';

it('erases visits and mentoring of the one accompanied, and leaves those a mentor made', () => {
  const copy = new Copy();
  const [awa, mentor] = [copy.create('person', { name: 'Awa' }), copy.create('person', { name: 'Ba Moussa' })];
  const told = copy.create('visit', {
    mentee: awa,
    mentor,
    on: '2026-03-01',
    way: 'there',
    advice: 'Elle a perdu sa sœur',
    next: 'Ouvrir un compte',
    doer: awa,
  });
  const tie = copy.create('mentoring', { mentee: awa, mentor, from: '2026-02', plan: 'Couture, puis boutique' });
  const held = (person: RecordId) =>
    [person, told, tie].map((id) => {
      const state = copy.replica.record(id) as RecordState;
      return { state, type: declarations.types[state.type] as never };
    });
  const erased = (person: RecordId) => erasingActs(held(person)).map((act) => 'record' in act && act.record);
  expect(erased(awa)).toEqual([awa, told, tie]);
  expect(JSON.stringify(erasingActs(held(awa)))).not.toMatch(/sœur|boutique|compte/);
  expect(erased(mentor)).toEqual([mentor]);
});
