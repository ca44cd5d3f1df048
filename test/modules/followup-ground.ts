// What tests of the follow-up stand on: one programme, one group, people certified in it, their jobs, their kits and what was paid of them.
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { Copy } from './copy.ts';

export const HOME = branchScope('bamako');
export const TODAY = '2026-06-30';

export class Ground extends Copy {
  readonly programme = this.create('programme', { name: 'P', target: 3000, counts: 'certified' });
  readonly cohort = this.create('cohort', { name: 'C', programme: this.programme }, HOME);

  get(id: RecordId): RecordState {
    return this.replica.record(id) as RecordState;
  }
  rule(what: string, limit: number): void {
    this.create('follow_rule', { programme: this.programme, what, limit, source: 'Convention, art. 6' });
  }
  certified(name: string, on: string, more: Body = {}): RecordId {
    const person = this.person(name, more);
    this.create(
      'enrolment',
      { person, cohort: this.cohort, on: '2025-01-05', 'steps.a': { is: 'certified', on } },
      HOME,
    );
    return person;
  }
  situation(person: RecordId, at: string, more: Body): RecordId {
    return this.create('situation', { person, programme: this.programme, at, on: '2026-06-01', ...more }, HOME);
  }
  job(person: RecordId, more: Body = {}): RecordId {
    const body = { name: 'Maçon', person, programme: this.programme, kind: 'own', from: '2026-01', ...more };
    return this.create('job', body, HOME);
  }
  kit(granted: number | null): RecordId {
    const of = this.person('Awa');
    const decided = granted === null ? {} : { outcome: granted > 0 ? 'granted' : 'refused', granted };
    const body = { name: 'Kit', of, programme: this.programme, kind: 'kit', asked: 300_000, on: '2026-03-01' };
    return this.create('financing', { ...body, ...decided }, HOME);
  }
  pay(financing: RecordId, amount: number, on = '2026-04-01'): RecordId {
    return this.create('payment', { financing, amount, on, way: 'goods' }, HOME);
  }
  buy(financing: RecordId, amount: number): RecordId {
    return this.create('receipt', { financing, amount, on: '2026-04-10', what: 'Tissu', paper: 'invoice' }, HOME);
  }
}
