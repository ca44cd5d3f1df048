/** What can be printed or taken of the register on a day: a list of it, the same to be signed at an assembly, the decisions; or either in a file. */
import '../../../ui/messages/out/index.ts';
import { useState } from 'preact/hooks';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText, untilText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { Take } from '../../../ui/records/out/files.tsx';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { takeTable } from '../../../ui/records/out/take.ts';
import { OUT } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href, type Path } from '../../../ui/router.ts';
import type { Register } from '../rules.ts';
import { REGISTER } from './addresses.ts';
import { DECISIONS, listedOf } from './register-parts.ts';
import { decisionsTable, listTable, type RegisterTable } from './register-table.ts';

/** A date that stays on one line: a column of them would make every row twice as high. */
const dateInOne = (moment: string): string => momentText(moment).replaceAll(' ', '\u00a0');

const [LIST, SIGN] = ['liste', 'signer'];

/** @param rest which part (`tous`, `forme/scoops`, `decisions`), then which paper. */
export default function RegisterOut(props: { readonly us: RecordId; readonly whole: Register; readonly rest: Path }) {
  const { us, whole } = props;
  const [part = 'tous', which = '-', paper] = props.rest;
  const open = useOpen();
  const { replica } = open;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isDecisions = part === DECISIONS;
  const listed = listedOf(replica, us, whole, part, which);
  const table = (written: (moment: string) => string): RegisterTable =>
    isDecisions ? decisionsTable(replica, us, whole.day, written) : listTable(replica, whole, listed.ids, written);
  const title = isDecisions ? t('register.decisions') : listed.title;
  const sub = isDecisions
    ? [title, untilText(whole.day)].join(t('list.comma'))
    : t('register.of', { what: title, day: momentText(whole.day) });
  const at = ['membres', REGISTER, whole.day];
  const menu = [...at, OUT, part, which];
  if (paper === LIST || paper === SIGN)
    return (
      <PaperScreen
        title={t(`out.${paper === SIGN ? 'sign' : 'list'}`)}
        back={{ href: href(...menu), label: t('out.title') }}
      >
        <Sheet
          table={table(dateInOne)}
          title={t('register.paper')}
          sub={sub}
          sign={paper === SIGN}
          names={!isDecisions}
        />
      </PaperScreen>
    );
  const take = () => {
    setRefusal(null);
    const { heads, rows } = table((moment) => moment);
    takeTable(open, { name: t('register.paper'), of: sub, heads, rows }).catch((error: unknown) =>
      setRefusal(refusalOf(error)),
    );
  };
  const back = isDecisions || part !== 'tous' ? href(...at, part, ...(which === '-' ? [] : [which])) : href(...at);
  return (
    <Frame title={t('out.title')} sub={sub} back={{ href: back, label: t('register.back') }}>
      <div class="stack narrow">
        <section class="stack s2">
          <Head title={t('out.paper')} />
          <p class="sm dim">{t('out.paper.hint')}</p>
          <div class="card rows">
            <Row href={href(...menu, LIST)} sign={<Sign icon="doc" />} title={t('out.list')} />
            {!isDecisions && (
              <Row
                href={href(...menu, SIGN)}
                sign={<Sign icon="pencil" />}
                title={t('out.sign')}
                sub={t('register.sign.hint')}
              />
            )}
          </div>
        </section>
        <section class="stack s2">
          <Head title={t('out.file')} />
          {refusal && <RefusalNotice refusal={refusal} />}
          <Notice tone="wait" icon="lock">
            <p>{t('out.file.hint')}</p>
          </Notice>
          <Take title={t('out.csv')} hint={t('out.csv.hint')} onTake={take} />
        </section>
      </div>
    </Frame>
  );
}

interface SheetProps {
  readonly table: RegisterTable;
  readonly title: string;
  readonly sub: string;
  /** Name and place alone, then who comes in its name and signs. */
  readonly sign: boolean;
  /** Its rows begin with the name of an organisation. */
  readonly names: boolean;
}

function Sheet({ table, title, sub, sign, names }: SheetProps) {
  if (table.rows.length === 0) return <Empty text={t('out.none')} />;
  const kept = (cells: readonly string[]) => (sign ? [cells[0] ?? '', cells[2] ?? ''] : cells);
  const heads = kept(table.heads);
  const more = sign ? [t('register.delegate'), t('out.col.sign')] : [];
  return (
    <table class={sign ? 'to-sign' : ''}>
      <thead>
        <DocHead title={title} sub={sub} columns={1 + heads.length + more.length} />
        <tr>
          <th scope="col" class="n">
            {t('out.col.number')}
          </th>
          {[...heads, ...more].map((head, at) => (
            <th scope="col" key={head} class={more.includes(head) ? 'sg' : names && at === 0 ? 'who' : ''}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ record, cells }, at) => (
          <tr key={`${record} ${at}`}>
            <td class="n">{at + 1}</td>
            {kept(cells).map((cell, column) => (
              <Cell key={heads[column]} cell={cell} isName={column === 0} />
            ))}
            {more.map((head) => (
              <td key={head} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell, isName }: { readonly cell: string; readonly isName: boolean }) {
  return isName ? <th scope="row">{cell}</th> : <td>{cell}</td>;
}
