// Files that leave the hub: workbooks, address books, maps, the whole network. Their bytes are what other programs expect, nothing runs in them, they
// hold what their maker may read and no more, and the book of what was taken names them all.
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnName, sheetXml } from '../../src/hub/derived/xlsx.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { vcardText } from '../../src/ui/files/vcard.ts';
import { type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site, type Visitor, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let animator: Visitor;
const SECRET = '70 11 22 33';

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  animator = await site.visitor(network, people.animator);
  const place = { text: 'Loulouni', area: 'ml-0307', geo: 'ml-2023' };
  for (const [name, more] of [
    [
      'Accepte',
      {
        listed: true,
        shown: ['place', 'activities', 'website'],
        website: 'exemple.ml',
        acronym: 'ACC',
        sectors: ['agriculture'],
        place,
      },
    ],
    ['Refuse', { listed: false, place }],
    ['Ne dit rien', { place }],
  ] as const)
    await network.actAsAuthority((ids) => [
      {
        do: 'create',
        type: 'organisation',
        home: SEGOU,
        shared: [],
        body: { name, kind: 'group', ...more },
      },
      {
        do: 'create',
        type: 'organisation_contact',
        home: sensitiveScope(SEGOU),
        body: {
          of: ids(0),
          phone: SECRET,
          owner: 'shared',
          ownerName: 'Awa',
          ...(name === 'Refuse' && { consent: 'refused' }),
        },
      },
    ]);
}, 60_000);
afterAll(() => site.end());

const bytesOf = async (visitor: Visitor, path: string): Promise<Uint8Array> => {
  const cookie = [...visitor.cookies].map((one) => one.join('=')).join('; ');
  return new Uint8Array(await (await fetch(`${site.url}/api/v1${path}`, { headers: { cookie } })).arrayBuffer());
};
const textsOf = (archive: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );

