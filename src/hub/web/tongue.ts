/**
 * In which language the office answers: each request in its own. Whatever says something asks `t`, as the screens do; no page hands a language on.
 *
 * An address may ask for one (`?langue=en`), for that answer alone; the button in the head of every page keeps it in a cookie.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import '../../ui/messages/index.ts';
import { bringWords, plainLanguage, speakBy, t } from '../../ui/i18n.ts';
import { type Both, LANGUAGES, type Language } from '../derived/words.ts';
import './messages/index.ts';
import { type Html, html, type Part } from './html.ts';

const COOKIE = 'jekulu-langue';
const YEAR = 365 * 24 * 3600;
const asked = new AsyncLocalStorage<Language>();

const known = (name: unknown): Language | undefined => LANGUAGES.find((one) => one === name);

function tongueOf(request: FastifyRequest): Language {
  const { langue } = request.query as Readonly<Record<string, unknown>>;
  // A request that was stopped at once has no cookies read yet.
  return known(langue) ?? known(request.cookies?.[COOKIE]) ?? 'fr';
}

/** Answers a request in its language where it did not come as far as its page. */
export function speaking<T>(request: FastifyRequest, say: () => T): T {
  return asked.run(tongueOf(request), say);
}

/** Every request to these pages is answered in its language. */
export async function speakEach(app: FastifyInstance): Promise<void> {
  speakBy(() => asked.getStore());
  await bringWords('en');
  // Once the body is read: what waits for a stream does not know any more for whom.
  app.addHook('preHandler', (request, _reply, done) => asked.run(tongueOf(request), done));
  app.get('/admin/langue/:langue', (request, reply) => {
    const chosen = known((request.params as Readonly<Record<string, string>>)['langue']) ?? 'fr';
    return reply
      .setCookie(COOKIE, chosen, {
        path: '/',
        maxAge: YEAR,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
      })
      .redirect(cameFrom(request) ?? '/admin/reseau', 303);
  });
}

/** The page of ours one came from, without a language of its own. */
function cameFrom({ headers, host }: FastifyRequest): string | null {
  if (!headers.referer || !URL.canParse(headers.referer)) return null;
  const from = new URL(headers.referer);
  from.searchParams.delete('langue');
  return from.host === host && /^\/(admin|aide|essai)(\/|$)/.test(from.pathname) ? from.pathname + from.search : null;
}

/** Of a text in both languages the one that is spoken. */
export const own = (both: Both): string => both[plainLanguage()];

/** The text of a key with markup in it: `said('door.work', { app: html\`<a href="/">…</a>\` })`. What is no markup is escaped, as everywhere. */
export function said(key: string, parts: Readonly<Record<string, Part>>): Html {
  const n = parts['n'];
  const pieces = t(key, typeof n === 'number' ? { n } : {}).split(/\{(\w+)\}/);
  return html`${pieces.map((piece, i) => (i % 2 === 0 ? piece : parts[piece]))}`;
}
