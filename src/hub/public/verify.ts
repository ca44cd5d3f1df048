/**
 * Whether a certificate is true, for whoever has no account: the list by which any phone verifies in flight mode, and a page that says how, where the
 * text of a code is checked without any script. What somebody asks of is neither kept nor written down.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RecordState } from '../../kernel/fold.ts';
import type { Millis } from '../../kernel/types.ts';
import type { Facts } from '../../modules/certificates/credential.ts';
import { ledgerOf, standing, withdrawalOf } from '../../modules/certificates/ledger.ts';
import {
  type Gone,
  hashOf,
  LIST_PATH,
  ledgersOf,
  type PublicList,
  type Published,
} from '../../modules/certificates/list.ts';
import enVerify from '../../modules/certificates/messages/verify/en.json';
import frVerify from '../../modules/certificates/messages/verify/fr.json';
import { looksOf, sentenceOf, wordOf } from '../../modules/certificates/told.ts';
import { type Verdict, verifyText } from '../../modules/certificates/verify.ts';
import { LANGUAGES, type Language } from '../derived/words.ts';
import type { HubNetwork } from '../network.ts';
import { type Html, html, type Part } from '../web/html.ts';
import type { Sent } from './fresh.ts';
import { publicPage, Signs, sent, verifyAddress } from './layout.ts';
import { momentText, say } from './words.ts';

/** How long a list is given before the log is asked again: a withdrawal is known everywhere after that. */
const KEPT: Millis = 15_000;
/** A whole office may stand behind one address. */
const ASKED = { rateLimit: { max: 60, timeWindow: 60_000 } };
const LISTED = { rateLimit: { max: 300, timeWindow: 60_000 } };
/** A code is 600 letters long; nothing that is asked of here is longer than a few of them. */
const LARGEST = 8 * 1024;

type Words = Readonly<Record<string, string>>;
const WORDS: Readonly<Record<Language, Words>> = { fr: frVerify, en: enVerify };

interface Deps {
  /** Networks that show themselves: what a place to practise gives is unknown everywhere. */
  shown(): readonly HubNetwork[];
  now(): Millis;
  readonly sheet: string | undefined;
  send(request: FastifyRequest, reply: FastifyReply, page: Sent): FastifyReply;
}

/** What one network tells everybody: its keys, and its withdrawals without name, number or reason. */
async function publishedOf(network: HubNetwork): Promise<Published> {
  const [keys, gone] = await Promise.all([network.list('certificate_key'), network.list('certificate_withdrawal')]);
  const of: Readonly<Record<string, readonly RecordState[]>> = { certificate_key: keys, certificate_withdrawal: gone };
  const records = { list: (type: string) => of[type] ?? [] };
  const { name, demo } = network.card;
  return {
    name,
    ...(demo && { demo: true }),
    keys: ledgerOf(records).keys,
    gone: standing(records, 'certificate_withdrawal')
      .map(withdrawalOf)
      .map(({ number, day, why }): Gone => (why === 'corrected' ? [hashOf(number), day, 1] : [hashOf(number), day]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

export function registerVerify(app: FastifyInstance, { shown, now, sheet, send }: Deps): void {
  let kept: { readonly until: Millis; readonly list: Promise<PublicList> } | null = null;
  const listNow = (): Promise<PublicList> => {
    if (kept && now() < kept.until) return kept.list;
    const list = Promise.all(shown().map(publishedOf)).then((networks) => ({ networks }));
    kept = { until: now() + KEPT, list };
    list.catch(() => {
      kept = null;
    });
    return list;
  };

  app.get(LIST_PATH, { config: LISTED }, async (request, reply) =>
    send(request, reply, sent(JSON.stringify(await listNow()), 'application/json; charset=utf-8')),
  );
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LARGEST },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))),
  );
  for (const lang of LANGUAGES) {
    app.get(verifyAddress(lang), async (request, reply) => send(request, reply, sent(page(lang, sheet))));
    app.post(verifyAddress(lang), { config: ASKED }, async (request, reply) => {
      const { code } = (request.body ?? {}) as { readonly code?: unknown };
      const text = typeof code === 'string' ? code.trim() : '';
      const answer: Answer | 'missing' =
        text === '' ? 'missing' : { verdict: await verifyText(text, ledgersOf(await listNow())), day: dayText(now()) };
      // It may name somebody: no machine on the way keeps it.
      return reply
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page(lang, sheet, answer));
    });
  }
}

