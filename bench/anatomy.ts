/**
 * Where the bytes of a corpus come from, whatever form it travels in: what each type and each column would weigh as columns compressed by themselves.
 * A floor to compare a format with, and a list of what to look at first.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

interface Row {
  readonly eff?: number;
  readonly envelope: Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly body: Readonly<Record<string, unknown>> | null;
  };
}

const gzip = (text: string): number => gzipSync(text, { level: 9 }).length;
const brotli = (text: string): number =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  }).length;
const kb = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(8);

/** Prints what the log of a hub (`Wanted.dump`) weighs by type and by column. */
export const anatomyOfLog = (file: string): void =>
  anatomy(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as Row),
  );

/** The same of what a request carried up, where it is the JSON of protocol 1. */
export function anatomyOfPush(bodies: readonly { readonly upBody: Buffer; readonly upEncoding: string }[]): void {
  const changes = bodies.flatMap(({ upBody, upEncoding }) => {
    try {
      const text = (upEncoding === 'gzip' ? gunzipSync(upBody) : upBody).toString('utf8');
      return (JSON.parse(text) as { push?: { changes: Row['envelope'][] } }).push?.changes ?? [];
    } catch {
      return [];
    }
  });
  if (changes.length > 0) anatomy(changes.map((envelope) => ({ envelope })));
}

function anatomy(rows: readonly Row[]): void {
  const whole = rows.map((row) => JSON.stringify(row.envelope)).join('\n');
  console.log(
    `\n${rows.length} changes as they were written: ${kb(whole.length)} KB of JSON, gzip ${kb(gzip(whole))} KB`,
  );
  console.log('\nBy column of a type, each alone (changes that have it, KB of JSON, gzip, brotli):');
  const columns = new Map<string, string[]>();
  for (const { envelope, eff } of rows) {
    const { type, body, ...rest } = envelope;
    const put = (column: string, value: unknown): void => {
      const name = `${type}.${column}`;
      columns.set(name, [...(columns.get(name) ?? []), typeof value === 'string' ? value : JSON.stringify(value)]);
    };
    for (const [key, value] of Object.entries({ ...rest, ...(eff !== undefined && { eff }) })) put(`(${key})`, value);
    for (const [field, value] of Object.entries(body ?? {})) put(field.replace(/\..*/, '.*'), value);
  }
  const all = [...columns].map(([name, values]) => {
    const text = values.join('\n');
    return { name, values: values.length, json: text.length, gzip: gzip(text), brotli: brotli(text) };
  });
  all.sort((a, b) => b.gzip - a.gzip);
  for (const one of all.slice(0, 45))
    console.log(
      `${one.name.padEnd(36)} ${String(one.values).padStart(6)} ${kb(one.json)} ${kb(one.gzip)} ${kb(one.brotli)}`,
    );
  const sum = (of: 'gzip' | 'brotli', filter: (name: string) => boolean): number =>
    all.filter(({ name }) => filter(name)).reduce((total, one) => total + one[of], 0);
  console.log('\nBy type, its columns together (gzip, brotli):');
  for (const type of [...new Set(rows.map(({ envelope }) => envelope.type))])
    console.log(
      `${type.padEnd(36)} ${kb(sum('gzip', (name) => name.startsWith(`${type}.`)))} ${kb(sum('brotli', (name) => name.startsWith(`${type}.`)))}`,
    );
  console.log('\nBy part of the envelope over all types (gzip, brotli); (body) is everything people said:');
  const parts = new Set(all.map(({ name }) => (/\(.*\)/.exec(name) ?? ['(body)'])[0]));
  for (const part of parts) {
    const filter = (name: string): boolean => (part === '(body)' ? !name.includes('(') : name.endsWith(part));
    console.log(`${part.padEnd(36)} ${kb(sum('gzip', filter))} ${kb(sum('brotli', filter))}`);
  }
  console.log(`${'all'.padEnd(36)} ${kb(sum('gzip', () => true))} ${kb(sum('brotli', () => true))}`);
}
