// A list comes in by the pages of the hub, and goes out again: five steps without a script, real rules, a real database.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importList } from '../../src/cli/import.ts';
import { SSE_COLUMNS, sseLine } from '../../src/hub/derived/sse.ts';
import { tableOfFile } from '../../src/hub/importing/xlsx.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { conflictsOf, entriesOf, isVoided, type RecordState, textOf, valueOf } from '../../src/kernel/fold.ts';
import { ROOT, SHARED } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { HUB_BOUNDS } from '../../src/modules/importing/table.ts';
import { organisation, type People, SEGOU, settle } from '../hub/world.ts';
import { BRING, batchIn, COLUMNS, follow, ofEveryKind, post, proposed, send } from './import-ground.ts';
import { openSite, type Site, tokenIn, type Visitor, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let office: Visitor;

beforeAll(async () => {
  // The command finds the hub's own database by its folder.
  const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-import-'));
  site = await openSite(undefined, undefined, {}, { dataDir });
  network = await site.hub.networks.create({ slug: 'r', name: 'Réseau', mode: 'practice', demo: false });
  people = await settle(network);
  office = await site.visitor(network, people.secretary);
}, 60_000);
afterAll(() => site.end());

const shown = async (on: HubNetwork = network): Promise<readonly RecordState[]> =>
  (await on.list('organisation')).filter((state) => !isVoided(state));
/** Everything people see of organisations and how to reach them. */
const seen = async (on: HubNetwork = network): Promise<unknown> =>
  Promise.all(
    ['organisation', 'organisation_contact'].map(async (type) =>
      (await on.list(type))
        .filter((state) => !isVoided(state))
        .map(({ id, fields }) => [
          id,
          Object.entries(fields)
            .map(([name, [head]]) => [name, head?.value])
            .filter(([, value]) => value ?? false)
            .sort(),
        ])
        .sort(),
    ),
  );

describe('SX-15 a list comes in and goes out', () => {
  it('file, columns, check, what comes in, report; the same file again is already here; taken back exactly, and back again', async () => {
    const before = await seen();
    const list =
      'Nom;Forme;Lieu;Téléphone;Inconnue\nBɛnkadi;Groupement;Cinzana;76000012;x\nSabati;Groupement;;;\nBaara;Coopérative agricole;Bla;7600;\n\n';
    const columns = await follow(office, await send(office, list));
    expect(wordsOf(columns.text)).toMatch(/Étape 2 sur 5 .* 1 colonne ne sera pas importée.*« Coopérative agricole »/);
    const answers = { ...proposed(columns), w0: 'scoops', k0: 'kind|cooperative agricole' };
    expect(answers).toMatchObject({ c0: 'name', c1: 'kind', c2: 'place', c3: 'phone', c4: '' });
    const check = await follow(office, await post(office, columns, COLUMNS, answers));
    expect(wordsOf(check.text)).toMatch(
      /1 ligne prête 1 avertissement 1 erreur 0 déjà là 3 lignes dans le fichier · 1 ligne vide/,
    );
    expect(wordsOf(check.text)).toMatch(/Sabati Lieu manque\. Remplissez la case/);
    expect(await seen()).toEqual(before);

    const errors = await office.get(/href="([^"]+remarques[^"]+)"/.exec(check.text)?.[1] ?? '');
    expect(errors.text).toMatch(/^Nom;Forme;Lieu;Téléphone;Inconnue;Remarque\r\nSabati;Groupement;;;;.*Lieu manque/);

    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    expect(wordsOf(report.text)).toMatch(/2 fiches créées · 1 ligne laissée de côté/);
    const [made] = (await shown()).filter((state) => textOf(state, 'name') === 'Bɛnkadi');
    expect(made).toMatchObject({ home: SEGOU, shared: ['n/shared/'] });
    const [first] = await network.history(made?.id as RecordId);
    expect(first?.change).toMatchObject({ source: 'import', by: people.secretary, batch: batchIn(report) });

    // What was corrected by hand is remembered, and nothing doubles.
    const again = await follow(office, await send(office, list));
    expect(proposed(again)).toMatchObject({ c0: 'name', w0: 'scoops' });
    const second = await follow(office, await post(office, again, COLUMNS, proposed(again)));
    expect(wordsOf(second.text)).toMatch(/0 ligne prête 0 avertissement 1 erreur 2 déjà là/);
    expect(second.text).not.toMatch(BRING);
    const [, there = ''] = /href="([^"]+quoi=deja-la)"/.exec(second.text) ?? [];
    expect((await office.get(there)).text).toMatch(
      /^Nom;Forme;Lieu;Téléphone;Inconnue;Remarque\r\nBɛnkadi;.+\r\nBaara;.+\r\n$/,
    );

    const undo = await office.get(`/admin/import/annuler/${batchIn(report)}`);
    const done = await follow(
      office,
      await office.send(`/admin/import/annuler/${batchIn(report)}`, { csrf: tokenIn(undo.text) }),
    );
    expect(wordsOf(done.text)).toMatch(/2 lignes reprises/);
    expect(await seen()).toEqual(before);

    const back = `/admin/import/annuler/undo:${batchIn(report)}`;
    await follow(office, await office.send(back, { csrf: tokenIn((await office.get(back)).text) }));
    expect((await shown()).map((state) => textOf(state, 'name'))).toEqual(expect.arrayContaining(['Bɛnkadi', 'Baara']));
  });

  it('what was used since is asked about: kept or taken back, one by one', async () => {
    const names = ['Un', 'Deux', 'Trois', 'Quatre', ...Array.from({ length: 200 }, (_, n) => `Rang ${n + 1}`)];
    const list = `Nom;Forme;Lieu\n${names.map((name) => `${name};${name.startsWith('Rang') ? 'Tontine' : 'Groupement'};Cinzana\n`).join('')}`;
    const columns = await follow(office, await send(office, list, 'rangs.csv'));
    const check = await follow(office, await post(office, columns, COLUMNS, proposed(columns)));
    // Lines to look at for which the page has no room are in the file it offers.
    expect(wordsOf(check.text)).toMatch(
      /4 lignes prêtes 200 avertissements .*Et 150 autres lignes : elles sont dans le fichier/,
    );
    const [, toSee = ''] = /href="([^"]+quoi=avertissements)"/.exec(check.text) ?? [];
    expect((await office.get(toSee)).text).toMatch(/^Nom;Forme;Lieu;Remarque\r\n.*Rang 200;Tontine;Cinzana;.+\r\n$/s);
    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    const ids = new Map((await shown()).map((state) => [textOf(state, 'name'), state.id]));
    const id = (name: string) => ids.get(name) as RecordId;
    const [un, deux, trois] = [id('Un'), id('Deux'), id('Trois')];
    await network.actAll(
      people.other,
      [un, deux, ...names.slice(4).map(id)].map((record) => [{ do: 'edit', record, body: { women: 12 } }]),
    );
    await network.act(people.other, [
      {
        do: 'create',
        type: 'support',
        body: { of: trois, kind: 'advice', what: 'Conseil', from: '2026' },
        home: SEGOU,
      },
    ]);
    const path = `/admin/import/annuler/${batchIn(report)}`;
    const plan = await office.get(path);
    expect(wordsOf(plan.text)).toMatch(/203 fiches ont servi depuis/);
    expect(wordsOf(plan.text)).toMatch(/Un 1 changement depuis · Drissa Coulibaly/);
    expect(wordsOf(plan.text)).toMatch(/Trois nommée par 1 autre fiche/);
    const box = (name: string) =>
      new RegExp(`name="(r:[^"]+)"[^>]*><span class="grow"><b>${name}<`).exec(plan.text)?.[1];
    // More were used than a page shows: nothing that nobody saw is taken back.
    expect(wordsOf(plan.text)).toMatch(/Et 3 autres fiches : elles sont gardées/);
    expect([box('Rang 197'), box('Rang 198')]).toEqual([expect.any(String), undefined]);
    const ticked = { [box('Deux') ?? '']: '1', [box('Trois') ?? '']: '1' };
    const done = await follow(office, await office.send(path, { csrf: tokenIn(plan.text), ...ticked }));
    expect(wordsOf(done.text)).toMatch(/3 lignes reprises · 201 lignes gardées/);
    const left = (await shown()).map((state) => textOf(state, 'name'));
    expect(left).toEqual(expect.arrayContaining(['Un', 'Rang 1', 'Rang 200']));
    for (const name of ['Deux', 'Trois', 'Quatre']) expect(left).not.toContain(name);
    const all = { csrf: tokenIn((await office.get(path)).text), garder: 'rien' };
    expect(wordsOf((await follow(office, await office.send(path, all))).text)).toMatch(/201 lignes reprises/);
  });

  it('a list that went out comes back: it completes records, and the taking back gives them their old words again', async () => {
    const [made] = (await network.act(people.other, [organisation('Jigiya', SEGOU, { about: 'Avant' })])).changes;
    const record = made?.record as RecordId;
    await network.act(people.other, [{ do: 'edit', record, body: { women: 4 } }]);
    const out = (await office.get('/api/v1/records/organisation.csv?columns=names')).text;
    const columns = await follow(office, await send(office, out, 'organisation.csv'));
    const same = await follow(office, await post(office, columns, COLUMNS, proposed(columns)));
    expect(wordsOf(same.text)).toMatch(/0 ligne prête 0 avertissement 0 erreur/);

    const before = await seen();
    const list = `id;name;women;about;phone\n${record};Jigiya;9;Après;76 00 00 13\n`;
    const step = await follow(office, await send(office, list, 'corrections.csv'));
    const check = await follow(office, await post(office, step, COLUMNS, proposed(step)));
    expect(wordsOf(check.text)).toMatch(/1 ligne prête .*dont 1 fiche à compléter/);
    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    expect(valueOf((await network.record(record)) as RecordState, 'women')).toBe(9);
    const path = `/admin/import/annuler/${batchIn(report)}`;
    await follow(office, await office.send(path, { csrf: tokenIn((await office.get(path)).text) }));
    expect(await seen()).toEqual(before);
  });
});