const dayText = (at: Millis): string => new Date(at).toISOString().slice(0, 10);

interface Answer {
  readonly verdict: Verdict;
  /** Day of the list it was given by. */
  readonly day: string;
}

/** A text of the screen on phones: the same verdict is said in the same words everywhere. */
const told = (lang: Language, key: string, values: Words = {}): string =>
  (WORDS[lang][key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

function page(lang: Language, sheet: string | undefined, asked?: Answer | 'missing'): string {
  const signs = new Signs();
  return publicPage({
    lang,
    sheet,
    face: null,
    title: told(lang, 'verify.title'),
    path: '',
    address: verifyAddress,
    hero: html`<h1>${told(lang, 'verify.title')}</h1><p>${say(lang, 'public.verify.lead')}</p>`,
    main: [asked && asked !== 'missing' && answerPart(lang, asked, signs), waysPart(lang, signs, asked === 'missing')],
    signs,
  });
}

function answerPart(lang: Language, { verdict, day }: Answer, signs: Signs): Html {
  const [tone, sign] = looksOf(verdict);
  const { key, when, number } = sentenceOf(verdict, 'list');
  const values = { ...(when && { when: momentText(lang, when) }), ...(number && { number }) };
  const facts = 'facts' in verdict ? verdict.facts : null;
  return html`<section><div class="note ${tone}" role="status">${signs.use(sign)}<div class="grow"><h2>${told(lang, wordOf(verdict))}</h2><p>${told(lang, key, values)}</p></div></div>
${facts && factsPart(lang, facts)}<p class="sm dim">${told(lang, 'verify.list', { when: momentText(lang, day) })}</p></section>`;
}

/** What the paper must say. */
function factsPart(lang: Language, facts: Facts): Html {
  const rows = [
    ['verify.for', facts.achievement.name],
    ['verify.done', facts.done],
    ['verify.by', facts.issuer],
    ['verify.on', momentText(lang, facts.issued)],
    ['verify.no', facts.number],
  ] as const;
  return html`<div class="card pad"><p class="big"><b>${facts.name}</b></p><dl class="facts">${rows.map(
    ([key, value]) => value && html`<div><dt>${told(lang, key)}</dt><dd>${value}</dd></div>`,
  )}</dl></div>`;
}

function waysPart(lang: Language, signs: Signs, missing: boolean): Part {
  const text = (key: Parameters<typeof say>[1]): string => say(lang, key);
  return [
    html`<section class="card pad stack"><h2>${text('public.verify.phone')}</h2><p>${text('public.verify.phone.text')}</p><p><a class="btn go" href="/#/verifier">${text('public.verify.phone.go')}${signs.use('next')}</a></p></section>`,
    html`<section class="card pad"><form class="stack" method="post" action="${verifyAddress(lang)}"><div class="field"><label for="code">${text('public.verify.paste')}</label><p class="hint" id="code-hint">${text('public.verify.paste.hint')}</p>${
      missing &&
      html`<p class="err" id="code-error" role="alert">${signs.use('warning', 's')}${text('public.verify.paste.missing')}</p>`
    }<textarea class="in" id="code" name="code" rows="4" maxlength="4000" spellcheck="false" autocomplete="off" aria-describedby="code-hint"></textarea></div><button class="btn full">${text('public.verify.paste.go')}</button></form></section>`,
  ];
}
