/** How much the wish to leave changed, in words: on those who answered twice, and on nobody else. */
import './messages/screens/index.ts';
import { t } from '../../ui/i18n.ts';
import { type Profile, toldIn } from './profile.ts';

export function changeText(profile: Profile): string {
  const n = profile.twice?.n ?? 0;
  if (n === 0) return t('after.leaving.none');
  const [before, after] = [toldIn(profile, 'avant', 'yes').ids.length, toldIn(profile, 'apres', 'yes').ids.length];
  const points = Math.round(((after - before) / n) * 100);
  const change = points === 0 ? 'same' : points < 0 ? 'less' : 'more';
  return [t('after.leaving.both', { n, before, after }), t(`after.leaving.${change}`, { n: Math.abs(points) })].join(
    ' ',
  );
}