describe('a list of memberships', () => {
  it('gives one membership its periods from several lines, which are taken back together', async () => {
    const names = ['Kafo', 'Union de Niono'];
    await network.act(
      people.other,
      names.map((name) => organisation(name, SEGOU)),
    );
    const list =
      'Organisation;Groupe;Lien;Depuis;Jusqu’à\nKafo;Union de Niono;Membre;2010;2014\nKafo;Union de Niono;Membre;2018;\n';
    const step = await follow(office, await send(office, list, 'adhesions.csv', 'membership'));
    const check = await follow(office, await post(office, step, COLUMNS, proposed(step)));
    expect(wordsOf(check.text)).toMatch(/1 ligne prête 1 avertissement 0 erreur/);
    expect(wordsOf(check.text)).toContain('La ligne 2 parle de la même fiche');
    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    const spans = async () =>
      (await network.list('membership')).map((one) => [
        isVoided(one),
        conflictsOf(one),
        entriesOf(one, 'spans').map(([, entry]) => entry),
      ]);
    const both = [{ from: '2010', to: '2014' }, { from: '2018' }];
    expect(await spans()).toEqual([[false, [], both]]);
    const path = `/admin/import/annuler/${batchIn(report)}`;
    await follow(office, await office.send(path, { csrf: tokenIn((await office.get(path)).text) }));
    expect(await spans()).toEqual([[true, [], both]]);
  });
});