describe('a workbook', () => {
  it('has dates as dates, numbers as numbers, telephones and formulas as text, its first line in sight', async () => {
    const columns = [
      { header: 'Nom' },
      { header: 'Né', as: 'date' },
      { header: 'Tél', as: 'phone' },
      { header: 'Femmes' },
    ] as const;
    async function* lines() {
      yield [
        ['A & <B>\u0001', '2019-01-21', '70 00 00 01', 12],
        ['=1+1', '2019-01', '+223 70 00 00 00', 11.5],
        ['_x0041_', '1899-05-01', '', ''],
      ];
    }
    let xml = '';
    for await (const part of sheetXml(columns, lines())) xml += part;
    const cells = /<sheetData>.*<\/sheetData>/.exec(xml)?.[0] ?? '';
    const word = (at: string, style: number, text: string) =>
      `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
    expect(cells).toBe(
      `<sheetData><row r="1">${word('A1', 1, 'Nom')}${word('B1', 1, 'Né')}${word('C1', 1, 'Tél')}${word('D1', 1, 'Femmes')}</row>` +
        `<row r="2">${word('A2', 0, 'A &amp; &lt;B&gt;\ufffd')}<c r="B2" s="2"><v>43486</v></c>${word('C2', 3, '70 00 00 01')}<c r="D2"><v>12</v></c></row>` +
        `<row r="3">${word('A3', 4, '=1+1')}${word('B3', 0, '2019-01')}${word('C3', 4, '+223 70 00 00 00')}<c r="D3"><v>11.5</v></c></row>` +
        `<row r="4">${word('A4', 0, '_x005F_x0041_')}${word('B4', 0, '1899-05-01')}</row></sheetData>`,
    );
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:D4"/>');
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  it('comes whole from the hub, with what this person may read', async () => {
    const sheet = textsOf(await bytesOf(secretary, '/records/organisation.xlsx'))['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('Accepte');
    expect(sheet.match(/<row /g)).toHaveLength((await network.list('organisation')).length + 1);
    expect(textsOf(await bytesOf(animator, '/records/organisation.xlsx'))['xl/worksheets/sheet1.xml']).not.toContain(
      'Accepte',
    );
  });
});

describe('an address book', () => {
  it('is vCard 4.0 to the letter: escaped, folded by bytes, ended by CRLF', () => {
    const card = vcardText({
      kind: 'individual',
      uid: 'a.1',
      name: 'Kɔrɔtimi; DIARRA, « la sage »',
      org: 'Union',
      title: 'Trésorière',
      phones: ['+22370000001', '+22370000002'],
      emails: ['k@exemple.ml'],
      place: { poBox: 'BP 2744', street: 'Bakaribougou, près du CNAPESS', town: 'Bamako', country: 'Mali' },
      note: 'ɲ'.repeat(40),
      revised: '2026-11-22T09:30:00.000Z',
    });
    expect(card).toBe(
      [
        'BEGIN:VCARD',
        'VERSION:4.0',
        'KIND:individual',
        'UID;VALUE=text:jekulu-a.1',
        'FN:Kɔrɔtimi\\; DIARRA\\, « la sage »',
        'ORG:Union',
        'TITLE:Trésorière',
        'TEL;PREF=1:+22370000001',
        'TEL:+22370000002',
        'EMAIL:k@exemple.ml',
        'ADR:BP 2744;;Bakaribougou\\, près du CNAPESS;Bamako;;;Mali',
        `NOTE:${'ɲ'.repeat(35)}`,
        ` ${'ɲ'.repeat(5)}`,
        'REV:20261122T093000Z',
        'END:VCARD',
        '',
      ].join('\r\n'),
    );
  });

  it('leaves out a number whose owner refused, and gives none to who may not read it', async () => {
    const text = async (visitor: Visitor) =>
      new TextDecoder().decode(await bytesOf(visitor, '/records/organisation.vcf'));
    const cards = (await text(secretary)).split('END:VCARD');
    const of = (name: string) => cards.find((card) => card.includes(`FN:${name}\r\n`)) ?? '';
    expect(of('Accepte')).toContain('TEL;PREF=1:+22370112233');
    expect(of('Accepte')).toContain(`NOTE:${SECRET} : Awa`);
    expect(of('Refuse')).toContain('ORG:Refuse');
    expect(of('Refuse')).not.toContain('TEL');
    expect(await text(animator)).not.toContain('70112233');
    expect((await secretary.get('/api/v1/records/grant.vcf')).status).toBe(404);
  });

  it('holds no way to reach somebody who took back the agreement to be reached, on whichever of two sheets it stands', async () => {
    const made = await network.actAsAuthority((id) => [
      ...['Joignable', 'Ne veut plus', 'Ne veut plus (deux fois)'].map((name) => ({
        do: 'create' as const,
        type: 'person',
        home: SEGOU,
        body: { name },
      })),
      ...[0, 1, 2].map((at) => ({
        do: 'create' as const,
        type: 'person_contact',
        home: sensitiveScope(SEGOU),
        body: { of: id(at), phone: `70 00 00 0${at}`, consent: 'oral' },
      })),
      {
        do: 'create',
        type: 'consent',
        home: SEGOU,
        body: { person: id(2), purpose: 'contact', answer: 'yes', withdrawn: '2026-11-01' },
      },
    ]);
    const [, kept, other] = made.map(({ record }) => record);
    await network.actAsAuthority([{ do: 'alias', record: other as RecordId, into: kept as RecordId, saw: [] }]);
    const cards = new TextDecoder().decode(await bytesOf(secretary, '/records/person.vcf')).split('END:VCARD');
    const of = (name: string) => cards.find((card) => card.includes(`FN:${name}\r\n`)) ?? '';
    expect(of('Joignable')).toContain('TEL;PREF=1:+22370000000');
    expect(of('Ne veut plus')).toContain('FN:Ne veut plus');
    expect(cards.join('')).not.toMatch(/7000000[12]|70 00 00 0[12]/);
  });
});

describe('a form for other programs', () => {
  it('SX-13: is a workbook of the three sheets that they read, in both languages; what no list brings in has none', async () => {
    const book = textsOf(await bytesOf(secretary, '/forms/organisation.xlsx'));
    expect(book['xl/workbook.xml']).toMatch(/name="survey".*name="choices".*name="settings"/);
    expect(Object.keys(book).filter((name) => name.startsWith('xl/worksheets/'))).toHaveLength(3);
    expect(book['xl/worksheets/sheet1.xml']).toMatch(/label::Français \(fr\).*select_one organisation_kind/);
    expect(book['xl/worksheets/sheet2.xml']).toContain('Groupement');
    expect((await secretary.get('/api/v1/forms/grant.xlsx')).status).toBe(404);
  });
});

describe('what is shown outside', () => {
  it('S1-20: holds only who agreed, to a tenth of a degree, and no telephone', async () => {
    const map = JSON.parse(new TextDecoder().decode(await bytesOf(secretary, '/exports/organisations.geojson')));
    expect(map).toMatchObject({ type: 'FeatureCollection', features: [{ type: 'Feature' }] });
    expect(map.features).toHaveLength(1);
    expect(map.features[0].geometry).toEqual({ type: 'Point', coordinates: [-5.7, 11.3] });
    expect(map.features[0].properties).toMatchObject({ name: 'Accepte', place: 'Loulouni', country: 'ML' });
    const text = new TextDecoder().decode(await bytesOf(secretary, '/exports/murmurations.json'));
    expect(text).not.toMatch(/70 ?11 ?22 ?33|Refuse|Ne dit rien/);
    // Facts of organizations_schema-v1.0.0: two required, addresses with their scheme, tags that differ, known words only.
    const [profile, ...more] = JSON.parse(text);
    expect(more).toEqual([]);
    expect(profile).toEqual({
      linked_schemas: ['organizations_schema-v1.0.0'],
      name: 'Accepte',
      nickname: 'ACC',
      primary_url: 'https://exemple.ml',
      tags: ['Groupement', 'Agriculture'],
      full_address: 'Loulouni, Mali',
      country_iso_3166: 'ML',
      geolocation: { lat: 11.3, lon: -5.7 },
      unique_id: expect.stringMatching(/^[a-z0-9]{14}$/),
    });
  });
});

describe('the whole network', () => {
  it('SX-13: goes out as documented files, with all that was ever written', async () => {
    const files = textsOf(await bytesOf(secretary, '/exports/network.zip'));
    const types = Object.keys(declarations.types);
    expect(Object.keys(files).sort()).toEqual(
      [
        ...types.flatMap((type) => [`records/${type}.csv`, `records/${type}.json`, `schemas/${type}.json`]),
        ...['LISEZMOI.md', 'README.md', 'changes.ndjson', 'network.json'],
      ].sort(),
    );
    const log = (files['changes.ndjson'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    let written = 0;
    for await (const page of network.changes()) written += page.length;
    expect(log).toHaveLength(written);
    const card = JSON.parse(files['network.json'] ?? '');
    for (const type of types) {
      const { records } = JSON.parse(files[`records/${type}.json`] ?? '');
      expect(records).toHaveLength((await network.list(type)).length);
      if (records.length > 0) expect(card.counts[`records/${type}.csv`]).toBe(records.length);
      for (const readme of ['LISEZMOI.md', 'README.md']) expect(files[readme]).toContain(`### \`${type}\``);
    }
    expect(Object.values(files).join('')).not.toMatch(/argon2|PRIVATE/);
  });

  it('is for whoever answers for all of it', async () => {
    expect((await animator.get('/api/v1/exports/network.zip')).status).toBe(403);
    expect((await animator.get('/admin/fichiers')).text).not.toContain('network.zip');
    expect((await secretary.get('/admin/fichiers')).text).toContain('network.zip');
  });
});

