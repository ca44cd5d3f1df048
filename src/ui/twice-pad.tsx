/** Choosing a code: six digits, then the same once more. */
import { useState } from 'preact/hooks';
import type { Refusal } from '../kernel/types.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { Keypad } from './keypad.tsx';
import { RefusalError } from './refusal.tsx';

/** @param props.onChosen says what stands against the code, or null. */
export function TwicePad(props: { readonly onChosen: (pin: string) => Promise<Refusal | null> }) {
  const [first, setFirst] = useState('');
  const [differs, setDiffers] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const done = async (pin: string) => {
    setRefusal(null);
    setDiffers(false);
    if (first === '') {
      setFirst(pin);
      return;
    }
    setFirst('');
    if (first === pin) setRefusal(await props.onChosen(pin));
    else setDiffers(true);
  };
  const label = t(first === '' ? 'pin.choose' : 'pin.again');
  return (
    <div class="stack">
      <p class="center" role="status">
        {label}
      </p>
      <div role="alert" class="center">
        {differs && (
          <p class="err">
            <Icon name="warning" size="s" />
            {t('pin.differs')}
          </p>
        )}
      </div>
      <RefusalError refusal={refusal} id="pin-error" />
      <Keypad label={label} onDone={done} />
    </div>
  );
}
