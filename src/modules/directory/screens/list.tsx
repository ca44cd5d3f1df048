/** Where is this organisation, and whose sheet is wrong? */
import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { branchOf } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { has, language, t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Sign, STANDS, State } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { SearchIndex } from '../../../ui/search.ts';
import { day } from '../../../ui/when.ts';
import { KINDS } from '../model.ts';
import { countsOf, type Filter, foundIn, inSight, type Line, linesOf } from './find.ts';

const PAGE = 20;
/** A screen is still prompt when it is kept busy for so long, ms. */
const WARM = 12;

// What was looked for stays when one comes back from a sheet.
const wanted = signal('');
const ours = signal<boolean | null>(null);
const filter = signal<Filter | null>(null);
const shown = signal(PAGE);

const again = (change: () => void) => () => {
  change();
  shown.value = PAGE;
};

export const kindIcon = (kind: string): IconName => KINDS.find((one) => one.value === kind)?.icon ?? 'coop';
export const kindName = (kind: string): string =>
  has(`organisation.kind.${kind}`) ? t(`organisation.kind.${kind}`) : kind;

export function Organisations() {
  const { jekulu, replica, me, now } = useOpen();
  const version = jekulu.version.value;
  // The copy is the same object before and after a change: its version tells.
  const all = useMemo(() => linesOf(replica, me.person), [replica, me.person, version, language.value]);
  const mine = useMemo(() => all.filter((line) => line.home.startsWith(me.home)), [all, me.home]);
  const inBranch = branchOf(me.home) !== null && mine.length > 0 && mine.length < all.length;
  const only = inBranch && (ours.value ?? true);
  const base = only ? mine : all;
  const index = useMemo(() => new SearchIndex(base), [base]);
  useWarm(index);
  const found = useMemo(() => foundIn(index, filter.value, wanted.value), [index, filter.value, wanted.value]);
  const elsewhere = only && found.length === 0 ? foundIn(new SearchIndex(all), filter.value, wanted.value).length : 0;
  const counts = useMemo(() => countsOf(base), [base]);
  const sum = useMemo(() => ({ all: inSight(all), mine: inSight(mine) }), [all, mine]);
  const may = replica.may(me.person, 'create', 'organisation', me.home, now);
  const more = found.length - shown.value;
  return (
    <Frame
      title={t('nav.members')}
      sub={
        inBranch
          ? t('directory.sub.ours', {
              n: sum.all,
              ours: sum.mine,
              place: me.place,
            })
          : t('directory.sub', { n: sum.all })
      }
      end={may && <Add />}
    >
      {all.length === 0 ? (
        <Empty text={t('directory.none')} hint={t(may ? 'directory.none.hint' : 'directory.none.wait')}>
          {may && (
            <a class="btn go" href={href('membres', 'nouvelle')}>
              <Icon name="plus" />
              {t('directory.first')}
            </a>
          )}
        </Empty>
      ) : (
        <div class="stack s3">
          <div class="bar2">
            <Search />
            <Chips counts={counts} branch={inBranch ? { name: me.place, count: sum.mine, only } : null} />
          </div>
          <p class="sm dim" role="status">
            <b class="ink">{t('directory.count', { n: found.length, of: Math.max(sum.all, found.length) })}</b>
            {t('directory.order')}
          </p>
          {found.length === 0 ? (
            <Nothing elsewhere={elsewhere} may={may} />
          ) : (
            <Table lines={found.slice(0, shown.value)} />
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
        </div>
      )}
    </Frame>
  );
}

/** While somebody looks at the list it gets ready to be searched, a moment at a time. */
function useWarm(index: SearchIndex<Line>): void {
  useEffect(() => {
    let timer = 0;
    const go = () => {
      const end = performance.now() + WARM;
      if (!index.warm(() => performance.now() < end)) timer = window.setTimeout(go);
    };
    timer = window.setTimeout(go);
    return () => window.clearTimeout(timer);
  }, [index]);
}

function Add() {
  return (
    <a class="btn go nw" href={href('membres', 'nouvelle')} aria-label={t('quick.organisation')}>
      <Icon name="plus" />
      <span class="w">{t('quick.organisation')}</span>
    </a>
  );
}

function Search() {
  return (
    <label class="find">
      <Icon name="search" />
      <span class={wanted.value ? 'vh' : 'dim'}>{t('directory.search')}</span>
      <input
        type="search"
        value={wanted.value}
        autocomplete="off"
        onInput={(event) => {
          const { value } = event.currentTarget;
          again(() => {
            wanted.value = value;
          })();
        }}
      />
      {wanted.value && (
        <button
          type="button"
          class="ib"
          aria-label={t('directory.clear')}
          onClick={again(() => {
            wanted.value = '';
          })}
        >
          <Icon name="x" />
        </button>
      )}
    </label>
  );
}

interface Branch {
  readonly name: string;
  readonly count: number;
  readonly only: boolean;
}

interface ChipsProps {
  readonly counts: ReadonlyMap<Filter, number>;
  readonly branch: Branch | null;
}

function Chips({ counts, branch }: ChipsProps) {
  const order: readonly Filter[] = [
    'fix',
    'clash',
    'pending',
    'received',
    'held',
    ...KINDS.map(({ value }): Filter => `kind:${value}`),
    'hidden',
  ];
  return (
    <fieldset class="chips" aria-label={t('directory.filters')}>
      {branch && (
        <button
          type="button"
          class="chip"
          aria-pressed={branch.only}
          onClick={again(() => {
            ours.value = !branch.only;
          })}
        >
          <Icon name="antenna" size="s" />
          {branch.name} <span class="num">{branch.count}</span>
        </button>
      )}
      {order
        .filter((one) => counts.has(one) || filter.value === one)
        .map((one) => (
          <Chip key={one} of={one} count={counts.get(one) ?? 0} />
        ))}
    </fieldset>
  );
}

function Chip({ of, count }: { readonly of: Filter; readonly count: number }) {
  const kind = of.startsWith('kind:') ? of.slice('kind:'.length) : null;
  const stand = of === 'hidden' ? null : STANDS[of as Line['stand']];
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={filter.value === of}
      onClick={again(() => {
        filter.value = filter.value === of ? null : of;
      })}
    >
      <Icon name={kind ? kindIcon(kind) : (stand?.icon ?? 'eye-off')} size="s" />
      {kind ? kindName(kind) : of === 'hidden' ? t('directory.hidden') : t(`state.${of}`)}{' '}
      <span class="num">{count}</span>
    </button>
  );
}

function Nothing({ elsewhere, may }: { readonly elsewhere: number; readonly may: boolean }) {
  return (
    <Empty text={wanted.value ? t('directory.notfound', { text: wanted.value }) : t('directory.nofilter')}>
      <div class="line wrap">
        {elsewhere > 0 && (
          <button
            type="button"
            class="btn"
            onClick={again(() => {
              ours.value = false;
            })}
          >
            <Icon name="network" />
            {t('directory.elsewhere', { n: elsewhere })}
          </button>
        )}
        <button
          type="button"
          class="btn"
          onClick={again(() => {
            wanted.value = '';
            filter.value = null;
          })}
        >
          {t('directory.reset')}
        </button>
        {may && (
          <a class="btn" href={href('membres', 'nouvelle')}>
            <Icon name="plus" />
            {t('quick.organisation')}
          </a>
        )}
      </div>
    </Empty>
  );
}

/** One table; rows of cards on a phone. */
function Table({ lines }: { readonly lines: readonly Line[] }) {
  const { now } = useOpen();
  return (
    <div class="card">
      <table class="tbl cards">
        <caption class="vh">{t('nav.members')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('type.organisation')}</th>
            <th scope="col">{t('directory.col.what')}</th>
            <th scope="col">{t('directory.col.news')}</th>
            <th scope="col">{t('directory.col.state')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td data-a style={{ '--a': 'i' }}>
                <Sign icon={kindIcon(line.kind)} />
              </td>
              <th scope="row" data-a style={{ '--a': 't' }}>
                <b>
                  <a href={line.stand === 'fix' ? href('corriger') : href('membres', line.id)} class="cover">
                    {line.name}
                  </a>
                </b>
              </th>
              <td data-a data-c style={{ '--a': 'c' }}>
                {[kindName(line.kind), line.place].filter((part) => part !== '').join('\u00a0· ')}
              </td>
              <td data-a style={{ '--a': 'd' }} class="dim end">
                {day(line.news, now)}
              </td>
              <td data-a style={{ '--a': 's' }}>
                <State of={line.stand} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