describe('a file for a partner', () => {
  it('holds only people who said yes and did not take it back, names nobody else, says how many stay, and is noted as such', async () => {
    const people = ['Dit oui', 'Dit non', 'A repris', 'N’a rien dit'];
    const said = [{ answer: 'yes' }, { answer: 'no' }, { answer: 'yes', withdrawn: '2026-11-01' }, null];
    const made = await network.actAsAuthority((id) => [
      ...people.map((name) => ({ do: 'create' as const, type: 'person', home: SEGOU, body: { name } })),
      ...said.flatMap((body, at) =>
        body === null
          ? []
          : [
              {
                do: 'create' as const,
                type: 'consent',
                home: SEGOU,
                body: { person: id(at), purpose: 'partner', ...body },
              },
            ],
      ),
    ]);
    const [yes, no] = made.map(({ record }) => record as RecordId);
    const seats = { 'spans.a': { from: '2020', person: yes }, 'spans.b': { from: '2021', person: no } } as Body;
    await network.actAsAuthority((id) => [
      { do: 'create', type: 'organisation', home: SEGOU, body: { name: 'Groupe', kind: 'group', place: 'San' } },
      { do: 'create', type: 'organisation', home: SEGOU, body: { name: 'Union', kind: 'union', place: 'San' } },
      {
        do: 'create',
        type: 'membership',
        home: SEGOU,
        body: { member: id(0), group: id(1), kind: 'member', ...seats },
      },
      ...made.slice(0, 4).map(({ record }) => ({
        do: 'create' as const,
        type: 'involvement',
        home: SEGOU,
        body: { person: record as RecordId, organisation: id(0), kind: 'member' },
      })),
    ]);
    const text = async (path: string) => new TextDecoder().decode(await bytesOf(secretary, `/records/${path}`));
    for (const ending of ['csv', 'json', 'vcf']) {
      const file = await text(`person.${ending}?for=partner`);
      expect(file, ending).toContain('Dit oui');
      expect(file, ending).not.toMatch(/Dit non|A repris|N’a rien dit|Joignable/);
    }
    const ties = await text('involvement.csv?for=partner');
    expect(ties.trim().split('\r\n')).toHaveLength(2);
    expect(ties).toContain('Dit oui');
    // A membership is about no person: it goes out, without the name of who holds a seat and did not say yes.
    const [own, given] = [await text('membership.csv'), await text('membership.csv?for=partner')];
    const names = ['Groupe', yes as string, no as string];
    expect([own, given].map((file) => names.map((name) => file.includes(name)))).toEqual([
      [true, true, true],
      [true, true, false],
    ]);
    expect(await text('membership.json?for=partner')).not.toContain(no);
    const page = wordsOf((await secretary.get('/admin/fichiers/partenaire/involvement')).text);
    expect(page).toContain('1 fiche peut sortir.');
    expect(page).toContain('3 fiches restent ici');
    expect(wordsOf((await secretary.get('/admin/fichiers')).text)).toMatch(
      /involvement-partenaire\.csv , 1 fiche .*pour un partenaire/,
    );
    expect((await secretary.get('/api/v1/records/person.csv?for=all')).status).toBe(400);
    expect((await secretary.get('/admin/fichiers/partenaire/person_private')).status).toBe(404);
  });
});

