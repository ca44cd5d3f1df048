/** What the screens of a selection share: reading a round once for a drawing, its words, and the small pieces they are made of. */
import '../messages/selection/index.ts';
import { useMemo } from 'preact/hooks';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, sensitiveScope } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { placeText } from '../../../ui/place.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { placesOf, type Quota, type Step } from '../selection.ts';
import { reasonId } from '../selection-acts.ts';
import { type Request, type Round, roundOf } from '../selection-read.ts';
import { eligibilityText } from './sheet.tsx';

/** May this person see who is displaced or disabled? */
export const seesPrivate = ({ replica, me, now }: Open, selection: RecordState): boolean =>
  replica.may(me.person, 'read', 'person_private', sensitiveScope(selection.home), now);

/** The round of an address; null where it is not on this phone. */
export function useRound(id: string | undefined): Round | null {
  const open = useOpen();
  const { replica, now } = open;
  const selection = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const { version } = replica;
  const day = dayOf(now);
  return useMemo(
    () =>
      selection?.created && selection.type === 'selection'
        ? roundOf(replica, selection, day, seesPrivate(open, selection))
        : null,
    [replica, version, selection, day],
  );
}

export function NoRound() {
  return (
    <Frame title={t('selection.screen')} back={{ href: href('selections'), label: t('selection.back.all') }}>
      <Empty text={t('selection.unknown')} hint={t('selection.unknown.hint')} />
    </Frame>
  );
}

/** `84,50`: always two decimals, so that columns line up and equals look equal. */
export const pointsText = (points: number): string => {
  const [whole = '', cents = ''] = points.toFixed(2).split('.');
  return `${formatNumber(Number(whole))}${t('selection.decimal')}${cents}`;
};

export const nameOf = ({ replica }: Open, { personId }: Pick<Request, 'personId'>): string =>
  titleOf(replica, personId) || t('value.unknown');

/** `Femme · 24 ans · Commune IV, Lafiabougou`: what a jury needs to know of somebody, and nothing sensitive. */
export function aboutOf({ person, age }: Request): string {
  if (!person) return '';
  const sex = textOf(person, 'sex');
  const [min, max] = age.ages ?? [0, 0];
  return [
    sex === 'f' || sex === 'm' ? t(`person.sex.${sex}`) : '',
    age.ages ? (min === max ? t('age.exact', { n: min }) : t('age.two', { a: min, b: max })) : '',
    placeText(valueOf(person, 'place')),
  ]
    .filter((one) => one !== '')
    .join('\u00a0· ');
}

/** Why somebody is not ranked, in words that say the way on. */
export function outText(round: Round, request: Request): string {
  const { out, age, scored } = request;
  if (out === 'age' || out === 'future') return eligibilityText(age, round.ageDay ?? '');
  if (out === 'unmarked') return t('selection.out.unmarked', { n: scored.counted, least: round.least });
  return t(`selection.out.${out}`);
}

/** `femmes de Commune IV`, `personnes déplacées`. */
export const groupText = ({ group, where }: Quota): string =>
  group === 'commune'
    ? t('selection.group.commune', { where: where || '—' })
    : where === ''
      ? t(`selection.group.${group}`)
      : t('selection.group.of', { group: t(`selection.group.${group}`), where });

/** « Les 10 meilleures femmes ». */
export function stepText(step: Step): string {
  // Where no share came first, no place is « left ».
  if (step.kind === 'rest')
    return t(step.already > 0 ? 'selection.step.rest' : 'selection.step.all', { n: step.asked });
  if (step.kind === 'waiting') return t('selection.step.waiting', { n: step.taken.length });
  const { quota, asked, already } = step;
  return t(already > 0 ? 'selection.step.quota.more' : 'selection.step.quota', {
    n: Math.max(0, asked - already),
    who: quota ? groupText(quota) : '',
  });
}

/** « Au moins 50 % des 20 places : 10. 2 l’ont déjà par une étape d’avant. » */
export function stepWhy(step: Step, places: number): string {
  if (step.kind === 'rest') return t('selection.step.rest.why');
  if (step.kind === 'waiting') return t('selection.step.waiting.why');
  const { quota, already, short } = step;
  return [
    quota ? t('selection.step.quota.why', { share: quota.share, places, n: placesOf(quota, places) }) : '',
    already > 0 ? t('selection.step.already', { n: already }) : '',
    short > 0 ? t('selection.step.short', { n: short }) : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}

/** Why a request was decided so: the whole reason for those who may know it. */
export function whyOf({ replica }: Open, application: RecordState): string {
  const apart = replica.record(reasonId(application.id));
  return (apart && textOf(apart, 'why')) || textOf(application, 'why');
}
