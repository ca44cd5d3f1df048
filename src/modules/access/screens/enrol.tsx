/** Enrolling somebody on this phone, without a network: who they are, their sign, then their own code, typed by themselves. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId, Refusal, Scope } from '../../../kernel/types.ts';
import { drafts, keepDraft } from '../../../ui/drafts.ts';
import { Field, fieldId } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeeping } from '../../../ui/keeping.ts';
import { firstName } from '../../../ui/names.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice, PersonSign } from '../../../ui/parts.tsx';
import { problemOf, type Question } from '../../../ui/record-form.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { TwicePad } from '../../../ui/twice-pad.tsx';
import { mayEnrol, rolesToGive } from '../enrolling.ts';
import { openingActs } from '../opening.ts';
import { COLORS, SIGNS } from './signs.ts';

const BEFORE = { name: '', role: '', organisation: '', sign: 'fish', color: 'p4' };

/** The questions in words, as declared; of the roles only those the reader may give, and the organisation where the role is about one. */
function questionsOf(open: Open, chosen: string): readonly Question[] {
  const { decl } = open.replica.id;
  const { person, grant } = decl.types;
  const name = person?.fields['name'];
  const role = grant?.fields['role'];
  const of = decl.types['involvement'];
  const organisation = of?.fields['organisation'];
  if (!person || !grant || !name || !role) return [];
  const mine = rolesToGive(open);
  const given = (role.choices ?? []).filter(({ value }) => mine.includes(value));
  return [
    { type: person, field: 'name', decl: name },
    { type: grant, field: 'role', decl: { ...role, choices: given } },
    // Not a field of the right: what is chosen becomes its place.
    ...(of && organisation && decl.roles[chosen]?.at === 'organisation'
      ? [{ type: of, field: 'organisation', decl: organisation }]
      : []),
  ];
}

