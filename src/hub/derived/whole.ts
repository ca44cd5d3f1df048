/**
 * Everything a network knows, as documented files that open without this program: leave at any moment. As far as a reach goes: an export never holds
 * what its maker may not read.
 */
import type { Declarations, TypeDecl } from '../../kernel/declare.ts';
import { isReached, type Reach } from '../../kernel/grant.ts';
import { ROOT } from '../../kernel/ids.ts';
import type { Millis } from '../../kernel/types.ts';
import { BOM, csvLine } from '../../ui/files/csv.ts';
import type { HubNetwork } from '../network.ts';
import { codebook } from './codebook.ts';
import { schemaDocument } from './json-schema.ts';
import { recordJson } from './record-json.ts';
import { columnsOf } from './sheet.ts';
import type { Leaf } from './zip.ts';

export interface Whole {
  readonly network: Pick<HubNetwork, 'card' | 'each' | 'changes'>;
  readonly decl: Declarations;
  readonly reach: readonly Reach[];
  readonly now: Millis;
}

/** Reads everything: the machine's own master, or somebody who may. */
export const everything = (decl: Declarations): readonly Reach[] => [
  { prefix: ROOT, closed: true, types: Object.keys(decl.types) },
];

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The files, one after the other. @param count hears how many records each page brought. */
export async function* wholeNetwork(whole: Whole, count: (records: number) => void = () => {}): AsyncGenerator<Leaf> {
  const { network, decl, now } = whole;
  const { card } = network;
  const about = { name: card.name, network: card.network, day: new Date(now).toISOString().slice(0, 10) };
  const counts: Record<string, number> = {};
  const counted = (name: string, n: number): void => {
    counts[name] = (counts[name] ?? 0) + n;
  };
  yield { name: 'LISEZMOI.md', text: [codebook(decl, about, 'fr')] };
  yield { name: 'README.md', text: [codebook(decl, about, 'en')] };
  for (const type of Object.values(decl.types)) {
    yield { name: `schemas/${type.name}.json`, text: [json(schemaDocument(type))] };
    const csv = `records/${type.name}.csv`;
    yield {
      name: csv,
      text: csvText(whole, type, (n) => {
        counted(csv, n);
        count(n);
      }),
    };
    const list = `records/${type.name}.json`;
    yield { name: list, text: jsonText(network.each(type.name, whole.reach), type.name, (n) => counted(list, n)) };
  }
  yield { name: 'changes.ndjson', text: changesText(whole, (n) => counted('changes.ndjson', n)) };
  yield { name: 'network.json', text: [json({ ...card, takenOut: new Date(now).toISOString(), counts })] };
}

async function* csvText({ network, reach }: Whole, type: TypeDecl, count: (n: number) => void): AsyncGenerator<string> {
  const columns = columnsOf(type, { columns: 'names', lang: 'fr', nameOf: () => undefined });
  yield BOM +
    csvLine(
      columns.map(({ header }) => header),
      ';',
    );
  for await (const page of network.each(type.name, reach)) {
    count(page.length);
    yield page
      .map((state) =>
        csvLine(
          columns.map((column) => column.cell(state)),
          ';',
        ),
      )
      .join('');
  }
}

/** Records as the API tells them, with the address of their schema. */
export async function* jsonText(
  pages: ReturnType<HubNetwork['each']>,
  type: string,
  count: (n: number) => void,
): AsyncGenerator<string> {
  yield `{"schema":"/api/v1/schema/${type}.json","records":[`;
  let first = true;
  for await (const page of pages) {
    count(page.length);
    yield page.map((state, i) => `${first && i === 0 ? '' : ','}\n${JSON.stringify(recordJson(state))}`).join('');
    first = false;
  }
  yield '\n]}\n';
}

async function* changesText({ network, reach }: Whole, count: (n: number) => void): AsyncGenerator<string> {
  for await (const page of network.changes()) {
    const read = page.filter(({ change }) => isReached(reach, change.type, [change.scope]));
    count(read.length);
    yield read
      .map(
        ({ change, state, eff, ruling, received }) => `${JSON.stringify({ change, state, eff, ruling, received })}\n`,
      )
      .join('');
  }
}
