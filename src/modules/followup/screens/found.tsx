/** People of a programme found a group: one page makes the organisation of the directory, its founders, and the link to the programme. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { Act } from '../../../kernel/author.ts';
import { isVoided } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, SHARED } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { Field } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { type Answers, formOf, problemOf, type Question } from '../../../ui/record-form.ts';
import { encode } from '../../../ui/records/codec.ts';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { extensionsOf } from '../../../ui/records/extend.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { matches } from '../../../ui/search.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { futureFault, named } from '../rules.ts';
import { OUTCOME } from './addresses.ts';
import { isAsked, partOf, stepQuestions } from './step.tsx';
import { stepBody } from './step-body.ts';
import { faultText } from './words.ts';

const OF_ORGANISATION: readonly string[] = ['name', 'kind', 'place'];
const OF_ENTERPRISE: readonly string[] = ['programme', 'domain', 'on'];
/** People offered at a time. */
const SHOWN = 6;

/** Learners of a programme, by name. */
function learnersOf({ replica }: Open, programme: string) {
  if (!isRecordId(programme)) return [];
  const ids = new Set(
    linksTo(replica, 'cohort', 'programme', programme).flatMap((cohort) =>
      linksTo(replica, 'enrolment', 'cohort', cohort.id).flatMap((one) => named(replica, one, 'person') ?? []),
    ),
  );
  return [...ids].map((id) => ({ id, name: titleOf(replica, id) })).sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

export default function Found({ rest: [given] }: { readonly rest: Path }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const programmes = replica.list('programme').filter((one) => !isVoided(one));
  const [answers, setAnswers] = useState<Answers>({
    kind: 'group',
    on: dayOf(now),
    programme: isRecordId(given) ? given : (programmes[0]?.id ?? ''),
  });
  const [founders, setFounders] = useState<readonly RecordId[]>([]);
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(false);
  const [against, setAgainst] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { decl } = replica.id;
  const pick = (type: string, fields: readonly string[]): readonly Question[] =>
    fields.flatMap(
      (field) => formOf(decl, type).questions.find((one) => one.type.name === type && one.field === field) ?? [],
    );
  const first = pick('organisation', OF_ORGANISATION);
  const then = pick('enterprise', OF_ENTERPRISE);
  // Where it stands is asked, never supposed: an idea is not an enterprise yet. Its day is that of the enterprise.
  const stands = stepQuestions(replica).filter((one) =>
    partOf(one) === 'is' || (answers['stages.is'] === 'registered' && partOf(one) !== 'on')
      ? isAsked(partOf(one), { proof: answers['stages.proof'] ?? '' })
      : false,
  );
  const questions = [...first, ...then, ...stands];
  const problemIn = (question: Question) => {
    const problem = problemOf(question, answers[question.field] ?? '');
    return problem && problem.kind !== 'check' ? problem : null;
  };
  const body = (list: readonly Question[]): Body =>
    Object.fromEntries(list.map(({ field, decl }) => [field, encode(decl, answers[field] ?? '')]));
  const people = learnersOf(open, answers['programme'] ?? '');
  // The first of them stand there before anybody types: whoever reads little knows a name when they see it.
  const found = people.filter(({ id, name }) => !founders.includes(id) && (wanted === '' || matches(wanted, name)));

  const save = async () => {
    setShown(true);
    const future = futureFault(answers['on'] ?? '', dayOf(now));
    const why = questions.some(problemIn)
      ? t('after.pay.missing')
      : founders.length === 0
        ? t('after.found.nobody')
        : future
          ? faultText(future)
          : '';
    setAgainst(why);
    if (why !== '') return;
    const on = answers['on'] ?? '';
    const is = answers['stages.is'] ?? '';
    const proven = is === 'registered' && {
      proof: answers['stages.proof'] ?? '',
      paper: answers['stages.paper'] ?? '',
    };
    // A group that has an idea is not founded by it.
    const isFounded = is === 'registered' || is === 'operating';
    try {
      const changes = await jekulu.save((ids) => [
        {
          do: 'create',
          type: 'organisation',
          home: me.home,
          shared: [SHARED],
          body: { ...body(first), ...(isFounded && { founded: on }) },
        },
        ...founders.map(
          (person): Act => ({
            do: 'create',
            type: 'involvement',
            home: me.home,
            body: { person, organisation: ids(0), kind: 'founder', from: on },
          }),
        ),
        {
          do: 'create',
          type: 'enterprise',
          home: me.home,
          body: { organisation: ids(0), ...body(then), ...stepBody({ is, on, ...proven }, null) },
        },
      ]);
      const made = changes.find((change) => change.type === 'enterprise')?.record;
      toast(t('after.found.kept', { name: answers['name'] ?? '' }));
      go(made ? href('entreprises', made) : href('entreprises'), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const field = (question: Question) => (
    <Field
      key={question.field}
      question={question}
      answer={answers[question.field] ?? ''}
      problem={shown ? problemIn(question) : null}
      onAnswer={(answer) => setAnswers((all) => ({ ...all, [question.field]: answer }))}
    />
  );
  return (
    <Frame
      title={t('after.found')}
      sub={t('after.found.sub')}
      back={
        isRecordId(given)
          ? { href: href('programmes', OUTCOME, given), label: t('after.title') }
          : { href: href('entreprises'), label: t('after.back.enterprises') }
      }
      acts={
        <button type="button" class="btn go" onClick={() => void save()}>
          <Icon name="check" />
          {t('form.save')}
        </button>
      }
    >
      <div class="stack narrow">
        {first.map(field)}
        {/* One that is in the directory already is not made twice. */}
        {extensionsOf('organisation').map((one) => one.aside?.(open, answers, me.home))}
        <div class="field">
          <label for="founders">{t('after.found.who', { n: founders.length })}</label>
          <p class="hint">{t('after.found.who.hint')}</p>
          {founders.length > 0 && (
            <div class="card rows full">
              {founders.map((id) => {
                const state = replica.record(id);
                return (
                  <div class="row" key={id}>
                    {state && <RecordSign state={state} />}
                    <b class="grow">{titleOf(replica, id)}</b>
                    <button
                      type="button"
                      class="ib"
                      aria-label={t('after.found.without', { name: titleOf(replica, id) })}
                      onClick={() => setFounders(founders.filter((one) => one !== id))}
                    >
                      <Icon name="x" />
                    </button>
                  </div>
                );
              })}
            </div>
          )}
          <div class="find">
            <Icon name="search" />
            <input
              id="founders"
              type="search"
              autocomplete="off"
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </div>
          {found.length > 0 && (
            <div class="card rows full">
              {found.slice(0, SHOWN).map(({ id, name }) => {
                const state = replica.record(id);
                return (
                  <button
                    type="button"
                    class="row"
                    key={id}
                    onClick={() => {
                      setFounders([...founders, id]);
                      setWanted('');
                    }}
                  >
                    {state && <RecordSign state={state} />}
                    <b class="grow">{name}</b>
                    <Icon name="plus" />
                  </button>
                );
              })}
            </div>
          )}
          {wanted !== '' && found.length === 0 && <p class="sm dim">{t('after.found.unknown')}</p>}
        </div>
        {/* Where there is one programme only, nobody is asked which. */}
        {then.filter((one) => one.field !== 'programme' || programmes.length > 1).map(field)}
        <h2>{t('after.found.where')}</h2>
        {stands.map(field)}
        {against !== '' && (
          <Notice tone="bad" icon="warning" live>
            <p>{against}</p>
          </Notice>
        )}
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
      </div>
    </Frame>
  );
}