describe('the book of files', () => {
  it('names what left here and what left a phone: who, what, narrowed to what, how many', async () => {
    await bytesOf(secretary, '/records/body.xlsx?lang=en');
    await network.act(people.animator, [
      {
        do: 'create',
        type: 'export',
        home: SIKASSO,
        body: { name: 'Organisations.csv', filter: 'Sikasso', records: 3 },
      },
    ]);
    const words = wordsOf((await secretary.get('/admin/fichiers')).text);
    expect(words).toMatch(/body\.xlsx , 0 fiche .*lang=en/);
    expect(words).toMatch(/Organisations\.csv , 3 fiches .*sur un téléphone, Sikasso/);
    const own = wordsOf((await animator.get('/admin/fichiers')).text);
    expect(own).toContain('Organisations.csv');
    expect(own).not.toContain('body.xlsx');
  });

  it('notes an address with signs that no database takes, and answers it', async () => {
    // Hostile addresses, seed 1007410: a file asked for with %00 was answered « Le serveur a eu un problème ».
    await bytesOf(secretary, '/exports/sse.csv?listed=1&constructor=a%00b&fin=%2500%0A');
    expect(wordsOf((await secretary.get('/admin/fichiers')).text)).toMatch(/sse\.csv.*listed=1 constructor=a b/);
  });
});