export default function Enrol({ rest }: { readonly rest: Path }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const draft = drafts.value.find((one) => one.key === 'person');
  const [answers, setAnswers] = useState<{ readonly [field: string]: string }>({ ...BEFORE, ...draft?.values });
  const [checked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const keep = useKeeping(jekulu, { key: 'person', type: 'person', before: BEFORE }, answers, 1);
  const back = { href: href('plus'), label: t('back.more') };
  const answer = (field: string): string => answers[field] ?? '';
  const questions = questionsOf(open, answer('role'));
  const wrong = questions.find((question) => problemOf(question, answer(question.field), now) !== null);
  const restart = () => {
    setAnswers(BEFORE);
    setChecked(false);
    const run = () => {
      // Whoever has left the screen meanwhile finds it in what is to be done.
      void keepDraft(jekulu, { key: 'person', type: 'person', values: answers, step: 1 });
      setAnswers(answers);
    };
    toast(t('form.restarted'), { label: t('undo'), run });
  };
  const setChoosing = (on: boolean) => go(on ? href('plus', 'inscrire', 'code') : href('plus', 'inscrire'));

  if (!mayEnrol(open))
    return (
      <Frame title={t('quick.enrol')} back={back}>
        {replica.grantsOf(me.person).some(({ provisional }) => provisional) ? (
          <Notice tone="wait" icon="clock" title={t('enrol.waits')}>
            <p>{t('enrol.waits.way')}</p>
          </Notice>
        ) : (
          <RefusalNotice refusal={{ code: 'RIGHT-NONE' }} tone="wait" />
        )}
      </Frame>
    );
  const enrol = async (pin: string): Promise<Refusal | null> => {
    try {
      const of = questions.some(({ field }) => field === 'organisation') ? answer('organisation') : '';
      const organisation = isRecordId(of) ? replica.resolve(of) : null;
      const input = {
        name: answer('name').trim(),
        role: answer('role'),
        sign: answer('sign'),
        color: answer('color'),
        ...(organisation && { organisation }),
      };
      const done = await jekulu.enrol(input, pin);
      if (!done.ok) {
        if (done.error.code === 'KEY-SIX') return done.error;
        setRefusal(done.error);
        setChoosing(false);
        return null;
      }
      if (organisation) {
        const mayEdit = (type: string, home: Scope) => replica.may(me.person, 'edit', type, home, now);
        const source = {
          list: (type: string) => replica.list(type),
          record: (id: RecordId) => replica.record(id),
          resolve: (id: RecordId) => replica.resolve(id),
          mayEdit,
        };
        for (const acts of openingActs(replica.id.decl, source, organisation)) await jekulu.save(acts);
      }
      keep.stop();
      await jekulu.dropDraft('person');
      toast(t('enrol.done', { name: input.name }));
      go(href('plus', 'personnes'), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
      setChoosing(false);
    }
    return null;
  };
  if (rest[0] === 'code' && !wrong)
    return (
      <Frame title={t('enrol.turn', { name: firstName(answer('name')) })} back={back}>
        <div class="narrow stack">
          <p class="line">
            <PersonSign sign={answer('sign')} color={answer('color')} />
            <span class="grow">{t('enrol.hand', { name: answer('name') })}</span>
          </p>
          <TwicePad onChosen={enrol} />
          <button type="button" class="btn bare full" onClick={() => setChoosing(false)}>
            <Icon name="back" />
            {t('form.back')}
          </button>
        </div>
      </Frame>
    );
  const problemFor = (question: Question) => problemOf(question, answer(question.field), now);
  return (
    <Frame title={t('quick.enrol')} back={back}>
      <form
        class="narrow stack s5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (wrong) queueMicrotask(() => document.getElementById(fieldId(wrong))?.focus());
          else setChoosing(true);
        }}
      >
        {refusal && <RefusalNotice refusal={refusal} />}
        {questions.map((question) => (
          <Field
            key={question.field}
            question={question}
            answer={answer(question.field)}
            problem={checked ? problemFor(question) : null}
            onAnswer={(value) => setAnswers((all) => ({ ...all, [question.field]: value }))}
          />
        ))}
        <Pick
          legend={t('enrol.sign')}
          hint={t('enrol.sign.hint')}
          name="sign"
          values={SIGNS}
          chosen={answer('sign')}
          label={(sign) => t(`sign.${sign}`)}
          draw={(sign) => <PersonSign sign={sign} color={answer('color')} />}
          onChoose={(sign) => setAnswers((all) => ({ ...all, sign }))}
        />
        <Pick
          legend={t('enrol.color')}
          name="color"
          values={COLORS}
          chosen={answer('color')}
          label={(color) => t(`color.${color}`)}
          draw={(color) => <PersonSign sign={answer('sign')} color={color} />}
          onChoose={(color) => setAnswers((all) => ({ ...all, color }))}
        />
        <Notice tone="wait" icon="info">
          <p>{t('enrol.provisional', { n: replica.id.settings.provisionalDays })}</p>
        </Notice>
        <button type="submit" class="btn go full">
          {t('next')}
          <Icon name="next" />
        </button>
        {draft && (
          <button type="button" class="btn bare full" onClick={restart}>
            {t('form.restart')}
          </button>
        )}
      </form>
    </Frame>
  );
}

/** Pictures to pick one from, each with its name for those who hear it. */
function Pick<T extends string>(props: {
  readonly legend: string;
  readonly hint?: string;
  readonly name: string;
  readonly values: readonly T[];
  readonly chosen: string;
  readonly label: (value: T) => string;
  readonly draw: (value: T) => ComponentChildren;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{props.legend}</legend>
      {props.hint && <p class="hint">{props.hint}</p>}
      <div class="picks">
        {props.values.map((value) => (
          <label key={value} class="pick">
            <input
              type="radio"
              class="vh"
              name={props.name}
              value={value}
              checked={props.chosen === value}
              aria-label={props.label(value)}
              onChange={() => props.onChoose(value)}
            />
            {props.draw(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
