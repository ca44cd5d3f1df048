/**
 * The public face of the networks of this hub: no account, no script, no cookie. Real networks and demonstrations are shown, a place to practise is not.
 * `/` stays the app; this is `/reseau` in French and `/en/reseau` in English.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Millis, NetworkId } from '../../kernel/types.ts';
import { placeOf } from '../../modules/places/rules.ts';
import { LANGUAGES, type Language } from '../derived/words.ts';
import type { HubNetwork } from '../network.ts';
import { escape, html } from '../web/html.ts';
import type { Sheets } from '../web/layout.ts';
import { peopleCount } from './count.ts';
import { Daily } from './daily.ts';
import { type Face, regionOfPlace } from './face.ts';
import { figuresPage } from './figures.ts';
import { Fresh, type Sent } from './fresh.ts';
import { homePage } from './home.ts';
import { baseOf, type Frame, publicPage, SHEETS, Signs, sent, verifyAddress } from './layout.ts';
import { memberJsonLd, memberPage } from './member.ts';
import { askedOf, queryOf } from './narrow.ts';
import { offerPage, offersAsked, offersPage, openOffers } from './offers.ts';
import { dataPage, FILES, isOffered } from './open-data.ts';
import { resultsPage } from './results.ts';
import { territoryPage } from './territory.ts';
import { MALI, territoryOf } from './territory-shown.ts';
import { registerVerify } from './verify.ts';
import { say } from './words.ts';

export interface PublicDeps {
  networks(): readonly HubNetwork[];
  now(): Millis;
  readonly sheets: Sheets;
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

type Params = Readonly<Record<string, string>>;
/** What a network answers, by its name in the cache. */
type Answer = (face: Face, request: FastifyRequest) => readonly [name: string, make: () => Sent] | null;

