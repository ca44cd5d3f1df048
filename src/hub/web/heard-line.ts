/** Above figures: when the last of what they count came, and how many branches are still to be heard. */
import { t } from '../../ui/i18n.ts';
import { type BranchesHeard, branchesHeard, SILENT_DAYS } from '../heard.ts';
import { agoWords } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

/** « 8 antennes sur 10 ont envoyé leurs données … »; nothing where there is no branch. */
function heardWords({ heard, branches }: BranchesHeard): string {
  if (branches === 0) return '';
  return heard === branches
    ? t('cours.heard.all', { days: SILENT_DAYS })
    : t('cours.heard', { n: heard, all: branches, days: SILENT_DAYS });
}

export async function heardLine(visit: Visit): Promise<Html> {
  const [received, all] = await Promise.all([visit.network.links.received(), branchesHeard(visit.network, visit.now)]);
  const when = received > 0 ? t('cours.received', { when: agoWords(received, visit.now) }) : t('cours.received.none');
  return html`<p class="sm dim">${[when, heardWords(all)].filter(Boolean).join(' ')}</p>`;
}
