// A list comes in on a phone that hears nobody, and goes out again exactly, but for what somebody wrote in since.
import { describe, expect, it } from 'vitest';
import type { Acts } from '../../src/kernel/author.ts';
import { isVoided } from '../../src/kernel/fold.ts';
import { ROOT } from '../../src/kernel/ids.ts';
import { fileOf, undoName, wayBack } from '../../src/modules/importing/batch.ts';
import { chosen } from '../../src/modules/importing/check.ts';
import { firstMapping, targetsOf } from '../../src/modules/importing/columns.ts';
import { bringInHere, checkHere, importsHere, planHere, undoHere } from '../../src/modules/importing/screens/work.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Open } from '../../src/ui/open.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';
import { HOME, tableFrom, type } from './importing-ground.ts';

const targets = targetsOf(declarations, type);

describe('on a phone, with no network', () => {
  it('a list comes in, is worked on, and goes out exactly but for what somebody keeps; and comes back', async () => {
    const copy = new Copy();
    const { replica } = copy;
    const person = copy.person('Awa');
    copy.create('grant', { person, role: 'secretariat', scope: ROOT, from: '2020-01-01' });
    const old = copy.organisation('Jigiya', { women: 3 });
    const shown = () =>
      replica
        .list('organisation')
        .filter((one) => !isVoided(one))
        .map(({ id, fields }) =>
          [id, ...Object.entries(fields).map(([name, [first]]) => `${name}=${JSON.stringify(first?.value ?? null)}`)]
            .filter((one) => !/=(null|false)$/.test(one))
            .sort(),
        )
        .sort();
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const open = {
      replica,
      me: { person, home: HOME },
      now: NOW,
      jekulu: {
        now: () => NOW,
        save: async (acts: Acts, how: object) => replica.write(acts, person, { now: NOW, random, ...how }),
      },
    } as unknown as Open;
    const before = shown();
    const table = tableFrom(
      `id;name;kind;place;women;phone\n;Un;group;Kita;;76000012\n;Deux;group;Bla;;\n${old};Jigiya Sugu;;;9;\n`,
    );
    const checked = await checkHere(open, type, table, firstMapping(table.heading, targets, null), () => {});
    expect(checked.rows.map(({ fate }) => fate)).toEqual(['new', 'new', 'change']);
    const batch = await bringInHere(open, 'liste.csv', chosen(checked, 'valid'), () => {});
    expect(importsHere(open)).toEqual([{ batch, rows: 3, undone: false }]);
    const after = shown();
    expect(after.length).toBe(before.length + 2);
    const again = await checkHere(open, type, table, firstMapping(table.heading, targets, null), () => {});
    expect(again.rows.map(({ fate }) => fate)).toEqual(['here', 'here', 'here']);

    // One that nobody touched since goes by itself; one that was written in or named is asked about.
    const un = replica.list('organisation').find((one) => one.fields['name']?.[0]?.value === 'Un');
    copy.edit(un!.id, { about: 'Corrigée' });
    const plan = planHere(open, batch);
    expect(plan.asked.map(({ name }) => name)).toEqual(['Un']);
    expect(await undoHere(open, batch, plan, new Set([plan.asked[0]!.id]), () => {})).toBe(2);
    expect(shown().filter((one) => one[0] !== un!.id)).toEqual(before);
    expect(await undoHere(open, batch, planHere(open, batch), 'none', () => {})).toBe(1);
    expect(shown()).toEqual(before);
    expect(planHere(open, batch).rows.flatMap(({ acts }) => acts)).toEqual([]);

    // Taking back is work like any other: it is taken back the same way, as often as somebody changes their mind.
    const undo = undoName(batch);
    for (const _ of [1, 2]) {
      expect(importsHere(open)).toEqual([{ batch, rows: 3, undone: true }]);
      await undoHere(open, undo, planHere(open, undo), 'none', () => {});
      expect(shown().length).toBe(after.length);
      expect(replica.record(old)?.fields['women']?.[0]?.value).toBe(9);
      expect(importsHere(open)).toEqual([{ batch, rows: 3, undone: false }]);
      await undoHere(open, batch, planHere(open, batch), 'none', () => {});
    }
    expect([batch, undo, undoName(undo)].map(wayBack)).toEqual(['undo', 'redo', 'undo']);
    expect(fileOf(undoName(undo))).toBe('liste');
  });

  it('Aïssata brought a list in and could not take it back: who brings in takes out, but for what others wrote in', async () => {
    const copy = new Copy();
    const { replica } = copy;
    const person = copy.person('Aïssata');
    copy.create('grant', { person, role: 'animator', scope: HOME, from: '2020-01-01' });
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const save = async (acts: Acts, how: object) => replica.write(acts, person, { now: NOW, random, ...how });
    const open = { replica, me: { person, home: HOME }, now: NOW, jekulu: { now: () => NOW, save } } as unknown as Open;
    const table = tableFrom('name;kind;place;phone\nUn;group;Kita;76000012\nDeux;group;Bla;\n');
    const checked = await checkHere(open, type, table, firstMapping(table.heading, targets, null), () => {});
    const batch = await bringInHere(open, 'liste.csv', chosen(checked, 'valid'), () => {});
    expect(planHere(open, batch)).toMatchObject({ rows: [{ name: 'Un' }, { name: 'Deux' }], closed: 0 });
    const [, deux] = replica.list('organisation');
    copy.edit(deux!.id, { about: 'Par le bureau' });
    const plan = planHere(open, batch);
    expect(plan).toMatchObject({ rows: [{ name: 'Un' }], asked: [], closed: 1 });
    await undoHere(open, batch, plan, 'none', () => {});
    expect(replica.list('organisation').filter(isVoided).length).toBe(1);
    expect(planHere(open, undoName(batch))).toMatchObject({ rows: [{ name: 'Un' }], closed: 0 });
  });
});
