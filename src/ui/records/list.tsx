/** Where is this record, and which needs something? The list of one type, as its declaration wants it. */
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Declarations, Face, TypeDecl } from '../../kernel/declare.ts';
import { dayOf } from '../../kernel/grant.ts';
import { branchOf } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/moment.ts';
import { orgOf } from '../../kernel/sharing.ts';
import { besideRoom, Frame, rooms } from '../frame.tsx';
import { has, language, t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useOpen } from '../open.ts';
import { Empty } from '../parts.tsx';
import { href } from '../router.ts';
import { type Search, SearchIndex } from '../search.ts';
import { day, longDay } from '../when.ts';
import { hasPlace, useMap } from './area-filter.tsx';
import { isPartHere, PartHere } from './at-hub.tsx';
import { signCell, stateCell } from './cells.tsx';
import { lineOf, newTitle, typeMany, typeName } from './describe.tsx';
import { byEnd, leftText } from './ending.ts';
import { extensionsOf } from './extend.ts';
import { Chips } from './filters.tsx';
import { inSight, NO_FILTER, shownBy } from './find.ts';
import { type Line, linesOf } from './lines.ts';
import { again, type Looking, lookingAt, PAGE } from './looking.ts';
import { facedTypes, NEW, OUT, roomOf } from './routes.ts';
import { Tabs } from './tabs.tsx';
import { useSearch } from './use-search.ts';

export interface ListProps {
  readonly type: TypeDecl;
  readonly face: Face;
}

export function RecordList({ type, face }: ListProps) {
  const { jekulu, replica, me, now } = useOpen();
  const version = jekulu.version.value;
  const looking = lookingAt(me.person, type.name);
  const { ours } = looking;
  // The copy is the same object before and after a change: its version tells.
  const known = useMemo(
    () => linesOf(replica, me.person, type.name),
    [replica, me.person, type, version, language.value],
  );
  const { until } = face;
  const [today, over] = [dayOf(now), looking.over.value];
  const all = useMemo(() => (until ? byEnd(known, until, today, over) : known), [known, until, today, over]);
  const mine = useMemo(() => all.filter((line) => line.home.startsWith(me.home)), [all, me.home]);
  // An organisation's own people live with the branch: there is nothing to narrow.
  const narrows = branchOf(me.home) !== null && orgOf(me.home) === null;
  const inBranch = narrows && mine.length > 0 && mine.length < all.length;
  const only = inBranch && (ours.value ?? true);
  const base = only ? mine : all;
  const sums = useMemo(() => ({ n: inSight(all), ours: inSight(mine) }), [all, mine]);
  const may = replica.may(me.person, 'create', type.name, me.home, now);
  // Somebody is about to write: what a letter needs comes before the letter does.
  const [near, setNear] = useState(false);
  const [one, many] = [typeName(type.name).toLowerCase(), typeMany(type.name).toLowerCase()];
  const counts = { ...sums, place: me.place, one, many };
  const isPart = isPartHere(type);
  return (
    <Frame
      title={typeMany(type.name)}
      sub={isPart ? t('athub.sub', counts) : inBranch ? t('records.sub.ours', counts) : t('records.sub', counts)}
      end={
        <>
          <a class="ib" href={href(face.address, OUT)} aria-label={t('records.out')}>
            <Icon name="print" />
          </a>
          {may && <Add type={type} face={face} />}
        </>
      }
    >
      <div class="stack s3">
        <Kinds type={type} />
        {extensionsOf(type.name).map(({ Above }, at) => Above && <Above key={at} />)}
        {isPart && <PartHere />}
        {known.length === 0 ? (
          <Empty
            text={t(isPart ? 'athub.none' : has(`${type.name}.none`) ? `${type.name}.none` : 'records.none')}
            {...((may || !isPart) && { hint: t(may ? 'records.none.hint' : 'records.none.wait') })}
          >
            {may && (
              <a class="btn go" href={href(face.address, NEW)}>
                <Icon name="plus" />
                {newTitle(type.name)}
              </a>
            )}
          </Empty>
        ) : (
          <>
            <div class="bar2">
              <SearchField
                looking={looking}
                lies={hasPlace(type)}
                phones={hasPhone(replica.id.decl, type)}
                near={near}
                onNear={() => setNear(true)}
              />
              <Chips
                type={type}
                lines={base}
                looking={looking}
                branch={inBranch ? { name: me.place, count: counts.ours, only } : null}
              />
              {until && (
                <Ends
                  lines={only ? known.filter((line) => line.home.startsWith(me.home)) : known}
                  {...{ until, today, looking }}
                />
              )}
            </div>
            <Found {...{ type, face, looking, may, base, all }} count={sums.n} />
          </>
        )}
        {extensionsOf(type.name).map(({ Below }, at) => Below && <Below key={at} />)}
      </div>
    </Frame>
  );
}

