import type { Act } from '../../../kernel/author.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Form } from '../../../ui/form.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { type Answers, createActs, formOf, type Question, type RecordForm } from '../../../ui/record-form.ts';
import { encode } from '../../../ui/records/codec.ts';
import { alongOf, extensionsOf } from '../../../ui/records/extend.ts';
import { draftKeyOf } from '../../../ui/records/routes.ts';
import { mayAnswer } from '../../../ui/records/save.ts';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { ageRuleOf, eligibleBy } from '../rules.ts';
import { quotasOf } from '../selection-read.ts';
import { statusesOf, suits } from '../statuses.ts';
import { APPLY, FROM_LIST, FROM_PAPER } from './selection-addresses.ts';
import { Listed } from './selection-list.tsx';
import { eligibilityText, SuitsNotice } from './sheet.tsx';
import '../messages/selection/index.ts';

/** `programmes/candidature/<programme>`, the same with `papier`, or `liste` for a list that was brought in. */
export default function Apply({ rest: [id, how = '', step] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (programme?.type !== 'programme' || !programme.created)
    return (
      <Frame title={t('apply.title')} back={{ href: href('programmes'), label: t('funnel.back') }}>
        <Empty text={t('funnel.unknown')} />
      </Frame>
    );
  if (how === FROM_LIST) return <Listed programme={programme} />;
  return <Asked programme={programme} paper={how === FROM_PAPER} step={Number(how === FROM_PAPER ? step : how) || 0} />;
}

/** Sensitive questions are asked only where a share of the programme hangs on the answer. */
const SENSITIVE: { readonly [field: string]: string } = { displacement: 'displaced', disability: 'disability' };

/** What is asked, in its order: on the screen, and on the paper that is typed back into it. */
export function formFor(open: Open, programme: RecordState): RecordForm {
  const { decl } = open.replica.id;
  const person = formOf(decl, 'person');
  const application = formOf(decl, 'application');
  const may = mayAnswer(open, person, open.me.home);
  const groups = quotasOf(programme).map(({ group }) => group as string);
  // Asked among what is asked of everybody, though it is kept with the request.
  const project = application.questions
    .filter(({ field }) => field === 'project')
    .map((one) => ({ ...one, type: person.type }));
  // A programme for some paths only asks the one question that tells most of them.
  const apart = statusesOf(programme).length > 0 ? ['displacement'] : [];
  const asked = (one: Question): boolean =>
    apart.includes(one.field) ||
    OPEN.includes(nameOf(one)) ||
    APART.includes(nameOf(one)) ||
    groups.includes(SENSITIVE[one.field] ?? '');
  const questions = [...person.questions, ...project]
    .filter((one) => may(one) && asked(one))
    .sort((a, b) => Number(a.type !== person.type) - Number(b.type !== person.type));
  return { ...person, questions, whole: questions };
}
const nameOf = ({ type, field }: Question): string => `${type.name}.${field}`;
const OPEN = ['person.name', 'person.sex', 'person.birth', 'person.place', 'person.project'];
const APART = ['person_contact.phone', 'person_contact.consent'];

function Asked({
  programme,
  paper,
  step,
}: {
  readonly programme: RecordState;
  readonly paper: boolean;
  readonly step: number;
}) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const own = formFor(open, programme);
  const along = alongOf(open, own, {}, null);
  const at = ['programmes', APPLY, programme.id, ...(paper ? [FROM_PAPER] : [])];
  const rule = ageRuleOf(programme, dayOf(now));
  const statuses = statusesOf(programme);
  const back = href('programmes', programme.id, 'application.programme');
  if (!replica.may(me.person, 'create', 'application', me.home, now))
    return (
      <Frame title={t('apply.title')} back={{ href: back, label: t('funnel.back.programme') }}>
        <Notice tone="wait" icon="lock">
          <p>{t('apply.noright')}</p>
        </Notice>
      </Frame>
    );
  const save = async (answers: Answers) => {
    const { form } = along;
    const person: RecordForm = { ...form, questions: form.questions.filter(({ field }) => field !== 'project') };
    const acts = createActs(person, answers, me.home);
    const asked = form.questions.find(({ field }) => field === 'project');
    const project = asked ? encode(asked.decl, answers['project'] ?? '') : null;
    const application = (person: RecordId): Act => ({
      do: 'create',
      type: 'application',
      home: me.home,
      body: { person, programme: programme.id, on: dayOf(now), ...(project && { project }) },
    });
    await jekulu.save(
      (ids) => [
        ...(typeof acts === 'function' ? acts(ids) : acts),
        application(ids(0)),
        ...along.acts(answers, ids(0)),
      ],
      paper ? { source: 'paper' } : {},
    );
    toast(t('apply.done', { name: answers['name'] ?? '' }));
    go(back, 'replace');
  };
  return (
    <Form
      form={along.form}
      title={t(paper ? 'apply.paper' : 'apply.title')}
      draftKey={draftKeyOf(at)}
      before={along.before}
      at={at}
      step={step}
      back={back}
      known={{}}
      onSave={save}
      aside={(answers) => {
        const birth = answers['birth'] ?? '';
        const age = rule && birth !== '' ? eligibleBy(birth, rule) : null;
        return (
          <>
            {age && (
              <Notice
                tone={age.verdict === 'yes' ? 'ok' : age.verdict === 'no' || age.verdict === 'future' ? 'fix' : 'wait'}
                icon="info"
                live
              >
                <p>{eligibilityText(age, rule?.on ?? '')}</p>
              </Notice>
            )}
            {answers['displacement'] && statuses.length > 0 && (
              <SuitsNotice of={suits(statuses, '', answers['displacement'])} statuses={statuses} />
            )}
            {extensionsOf('person').map((one) => one.aside?.(open, answers, me.home))}
            {step <= 1 && (
              <p class="sm">
                <a class="tall" href={href('programmes', programme.id, 'application.programme', 'nouvelle')}>
                  {t('apply.known')}
                </a>
              </p>
            )}
          </>
        );
      }}
    />
  );
}
