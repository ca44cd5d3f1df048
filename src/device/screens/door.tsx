/** Several people on one phone: each finds their sign, then gives their own code. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { RecordId, Refusal } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import type { Face } from '../../ui/contract.ts';
import { nothing, useLater } from '../../ui/later.ts';
import { WHOLE_CODE } from '../spoken.ts';
import { Arriving } from './arriving.tsx';
import { NotHere } from './gate.tsx';

/** Where somebody stands before the door is open. */
type Step =
  | { readonly at: 'faces' }
  /** Nobody's face: a code is typed, or one of a link was refused. */
  | { readonly at: 'other'; readonly given?: { readonly code: string; readonly fault: Refusal | 'short' } }
  | { readonly at: 'link'; readonly code: string }
  | { readonly at: 'person'; readonly person: RecordId; readonly network?: string };

/** A code may come in the address, after `#a=`, from a link or a QR code. */
function stepOfAddress(): Step {
  const [, code = ''] = /^#a=([\w-]{0,30})/.exec(location.hash) ?? [];
  if (WHOLE_CODE.test(location.hash)) return { at: 'link', code };
  return code === '' ? { at: 'faces' } : { at: 'other', given: { code, fault: 'short' } };
}

const welcome = () => import('./welcome.tsx');
const newcomers = () => import('./choose-code.tsx');
const known = () => import('./faces.tsx');

export function Door() {
  const jekulu = useJekulu();
  const faces = jekulu.faces.value;
  // Asked for at once, needed when the hub knows the code.
  const { part: choosing } = useLater(newcomers);
  const [step, setStep] = useState(stepOfAddress);
  const back = () => setStep({ at: 'faces' });
  useBackButton(step.at !== 'faces', back);
  const face = step.at === 'person' ? faces.find(isFaceOf(step)) : undefined;
  const isLink = step.at === 'link';
  const isNew = step.at === 'other' || (jekulu.phase.value === 'nobody' && !isLink);
  const { part: hello, missing: noHello } = useLater(isNew ? welcome : nothing);
  const { part: door, missing } = useLater(isNew || isLink || face?.needsPin ? nothing : known);
  const joined = (person: RecordId) => setStep({ at: 'person', person });

  if (isLink)
    return (
      <Arriving
        code={step.code}
        onJoined={joined}
        onRefused={(fault) => setStep({ at: 'other', given: { code: step.code, fault } })}
      />
    );
  if (isNew && !hello) return noHello ? <NotHere /> : null;
  if (isNew && hello)
    return (
      <hello.Welcome
        key={step.at}
        onJoined={joined}
        {...(step.at === 'other' && step.given && { given: step.given })}
        {...(faces.length > 0 && { onBack: back })}
      />
    );
  if (face?.needsPin) return choosing && <choosing.ChooseCode face={face} onBack={back} />;
  if (!door) return missing ? <NotHere /> : null;
  if (face) return <door.GiveCode face={face} onBack={back} />;
  return (
    <door.Faces
      onChoose={({ person, network }) => setStep({ at: 'person', person, network })}
      onAnother={() => setStep({ at: 'other' })}
    />
  );
}

/** Somebody who has just joined is told apart by having no code yet. */
const isFaceOf =
  (step: { readonly person: RecordId; readonly network?: string }) =>
  (face: Face): boolean =>
    face.person === step.person && (step.network === undefined ? face.needsPin : face.network === step.network);

/** The phone's own back button goes back to the faces instead of leaving. */
function useBackButton(deeper: boolean, back: () => void): void {
  useLayoutEffect(() => {
    if (!deeper) return;
    history.pushState(null, '');
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [deeper]);
}
