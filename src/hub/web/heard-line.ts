/** Above figures: when the last of what they count came, and how many branches are still to be heard. */
import { type BranchesHeard, branchesHeard, SILENT_DAYS } from '../heard.ts';
import { agoWords } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

/** « 8 antennes sur 10 ont envoyé leurs données … »; nothing where there is no branch. */
function heardWords({ heard, branches }: BranchesHeard): string {
  if (branches === 0) return '';
  const lately = `dans les ${SILENT_DAYS} derniers jours`;
  if (heard === branches) return `Toutes les antennes ont envoyé leurs données ${lately}.`;
  const those = heard > 1 ? `${heard}\u00a0antennes sur ${branches} ont` : `${heard}\u00a0antenne sur ${branches} a`;
  return `${those} envoyé ${heard > 1 ? 'leurs' : 'ses'} données ${lately}\u202f; ce que les autres savent n’est pas encore compté.`;
}

export async function heardLine(visit: Visit): Promise<Html> {
  const [received, all] = await Promise.all([visit.network.links.received(), branchesHeard(visit.network, visit.now)]);
  const when = received > 0 ? `Données reçues : ${agoWords(received, visit.now)}.` : 'Rien n’a encore été reçu.';
  return html`<p class="sm dim">${[when, heardWords(all)].filter(Boolean).join(' ')}</p>`;
}
