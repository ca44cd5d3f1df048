/** The personal code of six digits, given at the door. */
import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { nothing, useLater } from '../../ui/later.ts';
import { firstName } from '../../ui/names.ts';
import { RefusalError } from '../../ui/refusal.tsx';
import { inside, sheets } from './behind-door.ts';
import { lead, NotMe, type Props } from './code-parts.tsx';
import { Gate } from './gate.tsx';

/** Seconds left to wait after a wrong code; 0 when one may try. */
function useWait(): readonly [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

const wayBack = () => import('./forgotten.tsx');

export function GiveCode({ face, onBack }: Props) {
  const jekulu = useJekulu();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [forgotten, setForgotten] = useState(false);
  const [left, wait] = useWait();
  // Asked for when it is needed: few forget, and everybody else would wait for it.
  const { part: way, missing } = useLater(forgotten ? wayBack : nothing);
  useEffect(() => {
    // They come from this device while the digits are typed.
    inside()
      .then(sheets)
      .catch(() => undefined);
  }, []);
  if (forgotten && way) return <way.Forgotten face={face} onBack={() => setForgotten(false)} />;
  const open = async (pin: string) => {
    const opened = await jekulu.open(face.person, pin, face.network);
    if (opened.ok) return;
    setForgotten(false);
    setRefusal(opened.error);
    wait(Math.ceil(Number(opened.error.detail ?? 0)) || 0);
  };
  const said: Refusal | null = forgotten && missing ? { code: 'NET-UNREACHABLE' } : refusal;
  return (
    <Gate plain title={t('pin.hello', { name: firstName(face.name) })} lead={lead(face)} foot={t('pin.foot')}>
      <p class="dim center">{t('pin.yours')}</p>
      <RefusalError refusal={left === 0 ? said : null} id="pin-error" />
      <div role="timer" class="center">
        {left > 0 && (
          <p class="err">
            <Icon name="clock" size="s" />
            {t('pin.wait', { n: left })}
          </p>
        )}
      </div>
      <Keypad label={t('pin.yours')} disabled={left > 0} onDone={open} onForgotten={() => setForgotten(true)} />
      <NotMe onBack={onBack} />
    </Gate>
  );
}