interface FoundProps extends ListProps {
  readonly looking: Looking;
  readonly may: boolean;
  /** Where one looks. */
  readonly base: readonly Line[];
  /** Everything there is, beyond the reader's branch. */
  readonly all: readonly Line[];
  readonly count: number;
}

/** What a key or a filter changes, and nothing else of the page: a weak phone draws it at every letter. */
function Found({ type, face, looking, may, base, all, count }: FoundProps) {
  const open = useOpen();
  const { wanted, filter, shown } = looking;
  const looks = wanted.value.trim() !== '';
  const map = useMap(looks && hasPlace(type));
  const index = useMemo(() => new SearchIndex(base), [base, map]);
  const passes = useMemo(() => shownBy(filter.value, looks), [filter.value, looks]);
  const { found, done } = useSearch(index, wanted.value, passes, shown.value) as Search<Line>;
  const whole = useMemo(() => new SearchIndex(all), [all, map]);
  const further = useSearch(base !== all && done && found.length === 0 ? whole : null, wanted.value, passes);
  const elsewhere = further ? further.found.length : 0;
  const more = found.length - shown.value;
  // Said when it is sure: until then what was said before.
  const said = useRef('');
  if (done || said.current === '')
    said.current = t('records.count', { n: found.length, of: Math.max(count, found.length) });
  return (
    <>
      <p class="sm dim" role="status">
        <b class="ink">{said.current}</b>
        {face.until
          ? t(looking.over.value ? 'ending.order.over' : 'ending.order', { day: longDay(open.now) })
          : t('records.order')}
      </p>
      {found.length === 0 && done ? (
        <Nothing {...{ type, face, looking, elsewhere, may }} />
      ) : (
        <Table type={type} face={face} lines={found.slice(0, shown.value)} />
      )}
      {more > 0 && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            shown.value += PAGE;
          }}
        >
          {t('list.next', { n: Math.min(more, PAGE) })}
        </button>
      )}
    </>
  );
}

