/** The way of an enterprise from an idea to work: four knots with their days and proofs, and one button for the next. */
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { STAGES, type Stage } from '../declared.ts';
import { isActive, lacksPaper, nextStep, type Step, stepsOf } from '../life.ts';
import { STEP } from './addresses.ts';

export function Way({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const steps = stepsOf(state);
  const next = isActive(state, dayOf(now)) ? nextStep(state) : null;
  const may = replica.may(me.person, 'edit', 'enterprise', state.home, now);
  return (
    <section class="stack s2" aria-label={t('after.way')}>
      <ol class="moments card">
        {STAGES.map(({ value }) => (
          <Knot key={value} stage={value} steps={steps} />
        ))}
      </ol>
      {next && may && (
        <p>
          <a class="btn" href={href('entreprises', STEP, state.id, next)}>
            <Icon name={next === 'registered' ? 'doc' : 'next'} />
            {lacksPaper(state)
              ? t('after.way.paper')
              : t('after.way.next', { step: t(`enterprise.stages.is.${next}`) })}
          </a>
        </p>
      )}
    </section>
  );
}

/** What is known of one step: taken, taken on somebody's word, passed without anybody saying when, or to come. */
function Knot({ stage, steps }: { readonly stage: Stage; readonly steps: readonly Step[] }) {
  const own = steps.filter(({ is }) => is === stage);
  const step = own.find(({ unproven }) => !unproven) ?? own[0];
  const isPassed = steps.some(({ is }) => order(is) > order(stage));
  const [icon, tone]: readonly [IconName, string] = step
    ? step.unproven
      ? ['fix', 'fix']
      : ['check', 'ok']
    : [isPassed ? 'hold' : 'clock', 'wait'];
  return (
    <li>
      <div>
        <span class={`knot ${tone}`}>
          <Icon name={icon} size="s" />
        </span>
        <b>{t(`enterprise.stages.is.${stage}`)}</b>
        {step ? (
          <>
            {step.on !== '' && <small>{momentText(step.said)}</small>}
            {step.unproven ? (
              <small>{t('after.way.missing')}</small>
            ) : (
              step.proof !== '' && <small>{step.paper || t(`enterprise.stages.proof.${step.proof}`)}</small>
            )}
          </>
        ) : (
          isPassed && <small>{t('after.way.unsaid')}</small>
        )}
      </div>
    </li>
  );
}

const order = (stage: Stage): number => STAGES.findIndex(({ value }) => value === stage);
