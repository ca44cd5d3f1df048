/** How a part of the jobs of a programme is called, on a phone, on the hub and in a pack. */
import './messages/index.ts';
import './messages/jobs/index.ts';
import { t } from '../../ui/i18n.ts';
import { DECENT } from './jobs.ts';

/** Questions whose answers have words of their own: with a contract, without, and nobody said. */
const OWN: readonly string[] = [...DECENT, 'hours', 'direct'];

export function jobPart(by: string, key: string): string {
  if (OWN.includes(by)) return t(`jobs.${by}.${key || 'none'}`);
  if (key === '') return t('jobs.notsaid');
  if (by === 'sex') return t(`jobs.sex.${key}`);
  if (by !== 'age') return t(`job.${by}.${key}`);
  const [from = '', to] = key.split('-');
  return to ? t('jobs.ages', { from, to }) : t('jobs.ages.up', { from });
}
