// Seats of a board: held, vacant and one too many, by whom and in whose name, and who sat before.
import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/kernel/types.ts';
import { seatsOn, seatTooMany } from '../../src/modules/directory/seats.ts';
import { OF, SETTINGS } from '../../src/modules/network/model.ts';
import type { Copy } from './copy.ts';
import { network, TODAY } from './directory-ground.ts';

describe('seats', () => {
  const board = (copy: Copy, us: RecordId, more = {}) =>
    copy.create('body', { name: 'Conseil d’administration', kind: 'board', of: us, ...more });
  const elect = (copy: Copy, body: RecordId, n: number) =>
    Array.from({ length: n }, (_, i) => {
      const organisation = copy.organisation(`Siège ${i + 1}`);
      return { organisation, seat: copy.joins(organisation, body, '2025-06-28', 'board') };
    });
  const told = (copy: Copy, body: RecordId, day = TODAY) => {
    const seats = seatsOn(copy.replica, body, day);
    return seats && [seats.held.length, seats.seats, seats.vacant, seats.over];
  };

  it('with 21 of 23 filled, 2 are vacant; a person who resigns leaves history intact; the 24th is one too many, said and not refused', () => {
    const { copy, us } = network();
    const body = board(copy, us, { seats: 23 });
    const elected = elect(copy, body, 23);
    expect(told(copy, body)).toEqual([23, 23, 0, 0]);
    const asks = (member: RecordId | null, kind = 'board') => seatTooMany(copy.replica, { body, member, kind }, TODAY);
    expect(asks(null)).toEqual({ seat: 24, seats: 23 });
    expect(asks(elected[0]?.organisation as RecordId)).toBeNull();
    expect(asks(null, 'partner')).toBeNull();
    elect(copy, body, 1);
    expect(told(copy, body)).toEqual([24, 23, 0, 1]);
    for (const { seat } of elected.slice(0, 3)) copy.edit(seat, { 'spans.0': { from: '2025-06-28', to: '2026-03' } });
    expect(told(copy, body)).toEqual([21, 23, 2, 0]);
    expect(seatsOn(copy.replica, body, TODAY)?.before.map(({ to }) => to)).toEqual(['2026-03', '2026-03', '2026-03']);
    // On the day before they left they still sat, and nobody had been elected the year before.
    expect(told(copy, body, '2026-02-28')).toEqual([24, 23, 0, 1]);
    expect(told(copy, body, '2025-06-27')).toEqual([0, 23, 23, 0]);
    expect(asks(null)).toBeNull();
  });

  it('is held by a person in the name of an organisation: who sat before and who sits now are both known', () => {
    const { copy, us } = network();
    const body = board(copy, us, { seats: 2 });
    const awa = copy.person('Awa TRAORÉ');
    const [first, second] = [copy.organisation('Union'), copy.organisation('Fédération')];
    const sits = (more: object, from: string, to?: string) => ({ from, status: 'active', ...(to && { to }), ...more });
    copy.joins(first, body, [sits({ person: awa }, '2025-06-28')], 'board');
    copy.joins(second, body, [sits({ name: 'Un ancien' }, '2022-06-28', '2025-06-27')], 'board');
    const seats = seatsOn(copy.replica, body, TODAY);
    expect(seats?.held).toMatchObject([{ member: first, person: awa, from: '2025-06-28' }]);
    expect(seats?.before).toMatchObject([{ member: second, name: 'Un ancien', to: '2025-06-27' }]);
  });

  it('takes the number of the statutes for the board of our network, with its state, and for no other body', () => {
    const { copy, us } = network();
    const body = board(copy, us);
    const union = copy.organisation('Union');
    const [other, pole] = [board(copy, union), copy.pole(us, 1)];
    expect(told(copy, body)).toBeNull();
    const settings = copy.create(SETTINGS, { of: OF, name: 'RENAPESS', boardSize: 23 });
    elect(copy, body, 21);
    expect(told(copy, body)).toEqual([21, 23, 2, 0]);
    expect(seatsOn(copy.replica, body, TODAY)?.checked).toBe(false);
    copy.edit(settings, { 'verified.boardSize': { source: 'article 21', on: '2026-03-12' } });
    expect(seatsOn(copy.replica, body, TODAY)?.checked).toBe(true);
    expect([told(copy, other), told(copy, pole)]).toEqual([null, null]);
    copy.edit(body, { seats: 25 });
    expect(told(copy, body)).toEqual([21, 25, 4, 0]);
  });

  it('counts an organisation once, whatever it was written down as, and re-elected it sat before no more', () => {
    const { copy, us } = network();
    const body = board(copy, us, { seats: 3 });
    const [one, two] = [copy.organisation('Benkadi'), copy.organisation('Gpt Benkadi')];
    copy.joins(one, body, [{ from: '2021', to: '2025-06' }, { from: '2025-06-28' }], 'board');
    copy.joins(two, body, '2025', 'member');
    copy.merge(two, one);
    expect(told(copy, body)).toEqual([1, 3, 2, 0]);
    expect(seatsOn(copy.replica, body, TODAY)?.before).toEqual([]);
  });
});
