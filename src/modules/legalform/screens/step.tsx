/** One step: what to do, whom to see, what the law says; and when it was done, by whom, with which paper. */
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import { earliest, momentFault } from '../../../kernel/moment.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { Field } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Sign } from '../../../ui/parts.tsx';
import { formOf, partsOfEntry, problemOf, type Question } from '../../../ui/record-form.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { pointActs, stepActs } from '../acts.ts';
import type { Done, Line, Way } from '../rules.ts';
import { WAYS } from './addresses.ts';
import { Cited, rulesOf, ruleText, stepIcon, stepName, warningText } from './said.tsx';
import { SIGNED, signedPapers } from './signed-paper.tsx';

const ASKED = ['on', 'by', 'document'] as const;

export function OneStep({ way, step }: { readonly way: Way; readonly step: string }) {
  const open = useOpen();
  const { replica, me, now } = open;
  const at = way.lines.findIndex((line) => line.step.step === step);
  const line = way.lines[at];
  const back = { href: href(WAYS, way.record.id), label: t('step.back') };
  if (!line)
    return (
      <Frame title={titleOf(replica, way.organisation)} back={back}>
        <Empty text={t('step.unknown')} />
      </Frame>
    );
  const may = replica.may(me.person, 'edit', 'formalisation', way.record.home, now);
  return <Telling {...{ way, line, may }} n={at + 1} />;
}

interface TellingProps {
  readonly way: Way;
  readonly line: Line;
  readonly may: boolean;
  readonly n: number;
}

/** What is known of a step once it was written down, today where nothing was. */
const begun = (was: Done | null, today: string): Done => was ?? { on: today, by: '', document: '' };

function Telling({ way, line, may, n }: TellingProps) {
  const open = useOpen();
  const { jekulu, replica, now } = open;
  const { step } = line;
  const was = line.done ?? line.planned;
  const today = dayOf(now);
  const [said, setSaid] = useState<Done>(begun(was, today));
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const parts = questionsOf(open);
  const problems = parts.map((part) => problemOf(part, said[nameOf(part)]));
  const home = href(WAYS, way.record.id);
  const write = async (done: Done | null) => {
    try {
      await jekulu.save(stepActs(way.record, step.step, done));
      toast(t(done ? 'step.saved' : 'step.cleared'));
      go(home);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const save = () => {
    setTried(true);
    if (problems.every((problem) => problem === null)) void write(said);
  };
  const ahead = momentFault(said.on) === null && earliest(said.on) > today;
  const odd = way.warnings.filter((one) => 'step' in one && one.step === step.step);
  return (
    <Frame
      title={stepName(step.step)}
      sub={t('list.dot', { a: titleOf(replica, way.organisation), b: t('step.of', { n, all: way.lines.length }) })}
      back={{ href: home, label: t('step.back') }}
      acts={
        may && (
          <button type="button" class="btn go" onClick={save}>
            <Icon name="check" />
            {t(was ? 'step.change' : 'step.save')}
          </button>
        )
      }
    >
      <div class="two">
        <div class="stack">
          <section class="card pad stack s3">
            <p class="line">
              <Sign icon={stepIcon(step.step)} large />
              <span class="grow">{t(`step.how.${step.step}`)}</span>
            </p>
            <dl class="facts">
              <div>
                <dt>{t('legal.see')}</dt>
                <dd>{t(`office.${step.see}`)}</dd>
              </div>
              {step.papers.length > 0 && (
                <div>
                  <dt>{t('legal.papers')}</dt>
                  <dd>
                    {step.papers.map((paper) => (
                      <span class="block" key={paper}>
                        {t(`paper.${paper}`)}
                      </span>
                    ))}
                  </dd>
                </div>
              )}
              {rulesOf(step.rules).map((rule, at) => (
                <div key={rule.id}>
                  <dt>{at === 0 ? t('legal.says') : <span class="vh">{t('legal.says')}</span>}</dt>
                  <dd>
                    {ruleText(rule)}
                    <Cited rule={rule} long />
                  </dd>
                </div>
              ))}
            </dl>
            {signedPapers(line).map((paper) => (
              <a class="btn" key={paper} href={href(WAYS, way.record.id, step.step, SIGNED[paper])}>
                <Icon name="print" />
                {t(`signed.print.${paper}`)}
              </a>
            ))}
          </section>
          {step.points.length > 0 && <Points {...{ way, line, may }} />}
        </div>
        <section class="stack" aria-labelledby="written">
          <Head id="written" title={t('step.form')} />
          {odd.map((warning) => (
            <Notice key={JSON.stringify(warning)} tone="fix" icon="flag">
              <p>{warning.code !== 'few' && warningText(open, warning)}</p>
            </Notice>
          ))}
          {may &&
            parts.map((part, at) => (
              <Field
                key={part.field}
                question={part}
                answer={said[nameOf(part)]}
                problem={tried ? (problems[at] ?? null) : null}
                onAnswer={(answer) => setSaid((before) => ({ ...before, [nameOf(part)]: answer }))}
              />
            ))}
          {may && said.on !== today && (
            <button type="button" class="btn" onClick={() => setSaid({ ...said, on: today })}>
              <Icon name="today" />
              {t('step.today')}
            </button>
          )}
          {may && ahead && (
            <Notice tone="wait" icon="clock" live>
              <p>{t('step.ahead')}</p>
            </Notice>
          )}
          {may && was && (
            <button type="button" class="btn bare" onClick={() => void write(null)}>
              <Icon name="undo" />
              {t('step.clear')}
            </button>
          )}
          {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
        </section>
      </div>
    </Frame>
  );
}

const nameOf = ({ field }: Question): (typeof ASKED)[number] =>
  ASKED.find((name) => field.endsWith(`.${name}`)) ?? 'document';

/** Date, person, paper: asked as the declaration says. */
function questionsOf({ replica }: ReturnType<typeof useOpen>): readonly Question[] {
  const steps = formOf(replica.id.decl, 'formalisation').whole.find(({ field }) => field === 'steps');
  return steps ? partsOfEntry(steps).filter(({ field }) => ASKED.some((name) => field.endsWith(`.${name}`))) : [];
}

/** What the paper must say, ticked off one by one; each tick is kept at once. */
function Points({ way, line, may }: Pick<TellingProps, 'way' | 'line' | 'may'>) {
  const { jekulu, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { step, points } = line;
  const set = async (point: string, on: boolean) => {
    try {
      await jekulu.save(pointActs(way.record, point, on ? dayOf(now) : null));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <section class="stack s3" aria-labelledby="points">
      <Head id="points" title={t('step.points')}>
        <span class="dim" role="status">
          {t('step.points.done', { n: points.length, all: step.points.length })}
        </span>
      </Head>
      <div class="opts">
        {step.points.map((point) => (
          <label class="opt" key={point}>
            <input
              type="checkbox"
              checked={points.includes(point)}
              disabled={!may}
              onChange={(event) => void set(point, event.currentTarget.checked)}
            />
            <b>{t(`point.${point}`)}</b>
          </label>
        ))}
      </div>
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </section>
  );
}
