/** What is shown before anybody has opened: the indigo wall with its band, and paper beside it. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { again, nothing, useLater } from '../../ui/later.ts';
import { Logo } from '../../ui/logo.tsx';
import { Strip } from '../../ui/strip.tsx';

const languages = () => import('./languages.tsx');

export function Gate(props: {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly foot: string;
  /** A narrower sheet without the wall: one task at a time. */
  readonly plain?: boolean;
  /** The network is at work for this person: what can wait does. */
  readonly busy?: boolean;
  readonly children: ComponentChildren;
}) {
  const { part } = useLater(props.plain || props.busy ? nothing : languages);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${props.title} · Jɛkulu`;
    scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [props.title]);
  return (
    <>
      <Strip />
      <div class={props.plain ? 'gate one' : 'gate'}>
        {!props.plain && (
          <header>
            <Logo wide={168} />
            <p>{t('motto')}</p>
            <div class="band" aria-hidden="true" />
          </header>
        )}
        <main id="main" tabIndex={-1}>
          <div class="inner">
            {props.lead}
            <h1 ref={title} tabIndex={-1}>
              {props.title}
            </h1>
            {props.children}
            {part && !props.plain && <part.Languages />}
          </div>
        </main>
        <footer>{props.foot}</footer>
      </div>
    </>
  );
}

/** A part that could not come, where nothing else can be shown. */
export function NotHere() {
  return (
    <Gate title={t('missing.title')} foot={t('closed.foot')}>
      <p>{t('missing.text')}</p>
      <button type="button" class="btn go full" onClick={again}>
        {t('closed.again')}
      </button>
    </Gate>
  );
}
