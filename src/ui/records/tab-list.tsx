/** Records of another type that stand on a sheet: who is in it, what it belongs to, what it was given. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { type Open, useOpen } from '../open.ts';
import { Head, Row, State } from '../parts.tsx';
import { href, type Path } from '../router.ts';
import { fixesOf, fixingRecords, standOf } from '../work.ts';
import { isPartHere, PartHere } from './at-hub.tsx';
import { linkWords, newTitle, RecordSign } from './describe.tsx';
import { extensionsOf, type TabHead } from './extend.ts';
import { NEW, tabName } from './routes.ts';
import { homeFor } from './save.ts';

const PAGE = 20;

export interface Tab {
  readonly type: string;
  readonly by: string;
}

/** What stands in a tab: what lasts first, then what began last. */
export function linked(open: Open, state: RecordState, tab: Tab) {
  return linksTo(open.replica, tab.type, tab.by, state.id)
    .map((link) => ({ link, words: linkWords(open, link, tab.by) }))
    .sort(
      ({ words: a }, { words: b }) =>
        Number(a.ended) - Number(b.ended) || b.since.localeCompare(a.since) || a.title.localeCompare(b.title),
    );
}

type Linked = ReturnType<typeof linked>[number];

interface Part {
  readonly head: TabHead | null;
  /** How many of all its records are not over. */
  readonly lasting: number;
  readonly links: readonly Linked[];
}

/** Each record under the first head that takes it, in the order of the heads. */
function partsOf(state: RecordState, tab: Tab, all: readonly Linked[]): readonly Part[] {
  const heads = extensionsOf(state.type).flatMap((one) => one.heads?.[tab.type] ?? []);
  const headOf = ({ link }: Linked): TabHead | null => heads.find((head) => head.takes(link)) ?? null;
  return [...heads, null]
    .map((head) => ({ head, links: all.filter((one) => headOf(one) === head) }))
    .filter(({ links }) => links.length > 0)
    .map((part) => ({ ...part, lasting: part.links.filter(({ words }) => !words.ended).length }));
}

/** As many of all parts together, the first ones first. */
function firstOf(parts: readonly Part[], shown: number): readonly Part[] {
  let left = shown;
  return parts.flatMap((part) => {
    const links = part.links.slice(0, Math.max(0, left));
    left -= links.length;
    return links.length > 0 ? [{ ...part, links }] : [];
  });
}

/** May this person read what stands there? What one may not read is not known to be none. */
export function readsTab(open: Open, state: RecordState, tab: Tab): boolean {
  const type = open.replica.id.decl.types[tab.type];
  if (!type || type.shareable) return type !== undefined;
  const home = homeFor(open, type, { [type.livesWith ?? tab.by]: state.id });
  return open.replica.may(open.me.person, 'read', type.name, home, open.now);
}

export function TabList(props: {
  readonly state: RecordState;
  readonly tab: Tab;
  readonly base: Path;
  readonly label: string;
}) {
  const { state, tab, base, label } = props;
  const open = useOpen();
  const { replica, me, now } = open;
  const [shown, setShown] = useState(PAGE);
  const type = replica.id.decl.types[tab.type];
  const all = linked(open, state, tab);
  // Where it will live hangs on the other record where it does not live with this one: then the form asks first.
  const free = type?.livesWith !== undefined && type.livesWith !== tab.by;
  const home = type ? homeFor(open, type, { [tab.by]: state.id }) : state.home;
  const may = type !== undefined && (free || replica.may(me.person, 'create', type.name, home, now));
  const more = all.length - shown;
  return (
    <section class="stack s3" aria-label={label}>
      {isPartHere(type) && <PartHere />}
      {extensionsOf(state.type).map(({ sums }, at) => {
        const Sums = sums?.[tab.type];
        return Sums && <Sums key={at} state={state} />;
      })}
      {all.length === 0 ? (
        <p class="dim">
          {t(!readsTab(open, state, tab) ? 'records.closed' : isPartHere(type) ? 'athub.none' : 'tab.none')}
        </p>
      ) : (
        firstOf(partsOf(state, tab, all), shown).map(({ head, lasting, links }, at) => (
          <Fragment key={at}>
            {head && <Head title={head.title()} count={lasting} />}
            <Rows links={links} list={[...base, tabName(tab)]} />
          </Fragment>
        ))
      )}
      {more > 0 && (
        <button type="button" class="btn" onClick={() => setShown(shown + PAGE)}>
          {t('list.next', { n: Math.min(more, PAGE) })}
        </button>
      )}
      {may && (
        <a class="btn" href={href(...base, tabName(tab), NEW)}>
          <Icon name="plus" />
          {extensionsOf(tab.type).some((one) => one.made) ? newTitle(tab.type) : t('tab.add')}
        </a>
      )}
      {extensionsOf(state.type).map(({ under }, at) => {
        const Under = under?.[tab.type];
        return Under && <Under key={at} state={state} />;
      })}
    </section>
  );
}

function Rows(props: { readonly links: readonly Linked[]; readonly list: Path }) {
  const { links, list } = props;
  const { replica, me } = useOpen();
  const fixing = fixingRecords(fixesOf(replica, me.person));
  const Line = extensionsOf(links[0]?.link.type ?? '').find((one) => one.Line)?.Line;
  return (
    <div class="card rows">
      {links.map(({ link, words }) => {
        const other = words.other ? replica.record(words.other) : null;
        const stand = standOf(replica, [link], fixing);
        const end = stand !== 'confirmed' && <State of={stand} />;
        const to = href(...list, link.id);
        if (Line) return <Line key={link.id} state={link} href={to} end={end} />;
        return (
          <Row
            key={link.id}
            href={to}
            sign={<RecordSign state={other ?? link} />}
            title={words.title}
            sub={words.sub}
            {...(words.ended && { tone: 'ended' })}
            end={end}
          />
        );
      })}
    </div>
  );
}
