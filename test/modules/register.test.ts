// The register as a secretary keeps it: what was decided has its word, what it ended is over, and an assembly reads it on paper as it was on a day.
import { describe, expect, it } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/modules/directory/messages/rules/index.ts';
import '../../src/ui/messages/index.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Day } from '../../src/kernel/moment.ts';
import { joinedOn } from '../../src/modules/directory/belongings.ts';
import { entriesOfRegister, membersOn } from '../../src/modules/directory/rules.ts';
import { decisionsTable, listTable } from '../../src/modules/directory/screens/register-table.ts';
import { seatsOn } from '../../src/modules/directory/seats.ts';
import { momentText } from '../../src/ui/moment.ts';
import { linkWords } from '../../src/ui/records/describe.tsx';
import { Copy } from './copy.ts';

const TODAY: Day = '2026-11-26';

function network() {
  const copy = new Copy();
  const us = copy.organisation('RENAPESS', { kind: 'network', own: true });
  return { copy, us };
}

describe('what was decided', () => {
  it('a refusal answers an application: it waits no more, makes nobody a member, and the word stays in the register', () => {
    const { copy, us } = network();
    const tegue = copy.organisation('Tégué');
    const asks = copy.joins(tegue, us, [{ from: '2026-01', status: 'applied' }]);
    copy.edit(asks, { 'spans.refus': { from: '2026-06-15', status: 'refused', decision: 'PV n° 4' } });
    const at = (day: Day) => {
      const { active, applied } = membersOn(copy.replica, us, day);
      return [active.length, applied.length];
    };
    expect([at('2026-06-14'), at('2026-06-16')]).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(joinedOn(copy.replica, tegue, us)).toBe('');
    expect(entriesOfRegister(copy.replica, us).map(({ status, decision }) => [status, decision])).toEqual([
      ['applied', ''],
      ['refused', 'PV n° 4'],
    ]);
  });

  it('who leaves and who is put out counts no more, under any title, and is told apart; only another admission brings it back', () => {
    const { copy, us } = network();
    const [left, out] = [copy.organisation('Partie'), copy.organisation('Exclue')];
    copy.joins(left, us, [{ from: '2012' }, { from: '2020-05', status: 'left' }]);
    copy.joins(out, us, '2003-07-10', 'founder');
    copy.joins(out, us, [
      { from: '2012', status: 'active' },
      { from: '2019', status: 'suspended' },
      { from: '2021-03-12', status: 'excluded', decision: 'AG du 12 mars 2021' },
      { from: '2024-02', status: 'active', decision: 'AG 2024' },
    ]);
    const standing = (day: Day) => {
      const { active, suspended } = membersOn(copy.replica, us, day);
      return [active.map(({ member }) => member), suspended.map(({ member }) => member)];
    };
    expect(standing('2020-05-31')).toEqual([[left], [out]]);
    expect(standing('2020-06-01')).toEqual([[], [out]]);
    expect(standing('2021-03-13')).toEqual([[], []]);
    expect(standing(TODAY)).toEqual([[out], []]);
    expect(membersOn(copy.replica, us, TODAY).active[0]).toMatchObject({ since: '2024-02', decision: 'AG 2024' });
    expect(joinedOn(copy.replica, out, us)).toBe('2003-07-10');
    const board = copy.create('body', { name: 'Conseil', kind: 'board', of: us, seats: 3 });
    copy.joins(left, board, [{ from: '2015' }, { from: '2017', status: 'excluded' }], 'board');
    expect(seatsOn(copy.replica, board, TODAY)).toMatchObject({ held: [], vacant: 3, before: [{ to: '2017' }] });
  });

  it('an exclusion reads as one, with its day, and what it ended is over on the sheet', () => {
    const { copy, us } = network();
    const link = copy.joins(copy.organisation('Exclue'), us, [
      { from: '2012', status: 'active' },
      { from: '2021-03-12', status: 'excluded', decision: 'AG' },
    ]);
    const words = linkWords(
      { replica: copy.replica, now: Date.parse(TODAY) },
      copy.replica.record(link) as RecordState,
      'group',
    );
    expect(words).toMatchObject({ ended: true, title: 'Exclue' });
    expect(words.sub).toContain('Exclue, 12 mars 2021, AG');
  });
});

describe('the register of a day', () => {
  it('is a table of the members of that day under the names and forms of then, with date and decision; a file has the dates as they are known', () => {
    const { copy, us } = network();
    const kafo = copy.organisation('Coopérative Kafo', { kind: 'scoops' });
    copy.edit(kafo, {
      'names.a': { name: 'Groupement Kafo', to: '2019' },
      'forms.a': { kind: 'group', from: '2005' },
      'forms.b': { kind: 'scoops', from: '2020-02' },
    });
    copy.joins(kafo, us, [{ from: '2012-05', category: 'associée', decision: 'CA, mai 2012' }]);
    copy.joins(copy.organisation('Benkadi'), us, '2010');
    copy.joins(copy.organisation('Venue après'), us, '2021');
    const then = membersOn(copy.replica, us, '2014-01-01');
    const ids = then.active.map(({ member }) => member);
    const paper = listTable(copy.replica, then, ids, momentText);
    expect(paper.heads).toEqual(['Organisation', 'Forme', 'Lieu', 'Depuis', 'Catégorie', 'Décision']);
    expect(paper.rows.map(({ cells }) => cells)).toEqual([
      ['Benkadi', 'Groupement', 'San', '2010', '', 'Décision non notée'],
      ['Groupement Kafo', 'Groupement', 'San', 'mai 2012', 'associée', 'CA, mai 2012'],
    ]);
    expect(listTable(copy.replica, then, ids, (moment) => moment).rows[1]?.cells[3]).toBe('2012-05');
  });

  it('has every decision until that day in the order of time, and none that was taken later', () => {
    const { copy, us } = network();
    copy.joins(copy.organisation('Tard'), us, [{ from: '2021', decision: 'AG 2021' }]);
    copy.joins(copy.organisation('Tôt'), us, '2003-07-10', 'founder');
    copy.joins(copy.organisation('Exclue'), us, [
      { from: '2012', status: 'active' },
      { from: '2018-06-30', status: 'excluded', decision: 'AG 2018' },
    ]);
    expect(decisionsTable(copy.replica, us, '2018-12-31', momentText).rows.map(({ cells }) => cells)).toEqual([
      ['10 juillet 2003', 'Tôt', 'Admission (membre fondateur)', '', ''],
      ['2012', 'Exclue', 'Admission', '30 juin 2018', ''],
      ['30 juin 2018', 'Exclue', 'Exclusion', '', 'AG 2018'],
    ]);
  });
});
