/** What can be opened of a sheet, and in which order. */
import type { RecordState } from '../../kernel/fold.ts';
import { has, t } from '../i18n.ts';
import type { Open } from '../open.ts';
import { isPartHere } from './at-hub.tsx';
import { typeMany } from './describe.tsx';
import { extensionsOf } from './extend.ts';
import { HISTORY, tabName } from './routes.ts';
import { linked, readsTab, type Tab } from './tab-list.tsx';

export interface ShownTab {
  readonly name: string;
  readonly label: string;
  readonly count: number | null;
  /** The word for one of them, where it is another. */
  readonly one?: string;
}

/** `organisation.tab.membership.group` where a module named it, else the type's own word for many. */
export const tabLabel = (owner: string, tab: Tab): string => {
  const own = `${owner}.tab.${tab.type}.${tab.by}`;
  return has(own) ? t(own) : typeMany(tab.type);
};
const tabOne = (owner: string, tab: Tab): { readonly one?: string } => {
  const own = `${owner}.tab.${tab.type}.${tab.by}.single`;
  return has(own) ? { one: t(own) } : {};
};

/** What there is comes before what there is none of. */
const fullFirst = (a: ShownTab, b: ShownTab): number => Number(a.count === 0) - Number(b.count === 0);

/** How many stand in a tab; null where this reader cannot know. */
const countOf = (open: Open, state: RecordState, tab: Tab): number | null =>
  isPartHere(open.replica.id.decl.types[tab.type])
    ? null
    : linked(open, state, tab).length || (readsTab(open, state, tab) ? 0 : null);

/** Itself, its history, what stands on it, what modules add. */
export function tabsOf(open: Open, state: RecordState): readonly ShownTab[] {
  const declared = open.replica.id.decl.types[state.type]?.tabs ?? [];
  const fits = (tab: Tab): boolean => extensionsOf(state.type).every((one) => one.fits?.(state, tab) ?? true);
  return [
    { name: '', label: t('records.sheet'), count: null },
    { name: HISTORY, label: t('history.title'), count: null },
    ...declared
      .map((tab) => ({ tab, count: countOf(open, state, tab) }))
      .filter(({ tab, count }) => count || fits(tab))
      .map(({ tab, count }) => ({
        name: tabName(tab),
        label: tabLabel(state.type, tab),
        ...tabOne(state.type, tab),
        count,
      }))
      .sort(fullFirst),
    ...extensionsOf(state.type).flatMap((one) =>
      (one.tabs ?? []).map((tab) => ({
        name: tab.name,
        label: tab.label(open, state),
        count: tab.count?.(open, state) ?? null,
      })),
    ),
  ];
}
