// Who collects with Kobo or ODK brings it home: the form of a type is one their programs take, and its answers are read as they were given.
import { beforeAll, describe, expect, it } from 'vitest';
import { xlsformOf } from '../../src/hub/derived/xlsform.ts';
import { readCell } from '../../src/modules/importing/cells.ts';
import { importable, matchColumns, targetsOf } from '../../src/modules/importing/columns.ts';
import { declarations } from '../../src/modules/index.ts';
import { bringWords } from '../../src/ui/i18n.ts';
import '../../src/ui/messages/index.ts';

const sheets = (name: string) => {
  const type = declarations.types[name];
  if (!type) throw new Error(name);
  return Object.fromEntries(
    xlsformOf(declarations, type, '2026112700').map(({ title, heading, lines }) => [
      title,
      lines.map((line): { [column: string]: string } =>
        Object.fromEntries(heading.map((one, i) => [one, line[i] ?? ''])),
      ),
    ]),
  );
};
const types = importable(declarations).map(({ name }) => name);

describe('the XLSForm of a type', () => {
  beforeAll(() => bringWords('en'));

  it.each(types)('of %s is one that their converter takes', (name) => {
    const { survey = [], choices = [], settings = [] } = sheets(name);
    const names = survey.map((row) => row['name'] ?? '');
    expect(names.filter((one) => !/^[A-Za-z_][\w-]*$/.test(one))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const lists = new Set(choices.map((row) => row['list_name']));
    for (const row of survey) {
      const [, list] = (row['type'] ?? '').split(' ');
      if (list) expect(lists, `${row['name']} asks a list`).toContain(list);
      for (const [, other] of (row['relevant'] ?? '').matchAll(/\$\{(\w+)\}/g)) expect(names).toContain(other);
      expect(row['label::Français (fr)'] && row['label::English (en)'], row['name']).toBeTruthy();
    }
    const values = choices.map((row) => `${row['list_name']} ${row['name']}`);
    expect(new Set(values).size).toBe(values.length);
    // A space would make two answers of one.
    expect(choices.filter((row) => /\s/.test(row['name'] ?? ' '))).toEqual([]);
    expect(settings).toHaveLength(1);
  });

  it.each(types)('of %s collects columns that are recognised, and nothing a server of forms adds to them', (name) => {
    const type = declarations.types[name];
    if (!type) throw new Error(name);
    const targets = targetsOf(declarations, type);
    const names = (sheets(name)['survey'] ?? []).map((row) => row['name'] ?? '');
    const found = matchColumns([...names, '_id', '_uuid', '_submission_time'], targets);
    expect(found.slice(names.length)).toEqual([null, null, null]);
    expect(found.slice(0, names.length).map((key) => key?.replaceAll('.', '_'))).toEqual(names);
  });

  it('asks what follows from another answer only where it does, and says how a date may be written', () => {
    const { survey = [] } = sheets('organisation');
    expect(survey.find((row) => row['name'] === 'name')).toMatchObject({ type: 'text', required: 'yes', relevant: '' });
    expect(survey.filter((row) => row['relevant']).every((row) => /selected\(/.test(row['relevant'] ?? ''))).toBe(true);
    // A programme is asked of what no club did.
    const action = sheets('action')['survey'] ?? [];
    expect(action.find((row) => row['name'] === 'programme')).toMatchObject({
      required: 'yes',
      relevant: `\${club} = ''`,
    });
    const date = survey.find((row) => row['constraint']?.includes('[0-9]{4}'));
    expect(date?.['constraint_message::Français (fr)']).toBe('Écrivez 21/01/2019, 01/2019 ou 2019 seulement.');
    const pattern = new RegExp(/'(.*)'/.exec(date?.['constraint'] ?? '')?.[1] ?? 'never');
    expect(['2019', '01/2019', '21/1/2019', '2019-01-21', '1985~'].filter((one) => !pattern.test(one))).toEqual([]);
    expect(['hier', '12', '21/01/19'].filter((one) => pattern.test(one))).toEqual([]);
  });

  it('several choices come back with spaces between, as those programs write them', () => {
    const choices = ['food', 'craft', 'care'].map((value) => ({ value, icon: 'x' }));
    const decl = { widget: 'choices', choices } as never;
    const read = (text: string) => readCell(decl, text, { path: 'nothing.here', order: 'dmy', words: {} });
    const [spaced, barred] = [read('food care'), read('food|care')];
    expect(spaced).toEqual(barred);
    expect(spaced).toMatchObject({ ok: true, value: { unknown: [] } });
    // A word outside the list may be of two words.
    expect(read('food processing')).toMatchObject({ ok: true, value: { unknown: ['food processing'] } });
  });
});
