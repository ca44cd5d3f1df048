/** Who or what is it, is it in order, what changed last and by whom? The sheet of any record. */
import { fieldAs, type TypeDecl } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { normalPhone } from '../../kernel/phone.ts';
import type { Json } from '../../kernel/types.ts';
import { toChoose } from '../../kernel/versions.ts';
import { Clash } from '../clash.tsx';
import { daysLeft, SOON } from '../ending.ts';
import { partsOf } from '../flags.ts';
import { Frame } from '../frame.tsx';
import { History, Past } from '../history.tsx';
import { isOne, plainLanguage, t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { type Open, useOpen } from '../open.ts';
import { Notice, State } from '../parts.tsx';
import { href, type Path } from '../router.ts';
import { longDay } from '../when.ts';
import { wide } from '../wide.ts';
import { branchCalled, titleOf } from '../words.ts';
import { fixesOf, fixingRecords, standOf } from '../work.ts';
import { isPartHere } from './at-hub.tsx';
import { lineText, linkWords, RecordSign, typeName } from './describe.tsx';
import { leftText } from './ending.ts';
import { type Counter, extensionsOf } from './extend.ts';
import { Facts, telOf } from './facts.tsx';
import { Remarks } from './remarks.tsx';
import { addressOfRecord, EDIT, HISTORY, OUT, tabName } from './routes.ts';
import { type ShownTab, tabLabel, tabsOf } from './sheet-tabs.ts';
import { TabList } from './tab-list.tsx';
import { Tabs } from './tabs.tsx';

export interface Owner {
  readonly state: RecordState;
  /** The field of this record that names it. */
  readonly by: string;
}

export interface SheetProps {
  readonly state: RecordState;
  /** Address of this sheet. */
  readonly base: Path;
  readonly back: { readonly href: string; readonly label: string };
  /** Last part of the address: a tab; '' for the first. */
  readonly tab: string;
  /** The record on whose sheet this one stands. */
  readonly owner?: Owner | undefined;
}

export function RecordSheet({ state, base, back, tab, owner }: SheetProps) {
  const open = useOpen();
  const { replica, me, now } = open;
  const parts = partsOf(replica, state);
  const fixing = fixingRecords(fixesOf(replica, me.person));
  const may = replica.may(me.person, 'edit', state.type, state.home, now);
  const type = replica.id.decl.types[state.type];
  const tabs = tabsOf(open, state);
  const extensions = extensionsOf(state.type);
  const words = owner ? linkWords(open, state, owner.by) : null;
  const phone = parts.map((part) => numberOf(part, replica.id.decl.types[part.type])).find(Boolean) ?? '';
  const branch = branchCalled(replica, state.home);
  const clashes = parts.flatMap((part) => toChoose(replica.id.decl, part).map((field) => ({ part, field })));
  const counters = countersOf(open, state, base, tabs);
  const other = words?.other ? addressOfRecord(replica, replica.record(words.other)?.type ?? '', words.other) : null;
  return (
    <Frame
      title={words?.title ?? (titleOf(replica, state.id) || typeName(state.type))}
      sub={
        owner ? t('list.dot', { a: typeName(state.type), b: titleOf(replica, owner.state.id) }) : lineText(open, state)
      }
      back={back}
      end={
        owner === undefined && (
          <a class="ib" href={href(...base, OUT)} aria-label={t('records.out')}>
            <Icon name="print" />
          </a>
        )
      }
      acts={(phone || may) && <Acts {...{ phone, base, may }} />}
    >
      <div class="stack">
        <div class="idn">
          <div class="sum">
            <RecordSign state={state} large />
            <div class="grow stack s1">
              <p>
                <State of={standOf(replica, parts, fixing)} />
              </p>
              {words?.sub && <p>{words.sub}</p>}
              <p class="sm dim">{branch ? t('records.home', { branch }) : t('records.home.network')}</p>
              {other && (
                <p>
                  <a href={other}>{t('records.open', { name: words?.title ?? '' })}</a>
                </p>
              )}
            </div>
          </div>
          {counters.length > 0 && (
            <div class="card counters">
              {counters.map((one) => (
                <a key={one.label} href={one.href}>
                  <b class="num">{one.figure}</b>
                  <span>{one.label}</span>
                </a>
              ))}
            </div>
          )}
        </div>
        {isPartHere(replica.id.decl.types[state.type]) && (
          <Past records={parts.map((part) => part.id)} text={t('athub.record')} ask={t('athub.ask')} />
        )}
        <Remarks state={state} parts={parts} fixing={parts.some((part) => fixing.has(part.id))} />
        {type?.face?.until && <Ends end={valueOf(state, type.face.until)} />}
        {extensions.map(({ Check }, at) => Check && <Check key={at} state={state} base={base} />)}
        {clashes.map(({ part, field }) => (
          <Clash key={`${part.id} ${field}`} part={part} field={field} />
        ))}
        <Tabs
          label={t('records.tabs')}
          tabs={tabs.map(({ name, ...one }) => ({
            key: name,
            href: name === '' ? href(...base) : href(...base, name),
            ...one,
          }))}
          current={tab}
          within
        />
        <Body {...{ state, base, may, parts, tab }} />
      </div>
    </Frame>
  );
}

/** The first number to call that stands there; '' for none. One that is not whole calls nobody. */
function numberOf(part: RecordState, type: TypeDecl | undefined): string {
  const read = (field: string) => valueOf(part, field);
  const fields = Object.entries(type?.fields ?? {});
  const called = fields.find(
    ([field, decl]) => fieldAs(decl, read).widget === 'phone' && normalPhone(textOf(part, field)).ok,
  );
  return called ? textOf(part, called[0]) : '';
}

/** How long it is still open, by the day that is said too: clocks of phones are wrong. */
function Ends({ end }: { readonly end: Json | undefined }) {
  const { now } = useOpen();
  const left = daysLeft(end, dayOf(now));
  if (left === null) return null;
  return (
    <Notice tone={left < 0 ? 'wait' : left <= SOON ? 'fix' : 'ok'} icon="clock" title={leftText(end, now)}>
      <p>{t('ending.today', { day: longDay(now) })}</p>
    </Notice>
  );
}

/** What is open; on a desk the sheet, or its history, stands beside it. */
function Body(props: {
  readonly state: RecordState;
  readonly base: Path;
  readonly may: boolean;
  readonly parts: readonly RecordState[];
  readonly tab: string;
}) {
  const { state, base, may, parts, tab } = props;
  const { replica } = useOpen();
  const declared = replica.id.decl.types[state.type]?.tabs?.find((one) => tabName(one) === tab);
  const extra = extensionsOf(state.type)
    .flatMap((one) => one.tabs ?? [])
    .find((one) => one.name === tab);
  const history = (
    <section class="stack s3" aria-label={t('history.title')}>
      <History records={parts.map((part) => part.id)} />
    </section>
  );
  const facts = <Facts {...{ state, base, may }} />;
  const main = declared ? (
    <TabList {...{ state, base }} tab={declared} label={tabLabel(state.type, declared)} />
  ) : extra ? (
    <extra.Shown {...{ state, base }} />
  ) : tab === HISTORY ? (
    history
  ) : (
    facts
  );
  return (
    <div class="two">
      {main}
      {wide.value && <aside class="stack">{main === facts ? history : facts}</aside>}
    </div>
  );
}

const SHOWN_COUNTERS = 3;

function countersOf(open: Open, state: RecordState, base: Path, tabs: readonly ShownTab[]): readonly Counter[] {
  const added = extensionsOf(state.type).flatMap((one) => one.counters?.(open, state, base) ?? []);
  const counted = tabs.flatMap(({ name, label, count, one = label }) =>
    count === null
      ? []
      : [{ figure: String(count), label: isOne(plainLanguage(), count) ? one : label, href: href(...base, name) }],
  );
  const all = [...added, ...counted];
  return all.every((one) => one.figure === '0') ? [] : all.slice(0, SHOWN_COUNTERS);
}

function Acts(props: { readonly phone: string; readonly base: Path; readonly may: boolean }) {
  return (
    <>
      {props.phone && (
        <a class="btn" href={telOf(props.phone)}>
          <Icon name="phone" />
          {t('records.call')}
        </a>
      )}
      {props.may && (
        <a class="btn go" href={href(...props.base, EDIT)}>
          <Icon name="pencil" />
          {t('records.change')}
        </a>
      )}
    </>
  );
}
