/** Paper and files: the menu of a list or of a sheet, and the papers it opens. Lists go out as they were narrowed on their screen. */
import '../../messages/out/index.ts';
import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../frame.tsx';
import { t } from '../../i18n.ts';
import type { IconName } from '../../icon.tsx';
import { useOpen } from '../../open.ts';
import { Empty, Head, Row, Sign } from '../../parts.tsx';
import { href, type Path } from '../../router.ts';
import { titleOf } from '../../words.ts';
import { lineText, typeMany } from '../describe.tsx';
import { OUT, typeAt } from '../routes.ts';
import { Cards, MOST_CARDS } from './cards.tsx';
import { type Chosen, chosenOf } from './chosen.ts';
import { Files } from './files.tsx';
import { FormPaper } from './form-paper.tsx';
import { ListPaper } from './list-paper.tsx';
import { PaperScreen } from './paper.tsx';
import { SheetPaper } from './sheet-paper.tsx';

type Faced = NonNullable<ReturnType<typeof typeAt>>;

/** @param rest the whole address: `membres/sortir/…` of a list, `membres/<id>/sortir/…` of a sheet. */
export default function Out({ rest }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const [address = '', second = ''] = rest;
  const type = typeAt(replica, address);
  const record = isRecordId(second) ? replica.record(second) : null;
  if (!type || (second !== OUT && !record)) return null;
  const what = rest[record ? 3 : 2] ?? '';
  return record ? <OfSheet {...{ type, record, what }} /> : <OfList {...{ type, what }} />;
}

/** One paper of the menu. */
interface Paper {
  readonly name: string;
  readonly icon: IconName;
  readonly hint?: string;
}
const OF_LIST: readonly Paper[] = [
  { name: 'list', icon: 'doc' },
  { name: 'sign', icon: 'pencil', hint: 'out.sign.hint' },
  { name: 'cards', icon: 'person', hint: 'out.cards.hint' },
  { name: 'form', icon: 'book', hint: 'out.form.hint' },
];
const OF_SHEET: readonly Paper[] = [
  { name: 'sheet', icon: 'doc' },
  { name: 'card', icon: 'person', hint: 'out.card.hint' },
];

function OfList({ type, what }: { readonly type: Faced; readonly what: string }) {
  const open = useOpen();
  const { address } = type.face;
  const chosen = chosenOf(open, type);
  const count = t('out.chosen', { n: chosen.lines.length });
  const sub = chosen.filter ? t('out.chosen.filter', { what: count, filter: chosen.filter }) : count;
  if (!OF_LIST.some(({ name }) => name === what)) {
    const records = chosen.lines.flatMap((line) => open.replica.record(line.id) ?? []);
    const back = { href: href(address), label: t('back.list', { list: typeMany(type.name).toLowerCase() }) };
    return <Menu {...{ type, records, back }} sub={sub} filter={chosen.filter} at={[address, OUT]} papers={OF_LIST} />;
  }
  const back = { href: href(address, OUT), label: t('out.title') };
  const many = what === 'cards' && chosen.lines.length > MOST_CARDS && t('out.too.many', { n: MOST_CARDS });
  return (
    <PaperScreen title={t(`out.${what}`)} back={back} note={many}>
      <ListPapers {...{ type, what, chosen }} />
    </PaperScreen>
  );
}

function ListPapers({ type, what, chosen }: { readonly type: Faced; readonly what: string; readonly chosen: Chosen }) {
  if (what === 'form') return <FormPaper type={type} />;
  if (chosen.lines.length === 0) return <Empty text={t('out.none')} />;
  if (what === 'cards') return <Cards type={type} lines={chosen.lines} />;
  return <ListPaper type={type} chosen={chosen} sign={what === 'sign'} />;
}

function OfSheet(props: { readonly type: Faced; readonly record: RecordState; readonly what: string }) {
  const { type, record, what } = props;
  const open = useOpen();
  const base = [type.face.address, record.id];
  const name = titleOf(open.replica, record.id);
  if (!OF_SHEET.some((paper) => paper.name === what)) {
    const back = { href: href(...base), label: t('back.sheet') };
    return (
      <Menu {...{ type, back }} records={[record]} sub={name} filter={name} at={[...base, OUT]} papers={OF_SHEET} />
    );
  }
  const read = (field: string) => valueOf(record, field);
  return (
    <PaperScreen title={t(`out.${what}`)} back={{ href: href(...base, OUT), label: t('out.title') }}>
      {what === 'card' ? (
        <Cards type={type} lines={[{ id: record.id, name, home: record.home, read }]} />
      ) : (
        <SheetPaper state={record} />
      )}
    </PaperScreen>
  );
}

function Menu(props: {
  readonly type: Faced;
  readonly records: readonly RecordState[];
  readonly filter: string;
  readonly sub: string;
  readonly at: Path;
  readonly back: { readonly href: string; readonly label: string };
  readonly papers: readonly Paper[];
}) {
  const { type, records, at } = props;
  const open = useOpen();
  const one = props.papers === OF_SHEET;
  return (
    <Frame title={t('out.title')} sub={props.sub} back={props.back}>
      <div class="stack narrow">
        <section class="stack s2">
          <Head title={t('out.paper')} />
          <p class="sm dim">{t('out.paper.hint')}</p>
          <div class="card rows">
            {props.papers.map(({ name, icon, hint }) => (
              <Row
                key={name}
                href={href(...at, name)}
                sign={<Sign icon={icon} />}
                title={t(`out.${name}`)}
                {...(hint ? { sub: t(hint) } : one && { sub: lineText(open, records[0] as RecordState) })}
              />
            ))}
          </div>
        </section>
        {records.length > 0 && <Files type={type} records={records} filter={props.filter} one={one} />}
      </div>
    </Frame>
  );
}
