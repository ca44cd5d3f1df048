/**
 * Which form for us? One question a screen, each answer a picture and a few words; then the forms that suit, beside each other. The answers are the
 * address: going back changes one, and nothing is kept of what a group only tried.
 */
import './said.tsx';
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Sign } from '../../../ui/parts.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { formCalled, type Question, questions } from '../law.ts';
import { type Answers, membersOfGroup, UNITE } from '../rules.ts';
import { GUIDE, PAPER, WAYS } from './addresses.ts';
import { Compared } from './compared.tsx';
import { OneForm } from './one-form.tsx';
import { FormPaper } from './paper.tsx';
import { Marks, membersPath } from './said.tsx';

/** More would be a slip of the finger: a cooperative of thousands does not count by hand. */
const MOST = 9999;

/** For whom, and what was answered so far. */
export interface Asked {
  readonly organisation: RecordId | null;
  readonly answers: Answers;
  readonly people: number;
  /** Address of the result. */
  readonly at: Path;
}

const isAnswer = ({ answers }: Question, given: string | undefined): boolean => answers.some(({ id }) => id === given);

/** `quelle-forme/[organisation]/trade/work/each/5/[form]/[papier]`. */
export default function Guide({ rest }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const [first = ''] = rest;
  const organisation = isRecordId(first) ? replica.resolve(first) : null;
  const base: Path = organisation ? [GUIDE, organisation] : [GUIDE];
  const parts = organisation ? rest.slice(1) : rest;
  const answered = questions.findIndex((question, at) => !isAnswer(question, parts[at]));
  const asked = answered < 0 ? questions.length : answered;
  const at: Path = [...base, ...parts.slice(0, asked)];
  const question = questions[asked];
  if (question) return <Asking key={question.id} {...{ question, at, base, organisation }} n={asked + 1} />;
  const [people = '', name = '', paper] = parts.slice(asked);
  if (!/^\d{1,4}$/.test(people)) return <HowMany key={people} {...{ at, base, organisation }} />;
  const answers = Object.fromEntries(questions.map(({ id }, index) => [id, parts[index] ?? '']));
  const result: Asked = { organisation, answers, people: Number(people), at: [...at, people] };
  const form = formCalled(name);
  if (form && paper === PAPER)
    return <FormPaper form={form} back={{ href: href(...result.at, form.form), label: t('sheet.back') }} />;
  return form ? <OneForm form={form} asked={result} /> : <Compared asked={result} />;
}

interface StepProps {
  readonly at: Path;
  readonly base: Path;
  readonly organisation: RecordId | null;
}

/** Where the arrow leads: the question before, the group's sheet, or the list of ways. */
function backOf({ at, base, organisation }: StepProps) {
  if (at.length > base.length) return { href: href(...at.slice(0, -1)), label: t('guide.back') };
  return organisation
    ? { href: href('membres', organisation), label: t('guide.close') }
    : { href: href(WAYS), label: t('guide.close') };
}

/** A question with as many marks as there are, the last of which asks how many people. */
function Progress({ n }: { readonly n: number }) {
  const all = questions.length + 1;
  return (
    <div class="far">
      <p class="sm dim">{t('guide.step', { n, all })}</p>
      <Marks done={n} all={all} />
    </div>
  );
}

function useSub(organisation: RecordId | null): { readonly sub: string } {
  const { replica } = useOpen();
  return { sub: organisation ? t('guide.for', { name: titleOf(replica, organisation) }) : t('guide.title') };
}

function Asking(props: StepProps & { readonly question: Question; readonly n: number }) {
  const { question, at, n } = props;
  return (
    <Frame title={t(`wish.${question.id}`)} {...useSub(props.organisation)} back={backOf(props)}>
      <div class="stack asking">
        <Progress n={n} />
        <ul class="answers">
          {question.answers.map(({ id, icon }) => (
            <li key={id}>
              <a class="card" href={href(...at, id)}>
                <Sign icon={icon as IconName} large />
                <span class="grow">
                  <b>{t(`wish.${question.id}.${id}`)}</b>
                  <small>{t(`wish.${question.id}.${id}.hint`)}</small>
                </span>
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
}

/** The last question; for a group of the directory the answer is there already, with the people behind it. */
function HowMany(props: StepProps) {
  const { at, organisation } = props;
  const { replica, now } = useOpen();
  const known = organisation ? membersOfGroup(replica, organisation, dayOf(now)) : null;
  // Organisations that come together count themselves, not their people.
  const unite = at.includes(UNITE);
  const [people, setPeople] = useState((unite ? known?.organisations.length : known?.count || known?.declared) || 1);
  const set = (n: number) => setPeople(Math.min(MOST, Math.max(1, n)));
  return (
    <Frame
      title={t(unite ? 'wish.unite' : 'wish.people')}
      {...useSub(organisation)}
      back={backOf(props)}
      acts={
        <button type="button" class="btn go" onClick={() => go(href(...at, String(people)))}>
          {t('guide.see')}
          <Icon name="next" />
        </button>
      }
    >
      <div class="stack asking">
        <Progress n={questions.length + 1} />
        <p>{t(unite ? 'wish.unite.hint' : 'wish.people.hint')}</p>
        <div class="many">
          <button type="button" class="btn" aria-label={t('wish.people.less')} onClick={() => set(people - 1)}>
            <span class="minus" aria-hidden="true" />
          </button>
          <input
            class="in num"
            inputMode="numeric"
            autocomplete="off"
            aria-label={t(unite ? 'wish.unite.label' : 'wish.people.label')}
            maxLength={4}
            value={people}
            onInput={(event) => {
              const typed = event.currentTarget.value.replace(/\D/g, '');
              if (typed !== '') set(Number(typed));
            }}
          />
          <button type="button" class="btn" aria-label={t('wish.people.more')} onClick={() => set(people + 1)}>
            <Icon name="plus" />
          </button>
        </div>
        {organisation && known && known.count > 0 && !unite && (
          <p class="line wrap">
            <span>{t('wish.people.known', { n: known.count })}</span>
            <a class="tall" href={href(...membersPath(organisation))}>
              {t('wish.people.see')}
            </a>
          </p>
        )}
      </div>
    </Frame>
  );
}
