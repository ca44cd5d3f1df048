/** What all pages behind the door share: a visit for every request, a token for every form, an answer for every refusal. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { soundOf } from '../../kernel/sound.ts';
import type { Refusal } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { type Fields, fieldsOf, hasCookie, isOwn, visitOf, type WebDeps } from './door.ts';
import { waiting } from './doubles-part.ts';
import { FIRST, WAY } from './first-steps.ts';
import { type Html, html } from './html.ts';
import { mayImport } from './import-may.ts';
import { adminPage, doneNote, doorPage, type Page, refusalNote } from './layout.ts';
import type { Visit } from './visit.ts';
import { warningNote } from './warnings.ts';

export type View = Omit<Page, 'notice' | 'waiting'>;
type Params = Readonly<Record<string, string>>;

/** What an address asks; of a name given twice the first counts. */
const askedOf = (request: FastifyRequest): Fields =>
  Object.fromEntries(
    Object.entries(request.query as Readonly<Record<string, unknown>>).map(([name, value]) => [
      name,
      String((Array.isArray(value) ? value[0] : value) ?? ''),
    ]),
  );

/** What a form led to: back to a page with a word of thanks, a page of its own, or a refusal told on the page it came from. */
export type Outcome =
  | { readonly to: string; readonly done: (typeof DONE)[number] }
  /** On to another page of the same work. */
  | { readonly go: string }
  | { readonly view: View }
  | { readonly refusal: Refusal };

export interface Filed {
  readonly file: string;
  readonly media: string;
  readonly text: string;
  readonly records: number;
  /** What it was narrowed to. */
  readonly how: string;
}

/** Words after a successful act; the address names one of these, so that nobody can put words into our mouth. */
const DONE = [
  'personne',
  'acces',
  'fin',
  'date',
  'confirme',
  'sorti',
  'bloque',
  'debloque',
  'nom',
  'version',
  'responsable',
  'accepte',
  'reuni',
  'deux',
  'separe',
  'abandonne',
  'refuse',
  'etapeotee',
  'motdepasse',
  'motifs',
  'numeros',
  'certificatsremis',
  'certificatretire',
  'certificatcorrige',
  'repris',
  'reprisvide',
  'efface',
  'reglages',
  'membres',
  'fiche',
  'essai',
  'fermees',
] as const;

/** Whoever came by the first steps goes back there. */
const led = (view: View, { suite }: Fields, isOnTheWay: boolean): View =>
  view.back?.[0] !== HOME && (suite === WAY || isOnTheWay) ? { ...view, back: [FIRST, t('setup.title')] } : view;
const HOME = '/admin/reseau';

/** Was this asked for from a page that the first steps led to? The browser says which page it was, to ourselves alone. */
const cameFrom = ({ headers }: FastifyRequest): boolean => (headers.referer ?? '').includes(`suite=${WAY}`);

/** What waits behind the entries; null where one is not for this person. */
export const counted = async (visit: Visit): Promise<Page['waiting']> => ({
  examiner: (await visit.groups('quarantined')).length,
  doublons: waiting(visit),
  import: mayImport(visit) ? 0 : null,
});

export class Desk {
  readonly #app: FastifyInstance;
  readonly #deps: WebDeps;

  constructor(app: FastifyInstance, deps: WebDeps) {
    this.#app = app;
    this.#deps = deps;
  }

