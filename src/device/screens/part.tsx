import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { Notice } from '../../ui/parts.tsx';
import { href, type Path } from '../../ui/router.ts';

export type Screen = ComponentType<{ readonly rest: Path }>;
export type Load = () => Promise<{ readonly default: Screen }>;

const loaded = new Map<Load, Screen>();

/** A screen that comes when it is opened, from this device's own store: nothing turns, nothing waits for the network. */
export function Part({ load, rest }: { readonly load: Load; readonly rest: Path }) {
  const [, draw] = useState(0);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (loaded.has(load)) return;
    load().then(
      (found) => {
        loaded.set(load, found.default);
        draw((n) => n + 1);
      },
      () => setMissing(true),
    );
  }, [load]);
  const Shown = loaded.get(load);
  if (Shown) return <Shown rest={rest} />;
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
