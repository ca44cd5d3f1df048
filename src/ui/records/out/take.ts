/** Files made on the phone: what is in sight as a table or as contacts. Who took which is noted before it leaves, and told to the hub like any work. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { entriesOf, type RecordState, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { BOM, type Cell, csvLine } from '../../files/csv.ts';
import { type Card, vcardText } from '../../files/vcard.ts';
import { t } from '../../i18n.ts';
import type { Open } from '../../open.ts';
import { companionId, formOf, type Question } from '../../record-form.ts';
import { folded } from '../../search.ts';
import { toast } from '../../toast.tsx';
import { entryText, fieldLabel, textOfValue } from '../../words.ts';
import { typeMany } from '../describe.tsx';
import { EVERY, extensionsOf } from '../extend.ts';

/** The type that keeps the book of files (`modules/access`). */
const EXPORT = 'export';

interface Taken {
  readonly type: TypeDecl;
  readonly records: readonly RecordState[];
  readonly filter: string;
}

/** Value of a question as a spreadsheet takes it: numbers are numbers, dates stay as precise as they are known. */
function cellOf(open: Open, { type, field, decl }: Question, main: RecordState): Cell {
  const state = type.name === main.type ? main : open.replica.record(companionId(type, main.id));
  if (!state) return '';
  const key = `${type.name}.${field}`;
  if (decl.merge === 'map')
    return entriesOf(state, field)
      .map(([, value]) => entryText(open, decl, key, value))
      .join(' | ');
  const value = valueOf(state, field);
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'number') return value;
  return ['moment', 'date', 'phone'].includes(decl.widget) ? String(value) : textOfValue(open, decl, key, value);
}

/** The table as French Excel opens it: BOM, semicolons, CRLF, nothing that runs. */
export function csvOf(open: Open, { type, records }: Pick<Taken, 'type' | 'records'>): string {
  const whole = formOf(open.replica.id.decl, type.name).whole.filter((question) => !question.type.stays);
  const header = [...whole.map((one) => fieldLabel(one.type.name, one.field)), t('out.col.id')];
  const line = (record: RecordState) =>
    csvLine([...whole.map((one) => cellOf(open, one, record)), record.id], ';', ',');
  return BOM + csvLine(header, ';') + records.map(line).join('');
}

/** What the book of files says of one. */
interface Noted {
  /** What it is about, in a word or two. */
  readonly called: string;
  readonly records: number;
  readonly filter: string;
}
const noted = ({ type, records, filter }: Taken): Noted => ({
  called: typeMany(type.name),
  records: records.length,
  filter,
});

/** Notes that the file is taken, then hands it over. Rejects with a `StoreFault` when it could not be noted: then nothing leaves. */
async function handOver(
  open: Open,
  { called, records, filter }: Noted,
  ending: string,
  media: string,
  text: string,
): Promise<void> {
  const { jekulu, me, now } = open;
  const slug = folded(called).replace(/[^a-z0-9]+/g, '-');
  const name = `${slug}-${dayOf(now)}.${ending}`;
  const body = { name, records, ...(filter && { filter: filter.slice(0, 300) }) };
  await jekulu.save([{ do: 'create', type: EXPORT, home: me.home, shared: [], body }]);
  const address = URL.createObjectURL(new Blob([text], { type: `${media};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  toast(t('out.taken'));
}

export const takeCsv = (open: Open, taken: Taken): Promise<void> =>
  handOver(open, noted(taken), 'csv', 'text/csv', csvOf(open, taken));

/** A table that a screen made of its own: of each line the record it is about. */
export interface OwnTable {
  /** What it is called: `Le registre`. */
  readonly name: string;
  /** What it was narrowed to, in words. */
  readonly of: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly record: RecordId; readonly cells: readonly string[] }[];
}

/** The table as French Excel opens it, each line with the record it is about. */
export const csvOfTable = ({ heads, rows }: Pick<OwnTable, 'heads' | 'rows'>): string =>
  BOM +
  csvLine([...heads, t('out.col.id')], ';', ',') +
  rows.map(({ record, cells }) => csvLine([...cells, record], ';', ',')).join('');

export const takeTable = (open: Open, table: OwnTable): Promise<void> =>
  handOver(
    open,
    { called: table.name, records: table.rows.length, filter: table.of },
    'csv',
    'text/csv',
    csvOfTable(table),
  );

/** What may go to a partner, where a module knows. */
export const partnerPart = () => extensionsOf(EVERY).find((one) => one.partner)?.partner;

/** Makes a card of a record of this type, where a module knows how. */
export const cardMaker = (type: string) => extensionsOf(type).find((one) => one.card)?.card;

export async function takeContacts(open: Open, taken: Taken): Promise<void> {
  const make = await cardMaker(taken.type.name)?.();
  const cards = taken.records.map((record) => make?.cardHere(open, record) ?? null);
  const known = cards.filter((card): card is Card => card !== null);
  await handOver(open, noted(taken), 'vcf', 'text/vcard', known.map(vcardText).join(''));
}