describe('a list of applicants', () => {
  it('sent in as applications makes people and what they ask for, for the programme said once, and is taken back with both', async () => {
    const programme = async (name: string) =>
      (
        await network.act(people.secretary, [
          {
            do: 'create',
            type: 'programme',
            home: ROOT,
            shared: [SHARED],
            body: { name, target: 9, counts: 'started' },
          },
        ])
      ).changes[0]?.record as RecordId;
    const [to] = [await programme('Entreprendre'), await programme('Métiers')];
    const list =
      'Nom;Sexe;Né en;Commune;Projet;Date de candidature\nAwa Diarra;F;2001;Kalaban;Couture;12/03/2026\nSékou Bah;M;1999;Kalaban;Savon;bientôt\n';
    const bring = async () => {
      const step = await follow(office, await send(office, list, 'mairie.csv', 'application'));
      expect(wordsOf(step.text)).toMatch(
        /Candidatures Ces personnes demandent une place .*Aucune candidature.*Métiers/,
      );
      const answers = { ...proposed(step), 'f-application.programme': to };
      expect(answers).toMatchObject({ c0: 'name', c4: 'application.project', c5: 'application.on' });
      return follow(office, await post(office, step, COLUMNS, answers));
    };
    const check = await bring();
    expect(wordsOf(check.text)).toMatch(/1 ligne prête 0 avertissement 1 erreur 0 déjà là/);
    expect(wordsOf(check.text)).toMatch(/Candidature : Reçue le : « bientôt » n’est pas une date/);
    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    const asked = async () =>
      (await network.list('application'))
        .filter((one) => !isVoided(one))
        .map((one) => [one.home, textOf(one, 'project')]);
    expect(await asked()).toEqual([[SEGOU, 'Couture']]);
    expect(wordsOf((await bring()).text)).toMatch(/0 ligne prête 0 avertissement 1 erreur 1 déjà là/);
    const path = `/admin/import/annuler/${batchIn(report)}`;
    await follow(office, await office.send(path, { csrf: tokenIn((await office.get(path)).text) }));
    expect(await asked()).toEqual([]);
    const awa = (await network.list('person')).filter((one) => textOf(one, 'name') === 'Awa Diarra');
    expect(awa.map(isVoided)).toEqual([true]);
  });
});

