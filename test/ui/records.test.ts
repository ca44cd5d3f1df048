// What the generic forms write, whatever the type: answers of every kind become what the declaration wants, and nothing is lost on the way.
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBody, entryKey } from '../../src/kernel/declare.ts';
import { entriesOf, type RecordState, valueOf } from '../../src/kernel/fold.ts';
import type { Body, Change, Json, RecordId } from '../../src/kernel/types.ts';
import { nameOn } from '../../src/modules/directory/forms.ts';
import { declarations } from '../../src/modules/index.ts';
import {
  type Answers,
  answersOf,
  applies,
  asking,
  editActs,
  formOf,
  problemOf,
  type Question,
} from '../../src/ui/record-form.ts';
import { decode, encode, encodeEntry, entriesIn, entryKeyFor } from '../../src/ui/records/codec.ts';
import { linkWords } from '../../src/ui/records/describe.tsx';
import { extend } from '../../src/ui/records/extend.ts';
import { areaCounts, lookFor, NO_FILTER, shownBy, UNSAID, valueCounts, valueName } from '../../src/ui/records/find.ts';
import { linesOf } from '../../src/ui/records/lines.ts';
import { titleOf, valueText } from '../../src/ui/words.ts';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import '../../src/ui/messages/records/index.ts';
import { homeFor, newRecord } from '../../src/ui/records/save.ts';
import { SearchIndex } from '../../src/ui/search.ts';
import type { SimDevice } from '../sim/device.ts';
import { beginning, register, SEGOU, type Story } from './story.ts';

const form = formOf(declarations, 'organisation');
const question = (field: string): Question => {
  const found = form.questions.find((one) => one.field === field);
  if (!found) throw new Error(`no question ${field}`);
  return found;
};

describe('answers and values', () => {
  it.each<readonly [field: string, answer: string, value: Json]>([
    ['name', '  Benkadi ', 'Benkadi'],
    ['kind', 'gie', 'gie'],
    ['sectors', '["fishing","crafts"]', ['fishing', 'crafts']],
    ['women', '1 234 500', 1_234_500],
    ['women', '0', 0],
    ['founded', '2009-06~', '2009-06~'],
    ['place', 'Markala', 'Markala'],
    ['place', '{"area":"ml-04","geo":"ml-2026","text":"Markala"}', { area: 'ml-04', geo: 'ml-2026', text: 'Markala' }],
    ['email', '', null],
  ])('%s: %j is %j, and the other way', (field, answer, value) => {
    const { decl, type } = question(field);
    expect(encode(decl, answer)).toEqual(value);
    expect(encode(decl, decode(decl, value))).toEqual(value);
    if (value !== null) expect(checkBody(type, { [field]: value }, false)).toBe(null);
  });

  it('money is whole francs however it is typed', () => {
    const cost = declarations.types['support']?.fields['cost'];
    if (!cost) throw new Error('no cost');
    for (const typed of ['1250000', '1 250 000', '1.250.000', '1\u202f250\u202f000 F CFA'])
      expect(encode(cost, typed)).toBe(1_250_000);
  });

  it('what is no number is kept as it was typed, and found wrong', () => {
    expect(encode(question('women').decl, 'une dizaine')).toBe('une dizaine');
    expect(problemOf(question('women'), 'une dizaine')?.kind).toBe('format');
  });

  it('zero is an answer', () => {
    expect(problemOf(question('women'), '0')).toBe(null);
    expect(decode(question('women').decl, 0)).toBe('0');
  });
});

describe('entries', () => {
  const { decl } = question('forms');

  it('have a key made of what they say: the same entry twice is one, two different ones of a year are two', () => {
    const one = encodeEntry(decl, { kind: 'scoops', from: '2021' });
    expect(entryKeyFor(one)).toBe(entryKeyFor(encodeEntry(decl, { from: '2021', kind: 'scoops', number: '' })));
    expect(entryKeyFor(one)).toMatch(/^2021_[a-z0-9]{5}$/);
    expect(entryKeyFor(one)).not.toBe(entryKeyFor(encodeEntry(decl, { kind: 'gie', from: '2021' })));
  });

  it('keep the parts that a newer version wrote', () => {
    const before = { kind: 'scoops', from: '2021', seal: 'vert' };
    expect(encodeEntry(decl, { kind: 'gie', from: '2021' }, before)).toEqual({ ...before, kind: 'gie' });
  });

  it('are wrong where a part that is needed is missing', () => {
    expect(problemOf(question('forms'), JSON.stringify({ '+1': { kind: 'gie' } }))?.kind).toBe('format');
    expect(problemOf(question('forms'), JSON.stringify({ '+1': { kind: 'gie', from: '2020' } }))).toBe(null);
    expect(problemOf(question('forms'), JSON.stringify({ '2020_aaaaa': null }))).toBe(null);
  });
});

