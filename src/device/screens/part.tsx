import type { ComponentType } from 'preact';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { type Load, useLater } from '../../ui/later.ts';
import { Notice } from '../../ui/parts.tsx';
import { href, type Path } from '../../ui/router.ts';

export type Screen = ComponentType<{ readonly rest: Path }>;
export type LoadScreen = Load<{ readonly default: Screen }>;

/** A screen that comes when it is opened. */
export function Part({ load, rest }: { readonly load: LoadScreen; readonly rest: Path }) {
  const { part, missing } = useLater(load);
  if (part) return <part.default rest={rest} />;
  return missing ? <Missing text={t('missing.text')} title={t('missing.title')} /> : null;
}

/** Where no screen stands. */
export function Missing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <Frame title={title} back={{ href: href(), label: t('back.today') }}>
      <Notice tone="wait" icon="info">
        <p>{text}</p>
      </Notice>
    </Frame>
  );
}