describe('S0-42 the directory goes to other networks and comes back', () => {
  it('67 organisations in the SSE standard CSV, brought into an empty practice network, are the same 67', async () => {
    const away = await site.hub.networks.create({ slug: 'vide', name: 'Vide', mode: 'practice', demo: false });
    const { secretary } = await settle(away);
    await network.actAsAuthority(ofEveryKind(67));
    const members = (await shown()).filter((state) => textOf(state, 'name').startsWith('Organisation '));
    const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const linesOf = (states: readonly RecordState[]) => states.map((state) => sseLine(state)?.cells ?? []);
    const csv = [SSE_COLUMNS as readonly string[], ...linesOf(members)]
      .map((cells) => `${cells.map(cell).join(',')}\r\n`)
      .join('');
    const visitor = await site.visitor(away, secretary);
    const columns = await follow(visitor, await send(visitor, csv, 'sse.csv', 'organisation', ROOT));
    const check = await follow(visitor, await post(visitor, columns, COLUMNS, proposed(columns)));
    expect(wordsOf(check.text)).toMatch(/67 lignes dans le fichier/);
    expect(wordsOf(check.text)).toMatch(/ 0 erreur 0 déjà là/);
    await follow(visitor, await post(visitor, check, BRING, { lignes: 'valid' }));
    // Each network names its records itself; everything else the standard says is the same.
    const plain = (states: readonly RecordState[]) =>
      linesOf(states)
        .map((cells) => cells.slice(1).join('|'))
        .sort();
    const there = await shown(away);
    expect(there.length).toBe(67);
    expect(plain(there)).toEqual(plain(members));
    // Brought to where it came from, each line finds its record.
    const home = await follow(office, await send(office, csv, 'sse.csv', 'organisation', ROOT));
    const same = await follow(office, await post(office, home, COLUMNS, proposed(home)));
    expect(wordsOf(same.text)).toMatch(/0 ligne prête 0 avertissement 0 erreur 67 déjà là/);
  }, 30_000);
});

