// The list of members, kept from one look to the next: after any news it is what a list made anew would be.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../src/kernel/author.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { resendActs } from '../../src/ui/answer-fix.ts';

import { type Line, linesOf } from '../../src/ui/records/lines.ts';
import { SearchIndex } from '../../src/ui/search.ts';
import { fixesOf } from '../../src/ui/work.ts';
import type { SimDevice } from '../sim/device.ts';
import { register, SEGOU, type Story, wholeStory } from './story.ts';

let story: Story;
let phone: SimDevice;
let me: RecordId;

beforeAll(async () => {
  story = await wholeStory();
  phone = story.shared;
  me = story.people.aissata.id;
  phone.open(me);
  await story.world.sync(phone);
});

const byId = (lines: readonly Line[]): readonly Line[] => [...lines].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Everything a line says. */
const told = (line: Line) => {
  const { id, name, unborn, home, hidden, stand, news, also, haystack } = line;
  const [kind, place] = [line.read('kind'), line.read('place')];
  return { id, name, unborn, home, hidden, stand, news, also, kind, place, text: haystack.text };
};

/** The list that is kept, held against one of the same disk opened anew. */
function look(): readonly Line[] {
  const kept = linesOf(phone.replica, me, 'organisation');
  const latest = kept.map((line) => line.news);
  expect(latest).toEqual([...latest].sort((a, b) => b - a));
  phone.open(me);
  expect(byId(kept).map(told)).toEqual(byId(linesOf(phone.replica, me, 'organisation')).map(told));
  return kept;
}
const names = (lines: readonly Line[]): readonly string[] => lines.map((line) => line.name).sort();
const find = (wanted: string): readonly string[] =>
  names(new SearchIndex(linesOf(phone.replica, me, 'organisation')).search(wanted));

describe('the list of members', () => {
  it('is the same object as long as nothing was heard', () => {
    expect(linesOf(phone.replica, me, 'organisation')).toBe(linesOf(phone.replica, me, 'organisation'));
    expect(look().length).toBeGreaterThan(5);
  });

  it('follows what is created, changed, hidden and shown again', async () => {
    linesOf(phone.replica, me, 'organisation');
    const record = register(phone, SEGOU, 'Bara Ɲɛtaa', 'group', 'Pélengana');
    expect(find('bara nyetaa')).toEqual(['Bara Ɲɛtaa']);
    const acts: readonly Act[][] = [
      [{ do: 'edit', record, body: { name: 'Bara Jigi' } }],
      [{ do: 'void', record, voided: true }],
      [{ do: 'void', record, voided: false }],
    ];
    for (const act of acts) {
      linesOf(phone.replica, me, 'organisation');
      phone.write(act);
      expect(look().find((line) => line.id === record)?.name).toBe('Bara Jigi');
    }
    linesOf(phone.replica, me, 'organisation');
    await story.world.sync(phone);
    look();
    expect(find('bara jigi')).toEqual(['Bara Jigi']);
    expect(find('bara nyetaa')).toEqual([]);
  });

  it('follows what comes back, with its contact, until it is answered', async () => {
    linesOf(phone.replica, me, 'organisation');
    for (const item of fixesOf(phone.replica, me)) {
      const of = (item.changes[0] as Change).record;
      expect(linesOf(phone.replica, me, 'organisation').find((line) => line.id === of)?.stand).toBe('fix');
      const acts = resendActs(phone.replica, item, {});
      if (acts) phone.write(acts);
      linesOf(phone.replica, me, 'organisation');
      look();
    }
    await story.world.sync(phone);
    look();
  });

  it('follows two that are made one, what is then written on either, and parted again', async () => {
    const one = register(phone, SEGOU, 'Kafo de Bla', 'group', 'Bla', '76 55 00 12');
    const two = register(phone, SEGOU, 'Kafo ancien', 'group', 'Bla', '76 55 00 13');
    look();
    phone.write([{ do: 'alias', record: two, into: one }]);
    expect(look().find((line) => line.id === one)?.also).toEqual(['Kafo ancien']);
    expect(find('kafo ancien')).toEqual(['Kafo de Bla']);
    phone.write([{ do: 'edit', record: two, body: { name: 'Kafo premier' } }]);
    look();
    phone.write([{ do: 'edit', record: one, body: { name: 'Kafo' } }]);
    expect(names(look().filter((line) => line.id === one || line.id === two))).toEqual(['Kafo']);
    phone.write([{ do: 'alias', record: two, into: null }]);
    expect(names(look().filter((line) => line.id === one || line.id === two))).toEqual(['Kafo', 'Kafo premier']);
  });

  it('follows what others write', async () => {
    linesOf(phone.replica, me, 'organisation');
    const office = story.office;
    await story.world.sync(office);
    register(office, SEGOU, 'Union de Bla', 'union', 'Bla');
    await story.world.sync(office);
    await story.world.sync(phone);
    expect(find('bla union')).toContain('Union de Bla');
    look();
  });
});
