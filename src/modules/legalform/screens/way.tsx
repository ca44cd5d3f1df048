/** How far is this group, what stands in its way, and whom does it see next? */
import { useState } from 'preact/hooks';
import { textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice, Sign } from '../../../ui/parts.tsx';
import { EDIT, HISTORY, NEW } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { cardActs } from '../acts.ts';
import { minimumOf } from '../law.ts';
import type { Line, Warning, Way } from '../rules.ts';
import { PAPER, WAYS } from './addresses.ts';
import {
  Cited,
  countText,
  enoughText,
  formName,
  Marks,
  membersPath,
  stepIcon,
  stepInside,
  stepName,
  warningText,
} from './said.tsx';

export function OneWay({ way }: { readonly way: Way }) {
  const open = useOpen();
  const { replica, me, now } = open;
  const { record, organisation, form, next } = way;
  const name = formName(textOf(record, 'form'));
  const may = replica.may(me.person, 'edit', 'formalisation', record.home, now);
  const to = (...parts: readonly string[]) => href(WAYS, record.id, ...parts);
  const others = way.warnings.filter((one) => one.code !== 'few');
  const few = way.warnings.find((one) => one.code === 'few');
  const goes = way.standing !== 'done' && way.standing !== 'paused' && way.standing !== 'stopped';
  return (
    <Frame
      title={titleOf(replica, organisation) || t('value.unknown')}
      sub={t('way.to', { form: name })}
      back={{ href: href(WAYS), label: t('way.list') }}
      end={
        form && (
          <a class="ib" href={to(PAPER)} aria-label={t('way.print')}>
            <Icon name="print" />
          </a>
        )
      }
      acts={
        may &&
        goes &&
        next && (
          <a class="btn go" href={to(next.step.step)}>
            <Icon name={stepIcon(next.step.step)} />
            {stepName(next.step.step)}
          </a>
        )
      }
    >
      <div class="two way">
        <div class="stack">
          <section class="card pad far" aria-label={countText(way)}>
            <p class="line">
              <Sign icon={(form?.icon ?? 'help') as IconName} tone="p4" large />
              <span class="grow">
                <b class="big block">{form ? countText(way) : name}</b>
                <a class="tall" href={href(...membersPath(organisation))}>
                  {enoughText(way)}
                </a>
              </span>
            </p>
            {form && <Marks done={way.done} all={way.lines.length} />}
          </section>
          <Verdict way={way} name={name} may={may} />
          {few && <Few way={way} warning={few} />}
          {goes && next && <Next way={way} line={next} />}
          {others.length > 0 && (
            <Notice tone="fix" icon="flag" title={t('way.warn.title', { n: others.length })}>
              <ul class="looks">
                {others.map((warning) => (
                  <li key={JSON.stringify(warning)}>
                    {warningText(open, warning)} {'rule' in warning && <Cited rule={warning.rule} />}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
        <section class="stack s3" aria-labelledby="steps">
          {way.lines.length > 0 && (
            <>
              <Head id="steps" title={t('way.steps')} />
              <ol class="card rows">
                {way.lines.map((line, at) => (
                  <li key={line.step.step}>
                    <StepRow way={way} line={line} at={at} />
                  </li>
                ))}
              </ol>
            </>
          )}
          <div class="line wrap ways">
            <a class="btn" href={href('membres', organisation)}>
              <Icon name="coop" />
              {t('way.org')}
            </a>
            {may && (
              <a class="btn" href={to(EDIT)}>
                <Icon name="pencil" />
                {t('way.edit')}
              </a>
            )}
            <a class="btn" href={to(HISTORY)}>
              <Icon name="history" />
              {t('way.history')}
            </a>
          </div>
        </section>
      </div>
    </Frame>
  );
}

/** Ready, done, paused, stopped; nothing while the group simply goes on. */
function Verdict({ way, name, may }: { readonly way: Way; readonly name: string; readonly may: boolean }) {
  switch (way.standing) {
    case 'ready':
      return (
        <Notice tone="ok" icon="check" title={t('way.ready.title', { step: stepInside(way.form?.ready ?? '') })}>
          <p>{t('way.ready.text')}</p>
          {way.form?.minimum && (
            <p>
              <Cited rule={way.form.minimum} long />
            </p>
          )}
        </Notice>
      );
    case 'done':
      return (
        <>
          <Notice tone="ok" icon="checks" title={t('way.done.title')} />
          <NewForm way={way} name={name} />
        </>
      );
    case 'paused':
    case 'stopped':
      return (
        <Notice tone="wait" icon={way.standing === 'paused' ? 'hold' : 'info'} title={t(`way.${way.standing}.title`)}>
          {textOf(way.record, 'why') && <p>{textOf(way.record, 'why')}</p>}
          {may && (
            <a class="btn" href={href(WAYS, way.record.id, EDIT)}>
              {t('way.edit')}
            </a>
          )}
        </Notice>
      );
    default:
      return <NewForm way={way} name={name} />;
  }
}

/** The number is there: the sheet of the organisation can say its new form. */
function NewForm({ way, name }: { readonly way: Way; readonly name: string }) {
  const { jekulu, replica, me, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const organisation = replica.record(way.organisation);
  const acts = organisation?.created ? cardActs(way, organisation) : null;
  if (!organisation || !acts || !replica.may(me.person, 'edit', 'organisation', organisation.home, now)) return null;
  const write = async () => {
    try {
      await jekulu.save(acts);
      toast(t('way.card.done'));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <Notice tone="recv" icon="coop" title={t('way.card.title')}>
      <p>{t('way.card.text', { form: name })}</p>
      <button type="button" class="btn" onClick={() => void write()}>
        <Icon name="pencil" />
        {t('way.card.do')}
      </button>
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </Notice>
  );
}

function Few(props: { readonly way: Way; readonly warning: Extract<Warning, { code: 'few' }> }) {
  const { way, warning } = props;
  const { replica, me, now } = useOpen();
  const { members, organisation, form } = way;
  const between = form !== null && form.of.length > 0;
  const path = between ? ['membres', organisation, 'membership.group'] : membersPath(organisation);
  const home = replica.record(organisation)?.home ?? way.record.home;
  return (
    <Notice tone="fix" icon="people" title={t('way.few.title', { n: warning.missing })}>
      <p>
        {t('way.few.text', {
          form: t(`legal.one.${form?.form ?? ''}`),
          min: form ? minimumOf(form) : 0,
          count: members.count,
        })}{' '}
        <Cited rule={warning.rule} long />
      </p>
      {warning.declared !== null && warning.declared > members.count && (
        <p>{t('way.few.declared', { n: warning.declared })}</p>
      )}
      <p class="line wrap ways">
        <a class="btn" href={href(...path)}>
          <Icon name="people" />
          {t('way.people')}
        </a>
        {replica.may(me.person, 'create', between ? 'membership' : 'involvement', home, now) && (
          <a class="btn" href={href(...path, NEW)}>
            <Icon name="plus" />
            {t('way.add')}
          </a>
        )}
      </p>
    </Notice>
  );
}

/** What to do now, whom to see, which papers to bring. */
function Next({ way, line }: { readonly way: Way; readonly line: Line }) {
  const { replica } = useOpen();
  const { step, planned } = line;
  const see = textOf(way.record, 'see');
  const guide = way.record.fields['guide']?.[0]?.value;
  return (
    <section class="card next" aria-labelledby="next">
      <a class="row" href={href(WAYS, way.record.id, step.step)}>
        <Sign icon={stepIcon(step.step)} />
        <span class="grow">
          <small id="next">{t('way.next')}</small>
          <b>{stepName(step.step)}</b>
          {planned && <small>{t('way.planned', { when: momentText(planned.on) })}</small>}
        </span>
        <Icon name="next" />
      </a>
      <dl class="facts pad">
        <div>
          <dt>{t('legal.see')}</dt>
          <dd>
            <b class="block">{see || t(`office.${step.see}`)}</b>
            {see && <small class="block">{t(`office.${step.see}`)}</small>}
            {step.see === 'animator' && isRecordId(guide) && (
              <small class="block">{titleOf(replica, replica.resolve(guide))}</small>
            )}
          </dd>
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
      </dl>
    </section>
  );
}

function StepRow({ way, line, at }: { readonly way: Way; readonly line: Line; readonly at: number }) {
  const { step, done, planned } = line;
  const isDone = (name: string) => way.lines.some((one) => one.step.step === name && one.done);
  const waits = done ? undefined : step.needs.find((need) => !isDone(need));
  const odd = way.warnings.some((one) => 'step' in one && one.step === step.step);
  return (
    <a class={done ? 'row done' : 'row'} href={href(WAYS, way.record.id, step.step)}>
      <span class={done ? 'knot ok' : 'knot'}>{done ? <Icon name="check" /> : <b class="num">{at + 1}</b>}</span>
      <span class="grow">
        <b>{stepName(step.step)}</b>
        <small>
          {done
            ? [momentText(done.on), done.by, done.document].filter((one) => one !== '').join('\u00a0· ')
            : planned
              ? t('way.planned', { when: momentText(planned.on) })
              : waits
                ? t('way.waits', { before: stepName(waits) })
                : t('way.todo')}
        </small>
      </span>
      {odd ? (
        <span class="st fix">
          <Icon name="flag" size="s" />
          {t('law.check')}
        </span>
      ) : (
        <Icon name="next" />
      )}
    </a>
  );
}
