/** A newcomer's personal code of six digits, chosen twice. */
import { useJekulu } from '../../ui/context.ts';
import { t } from '../../ui/i18n.ts';
import { firstName } from '../../ui/names.ts';
import { TwicePad } from '../../ui/twice-pad.tsx';
import { lead, NotMe, type Props } from './code-parts.tsx';
import { Gate } from './gate.tsx';

export function ChooseCode({ face, onBack }: Props) {
  const jekulu = useJekulu();
  return (
    <Gate plain title={t('pin.hello', { name: firstName(face.name) })} lead={lead(face)} foot={t('pin.choose.foot')}>
      <TwicePad
        onChosen={async (pin) => {
          const chosen = await jekulu.choosePin(face.person, pin, face.network);
          return chosen.ok ? null : chosen.error;
        }}
      />
      <NotMe onBack={onBack} />
    </Gate>
  );
}
