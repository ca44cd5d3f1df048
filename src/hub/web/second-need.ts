/** Acts that take a second step at the door: settings of the whole network, and what cannot be undone. */
import { t } from '../../ui/i18n.ts';
import type { WebDeps } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export interface SecondNeed {
  /** Does this account enter in two steps? Its session then began with a code. */
  isMet(visit: Visit): Promise<boolean>;
  note(): Html;
}

export const secondNeed = (deps: WebDeps): SecondNeed => ({
  isMet: async (visit) => {
    const hosted = deps.hosted().find((one) => one.network === visit.network);
    return hosted !== undefined && (await hosted.accounts.steps.of(visit.login)).since !== null;
  },
  note: () =>
    html`<div class="note">${icon('lock')}<div><p><b>${t('bureau.need')}</b></p><p>${t('bureau.need.way')} <a href="/admin/securite">${t('bureau.need.set')}</a></p></div></div>`,
});
