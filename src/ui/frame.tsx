/** Indigo house, paper work: the frame around every screen behind the door. */
// Every screen from here on is drawn again when a signal it has read changes.
import '@preact/signals';
import { computed, signal } from '@preact/signals-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import { Logo } from './logo.tsx';
import { goBack, href, leftAt, linkTo, moves, path } from './router.ts';
import { Strip } from './strip.tsx';
import { SyncLine, SyncSaid } from './sync-line.tsx';

/**
 * Main entries: never more than five. Each owns the addresses that begin with one of its names, and the lists of its rooms; one whose rooms somebody
 * does not read is not there for them.
 */
const NAV: readonly {
  readonly to: string;
  readonly key: string;
  readonly icon: IconName;
  readonly owns: readonly string[];
  readonly rooms?: readonly string[];
}[] = [
  { to: '', key: 'nav.today', icon: 'today', owns: ['', 'corriger', 'envois', 'chercher', 'versions'] },
  { to: 'membres', key: 'nav.members', icon: 'coop', owns: ['membres'] },
  { to: 'programmes', key: 'nav.training', icon: 'graduation', owns: ['appel'], rooms: ['training', 'followup'] },
  { to: 'reseau', key: 'nav.network', icon: 'network', owns: ['reseau'] },
  { to: 'plus', key: 'nav.more', icon: 'more', owns: ['plus', 'verifier'] },
];

/** Rooms by the addresses of their lists, as far as they are read here (`records/routes.ts`). */
export const rooms = signal<ReadonlyMap<string, string>>(new Map());
/** Things that wait for the person, shown on the first entry. */
export const toDo = signal(0);
const here = computed(() => {
  const address = path.value[0] ?? '';
  const room = rooms.value.get(address) ?? '';
  return NAV.find((entry) => entry.owns.includes(address) || entry.rooms?.includes(room))?.key ?? 'nav.members';
});
/** The rooms that stand behind the same main entry as this one. */
export const besideRoom = (room: string): readonly string[] =>
  NAV.find((entry) => entry.rooms?.includes(room))?.rooms ?? [room];

let staying = false;
/** The next move opens a part of the page that is already there: who makes it stays where they are. */
export const stay = (): void => {
  staying = true;
};

/** Takes the focus to the title after every move, so that a screen reader begins there. */
export function useTitle(title: string) {
  const ref = useRef<HTMLHeadingElement>(null);
  const at = moves.value;
  useEffect(() => {
    document.title = `${title} · Jɛkulu`;
  }, [title]);
  useLayoutEffect(() => {
    const moved = !staying;
    staying = false;
    if (at === 0 || !moved) return;
    // Whoever comes back finds the page as they left it, and the link they had taken.
    const left = leftAt();
    scrollTo(0, left?.y ?? 0);
    const link = left && linkTo(left.link);
    // What lies above it may have grown meanwhile, or not been laid out yet.
    if (link) scrollBy(0, link.getBoundingClientRect().top - left.top);
    (link ?? ref.current)?.focus({ preventScroll: true });
  }, [at]);
  return ref;
}

export function SkipLink() {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
      {t('skip')}
    </button>
  );
}

export interface FrameProps {
  readonly title: string;
  readonly sub?: string;
  /** Where the arrow leads, and its name for those who hear it. */
  readonly back?: { readonly href: string; readonly label: string };
  /** At the end of the header. */
  readonly end?: ComponentChildren;
  /** At the foot, under the thumb. */
  readonly acts?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Frame(props: FrameProps) {
  const title = useTitle(props.title);
  return (
    <>
      <SkipLink />
      <Strip />
      <div class={props.acts ? 'app with-acts' : 'app'}>
        <header class="top">
          {props.back && (
            <a class="ib" href={props.back.href} aria-label={props.back.label} onClick={goBack}>
              <Icon name="back" />
            </a>
          )}
          <h1 ref={title} tabIndex={-1}>
            {props.title}
            {props.sub && <small>{props.sub}</small>}
          </h1>
          {props.end}
        </header>
        <section class="through" aria-label={t('sync')}>
          <SyncLine />
          <SyncSaid />
        </section>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
        {props.acts && (
          <section class="acts" aria-label={t('acts')}>
            {props.acts}
          </section>
        )}
        <Nav />
      </div>
    </>
  );
}

function Nav() {
  const read = new Set(rooms.value.values());
  return (
    <nav class="nav" aria-label={t('nav')}>
      <span class="brand">
        <Logo />
      </span>
      {NAV.filter((entry) => entry.rooms?.some((room) => read.has(room)) ?? true).map((entry) => (
        <a
          key={entry.key}
          href={entry.to ? href(entry.to) : href()}
          {...(entry.key === here.value && { 'aria-current': 'page' as const })}
        >
          <Icon name={entry.icon} />
          <span>{t(entry.key)}</span>
          {entry.to === '' && toDo.value > 0 && (
            <span class="badge num">
              {toDo.value}
              <span class="vh"> {t('nav.todo', { n: toDo.value })}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