describe('a record', () => {
  let story: Story;
  let phone: SimDevice;
  let me: RecordId;
  beforeAll(async () => {
    story = await beginning();
    phone = story.shared;
    me = story.people.aissata.id;
    phone.open(me);
    await story.world.sync(phone);
  });
  const who = () => ({ replica: phone.replica, me: { ...story.people.aissata, person: me, place: 'Ségou' } });
  const change = (record: RecordId, more: Answers): readonly (Body | null)[] => {
    const before = answersOf(phone.replica, form, record);
    const acts = editActs(phone.replica, form, record, { ...before, ...more });
    return acts ? phone.write(acts).map((one) => one.body) : [];
  };
  const stateOf = (made: Change | undefined) => phone.rows().find((row) => row.seq === made?.seq)?.state;

  it('writes entries one by one: added, changed, taken out, and nothing else', async () => {
    const record = register(phone, SEGOU, 'Union Jɛkafɔ', 'union', 'San');
    const [added] = change(record, { forms: JSON.stringify({ '+1': { kind: 'group', from: '2019' } }) });
    const key = Object.keys(added ?? {})[0] ?? '';
    expect(key).toMatch(/^forms\.2019_/);
    const entries = entriesIn(answersOf(phone.replica, form, record)['forms'] ?? '');
    const [name] = Object.keys(entries);
    expect(entryKey('forms', name ?? '')).toBe(key);
    expect(change(record, { forms: JSON.stringify(entries) })).toEqual([]);
    const other = { [name ?? '']: { kind: 'gie', from: '2019' } };
    expect(change(record, { forms: JSON.stringify(other) })).toEqual([{ [key]: { kind: 'gie', from: '2019' } }]);
    expect(change(record, { forms: JSON.stringify({ [name ?? '']: null }) })).toEqual([{ [key]: null }]);
    await story.world.sync(phone);
    const state = phone.replica.record(record);
    expect(state && entriesOf(state, 'forms')).toEqual([]);
    expect(state?.unconfirmed).toBe(0);
  });

  it('does not ask what does not apply, and never erases it either', () => {
    const record = register(phone, SEGOU, 'ONG Yɛlɛn', 'ngo', 'San');
    change(record, { accord: 'ACR-12' });
    expect(change(record, { kind: 'association', accord: '' })).toEqual([{ kind: 'association' }]);
    const answers = answersOf(phone.replica, form, record);
    expect(applies(question('accord'), answers)).toBe(false);
    const state = phone.replica.record(record);
    expect(state && valueOf(state, 'accord')).toBe('ACR-12');
    change(record, { kind: 'ngo' });
    expect(answersOf(phone.replica, form, record)['accord']).toBe('ACR-12');
  });

  it('asked one question, writes that one only', () => {
    const record = register(phone, SEGOU, 'Groupement Sigi', 'group', 'San', '76 00 00 12');
    const one = asking(form, ({ field }) => field === 'women');
    const before = answersOf(phone.replica, one, record);
    const acts = editActs(phone.replica, one, record, { ...before, women: '12', place: 'Bla' });
    expect(phone.write(acts ?? []).map(({ body }) => body)).toEqual([{ women: 12 }]);
  });

  it('lives with the record it names; the same thing written twice is one record, shown again if it was hidden', async () => {
    const record = register(phone, SEGOU, 'Mutuelle Sigida', 'mutual', 'San');
    const involvement = formOf(declarations, 'involvement');
    const answers: Answers = { person: me, organisation: record, kind: 'function', title: 'Trésorière', from: '2020' };
    const home = homeFor(who(), involvement.type, answers);
    expect(home).toBe(SEGOU);
    const first = newRecord(phone.replica, involvement, answers, home);
    const [made] = phone.write(first.acts);
    expect(made?.record).toBe(first.record);
    phone.write([{ do: 'void', record: made?.record as RecordId, voided: true }]);
    const again = newRecord(phone.replica, involvement, { ...answers, title: 'Présidente' }, home);
    expect(again.record).toBe(first.record);
    const changes = phone.write(again.acts);
    // The last one shares the card again with the organisation.
    expect(changes.map(({ kind }) => kind)).toEqual(['set', 'void', 'set']);
    await story.world.sync(phone);
    expect(changes.map(stateOf)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    const contact = formOf(declarations, 'contact');
    expect(homeFor(who(), contact.type, { of: record })).toBe(`${SEGOU}sensitive/`);
  });

  it('is found by its words, its telephone, and the names of records found to be the same; those are not listed apart', () => {
    const kept = register(phone, SEGOU, 'Coopérative Kafo', 'scoops', 'Bla', '76 55 00 12');
    const twin = register(phone, SEGOU, 'Kafo groupement ancien', 'group', 'Bla');
    phone.write([{ do: 'alias', record: twin, into: kept }]);
    const { replica } = phone;
    const lines = linesOf(replica, me, 'organisation');
    expect(lines.some((line) => line.id === twin)).toBe(false);
    const index = new SearchIndex(lines);
    const found = (wanted: string) => index.search(wanted).map((line) => line.id);
    expect(found('groupement ancien')).toEqual([kept]);
    expect(found('7655')).toEqual([kept]);
    expect(lookFor(replica, me, ['organisation'], 'COOPERATIVE KAFO', 5).map((line) => line.id)).toEqual([kept]);
    const scoops = shownBy({ ...NO_FILTER, fields: { kind: 'scoops' } }, true);
    expect(index.search('bla', scoops).map((line) => line.id)).toEqual([kept]);
    expect(valueCounts(lines, NO_FILTER, 'kind').get('scoops')).toBe(1);
  });

  it('S0-17: the chips of a filter add up to the list, those of whom nobody said included, and they can be listed', () => {
    const person = (name: string, more: Body) =>
      phone.write([{ do: 'create', type: 'person', body: { name, ...more }, home: SEGOU }])[0]?.record as RecordId;
    const before = linesOf(phone.replica, me, 'person').length;
    for (const [at, sex] of (['f', 'm', 'f'] as const).entries()) person(`Dite ${at}`, { sex });
    const quiet = [person('Non dite', {}), person('Effacée', { sex: null })];
    const lines = linesOf(phone.replica, me, 'person');
    const counts = valueCounts(lines, NO_FILTER, 'sex');
    expect([...counts.values()].reduce((sum, n) => sum + n, 0)).toBe(before + 5);
    const unsaid = lines.filter(shownBy({ ...NO_FILTER, fields: { sex: UNSAID } }, false));
    expect(unsaid.map(({ id }) => id)).toEqual(expect.arrayContaining(quiet));
    expect(unsaid).toHaveLength(counts.get(UNSAID) ?? 0);
    expect(valueName('person', 'sex', UNSAID)).toBe('Non dit');
    // Not on the map yet, or abroad: in no region, and counted all the same.
    const cards = linesOf(phone.replica, me, 'organisation').filter((line) => !line.hidden && !line.unborn);
    const regions = areaCounts(cards, NO_FILTER, 'place');
    expect([...regions.values()].reduce((sum, { n }) => sum + n, 0)).toBe(cards.length);
    expect(cards.filter(shownBy({ ...NO_FILTER, fields: { place: UNSAID } }, false))).toHaveLength(
      regions.get(UNSAID)?.n ?? 0,
    );
    // S0-31: the priorities of the network are found together, each organisation once, before the sectors one by one.
    const two = register(phone, SEGOU, 'Pêche et poterie', 'group', 'Mopti');
    phone.write([{ do: 'edit', record: two, body: { sectors: ['fishing', 'crafts', 'trade'] } }]);
    const found = linesOf(phone.replica, me, 'organisation');
    const sectors = valueCounts(found, NO_FILTER, 'sectors');
    const prior = found.filter(shownBy({ ...NO_FILTER, fields: { sectors: 'priority' } }, false));
    expect(prior.map(({ id }) => id)).toContain(two);
    expect(sectors.get('priority')).toBe(prior.length);
    expect([sectors.get('fishing'), sectors.get('trade')]).toEqual([1, 1]);
    expect(valueName('organisation', 'sectors', 'priority')).toBe('Prioritaires');
    // What has not been decided yet is not « non dit ».
    expect(valueName('formalisation', 'outcome', UNSAID)).toBe('En cours');
  });

  it('is told in words, entries of maps and money too; a link is called by what it is about', () => {
    const { replica } = phone;
    const text = (type: string, field: string, value: Json) => valueText(replica, type, field, value, phone.now);
    expect(text('organisation', 'forms.2019_aaaaa', { kind: 'scoops', from: '2019', number: '42' })).toBe(
      'Coopérative simplifiée, depuis 2019, 42',
    );
    // « 1, 100 000 F CFA » was read as one number.
    expect(text('financing', 'tranches.e_aaaaa', { number: 1, amount: 100_000, after: 'visit' })).toBe(
      'Tranche 1\u00a0: 100\u202f000\u00a0F\u202fCFA, attend une visite',
    );
    expect(text('enrolment', 'tests.2026_aaaaa', { which: 'pre', points: 3, of: 20 })).toMatch(/, 3 sur 20$/);
    // What a newer version calls otherwise is said as it stands.
    expect(text('financing', 'tranches.e_aaaaa', { number: 1 })).toBe('1');
    expect(text('organisation', 'sectors', ['fishing', 'crafts'])).toBe('Pêche, Artisanat');
    expect(text('organisation', 'place', { text: 'Markala', area: 'ml-04', geo: 'ml-2023' })).toBe('Markala');
    expect(text('support', 'cost', 1_250_000)).toBe('1\u202f250\u202f000\u00a0F\u202fCFA');
    const record = register(phone, SEGOU, 'Union Sabali', 'union', 'San');
    const spans = { 'spans.2015_aaaaa': { from: '2015', status: 'active' } };
    const member = register(phone, SEGOU, 'Groupement Sabali', 'group', 'San');
    const [made] = phone.write([
      { do: 'create', type: 'membership', body: { member, group: record, kind: 'member', ...spans }, home: SEGOU },
    ]);
    const link = made && replica.record(made.record);
    if (!link) throw new Error('no link');
    expect(titleOf(replica, link.id)).toBe('Groupement Sabali');
    const open = { replica, now: phone.now };
    expect(linkWords(open, link, 'group')).toMatchObject({ other: member, title: 'Groupement Sabali', ended: false });
    expect(linkWords(open, link, 'member')).toMatchObject({ other: record, title: 'Union Sabali', since: '2015' });
    expect(linkWords(open, link, 'group').sub).toContain('depuis 2015');
    // A support was given on a day; it goes on only where somebody said until when.
    const given = (time: Body) => {
      const body = { of: record, kind: 'equipment', what: 'Deux moulins', ...time };
      const [support] = phone.write([{ do: 'create', type: 'support', body, home: SEGOU }]);
      return linkWords(open, replica.record(support?.record as RecordId) as RecordState, 'of');
    };
    expect(given({ from: '2027-03-02' })).toMatchObject({ title: 'Deux moulins', since: '2027-03-02' });
    expect(given({ from: '2027-03-02' }).sub).toMatch(/\u00a0· 2 mars 2027$/);
    expect(given({ from: '2027-03', to: '2027-05' }).sub).toMatch(/mars 2027 – mai 2027$/);
    // What is over is called as it was when it ended; its sheet goes by its name of today.
    extend('organisation', { titleOn: nameOn });
    const over = { 'spans.2015_aaaaa': { from: '2015', to: '2020' } };
    phone.write([
      { do: 'edit', record: member, body: { 'names.a': { name: 'Tontine Sabali', to: '2021' } } },
      { do: 'edit', record: link.id, body: over },
    ]);
    const past = linkWords(open, replica.record(link.id) as RecordState, 'group');
    expect(past).toMatchObject({ other: member, title: 'Tontine Sabali', ended: true });
    expect(titleOf(replica, member)).toBe('Groupement Sabali');
  });
});
