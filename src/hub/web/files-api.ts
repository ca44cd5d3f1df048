/**
 * Files for people and for other programs: tables, address books, maps, the whole network. Asked for by a signed-in person; a file holds what that
 * person may read, no more, and who took it is noted before its first byte leaves.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refsOf } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { ROOT } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/types.ts';
import { publicFace } from '../../modules/directory/shown.ts';
import { BOM, csvLine } from '../../ui/files/csv.ts';
import { vcardText } from '../../ui/files/vcard.ts';
import { answersTo, partnerFile } from '../answers.ts';
import { cardsOf } from '../derived/cards.ts';
import { featureOf, profileOf, type Shown } from '../derived/open.ts';
import { columnsOf, type Style } from '../derived/sheet.ts';
import { SSE_COLUMNS, sseLine, type Unmapped } from '../derived/sse.ts';
import { jsonText, wholeNetwork } from '../derived/whole.ts';
import { LANGUAGES, type Language, manyWords } from '../derived/words.ts';
import { workbook } from '../derived/xlsx.ts';
import { zip } from '../derived/zip.ts';
import { isRefusal, refuse } from './api.ts';
import { visitOf, type WebDeps } from './door.ts';
import type { Visit } from './visit.ts';

type Asked = Readonly<Record<string, string>>;
type Answer = (visit: Visit, params: Asked, query: Asked, reply: FastifyReply) => Promise<Refusal | null>;

/** Files read whole tables: a few a minute are plenty for a person, and a loop does not keep the hub from its work. */
export const FILES = { max: 30, timeWindow: 60_000 };
const ORGANISATION = 'organisation';
/** `?for=partner`: only what those it is about agreed to. */
export const PARTNER = 'partner';
/** Types that an address book knows. */
export const ADDRESSED: readonly string[] = ['person', ORGANISATION];

export function registerFiles(app: FastifyInstance, deps: WebDeps): void {
  const get = (path: string, answer: Answer): void => {
    app.get(path, { config: { rateLimit: FILES } }, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if (isRefusal(visit)) return refuse(reply, visit);
      reply.header('cache-control', 'no-store');
      const refusal = await answer(visit, request.params as Asked, request.query as Asked, reply);
      return refusal ? refuse(reply, refusal) : reply;
    });
  };
  get('/api/v1/records/:type.csv', csv);
  get('/api/v1/records/:type.xlsx', xlsx);
  get('/api/v1/records/:type.json', json);
  get('/api/v1/records/:type.vcf', vcard);
  get('/api/v1/exports/sse.csv', sse);
  get('/api/v1/exports/organisations.geojson', (visit, _params, _query, reply) =>
    list(visit, reply, 'organisations.geojson', 'application/geo+json', featureOf, [
      '{"type":"FeatureCollection","features":[',
      ']}\n',
    ]),
  );
  get('/api/v1/exports/murmurations.json', (visit, _params, _query, reply) =>
    list(visit, reply, 'murmurations.json', 'application/json', profileOf, ['[', ']\n']),
  );
  get('/api/v1/exports/network.zip', whole);
}

const isLanguage = (value: string): value is Language => (LANGUAGES as readonly string[]).includes(value);

/** A file on its way: `count` hears how many records have left. */
interface Sent {
  readonly file: string;
  readonly media: string;
  /** What it was narrowed to, as it is noted. */
  readonly how?: string | undefined;
  parts(count: (records: number) => void): AsyncIterable<string | Uint8Array>;
}

/** Streams a file as it is read, and notes who took it. What was cut off stays noted without a number. */
export async function send(visit: Visit, reply: FastifyReply, sent: Sent): Promise<null> {
  const noted = await visit.network.noteExport(visit.person, sent.file, sent.how);
  const day = new Date(visit.now).toISOString().slice(0, 10);
  async function* bytes(): AsyncGenerator<string | Uint8Array> {
    let records = 0;
    yield* sent.parts((more) => {
      records += more;
    });
    await noted(records);
  }
  reply
    .type(sent.media)
    .header('content-disposition', `attachment; filename="${sent.file.replace('.', `-${day}.`)}"`)
    .send(Readable.from(bytes(), { objectMode: false }));
  return null;
}

