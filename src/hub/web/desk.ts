/** What all pages behind the door share: a visit for every request, a token for every form, an answer for every refusal. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../kernel/types.ts';
import { type Fields, fieldsOf, hasCookie, isOwn, visitOf, type WebDeps } from './door.ts';
import { waiting } from './doubles-part.ts';
import { FIRST, WAY } from './first-steps.ts';
import { say } from './first-steps-words.ts';
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
  | { readonly to: string; readonly done: keyof typeof DONE }
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
const DONE = {
  personne: 'La personne est inscrite. Faites maintenant son code d’activation.',
  acces: 'L’accès est donné.',
  fin: 'L’accès est terminé. Ce qui reste à envoyer sera encore reçu pendant le délai de grâce.',
  date: 'La nouvelle date de fin est notée.',
  confirme: 'L’inscription provisoire est confirmée.',
  sorti: 'Le téléphone est sorti du réseau. Ce qu’il lui restait à envoyer sera encore reçu.',
  bloque: 'Le téléphone est bloqué. Ce qu’il enverra sera mis de côté pour être examiné.',
  debloque: 'Le téléphone peut de nouveau travailler. Ce qui a été mis de côté reste à examiner.',
  nom: 'Le nouveau nom est noté.',
  version: 'C’est choisi. L’autre version reste dans l’historique.',
  responsable: 'C’est noté : cette personne répond du téléphone.',
  accepte: 'Le travail est repris comme s’il n’avait jamais été arrêté.',
  reuni: 'Les deux fiches sont réunies. Cela se défait plus bas, sans rien perdre.',
  deux: 'C’est noté : ce sont deux fiches différentes. La paire ne sera plus proposée.',
  separe: 'Les deux fiches sont de nouveau séparées. Ce qui a été écrit depuis est gardé.',
  abandonne: 'Rien n’a été importé.',
  refuse: 'L’envoi n’est pas retenu. Son auteur le voit, avec la raison.',
  etapeotee: 'La double vérification est retirée. Ce compte entre de nouveau avec le mot de passe seul.',
  motdepasse: 'Le nouveau mot de passe est noté. Les autres connexions de ce compte sont fermées.',
  motifs: 'Les motifs sont retirés. Les présences et les absences restent.',
  numeros: 'Les contacts sont effacés ici, et le seront sur chaque téléphone à son prochain échange.',
  certificatsremis: 'Les certificats sont donnés. Imprimez-les en un seul PDF.',
  certificatretire: 'Le certificat est retiré. Chaque téléphone le saura à son prochain échange.',
  certificatcorrige: 'Le certificat corrigé est prêt à imprimer. L’ancien ne compte plus.',
  repris: 'C’est noté : la personne a repris son accord. Il ne vaut plus à partir d’aujourd’hui.',
  reprisvide:
    'C’est noté : la personne a repris son accord. Ses réponses sensibles sont effacées ici, et le seront sur chaque téléphone à son prochain échange.',
  efface: 'C’est effacé ici, et le sera sur chaque téléphone à son prochain échange.',
  reglages: 'Les réglages sont notés.',
  membres: 'C’est noté : ces organisations sont membres du réseau.',
  fiche: 'La fiche du réseau est notée.',
  essai: 'Le mode essai est ouvert à tous.',
  fermees: 'Les autres connexions de ce compte sont fermées.',
} as const;

/** Whoever came by the first steps goes back there. */
function led(view: View, { suite, langue }: Fields, isOnTheWay: boolean): View {
  if (view.back?.[0] === HOME || !(suite === WAY || isOnTheWay)) return view;
  const lang = langue === 'en' ? 'en' : 'fr';
  return { ...view, back: [`${FIRST}${lang === 'en' ? '?langue=en' : ''}`, say(lang, 'setup.back')] };
}
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

  page(path: string, show: (visit: Visit, params: Params, query: Fields) => Promise<View | null>): void {
    this.#app.get(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ('code' in visit) return this.#outside(request, reply, visit);
      const query = askedOf(request);
      const view = await show(visit, request.params as Params, query);
      if (!view) return this.#missing(reply, visit);
      const { fait = '' } = query;
      const done = Object.hasOwn(DONE, fait) ? DONE[fait as keyof typeof DONE] : undefined;
      return this.#send(reply, visit, led(view, query, cameFrom(request)), done && doneNote(done));
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
    const body = html`<h1>Entrer</h1>${refusalNote(refusal)}<p><a href="/admin/connexion">Entrer avec un autre compte</a></p>`;
    return reply
      .code(403)
      .type('text/html; charset=utf-8')
      .send(doorPage(this.#deps.sheets, 'Entrer', 'Le réseau, même sans réseau', body));
  }

  #missing(reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
    reply.code(404);
    const body = html`<p><a class="btn" href="/admin/reseau">Revenir au réseau</a></p>`;
    return this.#send(
      reply,
      visit,
      { title: 'Rien ici', entry: 'reseau', body },
      refusalNote({ code: 'HUB-NOTHING-HERE' }),
    );
  }
}
