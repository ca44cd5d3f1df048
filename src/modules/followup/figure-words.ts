/** How a figure of enterprises is called, on a phone and on the hub. */
import './messages/index.ts';
import './messages/screens/index.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/moment.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import type { Figure } from './enterprise-lists.ts';
import type { Place } from './enterprises.ts';
import { endOf, isActive, lacksPaper, stageOn, stepsOf } from './life.ts';

export const placeText = (place: Place): string =>
  t(place === 'ended' ? 'after.place.ended' : `enterprise.stages.is.${place}`);
export const domainText = (domain: string): string =>
  domain === '' ? t('after.domain.none') : t(`enterprise.domain.${domain}`);

export function figureText(figure: Figure): string {
  switch (figure.of) {
    case 'all':
      return t('after.enterprises');
    case 'running':
      return t('after.enterprises.active');
    case 'created':
      return t('after.created');
    case 'lacking':
      return t('after.lacking');
    case 'support':
      return t(`enterprise.supports.kind.${figure.kind}`);
    case 'place':
      return placeText(figure.place);
    case 'domain':
      return domainText(figure.domain);
    case 'fate':
      return [t(`after.goes.${figure.months}`), t(`after.fate.${figure.fate}`)].join('\u00a0· ');
  }
}

/** « En activité, depuis mars 2026 · Artisanat ». */
export function standingText(enterprise: RecordState, day: Day): string {
  const stage = isActive(enterprise, day) ? stageOn(enterprise, day) : null;
  const step = stepsOf(enterprise).find(({ is, unproven }) => is === stage && !unproven);
  const where = stage
    ? [placeText(stage), step && step.on !== '' && t('after.since', { on: momentText(step.said) })]
    : [t('enterprise.ended'), endOf(enterprise) !== '' && momentText(endOf(enterprise))];
  return [
    where.filter(Boolean).join(t('list.comma')),
    lacksPaper(enterprise) && t('after.way.missing'),
    domainText(textOf(enterprise, 'domain')),
  ]
    .filter(Boolean)
    .join('\u00a0· ');
}