/** How a table was asked for; a refusal when it was asked oddly. */
async function styleOf(visit: Visit, type: string, query: Asked): Promise<Style | Refusal> {
  const { lang = 'fr', columns = 'labels', positions = '' } = query;
  if (isForNobody(query)) return { code: 'HUB-REQUEST', fields: ['for'] };
  const declared = visit.decl.types[type];
  if (!declared || declared.stays) return { code: 'HUB-NOTHING-HERE' };
  if (!isLanguage(lang)) return { code: 'HUB-REQUEST', fields: ['lang'] };
  if (columns !== 'labels' && columns !== 'names') return { code: 'HUB-REQUEST', fields: ['columns'] };
  const referred = columns === 'labels' ? Object.values(declared.fields).flatMap(refsOf) : [];
  const names = await namesOf(visit, [...new Set([...referred, type])]);
  return { columns, lang, positions: positions === '1', nameOf: (id) => names.get(id) };
}
const isForNobody = ({ for: whom }: Asked): boolean => whom !== undefined && whom !== PARTNER;
const fileOf = (type: string, ending: string, { for: whom }: Asked): string =>
  `${type}${whom === PARTNER ? '-partenaire' : ''}.${ending}`;

/** What of a type goes out: all that this person may read, or of that what a partner may have. */
async function pagesOf(visit: Visit, type: string, query: Asked): Promise<AsyncIterable<readonly RecordState[]>> {
  if (query['for'] !== PARTNER) return visit.each(type);
  const given = await partnerFile(visit.network, visit.decl, type);
  async function* pages() {
    for await (const page of visit.each(type)) yield page.flatMap((state) => given(state) ?? []);
  }
  return pages();
}

/** What was asked, in one line. Whatever stands in an address: signs that no line has, and no database takes, are left out. */
const howOf = (query: Asked): string =>
  Object.entries(query)
    .map((one) => one.join('='))
    .join(' ')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);

/** What records of these types are called, as far as this person may read them. */
async function namesOf(visit: Visit, types: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const type of types.filter((one) => visit.decl.types[one]?.fields['name']))
    for await (const page of visit.each(type)) for (const state of page) names.set(state.id, textOf(state, 'name'));
  return names;
}

/** Each page of records as what is made of them, counted. */
async function* made<T>(
  pages: AsyncIterable<readonly RecordState[]>,
  make: (state: RecordState) => T | null,
  count: (records: number) => void,
): AsyncGenerator<readonly T[]> {
  for await (const page of pages) {
    const list = page.map(make).filter((one) => one !== null);
    count(list.length);
    yield list;
  }
}

async function csv(visit: Visit, { type = '' }: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const style = await styleOf(visit, type, query);
  const declared = visit.decl.types[type];
  if (isRefusal(style) || !declared) return style as Refusal;
  const columns = columnsOf(declared, style);
  const pages = await pagesOf(visit, type, query);
  const decimal = style.columns === 'labels' && style.lang === 'fr' ? ',' : '.';
  return send(visit, reply, {
    file: fileOf(type, 'csv', query),
    media: 'text/csv; charset=utf-8',
    how: howOf(query),
    async *parts(count) {
      yield BOM +
        csvLine(
          columns.map(({ header }) => header),
          ';',
        );
      for await (const page of made(pages, (state) => columns.map((column) => column.cell(state)), count))
        yield page.map((line) => csvLine(line, ';', decimal)).join('');
    },
  });
}

async function xlsx(visit: Visit, { type = '' }: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const style = await styleOf(visit, type, query);
  const declared = visit.decl.types[type];
  if (isRefusal(style) || !declared) return style as Refusal;
  const columns = columnsOf(declared, style);
  const pages = await pagesOf(visit, type, query);
  return send(visit, reply, {
    file: fileOf(type, 'xlsx', query),
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    how: howOf(query),
    parts: (count) =>
      workbook(
        manyWords(type)[style.lang],
        columns,
        made(pages, (state) => columns.map((column) => column.cell(state)), count),
        visit.now,
      ),
  });
}

