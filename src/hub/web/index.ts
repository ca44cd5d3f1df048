/**
 * The hub's own pages and its JSON API, as one plugin: the door, the pages behind it, the help page. No page needs JavaScript, and the policy
 * sent with them allows none.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import type { FastifyError, FastifyInstance } from 'fastify';
import { HUB_BOUNDS } from '../../modules/importing/table.ts';
import { t } from '../../ui/i18n.ts';
import { registerAboutPerson } from './about-person.ts';
import { registerActions } from './actions-page.ts';
import { registerAfter } from './after-page.ts';
import { registerAgenda } from './agenda.ts';
import { registerAims } from './aims-page.ts';
import { registerApi } from './api.ts';
import { registerCertificates } from './certificates-page.ts';
import { registerConvention } from './convention-page.ts';
import { registerDerived } from './derived-api.ts';
import { Desk } from './desk.ts';
import { registerDevices } from './devices-page.ts';
import { registerDoor, type WebDeps } from './door.ts';
import { registerDoubles } from './doubles-page.ts';
import { registerErase } from './erase-page.ts';
import { registerFiles } from './files-api.ts';
import { registerFilesPage } from './files-page.ts';
import { registerFirstSteps } from './first-steps-page.ts';
import { registerFounding } from './founding.ts';
import { registerGiving } from './giving-page.ts';
import { helpBody, questionsBody } from './help-page.ts';
import { html } from './html.ts';
import { registerImport } from './import-page.ts';
import { doorPage, refusalNote, type Sheets } from './layout.ts';
import { registerMembers } from './members-page.ts';
import { registerMore } from './more-page.ts';
import { registerNetwork } from './network-page.ts';
import { registerOwn } from './own-page.ts';
import { registerPacks } from './pack-page.ts';
import { registerShown } from './pack-shown.ts';
import { registerPartnerPage } from './partner-page.ts';
import { registerPersons } from './persons-page.ts';
import { registerProgrammes } from './programmes-page.ts';
import { registerRegister } from './register-page.ts';
import { registerRetention } from './retention-page.ts';
import { registerReview } from './review-page.ts';
import { registerSecondDoor } from './second-door.ts';
import { secondNeed } from './second-need.ts';
import { registerSecurity } from './security-page.ts';
import { registerSettings } from './settings-page.ts';
import { STYLE } from './style.ts';
import { registerTerritory } from './territory-page.ts';
import { Throttle } from './throttle.ts';
import { speakEach, speaking } from './tongue.ts';
import { acceptUploads } from './upload.ts';
import { registerVersions } from './versions-page.ts';

export { Accounts, newPassword } from './accounts.ts';
export type { Hosted, WebDeps } from './door.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/** Where a voice can be heard. */
const PLAYS: ReadonlySet<string | undefined> = new Set(['/admin/personnes/:id/donnees']);
const LARGEST_FORM = 16 * 1024;
const OWN_SHEET = `/admin/style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 10)}.css`;

/** Style sheets of the pages: the app's own, as its built first page names it, so that both always look alike. */
export function sheetsOf(appFolder: string | undefined): Sheets {
  const page = appFolder ? join(appFolder, 'index.html') : '';
  const found = existsSync(page) ? readFileSync(page, 'utf8').matchAll(/href="(\/[^"]+\.css)"/g) : [];
  return { app: [...found].map(([, sheet]) => sheet as string), own: OWN_SHEET };
}

export async function webPages(app: FastifyInstance, deps: WebDeps): Promise<void> {
  await app.register(async (web) => {
    if (!web.hasReplyDecorator('setCookie')) await web.register(cookie);
    web.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))),
    );
    await speakEach(web);
    acceptUploads(web, deps, ['/admin/import'], HUB_BOUNDS.bytes);
    web.addHook('onSend', async (request, reply) => {
      const plays = PLAYS.has(request.routeOptions.url);
      reply
        .header('content-security-policy', plays ? `${POLICY}; media-src 'self'` : POLICY)
        .header('referrer-policy', 'same-origin')
        .header('x-content-type-options', 'nosniff')
        .header('x-frame-options', 'DENY');
    });
    // A person who sent a form reads a page, not JSON; everything else is told as everywhere.
    web.setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500;
      const code = status === 429 ? 'HUB-BUSY' : status === 413 ? 'HUB-REQUEST' : null;
      if (!code || !(request.headers.accept ?? '').includes('text/html')) throw error;
      const page = speaking(request, () => {
        const body = html`<h1>${t('frame.later.title')}</h1>${refusalNote({ code })}`;
        return doorPage(deps.sheets, t('frame.later.title'), t('frame.motto'), body);
      });
      return reply.code(status).type('text/html; charset=utf-8').send(page);
    });
    web.get('/admin', (_request, reply) => reply.redirect('/admin/reseau', 303));
    web.get(OWN_SHEET, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(STYLE),
    );
    for (const [path, body] of [
      ['/aide', questionsBody],
      ['/aide/codes', helpBody],
    ] as const)
      web.get(path, (_request, reply) => {
        const title = t(path === '/aide' ? 'frame.help' : 'codes.title');
        return reply
          .type('text/html; charset=utf-8')
          .send(doorPage(deps.sheets, title, t('frame.motto'), body(), { wide: true }));
      });
    const throttle = new Throttle();
    registerDoor(web, deps, throttle);
    registerSecondDoor(web, deps, throttle);
    registerFounding(web, deps, throttle);
    const desk = new Desk(web, deps);
    registerNetwork(desk, deps);
    registerFirstSteps(desk, deps);
    registerMore(desk);
    registerPersons(desk);
    registerAboutPerson(desk);
    registerErase(desk, secondNeed(deps));
    registerRetention(desk);
    registerSettings(desk, secondNeed(deps), deps);
    registerOwn(desk);
    registerMembers(desk);
    registerDevices(desk);
    registerReview(desk);
    registerVersions(desk);
    registerDoubles(desk);
    registerImport(desk, web, deps);
    registerRegister(desk);
    registerFilesPage(desk);
    registerPartnerPage(desk);
    registerCertificates(desk, web, deps);
    registerGiving(desk);
    registerProgrammes(desk);
    registerAfter(desk, web, deps);
    registerAims(desk);
    registerConvention(desk);
    registerActions(desk);
    registerPacks(desk, web, deps);
    registerShown(desk);
    registerTerritory(desk);
    registerSecurity(desk, deps, throttle);
    desk.page('/admin/*', async () => null);
    registerAgenda(web, deps);
    registerApi(web, deps);
    registerDerived(web, deps);
    registerFiles(web, deps);
  });
}
