/** One step an enterprise took, with its day and how one knows; what the way to its legal form says already is taken over by one touch. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { Field } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { type Answers, formOf, partsOfEntry, problemOf, type Question } from '../../../ui/record-form.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { registrationOf } from '../../legalform/proof.ts';
import { nextStep } from '../life.ts';
import { futureFault, named } from '../rules.ts';
import { stepBody } from './step-body.ts';
import { faultText } from './words.ts';

/** Questions about a step, in the order of the declaration. */
export function stepQuestions(replica: ReturnType<typeof useOpen>['replica']): readonly Question[] {
  const { whole } = formOf(replica.id.decl, 'enterprise');
  const stages = whole.find(({ field }) => field === 'stages');
  return stages ? partsOfEntry(stages) : [];
}
export const partOf = ({ field }: Question): string => field.slice('stages.'.length);
/** A paper is asked for where there is one. */
export const isAsked = (part: string, answers: Answers): boolean => part !== 'paper' || answers['proof'] === 'paper';

/** `entreprises/etape/<entreprise>[/<étape>]`. */
export default function StepScreen({ rest: [id, wanted] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const state = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (state?.type !== 'enterprise')
    return (
      <Frame title={t('after.way.title')} back={{ href: href('entreprises'), label: t('after.back.enterprises') }}>
        <Empty text={t('after.way.unknown')} />
      </Frame>
    );
  return <Asked key={state.id} state={state} wanted={wanted ?? nextStep(state) ?? ''} />;
}

function Asked({ state, wanted }: { readonly state: RecordState; readonly wanted: string }) {
  const { jekulu, replica, now } = useOpen();
  const today = dayOf(now);
  const [answers, setAnswers] = useState<Answers>({ is: wanted, on: today });
  const [shown, setShown] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const organisation = named(replica, state, 'organisation');
  const known = organisation && answers['is'] === 'registered' ? registrationOf(replica, organisation) : null;
  const questions = stepQuestions(replica).filter((one) => isAsked(partOf(one), answers));
  const problemIn = (question: Question) => {
    const problem = problemOf(question, answers[partOf(question)] ?? '');
    return problem && problem.kind !== 'check' ? problem : null;
  };
  const { is = '', on = '', proof = '', paper = '' } = answers;
  const future = futureFault(on, today);
  const back = href('entreprises', state.id);

  const save = async () => {
    setShown(true);
    if (questions.some(problemIn) || future) return;
    try {
      await jekulu.save(() => [{ do: 'edit', record: state.id, body: stepBody({ is, on, proof, paper }, state) }]);
      toast(t('after.way.kept', { step: t(`enterprise.stages.is.${is}`) }));
      go(back, 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <Frame
      title={t('after.way.title')}
      sub={titleOf(replica, state.id)}
      back={{ href: back, label: t('after.back.enterprise') }}
      acts={
        <button type="button" class="btn go" onClick={() => void save()}>
          <Icon name="check" />
          {t('form.save')}
        </button>
      }
    >
      <div class="stack narrow">
        {known && proof !== 'paper' && (
          <Notice
            tone="ok"
            icon="doc"
            title={t('after.way.known', {
              what: [t(`formalisation.form.${known.form}`), momentText(known.on), known.document]
                .filter(Boolean)
                .join(t('list.comma')),
            })}
          >
            <button
              type="button"
              class="btn"
              onClick={() => setAnswers({ is: 'registered', on: known.on, proof: 'paper', paper: known.document })}
            >
              <Icon name="check" />
              {t('after.way.take')}
            </button>
          </Notice>
        )}
        {questions.map((question) => (
          <Field
            key={question.field}
            question={question}
            answer={answers[partOf(question)] ?? ''}
            problem={shown ? problemIn(question) : null}
            onAnswer={(answer) => setAnswers((all) => ({ ...all, [partOf(question)]: answer }))}
          />
        ))}
        {is === 'registered' && proof !== '' && proof !== 'paper' && (
          <Notice tone="fix" icon="warning">
            <p>{t('after.way.noproof')}</p>
          </Notice>
        )}
        {shown && future && (
          <Notice tone="bad" icon="warning" live>
            <p>{faultText(future)}</p>
          </Notice>
        )}
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
      </div>
    </Frame>
  );
}