export async function publicPages(app: FastifyInstance, deps: PublicDeps): Promise<void> {
  const [sheet] = deps.sheets.app;
  const frameOf = ({ host }: FastifyRequest): Frame => ({ sheet, host });
  const kept = new Map<NetworkId, Fresh>();
  const shown = (): readonly HubNetwork[] => deps.networks().filter(({ card }) => card.mode === 'real');
  const freshOf = (network: HubNetwork): Fresh => {
    const { network: id } = network.card;
    const fresh = kept.get(id) ?? new Fresh(network, deps.now);
    kept.set(id, fresh);
    return fresh;
  };

  const people = new Daily(deps.now, (network, now) => peopleCount(network, now, regionOfPlace));
  const territories = new Daily(deps.now, territoryOf);

  await app.register(async (web) => {
    web.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', POLICY);
    });

    const nothing = (lang: Language): Sent => {
      const page = publicPage({
        lang,
        sheet,
        face: null,
        title: say(lang, 'public.gone'),
        path: '',
        hero: html`<h1>${say(lang, 'public.gone')}</h1>`,
        main: html`<p>${say(lang, 'public.gone.text')}</p><p class="go-on"><a href="${baseOf(lang)}">${say(lang, 'public.gone.way')}</a></p>`,
        signs: new Signs(),
      });
      return sent(page, undefined, 404);
    };
    const none = { fr: nothing('fr'), en: nothing('en') };

    const get = (path: string, lang: Language, answer: Answer): void => {
      web.get(baseOf(lang) + path, async (request, reply) => {
        const { slug } = request.params as Params;
        const network = shown().find(({ card }) => card.slug === slug);
        if (!network) return send(request, reply, none[lang]);
        const fresh = freshOf(network);
        const face = await fresh.face();
        const answered = answer(face, request);
        if (!answered) return send(request, reply, none[lang]);
        const [name, make] = answered;
        return send(request, reply, fresh.page(face, `${request.host} ${name}`, make));
      });
    };

    for (const lang of LANGUAGES) {
      const named = (name: string) => `${lang} ${name}`;
      get('/:slug', lang, (face, request) => {
        const asked = askedOf(request.query as Record<string, unknown>);
        return [named(queryOf(asked)), () => sent(homePage(lang, face, asked, frameOf(request)))];
      });
      /** What is counted once a day, beside what is shown. @param make null where there is nothing of the kind. */
      const counted = <T extends { readonly day: string }>(
        path: string,
        daily: Daily<T>,
        make: (face: Face, of: T, request: FastifyRequest) => readonly [name: string, page: () => string | null],
      ): void => {
        web.get(`${baseOf(lang)}/:slug/${path}`, async (request, reply) => {
          const { slug } = request.params as Params;
          const network = shown().find(({ card }) => card.slug === slug);
          if (!network) return send(request, reply, none[lang]);
          const [fresh, of] = [freshOf(network), await daily.of(network)];
          const face = await fresh.face();
          const [name, page] = make(face, of, request);
          const whole = (): Sent => {
            const text = page();
            return text === null ? none[lang] : sent(text);
          };
          return send(request, reply, fresh.page(face, named(`${request.host} ${path} ${of.day} ${name}`), whole));
        });
      };
      counted('chiffres', people, (face, of, request) => ['', () => figuresPage(lang, face, of, frameOf(request))]);
      counted('territoire', territories, (face, of, request) => {
        const { lieu } = request.query as { readonly lieu?: unknown };
        const area = typeof lieu === 'string' && placeOf(lieu) ? lieu : lieu === undefined ? MALI : '';
        return [area, () => territoryPage(lang, face, of, area, frameOf(request))];
      });
      get('/:slug/donnees', lang, (face, request) => [
        named('data'),
        () => sent(dataPage(lang, face, frameOf(request))),
      ]);
      get('/:slug/annonces', lang, (face, request) => {
        const asked = offersAsked(face, request.query as Record<string, unknown>);
        return [
          named(`offers ${asked.kind} ${asked.region}`),
          () => sent(offersPage(lang, face, asked, frameOf(request))),
        ];
      });
      get('/:slug/annonces/:id', lang, (face, request) => {
        const { id = '' } = request.params as Params;
        const one = face.offers.find((offer) => offer.id === id);
        return one ? [named(`offer ${id}`), () => sent(offerPage(lang, face, one, frameOf(request)))] : null;
      });
      get('/:slug/programmes/:id', lang, (face, request) => {
        const { id = '' } = request.params as Params;
        const one = face.results.find((other) => other.id === id);
        return one ? [named(`results ${id}`), () => sent(resultsPage(lang, face, one, frameOf(request)))] : null;
      });
      get('/:slug/membres/:file', lang, (face, request) => {
        const { file = '' } = request.params as Params;
        const id = file.replace(/\.jsonld$/, '');
        const one = face.shown.find((other) => other.id === id);
        if (!one) return null;
        if (id === file) return [named(id), () => sent(memberPage(lang, face, one, frameOf(request)))];
        const origin = originOf(request);
        return [
          named(`${origin} ${id}`),
          () => sent(memberJsonLd(lang, face, one, origin), 'application/ld+json; charset=utf-8'),
        ];
      });
      for (const [file, { type, make }] of Object.entries(FILES))
        get(`/:slug/${file}`, lang, (face) =>
          isOffered(face, file) ? [named(file), () => sent(make(face, lang), type)] : null,
        );
      web.get(baseOf(lang), async (request, reply) => {
        if (lang === 'fr' && spokenBy(request, reply) === 'en') return reply.redirect('/en/reseau', 302);
        const [only, other] = shown();
        if (only && !other) return reply.redirect(`${baseOf(lang)}/${only.card.slug}`, 302);
        return send(request, reply, sent(networksPage(lang, shown(), sheet)));
      });
      web.get(`${baseOf(lang)}/*`, (request, reply) => send(request, reply, none[lang]));
    }
    web.get('/en', (_request, reply) => reply.redirect(baseOf('en'), 302));
    web.get('/en/*', (request, reply) => send(request, reply, none.en));

    // A phone knows which network it is of, and not by which name it stands here.
    web.get('/reseau/territoire/:network', async (request, reply) => {
      const { network = '' } = request.params as Params;
      const one = shown().find(({ card }) => card.network === network);
      const lang = spokenBy(request, reply);
      return one
        ? reply.redirect(`${baseOf(lang)}/${one.card.slug}/territoire`, 302)
        : send(request, reply, none[lang]);
    });
    // What a poster names: a phone does not know by which name its network stands here.
    web.get('/reseau/annonce/:id', async (request, reply) => {
      const { id = '' } = request.params as Params;
      const lang = spokenBy(request, reply);
      for (const network of shown()) {
        const { offers, slug } = await freshOf(network).face();
        if (offers.some((offer) => offer.id === id))
          return reply.redirect(`${baseOf(lang)}/${slug}/annonces/${id}`, 302);
      }
      return send(request, reply, none[lang]);
    });
    registerVerify(web, { shown, now: deps.now, sheet, send });
    for (const [path, style] of Object.entries(SHEETS))
      web.get(path, (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .type('text/css; charset=utf-8')
          .send(style),
      );
    web.get('/robots.txt', (request, reply) => {
      const demos = shown().filter(({ card }) => card.demo);
      const closed = [
        '/admin',
        '/api',
        '/sync',
        ...demos.flatMap(({ card }) => LANGUAGES.map((lang) => `${baseOf(lang)}/${card.slug}`)),
      ];
      const lines = closed.map((path) => `Disallow: ${path}`);
      reply.type('text/plain; charset=utf-8');
      return `User-agent: *\n${lines.join('\n')}\nSitemap: ${originOf(request)}/sitemap.xml\n`;
    });
    web.get('/sitemap.xml', async (request, reply) => {
      const faces = await Promise.all(
        shown()
          .filter(({ card }) => !card.demo)
          .map((network) => freshOf(network).face()),
      );
      return send(request, reply, sent(sitemap(faces, originOf(request)), 'application/xml; charset=utf-8'));
    });
  });
}