/** What goes on, or what is over: each with its count. */
function Ends(props: {
  readonly lines: readonly Line[];
  readonly until: string;
  readonly today: Day;
  readonly looking: Looking;
}) {
  const { lines, until, today, looking } = props;
  const n = (over: boolean): number => inSight(byEnd(lines, until, today, over));
  return (
    <fieldset class="chips" aria-label={t('ending.which')}>
      {[false, true].map((over) => (
        <button
          type="button"
          class="chip"
          key={String(over)}
          aria-pressed={looking.over.value === over}
          onClick={() =>
            again(looking, () => {
              looking.over.value = over;
            })
          }
        >
          {t(over ? 'ending.which.over' : 'ending.which.on')} <span class="num">{n(over)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** The other lists of the network: one touch from one to the next. */
function Kinds({ type }: { readonly type: TypeDecl }) {
  const open = useOpen();
  const all = facedTypes(open.replica).filter((one) => rooms.value.has(one.face.address));
  const room = type.face ? roomOf(type as (typeof all)[number]) : '';
  // What much hangs on comes first.
  const others = all
    .filter((one) => roomOf(one) === room)
    .sort((a, b) => (b.tabs?.length ?? 0) - (a.tabs?.length ?? 0));
  const doors = besideRoom(room).flatMap((other) => {
    const first = other === room ? undefined : all.find((one) => roomOf(one) === other);
    return first ? [{ key: other, href: href(first.face.address), label: t(`room.${other}`) }] : [];
  });
  return (
    <Tabs
      label={t('records.kinds')}
      tabs={[
        ...others.map(({ name, face }) => ({ key: name, href: href(face.address), label: typeMany(name) })),
        ...others.flatMap(({ name }) => extensionsOf(name).flatMap((one) => one.ways?.(open) ?? [])),
        ...doors,
      ]}
      current={type.name}
    />
  );
}

function Add({ type, face }: ListProps) {
  const label = newTitle(type.name);
  return (
    <a class="btn go nw" href={href(face.address, NEW)} aria-label={label}>
      <Icon name="plus" />
      <span class="w">{label}</span>
    </a>
  );
}

/** Do records of this type, or what stands beside them, hold a telephone number? */
const hasPhone = ({ types }: Declarations, type: TypeDecl): boolean =>
  Object.values(types).some(
    ({ name, companionOf, fields }) =>
      (name === type.name || companionOf === type.name) &&
      Object.values(fields).some(({ widget }) => widget === 'phone'),
  );

interface SearchFieldProps {
  readonly looking: Looking;
  readonly lies: boolean;
  readonly phones: boolean;
  readonly near: boolean;
  onNear(): void;
}

function SearchField({ looking, lies, phones, near, onNear }: SearchFieldProps) {
  const { wanted } = looking;
  useMap(near && lies);
  const look = (text: string) =>
    again(looking, () => {
      wanted.value = text;
    });
  return (
    <label class="find">
      <Icon name="search" />
      <span class={wanted.value ? 'vh' : 'dim'}>
        {[t('records.search'), lies && t('records.search.place'), phones && t('records.search.phone')]
          .filter(Boolean)
          .join(t('list.comma'))}
      </span>
      <input
        type="search"
        value={wanted.value}
        autocomplete="off"
        onFocus={onNear}
        onInput={(event) => look(event.currentTarget.value)}
      />
      {wanted.value && (
        <button type="button" class="ib" aria-label={t('records.clear')} onClick={() => look('')}>
          <Icon name="x" />
        </button>
      )}
    </label>
  );
}

function Nothing(props: ListProps & { readonly looking: Looking; readonly elsewhere: number; readonly may: boolean }) {
  const { type, face, looking, elsewhere } = props;
  const { wanted, ours, filter } = looking;
  return (
    <Empty text={wanted.value ? t('records.notfound', { text: wanted.value }) : t('records.nofilter')}>
      <div class="line wrap">
        {elsewhere > 0 && (
          <button
            type="button"
            class="btn"
            onClick={() =>
              again(looking, () => {
                ours.value = false;
              })
            }
          >
            <Icon name="network" />
            {t('records.elsewhere', { n: elsewhere })}
          </button>
        )}
        <button
          type="button"
          class="btn"
          onClick={() =>
            again(looking, () => {
              wanted.value = '';
              filter.value = NO_FILTER;
            })
          }
        >
          {t('records.reset')}
        </button>
        {props.may && (
          <a class="btn" href={href(face.address, NEW)}>
            <Icon name="plus" />
            {newTitle(type.name)}
          </a>
        )}
      </div>
    </Empty>
  );
}

/** One table; rows of cards on a phone. */
function Table({ type, face, lines }: ListProps & { readonly lines: readonly Line[] }) {
  const open = useOpen();
  return (
    <div class="card">
      <table class="tbl cards">
        <caption class="vh">{typeMany(type.name)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{typeName(type.name)}</th>
            <th scope="col">{face.line.map((field) => t(`${type.name}.${field}`)).join(t('list.comma'))}</th>
            <th scope="col">{face.until ? t(`${type.name}.${face.until}`) : t('records.col.news')}</th>
            <th scope="col">{t('records.col.state')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            // By place, not by record: at every letter other records stand in the same rows, and no row has anything to keep.
            <tr key={at}>
              {signCell(type, line)}
              <th scope="row" data-a="t">
                <b>
                  <a href={line.unborn ? href('corriger') : href(face.address, line.id)} class="cover">
                    {line.name || t('value.unknown')}
                  </a>
                </b>
                {line.also.map((name) => (
                  <small class="sm dim block" key={name}>
                    {t('records.also', { name })}
                  </small>
                ))}
              </th>
              <td data-a="c">{lineOf(open, type, (field) => line.read(field))}</td>
              <td data-a="d" class={face.until ? 'dim end nw' : 'dim end'}>
                {face.until ? leftText(line.read(face.until), open.now) : day(line.news, open.now)}
              </td>
              {stateCell(line.stand)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