describe('XLSX', () => {
  it('a template of every type is read back with every column known', async () => {
    const page = await office.get('/admin/import');
    const paths = [...page.text.matchAll(/href="([^"]+modele[^"]+xlsx)"/g)].map(([, path]) => path as string);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const response = await fetch(site.url + path, {
        headers: { cookie: [...office.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      // A heading alone is no list: it is recognised as a template that nobody filled in.
      const read = await tableOfFile(new Uint8Array(await response.arrayBuffer()), HUB_BOUNDS);
      expect(!read.ok && read.error.code, path).toBe('IMPORT-NO-ROWS');
    }
  });
});

describe('what cannot come in', () => {
  it.each([
    ['nothing', '', 'IMPORT-EMPTY'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), 'IMPORT-KIND'],
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'IMPORT-OLD-EXCEL'],
    ['a file that is too big', new Uint8Array(HUB_BOUNDS.bytes + 2).fill(65), 'IMPORT-TOO-BIG'],
  ])('%s: a sentence, its way forward, and nothing half done', async (_, data, code) => {
    const before = await seen();
    const page = await send(office, data, 'liste.csv');
    expect(page.status).toBe(422);
    expect(wordsOf(page.text)).toContain(code);
    expect(await seen()).toEqual(before);
  });

  it('a form that broke off in the middle of its file ends as a form without one, and the hub goes on', async () => {
    const csrf = tokenIn((await office.get('/admin/import')).text);
    const part = (head: string) => `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n`;
    const fields = Object.entries({ csrf, type: 'organisation', ou: SEGOU as string });
    const body = `${fields.map(([name, value]) => `${part(`name="${name}"`)}${value}\r\n`).join('')}${part('name="fichier"; filename="a.csv"')}Nom;Li`;
    const headers = { 'content-type': 'multipart/form-data; boundary=x', origin: site.url };
    const page = await office.request('POST', '/admin/import', { body, headers });
    expect([page.status, /IMPORT-\w+/.exec(wordsOf(page.text))?.[0]]).toEqual([422, 'IMPORT-EMPTY']);
    const nowhere = await office.request('POST', '/admin/import', {
      body: body.replace('name="ou"', 'name="où"'),
      headers,
    });
    expect(wordsOf(nowhere.text)).toContain('IMPORT-PLACE');
    expect((await office.get('/admin/import')).status).toBe(200);
  });

  it('nobody brings in what they may not make, sees what another brings, or sends a file without being known', async () => {
    const animator = await site.visitor(network, people.other);
    const mine = await send(animator, 'Nom;Forme;Lieu\nA;Groupement;Kita\n', 'a.csv', 'organisation', ROOT);
    const path = mine.headers.get('location') ?? '';
    const step = await follow(animator, mine);
    const check = await follow(animator, await post(animator, step, COLUMNS, proposed(step)));
    expect(wordsOf(check.text)).toContain('Votre rôle ne permet pas de créer cette fiche ici.');
    expect(wordsOf((await office.get(path)).text)).toContain('Ce fichier n’est plus ici');
    expect(wordsOf((await send(animator, 'a', 'a.csv', 'grant')).text)).toContain('IMPORT-TYPE');
    const stranger = await office.request('POST', '/admin/import', {
      body: '--x--',
      headers: { 'content-type': 'multipart/form-data; boundary=x', cookie: '' },
    });
    expect(stranger.status).toBe(303);
  });

  it('a real register of 195 rows: every row is accounted for, and taken back exactly', async () => {
    const before = await seen();
    const list = readFileSync(new URL('../vectors/coops-uk-sample.csv', import.meta.url));
    const columns = await follow(office, await send(office, list, 'coops-uk.csv'));
    const answers = { ...proposed(columns), 'f-kind': 'other' };
    const check = await follow(office, await post(office, columns, COLUMNS, answers));
    const [ready = 0, warned = 0, errors = 0, here = 0] = (
      /(\d+) lignes? prêtes? (\d+) avertissements? (\d+) erreurs? (\d+) déjà là/.exec(wordsOf(check.text)) ?? []
    )
      .slice(1)
      .map(Number);
    expect(ready + warned + errors + here).toBe(195);
    expect(errors).toBeGreaterThan(2);
    const had = (await shown()).length;
    const report = await follow(office, await post(office, check, BRING, { lignes: 'valid' }));
    expect((await shown()).length - had).toBe(ready + warned);
    const path = `/admin/import/annuler/${batchIn(report)}`;
    await follow(office, await office.send(path, { csrf: tokenIn((await office.get(path)).text) }));
    expect(await seen()).toEqual(before);
  }, 30_000);
});

describe('jekulu import', () => {
  it('the command checks, brings in and takes back with the same words and rules', async () => {
    const said: string[] = [];
    const terminal = { out: (words: string) => said.push(words), err: (words: string) => said.push(words) };
    const settings = {
      port: 0,
      dataDir: site.folder,
      databaseUrl: undefined,
      name: '',
      secondStep: 'offered' as const,
    };
    const file = join(site.folder, 'liste.csv');
    writeFileSync(file, 'Nom;Forme;Lieu\nPar commande;Groupement;Kita\nSans lieu;Groupement;\nAutre;Tontine;Kita\n');
    const flags = { validOnly: false, dryRun: false, keepEdited: false, takeEdited: false };
    const run = async (options: Record<string, string>, more: Partial<typeof flags> = {}) => {
      said.length = 0;
      const all = { network: 'r', person: people.secretary, ...options };
      return importList(settings, file, all, { ...flags, ...more }, terminal);
    };
    const before = await seen();
    const [errors, warnings] = [join(site.folder, 'erreurs.csv'), join(site.folder, 'avertissements.csv')];
    expect(await run({ type: 'organisation', branch: 'segou', errors, warnings })).toBe(1);
    expect(said.join('\n')).toMatch(/1 ligne prête, 1 avertissement, 1 erreur, 0 déjà là\n {2}Ligne 3 : Lieu manque/);
    expect(readFileSync(errors, 'utf8')).toMatch(/Sans lieu;Groupement;;.*Lieu manque/);
    expect(readFileSync(warnings, 'utf8')).toMatch(/Remarque\r\nAutre;Tontine;Kita;.+\r\n$/);
    expect(await seen()).toEqual(before);
    expect(await run({ type: 'organisation', branch: 'segou' }, { validOnly: true })).toBe(0);
    const batch = /--undo (\S+)/.exec(said.join('\n'))?.[1] ?? '';
    expect((await shown()).map((state) => textOf(state, 'name'))).toContain('Par commande');
    expect(await run({ undo: batch })).toBe(0);
    expect(said.join('\n')).toMatch(/2 lignes reprises/);
    expect(await seen()).toEqual(before);
    await expect(run({ type: 'nothing' })).rejects.toThrow('What is in the list?');
    await expect(run({ undo: 'nothing' })).rejects.toThrow('No import is called that.');
  }, 30_000);
});