/** As it was asked for: compressed as the visitor can read it, or not at all when they have it already. */
function send(request: FastifyRequest, reply: FastifyReply, page: Sent): FastifyReply {
  const { headers } = request;
  const accepted = String(headers['accept-encoding'] ?? '');
  const [encoding, body] = /\bbr\b/.test(accepted)
    ? (['br', page.br()] as const)
    : /\bgzip\b/.test(accepted)
      ? (['gzip', page.gzip()] as const)
      : (['', page.plain] as const);
  const etag = `"${page.etag}${encoding && `-${encoding}`}"`;
  const varies = [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', ');
  reply.header('cache-control', 'no-cache').header('etag', etag).header('vary', varies);
  const had = headers['if-none-match'];
  if (page.status === 200 && had?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
    return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.code(page.status).type(page.type).send(body);
}

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** French unless the browser asks for English before it; the answer is another for each. */
function spokenBy({ headers }: FastifyRequest, reply: FastifyReply): Language {
  reply.header('vary', 'accept-language');
  const [first] = (headers['accept-language'] ?? '')
    .split(',')
    .map((one) => ({ lang: one.trim().slice(0, 2).toLowerCase(), q: Number(/;\s*q=([\d.]+)/.exec(one)?.[1] ?? 1) }))
    .filter(({ lang }) => lang === 'fr' || lang === 'en')
    .sort((a, b) => b.q - a.q);
  return first?.lang === 'en' ? 'en' : 'fr';
}

function networksPage(lang: Language, networks: readonly HubNetwork[], sheet: string | undefined): string {
  return publicPage({
    lang,
    sheet,
    face: null,
    title: say(lang, 'public.networks'),
    path: '',
    hero: html`<h1>${say(lang, 'public.networks')}</h1>`,
    main:
      networks.length === 0
        ? html`<p>${say(lang, 'public.networks.none')}</p>`
        : html`<div class="regs card">${networks.map(({ card }) => html`<a href="${baseOf(lang)}/${card.slug}">${card.name}</a>`)}</div>`,
    signs: new Signs(),
  });
}

/** Every page in each of its languages, each with the others: a search engine brings a reader to their own. */
function sitemap(faces: readonly Face[], origin: string): string {
  const paths = faces.flatMap((face) => [
    face.slug,
    `${face.slug}/chiffres`,
    `${face.slug}/territoire`,
    `${face.slug}/donnees`,
    `${face.slug}/annonces`,
    ...face.results.map(({ id }) => `${face.slug}/programmes/${id}`),
    ...openOffers(face).map(({ id }) => `${face.slug}/annonces/${id}`),
    ...face.shown.map(({ id }) => `${face.slug}/membres/${id}`),
  ]);
  const pages = [verifyAddress, ...paths.map((path) => (lang: Language) => `${baseOf(lang)}/${path}`)];
  const urls = pages.flatMap((at) => {
    const others = LANGUAGES.map(
      (lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${escape(origin + at(lang))}"/>`,
    ).join('');
    return LANGUAGES.map((lang) => `<url><loc>${escape(origin + at(lang))}</loc>${others}</url>`);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}
