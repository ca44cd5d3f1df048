/** Changing one's own code, without a network. */
import { useState } from 'preact/hooks';
import type { Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { RefusalNotice } from '../../../ui/refusal.tsx';
import { go, href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { TwicePad } from '../../../ui/twice-pad.tsx';

export default function OwnCode() {
  const { jekulu, me } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = async (pin: string): Promise<Refusal | null> => {
    const done = await jekulu.resetPin(me.person, pin);
    if (done.ok) {
      toast(t('code.changed'));
      go(href('plus'), 'replace');
      return null;
    }
    if (done.error.code === 'KEY-SIX') return done.error;
    setRefusal(done.error);
    return null;
  };
  return (
    <Frame title={t('code.own')} back={{ href: href('plus'), label: t('back.more') }}>
      <div class="narrow stack">
        {refusal && <RefusalNotice refusal={refusal} />}
        <TwicePad onChosen={change} />
      </div>
    </Frame>
  );
}
