/** Which screen stands for what is known of this device: nobody yet, the door, or the open person's work. */
import { Component, type ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Refusal } from '../../kernel/types.ts';
import { JekuluContext } from '../../ui/context.ts';
import type { Beginning, Jekulu } from '../../ui/contract.ts';
import { t, tellLanguage } from '../../ui/i18n.ts';
import { useLater } from '../../ui/later.ts';
import { applyTheme } from '../../ui/theme.ts';
import { useWatched } from '../../ui/watched.ts';
import '../messages/door/index.ts';
import { RefusalNotice } from '../../ui/refusal.tsx';
import { inside } from './behind-door.ts';
import { Door } from './door.tsx';
import { Gate, NotHere } from './gate.tsx';

export function App({ jekulu }: { readonly jekulu: Jekulu }) {
  useEffect(() => {
    applyTheme();
    tellLanguage();
  }, []);
  useWatched(() => [
    jekulu.network.value,
    jekulu.beginning.value,
    jekulu.phase.value,
    jekulu.me.value,
    jekulu.faces.value,
    jekulu.trouble.value,
    // Its language, and words that came later.
    t('motto'),
  ]);
  const practice = jekulu.network.value?.practice === true;
  useEffect(() => {
    document.documentElement.toggleAttribute('data-practice', practice);
  }, [practice]);
  return (
    <JekuluContext.Provider value={jekulu}>
      <Boundary>
        <Stage jekulu={jekulu} />
      </Boundary>
    </JekuluContext.Provider>
  );
}

const firstDay = () => import('./first-day.tsx');

function Stage({ jekulu }: { readonly jekulu: Jekulu }) {
  return jekulu.beginning.value ? <First beginning={jekulu.beginning.value} /> : <Phase jekulu={jekulu} />;
}

function First({ beginning }: { readonly beginning: Beginning }) {
  const { part } = useLater(firstDay);
  return part ? <part.FirstDay beginning={beginning} /> : null;
}

function Phase({ jekulu }: { readonly jekulu: Jekulu }) {
  switch (jekulu.phase.value) {
    case 'loading':
      return null;
    case 'nobody':
    case 'door':
      return <Door />;
    case 'open':
      return jekulu.me.value ? <Behind key={jekulu.me.value.person} /> : null;
    case 'elsewhere':
      return (
        <Closed refusal={{ code: 'TAB-ELSEWHERE' }} action={t('closed.here')} onAction={() => jekulu.takeOver()} />
      );
    case 'broken':
      return (
        <Closed
          refusal={jekulu.trouble.value ?? { code: 'STORE-BROKEN' }}
          action={t('closed.again')}
          onAction={() => location.reload()}
        />
      );
  }
}

/** The screens behind the door come as one part, from this device once it has been opened. */
function Behind() {
  const { part, missing } = useLater(inside);
  if (part) return <part.Inside />;
  return missing ? <NotHere /> : null;
}

/** This device cannot be used here and now; the code says why and what to do. */
function Closed(props: { readonly refusal: Refusal; readonly action: string; readonly onAction: () => void }) {
  return (
    <Gate title={t('closed.title')} foot={t('closed.foot')}>
      <RefusalNotice refusal={props.refusal} tone="wait" />
      <button type="button" class="btn go full" onClick={props.onAction}>
        {props.action}
      </button>
    </Gate>
  );
}

/** A fault of ours must not look like lost work. */
class Boundary extends Component<{ readonly children: ComponentChildren }, { readonly fault: string | null }> {
  override state = { fault: null };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ fault: error instanceof Error ? error.message : String(error) });
  }

  override render() {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <Gate title={t('fault.title')} foot={t('closed.foot')}>
        <p>{t('fault.text')}</p>
        <p class="xs dim">{fault}</p>
        <button type="button" class="btn go full" onClick={() => location.reload()}>
          {t('fault.again')}
        </button>
      </Gate>
    );
  }
}
