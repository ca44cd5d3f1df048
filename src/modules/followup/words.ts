/** How a part of the jobs of a programme is called, on a phone, on the hub and in a pack. */
import './messages/index.ts';
import '../training/messages/screens/index.ts';
import { t } from '../../ui/i18n.ts';

export function jobPart(by: string, key: string): string {
  if (key === '') return t('funnel.notsaid');
  if (by === 'sex') return t(`funnel.sex.${key}`);
  if (by !== 'age') return t(`job.${by}.${key}`);
  const [from = '', to] = key.split('-');
  return to ? t('funnel.ages', { from, to }) : t('funnel.ages.up', { from });
}