  /** A file of what a page shows; that it was taken out is noted before it leaves. */
  file(path: string, make: (visit: Visit, params: Params) => Promise<Filed | null>): void {
    this.#app.get(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ('code' in visit) return this.#outside(request, reply, visit);
      const made = await make(visit, request.params as Params);
      if (!made) return this.#missing(reply, visit);
      const noted = await visit.network.noteExport(visit.person, made.file, made.how);
      await noted(made.records);
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${made.file}"`)
        .type(made.media)
        .send(made.text);
    });
  }

  /** A voice that a page plays: never anything but a sound, whatever somebody wrote. */
  sound(path: string, find: (visit: Visit, params: Params) => Promise<ReturnType<typeof soundOf>>): void {
    this.#app.get(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ('code' in visit) return this.#outside(request, reply, visit);
      const sound = await find(visit, request.params as Params);
      if (!sound) return this.#missing(reply, visit);
      return reply.header('cache-control', 'no-store').type(sound.type).send(Buffer.from(sound.bytes));
    });
  }

  page(path: string, show: (visit: Visit, params: Params, query: Fields) => Promise<View | null>): void {
    this.#app.get(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ('code' in visit) return this.#outside(request, reply, visit);
      const query = askedOf(request);
      const view = await show(visit, request.params as Params, query);
      if (!view) return this.#missing(reply, visit);
      const { fait = '' } = query;
      const done = DONE.find((one) => one === fait);
      return this.#send(reply, visit, led(view, query, cameFrom(request)), done && doneNote(t(`done.${done}`)));
    });
  }

  /** @param back the page to show again when the act was refused, with what was typed. */
  form(
    path: string,
    act: (visit: Visit, params: Params, fields: Fields, request: FastifyRequest) => Promise<Outcome | null>,
    back: (visit: Visit, params: Params, fields: Fields) => Promise<View | null>,
  ): void {
    this.#app.post(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ('code' in visit) return this.#outside(request, reply, visit);
      const params = request.params as Params;
      const fields = fieldsOf(request);
      const honest = isOwn(request) && fields['csrf'] === visit.csrf;
      const outcome: Outcome | null = !honest
        ? { refusal: { code: 'HUB-FORM-OLD' } }
        : (await this.#deps.watch?.hasRoom()) === false
          ? { refusal: { code: 'HUB-DISK' } }
          : await act(visit, params, fields, request);
      if (!outcome) return this.#missing(reply, visit);
      const onTheWay = cameFrom(request);
      if ('to' in outcome)
        return reply.redirect(`${outcome.to}?fait=${outcome.done}${onTheWay ? `&suite=${WAY}` : ''}`, 303);
      if ('go' in outcome) return reply.redirect(outcome.go, 303);
      if ('view' in outcome) return this.#send(reply, visit, led(outcome.view, {}, onTheWay));
      reply.code(!honest || outcome.refusal.code.startsWith('RIGHT-') ? 403 : 422);
      const view = await back(visit, params, fields);
      return view ? this.#send(reply, visit, view, refusalNote(outcome.refusal)) : this.#missing(reply, visit);
    });
  }

  async #send(reply: FastifyReply, visit: Visit, view: View, notice?: Html): Promise<FastifyReply> {
    const warnings = view.entry === 'reseau' ? ((await this.#deps.watch?.warnings(visit.network)) ?? []) : [];
    const told = [...warnings.map(warningNote), ...(notice ? [notice] : [])];
    const counts = await counted(visit);
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(adminPage(this.#deps.sheets, visit, { ...view, waiting: counts, notice: html`${told}` }));
  }

  #outside(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
    if (refusal.code === 'HUB-SESSION')
      return reply.redirect(hasCookie(request) ? '/admin/connexion?fin' : '/admin/connexion', 303);
    const body = html`<h1>${t('frame.enter')}</h1>${refusalNote(refusal)}<p><a href="/admin/connexion">${t('frame.enter.again')}</a></p>`;
    return reply
      .code(403)
      .type('text/html; charset=utf-8')
      .send(doorPage(this.#deps.sheets, t('frame.enter'), t('frame.motto'), body));
  }

  #missing(reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
    reply.code(404);
    const body = html`<p><a class="btn" href="/admin/reseau">${t('frame.back')}</a></p>`;
    return this.#send(
      reply,
      visit,
      { title: t('frame.nothing'), entry: 'reseau', body },
      refusalNote({ code: 'HUB-NOTHING-HERE' }),
    );
  }
}
