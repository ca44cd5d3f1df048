// What law 2013-015 lets one keep only with an express agreement: it is asked where the answers are, a no empties them, and what stands without one is somebody's task.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import { textOf, valueOf } from '../../src/kernel/fold.ts';
import { branchScope, derivedId, sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { findingsOf } from '../../src/modules/directory/checks.ts';
import { onlooker } from '../../src/modules/directory/tasks.ts';
import { alongPerson } from '../../src/modules/privacy/screens/asking.ts';
import { agreementId, agreementOf } from '../../src/modules/privacy/sensitive.ts';
import type { Me } from '../../src/ui/contract.ts';
import type { Open } from '../../src/ui/open.ts';
import { applies, editActs, formOf } from '../../src/ui/record-form.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const SEGOU = branchScope('segou');

function field() {
  const copy = new Copy();
  const someone = (role: string, home = SEGOU): Me => {
    const person = copy.create('person', { name: role }, home);
    copy.create('grant', { person, role, scope: home, from: '2020-01-01' }, home);
    return { person, name: role, sign: 'hut', color: 'p1', role, home, place: '' };
  };
  const [animator, other, office] = [someone('animator'), someone('animator'), someone('coordinator')];
  const { replica } = copy;
  const env = { now: NOW, random: (count: number) => new Uint8Array(count) };
  const open = { replica, me: animator, now: NOW } as unknown as Open;
  const awa = copy.person('Awa');
  const secret = derivedId('person_private', awa);
  const tell = () =>
    replica.write(
      [
        {
          do: 'create',
          type: 'person_private',
          body: { of: awa, displacement: 'displaced', idNumber: 'N 12' },
          home: sensitiveScope(SEGOU),
        },
      ],
      animator.person,
      env,
    );
  /** The sheet of Awa filled in, as the form does. */
  const fill = (answers: { readonly [field: string]: string }, record: RecordId | null = awa) => {
    const form = formOf(replica.id.decl, 'person');
    const along = alongPerson(open, form, {}, record);
    const all = { ...along?.before, ...answers };
    const acts = [...(editActs(replica, along?.form ?? form, awa, all) ?? []), ...(along?.acts(all, awa) ?? [])];
    replica.write(acts, animator.person, env);
  };
  const found = (me: Me) => findingsOf(onlooker({ replica, me, now: NOW })).sensitive.map(({ record }) => record);
  return { copy, replica, open, animator, other, office, awa, secret, tell, fill, found };
}

describe('the agreement to keep what is sensitive', () => {
  it('stands right before the first such question; only a yes opens them, and how it was said is asked then', () => {
    const { open, replica, awa } = field();
    const form = formOf(replica.id.decl, 'person');
    const along = alongPerson(open, form, {}, awa);
    const asked = (answers: { readonly [field: string]: string }) =>
      (along?.form.questions ?? []).filter((one) => applies(one, answers)).map((one) => one.field);
    expect(asked({}).filter((one) => one.startsWith('agree'))).toEqual(['agree']);
    for (const closed of ['displacement', 'disability', 'migration']) {
      expect(asked({ agree: 'no' })).not.toContain(closed);
      expect(asked({ agree: 'yes' })).toContain(closed);
    }
    // Who somebody is and their papers are asked whatever they answer.
    expect(asked({ agree: 'no' })).toEqual(expect.arrayContaining(['name', 'idNumber']));
    const order = asked({ agree: 'yes', agreeWay: 'thumb' });
    expect(order.indexOf('agreeWitness')).toBe(order.indexOf('agreeWay') + 2);
    expect(order.indexOf('displacement')).toBe(order.indexOf('agreeWitness') + 1);
    expect(asked({ agree: 'yes', agreeWay: 'signed' })).not.toContain('agreeWitness');
  });

  it('is written with the answers: language, way, witness, and what was said; asked once', () => {
    const { open, replica, awa, secret, fill } = field();
    fill({ agree: 'yes', agreeWay: 'oral', agreeLanguage: 'bam', agreeWitness: 'Sira', displacement: 'returned' });
    const kept = replica.record(agreementId(awa));
    expect(kept && ['answer', 'way', 'language', 'witness', 'on'].map((one) => textOf(kept, one))).toEqual([
      'yes',
      'oral',
      'bam',
      'Sira',
      '2026-11-22',
    ]);
    expect(kept && textOf(kept, 'text')).toContain('changer d’avis');
    expect(valueOf(replica.record(secret)!, 'displacement')).toBe('returned');
    expect(alongPerson(open, formOf(replica.id.decl, 'person'), {}, awa)).toBeNull();
  });

  it('a no empties what stood there and keeps the rest', () => {
    const { copy, replica, awa, secret, tell, fill } = field();
    tell();
    fill({ name: 'Awa Koné', idNumber: 'N 12', agree: 'no', displacement: 'displaced' });
    expect(agreementOf(replica, awa)).toBe('no');
    const state = replica.record(secret)!;
    expect([valueOf(state, 'displacement'), valueOf(state, 'idNumber')]).toEqual([null, 'N 12']);
    expect(textOf(replica.record(awa)!, 'name')).toBe('Awa Koné');
    // What came in against it, from a list or another phone, goes with the next look at the sheet.
    copy.edit(secret, { displacement: 'displaced' });
    fill({});
    expect(valueOf(replica.record(secret)!, 'displacement')).toBeNull();
  });

  it('what stands without one is a task of who wrote it and of the branch, until the person says yes', () => {
    const { copy, awa, animator, other, office, tell, found } = field();
    tell();
    expect([found(animator), found(office), found(other)]).toEqual([[awa], [awa], []]);
    const record = copy.create('consent', { person: awa, purpose: 'sensitive', answer: 'yes' }, SEGOU);
    expect([found(animator), found(office)]).toEqual([[], []]);
    copy.edit(record, { withdrawn: '2026-11-01' });
    expect([found(animator), found(office)]).toEqual([[awa], [awa]]);
  });
});
