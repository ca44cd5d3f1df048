/** The frame of a public page: no script, two small style sheets, the other language one link away. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Language, manyWords } from '../derived/words.ts';
import { type Html, html, type Part, trusted } from '../web/html.ts';
import { icon, LOGO } from '../web/icons.ts';
import type { Face } from './face.ts';
import type { Sent } from './fresh.ts';
import { STYLE, TABLES_STYLE } from './style.ts';
import { say } from './words.ts';

const addressOf = (name: string, style: string): string =>
  `/reseau/${name}-${createHash('sha256').update(style).digest('hex').slice(0, 10)}.css`;
export const OWN_SHEET = addressOf('style', STYLE);
export const TABLES_SHEET = addressOf('tables', TABLES_STYLE);
/** Style sheets by their address. */
export const SHEETS: Readonly<Record<string, string>> = { [OWN_SHEET]: STYLE, [TABLES_SHEET]: TABLES_STYLE };
export const baseOf = (lang: Language): string => (lang === 'en' ? '/en/reseau' : '/reseau');
/** Where anybody verifies a certificate; a phone that keeps the app opens its own screen there. Papers name it. */
export const verifyAddress = (lang: Language): string => (lang === 'en' ? '/en/verifier' : '/verifier');
const otherOf = (lang: Language): Language => (lang === 'fr' ? 'en' : 'fr');

/** Each pictogram of a page is drawn once and used by its name. */
export class Signs {
  readonly #names = new Set<string>();

  use(name: string, size: '' | 's' = ''): Html {
    this.#names.add(name);
    return trusted(`<svg class="i${size && ` ${size}`}" aria-hidden="true"><use href="#i-${name}"/></svg>`);
  }

  drawn(): Html {
    const symbols = [...this.#names].map((name) => {
      const inside = icon(name).text.replace(/^<svg[^>]*>|<\/svg>$/g, '');
      return `<symbol id="i-${name}" viewBox="0 0 24 24">${inside}</symbol>`;
    });
    return trusted(`<svg hidden>${symbols.join('')}</svg>`);
  }
}

/** What stands around every page of a network. */
export interface Frame {
  /** The app's first style sheet, where it is built. */
  readonly sheet: string | undefined;
  /** By which name, and port, this hub was asked: it stands on paper, where no link leads anywhere. */
  readonly host: string;
}

export interface PublicPage extends Partial<Frame> {
  readonly lang: Language;
  /** Whose page it is; null for pages of the server. */
  readonly face: Face | null;
  readonly title: string;
  /** Address without language: `` or `/demo/membres/…`, with what it was narrowed to. */
  readonly path: string;
  /** Of a page that stands beside those of the networks, whole. */
  readonly address?: (lang: Language) => string;
  /** Dark part at the top, with the title of the page. */
  readonly hero: Part;
  readonly main: Part;
  readonly signs: Signs;
  /** A style sheet of its own. */
  readonly more?: string;
  /** The same for programs. */
  readonly machine?: { readonly type: string; readonly href: string };
}

export function publicPage({
  lang,
  sheet,
  host = '',
  face,
  title,
  path,
  address,
  hero,
  main,
  signs,
  more,
  machine,
}: PublicPage): string {
  const at = address ?? ((one: Language) => baseOf(one) + path);
  const [own, other] = [at(lang), at(otherOf(lang))];
  const home = face ? `${baseOf(lang)}/${face.slug}` : baseOf(lang);
  return html`<!doctype html>
<html lang="${lang === 'fr' ? 'fr-ML' : 'en'}" dir="ltr">
<head>
<meta charset="utf-8">
<title>${title}${face && ` · ${face.name}`} · Jɛkulu</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#262c72">
${face?.demo !== false && trusted('<meta name="robots" content="noindex">\n')}<link rel="canonical" href="${own}">
<link rel="alternate" hreflang="${otherOf(lang)}" href="${other}">
${machine && html`<link rel="alternate" type="${machine.type}" href="${machine.href}">\n`}${sheet && html`<link rel="stylesheet" href="${sheet}">\n`}<link rel="stylesheet" href="${OWN_SHEET}">
${more && html`<link rel="stylesheet" href="${more}">\n`}</head>
<body class="pub">
<a class="skip" href="#main">${say(lang, 'public.skip')}</a>
<header>${face?.demo && html`<p class="demo">${say(lang, 'public.demo')}</p>\n`}<div class="ph"><div><a href="${home}" aria-label="Jɛkulu, ${say(lang, 'public.home')}">${LOGO}</a>
<nav aria-label="${say(lang, 'public.site')}">${face && html`<a class="wide" href="${home}/annonces">${manyWords('offer')[lang]}</a><a class="wide" href="${home}/chiffres">${say(lang, 'public.figures')}</a><a class="wide" href="${home}/donnees">${say(lang, 'public.data')}</a>`}<a class="wide" href="${verifyAddress(lang)}">${say(lang, 'public.verify')}</a><a href="${other}" hreflang="${otherOf(lang)}" lang="${otherOf(lang)}">${say(lang, 'public.other.language')}</a><a href="/">${say(lang, 'public.app')}</a></nav></div></div>
<div class="hero"><div>${hero}</div></div></header>
<div class="band" aria-hidden="true"></div>
<main id="main">${main}</main>
<footer><p>${say(lang, 'public.footer')}${face && ` ${say(lang, 'public.words')}`}</p><p class="by"><a href="${verifyAddress(lang)}">${say(lang, 'public.verify')}</a>${face && html` · <a href="${home}/annonces">${manyWords('offer')[lang]}</a> · <a href="${home}/chiffres">${say(lang, 'public.figures')}</a> · <a href="${home}/donnees">${say(lang, 'public.data')}</a>`}</p>${face && html`<p class="from">${say(lang, 'public.print', { address: host + own })}</p>`}</footer>
${signs.drawn()}
</body>
</html>
`.text;
}

/** A page ready to leave, named by its content; compressed for the first visitor who reads it so. */
export function sent(text: string, type = 'text/html; charset=utf-8', status = 200): Sent {
  const plain = Buffer.from(text);
  let br: Buffer | undefined;
  let gzip: Buffer | undefined;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return {
    status,
    type,
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    plain,
    br: () => (br ??= brotliCompressSync(plain, { params })),
    gzip: () => (gzip ??= gzipSync(plain, { level: 6 })),
  };
}
