/** Rules, forms, steps and warnings in words, and the small pieces that several of these screens show. */
import '../messages/screens/index.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import type { Open } from '../../../ui/open.ts';
import { titleOf } from '../../../ui/words.ts';
import { formCalled, minimumOf, type Rule, ruleOf } from '../law.ts';
import { STEPS } from '../model.ts';
import type { Standing, Warning, Way } from '../rules.ts';

/** A form nobody knows is called as it was written. */
export const formName = (form: string): string => (formCalled(form) ? t(`formalisation.form.${form}`) : form);
export const stepName = (step: string): string => t(`formalisation.steps.step.${step}`);
export const stepIcon = (step: string): IconName => STEPS.find(({ value }) => value === step)?.icon ?? 'flag';

/** `SCOOPS`; a form nobody knows as it was written. */
export const shortName = (form: string): string => (formCalled(form) ? t(`legal.short.${form}`) : form);
/** A step in the middle of a sentence. */
export const stepInside = (step: string): string => {
  const name = stepName(step);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** What a rule says, its numbers filled in from the data. */
export const ruleText = ({ id, data }: Rule): string => t(`law.${id}`, data);

/** Rules by their ids; one that the file does not have is left out. */
export const rulesOf = (ids: readonly string[]): readonly Rule[] => ids.flatMap((id) => ruleOf(id) ?? []);

/** `art. 204`, `Acte uniforme OHADA sur les coopératives, art. 204`; '' for custom. */
export function citedText({ law, article }: Rule, long: boolean): string {
  const name = law && long ? t(`law.of.${law}`) : '';
  return [name, article && t('law.article', { article })].filter((one) => one !== '').join(t('list.comma'));
}

/** The article behind a sentence, and whether somebody still has to read it. */
export function Cited({ rule, long = false }: { readonly rule: Rule; readonly long?: boolean }) {
  const text = citedText(rule, long || rule.article === '');
  return (
    <small class="cited">
      {text && <span>{text}</span>}
      {!rule.verified && (
        <span class="st wait">
          <Icon name="help" size="s" />
          {t('law.check')}
        </span>
      )}
    </small>
  );
}

/** How far, as many marks as there are steps. The words stand beside it. */
export function Marks({ done, all }: { readonly done: number; readonly all: number }) {
  return (
    <p class="marks" aria-hidden="true">
      {Array.from({ length: all }, (_, at) => (
        <i key={at} class={at < done ? 'on' : ''} />
      ))}
    </p>
  );
}

const LOOKS: { readonly [standing in Standing]: { readonly icon: IconName; readonly tone: string } } = {
  few: { icon: 'people', tone: 'fix' },
  ready: { icon: 'check', tone: 'ok' },
  going: { icon: 'flag', tone: 'wait' },
  done: { icon: 'checks', tone: 'ok' },
  paused: { icon: 'hold', tone: 'wait' },
  stopped: { icon: 'x', tone: 'wait' },
  unknown: { icon: 'help', tone: 'fix' },
};

export const missingIn = ({ warnings }: Way): number => warnings.find((one) => one.code === 'few')?.missing ?? 0;

/** Where a way stands, as a sign at the end of a row. */
export function StandingSign({ of }: { readonly of: Way }) {
  const { icon, tone } = LOOKS[of.standing];
  return (
    <span class={`st ${tone}`}>
      <Icon name={icon} size="s" />
      {t(`way.is.${of.standing}`, { n: missingIn(of) })}
    </span>
  );
}

/** `4 étapes sur 11`. */
export const countText = ({ done, lines }: Way): string => t('way.count', { n: done, all: lines.length });

/** Where the members of an organisation stand on its sheet. */
export const membersPath = (organisation: RecordId): readonly string[] => [
  'membres',
  organisation,
  'involvement.organisation',
];

/** What is to be looked at, in a sentence; the missing members have their own place. */
export function warningText({ replica }: Pick<Open, 'replica'>, warning: Exclude<Warning, { code: 'few' }>): string {
  switch (warning.code) {
    case 'early':
    case 'skipped':
      return t(`way.warn.${warning.code}`, { step: stepName(warning.step), before: stepName(warning.before) });
    case 'soon':
      return t('way.warn.soon', {
        step: stepName(warning.step),
        before: stepName(warning.before),
        days: warning.rule.data['days'] ?? 0,
      });
    case 'young':
      return t('way.warn.young', {
        name: titleOf(replica, warning.person),
        age: warning.age,
        years: warning.rule.data['years'] ?? 0,
      });
    case 'future':
    case 'foreign':
      return t(`way.warn.${warning.code}`, { step: stepName(warning.step) });
    case 'unknown':
      return t('way.warn.unknown');
  }
}

/** `5 membres, 5 demandés`. */
export const enoughText = ({ form, members }: Way): string =>
  form && minimumOf(form) > 0
    ? t('way.enough', { n: members.count, min: minimumOf(form) })
    : t('way.members', { n: members.count });
