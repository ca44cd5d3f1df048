// What tests of training stand on: one programme with two versions of its contents, its groups, sessions and rolls.
import { branchScope } from '../../src/kernel/ids.ts';
import type { Replica } from '../../src/kernel/replica.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { completionOf, courseOf } from '../../src/modules/training/completion.ts';
import { figuresOf } from '../../src/modules/training/figures.ts';
import { Copy } from './copy.ts';

export const HOME = branchScope('segou');
export const get = (copy: Copy, id: RecordId) => copy.replica.record(id) as NonNullable<ReturnType<Replica['record']>>;

/** One programme; version 1 has 40 hours in two modules, version 2 has 48. */
export class Ground extends Copy {
  readonly programme = this.create('programme', { name: 'P', target: 3000, counts: 'completed', to: '2027-03' });
  readonly one = this.#version(1, [16, 24]);
  readonly two = this.#version(2, [16, 32]);

  #version(version: number, hours: readonly number[]) {
    const { programme } = this;
    const curriculum = this.create('curriculum', { name: `V${version}`, programme, version, attendance: 75 });
    const modules = hours.map((n, at) => this.create('course_module', { name: `M${at}`, curriculum, hours: n }));
    return { curriculum, modules };
  }
  cohort(of: { readonly curriculum: RecordId }, name = 'C'): RecordId {
    return this.create('cohort', { name, programme: this.programme, curriculum: of.curriculum }, HOME);
  }
  enrol(person: RecordId, cohort: RecordId, more: Body = {}): RecordId {
    return this.create('enrolment', { person, cohort, on: '2026-03-01', ...more }, HOME);
  }
  session(cohort: RecordId, module: RecordId, on: string, more: Body = {}): RecordId {
    return this.create('session', { cohort, module, on, hours: 8, ...more }, HOME);
  }
  roll(session: RecordId, marks: { readonly [person: string]: string }): void {
    const entries = Object.entries(marks).map(([person, is]) => [`marks.${person}`, { is }]);
    this.create('roll', { session, ...Object.fromEntries(entries) }, HOME);
  }
  completion(enrolment: RecordId, cohort: RecordId) {
    const group = get(this, cohort);
    const lent = figuresOf(this.replica).lent(group);
    return completionOf(this.replica, get(this, enrolment), courseOf(this.replica, group, { lent }));
  }
}
