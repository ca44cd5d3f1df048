/** An empty form to fill in by hand, from the declaration: a box for each choice, dots for words, room for a date as precisely as it is known. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { has, t } from '../../i18n.ts';
import { useOpen } from '../../open.ts';
import { formOf, groupOf, inGroups, partsOfEntry, type Question } from '../../record-form.ts';
import { fieldLabel } from '../../words.ts';
import { newTitle } from '../describe.tsx';
import { Blanks } from './blanks.tsx';
import { DocHead } from './paper.tsx';
import { PartHead } from './sheet-paper.tsx';

/** As it is asked aloud; in short for the parts of an entry. */
const asked = ({ type, field }: Question): string =>
  has(`${type.name}.${field}.ask`) ? t(`${type.name}.${field}.ask`) : fieldLabel(type.name, field);

const GROUPS = ['first', 'later', 'closed'] as const;
/** Room for so many entries of a map. */
const ENTRIES = 2;

export function FormPaper({ type }: { readonly type: TypeDecl }) {
  const { replica } = useOpen();
  const form = inGroups(formOf(replica.id.decl, type.name));
  return (
    <table class="qa">
      <thead>
        <DocHead title={t('out.form.title', { what: newTitle(type.name) })} sub={t('out.form.hint')} columns={2} />
      </thead>
      <tbody>
        {GROUPS.map((group) => {
          const questions = form.questions.filter((question) => groupOf(question, form) === group);
          return (
            questions.length > 0 && [
              <PartHead key={group} title={t(`form.group.${group}`)} />,
              ...questions.map((question) => (
                <QuestionRow
                  key={`${question.type.name}.${question.field}`}
                  question={question}
                  among={form.questions}
                />
              )),
            ]
          );
        })}
        <PartHead title={t('out.signature')} />
        <tr>
          <th scope="row">{t('out.form.by')}</th>
          <td>
            <Blanks
              tall
              of={[
                ['', 3],
                [t('out.form.on'), 2],
                [t('out.signature'), 3],
              ]}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface Asked {
  readonly question: Question;
  /** All that is asked with it: it may hang on the answer to one of them. */
  readonly among: readonly Question[];
}

/** A question, and room for its answer. */
export function QuestionRow({ question, among }: Asked) {
  return (
    <tr>
      <th scope="row">
        {asked(question)}
        {question.decl.required && ' *'}
        <Note question={question} among={among} />
      </th>
      <td>
        <Room question={question} />
      </td>
    </tr>
  );
}

/** When it is asked, and whether it takes more than one answer. */
function Note({ question, among }: Asked) {
  const { when, widget } = question.decl;
  const on = when && (among.find(({ field }) => field === when.field) ?? question);
  const answers = when?.is.map((value) =>
    t(on?.decl.widget === 'yesno' ? `value.${value}` : `${on?.type.name}.${when.field}.${value}`),
  );
  const choices = answers?.join(t('list.comma'));
  return (
    <>
      {choices && <span class="block small">{t('out.form.when', { what: choices })}</span>}
      {widget === 'choices' && <span class="block small">{t('out.form.several')}</span>}
    </>
  );
}

/** Where an answer is written. */
function Room({ question }: { readonly question: Question }) {
  const { type, field, decl } = question;
  if (decl.merge === 'map')
    return (
      <>
        {Array.from({ length: ENTRIES }, (_, at) => (
          <span class="block small" key={at}>
            <Blanks of={partsOfEntry(question).map((part) => [fieldLabel(type.name, part.field), 1])} />
          </span>
        ))}
      </>
    );
  if (decl.choices)
    return (
      <>
        {decl.choices.map(({ value }) => (
          <span class="box" key={value}>
            {t(`${type.name}.${field}.${value}`)}
          </span>
        ))}
      </>
    );
  switch (decl.widget) {
    case 'yesno':
      return (
        <>
          <span class="box">{t('value.yes')}</span>
          <span class="box">{t('value.no')}</span>
        </>
      );
    case 'moment':
    case 'date':
      return (
        <span class="small">
          {t('out.form.day')}
          <span class="hole" />
          {t('out.form.month')}
          <span class="hole" />
          {t('out.form.year')}
          <span class="hole l" />
          <span class="box">{t('out.form.approx')}</span>
        </span>
      );
    case 'number':
    case 'money':
      return <span class="hole l" />;
    case 'place':
      return (
        <span class="small">
          <Blanks of={[[t('out.form.place.town'), 1]]} />
          <Blanks of={[[t('out.form.place.area'), 1]]} />
        </span>
      );
    case 'long':
      return (
        <>
          <span class="rule" />
          <span class="rule" />
          <span class="rule" />
        </>
      );
    default:
      return <span class="rule" />;
  }
}
