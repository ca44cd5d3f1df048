/** Several people on one phone: each finds their sign, then gives their own code. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { RecordId } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import type { Face } from '../../ui/contract.ts';
import { useLater } from '../../ui/later.ts';
import { NotHere } from './gate.tsx';
import { Welcome } from './welcome.tsx';

/** Where somebody stands before the door is open. */
type Step =
  | { readonly at: 'faces' | 'other' }
  | { readonly at: 'person'; readonly person: RecordId; readonly network?: string };

const newcomers = () => import('./choose-code.tsx');
const known = () => import('./faces.tsx');
const nothing = () => Promise.resolve(null);

export function Door() {
  const jekulu = useJekulu();
  const faces = jekulu.faces.value;
  // Asked for at once, needed when the hub knows the code.
  const { part: choosing } = useLater(newcomers);
  const [step, setStep] = useState<Step>({ at: location.hash.startsWith('#a=') ? 'other' : 'faces' });
  const back = () => setStep({ at: 'faces' });
  useBackButton(step.at !== 'faces', back);
  const face = step.at === 'person' ? faces.find(isFaceOf(step)) : undefined;
  const isNew = jekulu.phase.value === 'nobody' || step.at === 'other';
  const { part: door, missing } = useLater(isNew || face?.needsPin ? nothing : known);

  if (isNew)
    return (
      <Welcome
        key={step.at}
        onJoined={(person) => setStep({ at: 'person', person })}
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
