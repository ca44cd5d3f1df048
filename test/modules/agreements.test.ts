// What somebody said no to, or took back, takes effect wherever their name or number would go out: in the address book on a phone.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { cardHere } from '../../src/modules/people/screens/cards.ts';
import { answerTo } from '../../src/modules/privacy/agreements.ts';
import { givenTo, namesPeople } from '../../src/modules/privacy/screens/giving.ts';
import type { Open } from '../../src/ui/open.ts';
import { SEGOU } from '../hub/world.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

function copyWith() {
  const copy = new Copy();
  const { replica } = copy;
  const open = { replica, now: NOW } as unknown as Open;
  const person = (name: string): RecordId => {
    const id = copy.person(name);
    copy.create('person_contact', { of: id, phone: '70 00 00 01', consent: 'oral' }, sensitiveScope(SEGOU));
    copy.create('contact', { of: id, kind: 'email', value: 'awa@exemple.ml' }, SEGOU);
    return id;
  };
  const says = (id: RecordId, purpose: string, answer: string, more = {}) =>
    copy.create('consent', { person: id, purpose, answer, ...more }, SEGOU);
  return { copy, replica, open, person, says };
}

describe('an agreement taken back', () => {
  it('takes the number and the address out of the address book, and leaves the name', () => {
    const { copy, replica, open, person, says } = copyWith();
    const [awa, other] = [person('Awa'), person('Awa (deux fois)')];
    const card = () => cardHere(open, replica.record(awa) as never);
    expect(card()).toMatchObject({ phones: ['+22370000001'], emails: ['awa@exemple.ml'] });
    const said = says(awa, 'contact', 'yes');
    says(awa, 'partner', 'no');
    expect(card()?.phones).toHaveLength(1);
    copy.edit(said, { withdrawn: '2026-11-01' });
    expect(card()).toMatchObject({ name: 'Awa', phones: [], emails: [] });
    copy.edit(said, { withdrawn: null });
    expect(card()?.phones).toHaveLength(1);
    // A no on the other sheet of the same person is hers.
    says(other, 'contact', 'no');
    copy.merge(other, awa);
    expect([answerTo(replica, awa, 'contact'), card()?.phones]).toEqual(['no', []]);
  });
});

describe('a file for a partner, on a phone', () => {
  it('holds whom every record is about only with their yes, near or far, and takes out whoever else is named', () => {
    const { copy, replica, open, person, says } = copyWith();
    const [yes, no, silent, twice] = [person('Oui'), person('Non'), person('Sans réponse'), person('Oui (deux fois)')];
    says(yes, 'partner', 'yes');
    says(no, 'partner', 'no');
    says(silent, 'contact', 'yes');
    copy.merge(twice, yes);
    const given = (ids: readonly RecordId[]) =>
      givenTo(
        open,
        ids.map((id) => replica.record(id) as never),
      ).map(({ id }) => id);
    expect(given([yes, no, silent, twice])).toEqual([yes]);
    const group = copy.organisation('Groupe');
    // About an organisation, about somebody, and about what is about somebody.
    const house = copy.create('contact', { of: group, kind: 'phone', value: '70 00 00 09' }, SEGOU);
    const [aid, denied] = [yes, no].map((of) => copy.create('financing', { name: 'Prêt', of, kind: 'loan' }, SEGOU));
    const [paid, withheld] = [aid, denied].map((of) =>
      copy.create('payment', { financing: of as RecordId, payer: no }, SEGOU),
    );
    const all = [house, aid, denied, paid, withheld] as RecordId[];
    expect(given(all)).toEqual([house, aid, paid]);
    const [payment] = givenTo(open, [replica.record(paid as RecordId) as never]);
    expect(JSON.stringify(payment?.fields)).not.toContain(no);
    const seats = { 'spans.a': { from: '2020', person: no }, 'spans.b': { from: '2021', person: yes } };
    const joined = copy.create('membership', {
      member: group,
      group: copy.organisation('Union'),
      kind: 'member',
      ...seats,
    });
    const [membership] = givenTo(open, [replica.record(joined) as never]);
    expect(membership?.fields['spans.a']?.[0]?.value).toEqual({ from: '2020' });
    expect(membership?.fields['spans.b']?.[0]?.value).toEqual({ from: '2021', person: yes });
    copy.hide(yes);
    expect(given([yes])).toEqual([]);
    const people = ['person', 'enrolment', 'payment', 'cohort', 'organisation', 'place'];
    expect(people.filter((type) => namesPeople(replica.id.decl, type))).toEqual([
      'person',
      'enrolment',
      'payment',
      'cohort',
    ]);
  });
});