async function json(visit: Visit, { type = '' }: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const declared = visit.decl.types[type];
  if (!declared || declared.stays) return { code: 'HUB-NOTHING-HERE' };
  if (isForNobody(query)) return { code: 'HUB-REQUEST', fields: ['for'] };
  const pages = await pagesOf(visit, type, query);
  return send(visit, reply, {
    file: fileOf(type, 'json', query),
    media: 'application/json; charset=utf-8',
    how: howOf(query),
    parts: (count) => jsonText(pages, type, count),
  });
}

async function vcard(visit: Visit, { type = '' }: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const { lang = 'fr' } = query;
  if (!visit.decl.types[type] || !ADDRESSED.includes(type)) return { code: 'HUB-NOTHING-HERE' };
  if (!isLanguage(lang)) return { code: 'HUB-REQUEST', fields: ['lang'] };
  if (isForNobody(query)) return { code: 'HUB-REQUEST', fields: ['for'] };
  const pages = await pagesOf(visit, type, query);
  const answered = await answersTo(visit.network, 'contact');
  const cards = await cardsOf(visit, type, lang, (person) => answered(person) === 'no');
  return send(visit, reply, {
    file: fileOf(type, 'vcf', query),
    media: 'text/vcard; charset=utf-8',
    how: howOf(query),
    async *parts(count) {
      for await (const page of made(pages, cards, count)) yield page.map(vcardText).join('');
    },
  });
}

/** What of the directory the standard has no word for. */
export async function unmappedIn(visit: Visit): Promise<readonly Unmapped[]> {
  const unmapped: Unmapped[] = [];
  for await (const page of visit.each(ORGANISATION))
    for (const state of page) unmapped.push(...(sseLine(state)?.unmapped ?? []));
  return unmapped;
}

async function sse(visit: Visit, _: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const { report, listed } = query;
  for (const [field, value] of Object.entries({ report, listed }))
    if (value !== undefined && value !== '1') return { code: 'HUB-REQUEST', fields: [field] };
  if (report === '1') {
    reply.send({ unmapped: await unmappedIn(visit) });
    return null;
  }
  const line = (state: RecordState): readonly string[] | null => {
    const shown = listed === '1' ? publicFace(state) : state;
    return (shown && sseLine(shown)?.cells) ?? null;
  };
  return send(visit, reply, {
    file: 'sse.csv',
    media: 'text/csv; charset=utf-8',
    how: howOf(query),
    async *parts(count) {
      yield csvLine(SSE_COLUMNS, ',');
      for await (const page of made(visit.each(ORGANISATION), line, count))
        yield page.map((line) => csvLine(line, ',')).join('');
    },
  });
}

/** Organisations as a list of JSON objects between two words. */
function list(
  visit: Visit,
  reply: FastifyReply,
  file: string,
  media: string,
  make: (state: RecordState) => Shown | null,
  [opening, closing]: readonly [string, string],
): Promise<null> {
  return send(visit, reply, {
    file,
    media: `${media}; charset=utf-8`,
    async *parts(count) {
      yield opening;
      let comma = '';
      for await (const page of made(visit.each(ORGANISATION), make, count))
        for (const one of page) {
          yield `${comma}\n${JSON.stringify(one)}`;
          comma = ',';
        }
      yield closing;
    },
  });
}

/** Who answers for, or audits, the network as a whole takes the whole of it. */
export const takesAll = (visit: Visit): boolean =>
  visit.grants.some(({ role, scope }) => {
    const { audits, closed } = visit.decl.roles[role] ?? {};
    return scope === ROOT && audits === true && closed === true;
  });

async function whole(visit: Visit, _: Asked, _query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  if (!takesAll(visit)) return { code: 'RIGHT-NONE' };
  const { network, decl, reach, now } = visit;
  return send(visit, reply, {
    file: `${network.card.slug}.zip`,
    media: 'application/zip',
    parts: (count) => zip(wholeNetwork({ network, decl, reach, now }, count), now),
  });
}
