/** Several people on one phone: each finds their sign, then gives their own code. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { RecordId } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import type { Face } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useLater } from '../../ui/later.ts';
import { firstName } from '../../ui/names.ts';
import { PersonSign, State } from '../../ui/parts.tsx';
import { RefusalNotice } from '../../ui/refusal.tsx';
import { roleName } from '../../ui/roles.ts';
import { Gate } from './gate.tsx';
import { Welcome } from './welcome.tsx';

/** Where somebody stands before the door is open. */
type Step =
  | { readonly at: 'faces' | 'other' }
  | { readonly at: 'person'; readonly person: RecordId; readonly network?: string };

const codeScreens = () => import('./code.tsx');

export function Door() {
  const jekulu = useJekulu();
  const faces = jekulu.faces.value;
  // Asked for at once, needed when a face is touched.
  const { part: codes } = useLater(codeScreens);
  const [step, setStep] = useState<Step>({ at: location.hash.startsWith('#a=') ? 'other' : 'faces' });
  const back = () => setStep({ at: 'faces' });
  useBackButton(step.at !== 'faces', back);

  if (jekulu.phase.value === 'nobody' || step.at === 'other')
    return (
      <Welcome
        key={step.at}
        onJoined={(person) => setStep({ at: 'person', person })}
        {...(faces.length > 0 && { onBack: back })}
      />
    );
  const face = step.at === 'person' ? faces.find(isFaceOf(step)) : undefined;
  if (face) return codes ? <codes.Code face={face} onBack={back} /> : null;
  return (
    <Gate title={t('door.title')} foot={t('door.foot')}>
      {jekulu.trouble.value && <RefusalNotice refusal={jekulu.trouble.value} />}
      <ul class="people">
        {faces.map((one) => (
          <li key={`${one.network} ${one.person}`}>
            <FaceButton
              face={one}
              onChoose={() => setStep({ at: 'person', person: one.person, network: one.network })}
            />
          </li>
        ))}
      </ul>
      <button type="button" class="btn full" onClick={() => setStep({ at: 'other' })}>
        <Icon name="plus" />
        {t('door.another')}
      </button>
    </Gate>
  );
}

/** Somebody who has just joined is told apart by having no code yet. */
const isFaceOf =
  (step: { readonly person: RecordId; readonly network?: string }) =>
  (face: Face): boolean =>
    face.person === step.person && (step.network === undefined ? face.needsPin : face.network === step.network);

function FaceButton({ face, onChoose }: { readonly face: Face; readonly onChoose: () => void }) {
  return (
    <button type="button" class="card face" onClick={onChoose}>
      <PersonSign sign={face.sign} color={face.color} large />
      <b>{firstName(face.name)}</b>
      <span class="sm dim">
        {roleName(face.role)}
        {face.place && <span class="block">{face.place}</span>}
      </span>
      {face.fix > 0 && <State of="fix" text={t('door.fix', { n: face.fix })} />}
      {face.pending > 0 && <State of="pending" text={t('sync.pending', { n: face.pending })} />}
      {face.practice && <span class="st clash">{t('door.practice')}</span>}
    </button>
  );
}

/** The phone's own back button goes back to the faces instead of leaving. */
function useBackButton(deeper: boolean, back: () => void): void {
  useLayoutEffect(() => {
    if (!deeper) return;
    history.pushState(null, '');
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [deeper]);
}
