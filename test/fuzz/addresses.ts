/** Addresses, headers and forms of the hub, and the same with something else in them. */
import { declarations } from '../../src/modules/index.ts';
import { SIKASSO } from '../hub/world.ts';
import type { Random } from '../sim/random.ts';
import { bentText, hostileText } from './hostile.ts';
import type { Target } from './target.ts';

const TEXT_HEADER = /[^\t\x20-\x7e\x80-\xff]/g;
/** As it can stand in a line of HTTP. */
export const headerText = (text: string): string => text.replace(TEXT_HEADER, '');

export const HEADERS = [
  'cookie',
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'host',
  'origin',
  'range',
  'if-none-match',
  'if-modified-since',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'forwarded',
  'authorization',
  'transfer-encoding',
  'sec-fetch-site',
  'x-jekulu-csrf',
  'x-jekulu-signature',
  'x-http-method-override',
  'expect',
  'upgrade',
];

const PATHS = [
  '/',
  '/healthz',
  '/metrics',
  '/sync',
  '/sync/:id/:id/:id/3/:id',
  '/api/networks',
  '/api/v1/session',
  '/api/v1/records/organisation',
  '/api/v1/records/:type',
  '/api/v1/records/:type/:id',
  '/api/v1/records/:type.csv',
  '/api/v1/schema/:type.json',
  '/api/v1/exports/sse.csv',
  '/api/v1/register.json',
  '/api/v1/openapi.json',
  '/admin',
  '/admin/connexion',
  '/admin/connexion/code',
  '/admin/reseau',
  '/admin/personnes',
  '/admin/personnes/:id',
  '/admin/appareils',
  '/admin/appareils/:id',
  '/admin/examiner',
  '/admin/retours',
  '/admin/versions',
  '/admin/doublons',
  '/admin/doublons/:id',
  '/admin/registre',
  '/admin/securite',
  '/admin/securite/application',
  '/aide/codes',
  '/icons/:id',
  '/segment/:network/:segment',
  '/admin/import',
  '/admin/import/fichier/:id',
  '/admin/import/fichier/:id/verifier',
  '/admin/import/fichier/:id/remarques',
  '/admin/import/modele/:type.csv',
  '/admin/reglages',
  '/admin/conservation',
  '/admin/fichiers',
  '/admin/fichiers/partenaire',
  '/admin/fichiers/partenaire/person',
  '/reseau',
  '/reseau/un',
  '/reseau/un/membres/:id',
  '/reseau/un/membres.csv',
  '/en/reseau/un/donnees',
  '/sitemap.xml',
  '/verifier',
  '/certificats.json',
];
const QUERIES = [
  'from',
  'limit',
  'lang',
  'columns',
  'positions',
  'report',
  'fait',
  'fin',
  'reseau',
  'a',
  'b',
  '__proto__',
  'constructor',
];

/** An address of ours with something else in it. */
export function addressOf(
  random: Random,
  { ids, segments, network }: Target,
  cookie: string,
): { url: string; headers: Record<string, string> } {
  const word = (good: readonly string[]): string =>
    random.chance(0.6)
      ? random.pick(good)
      : random.chance(0.8)
        ? encodeURIComponent(wellFormed(hostileText(random)))
        : hostileText(random);
  let url = random
    .pick(PATHS)
    .replace(':type', () => word(Object.keys(declarations.types)))
    .replace(':network', () => word([network.card.network]))
    .replace(':segment', () => word(segments))
    .replaceAll(':id', () => word(ids));
  if (random.chance(0.5)) {
    const pairs = Array.from(
      { length: 1 + random.below(3) },
      () => `${random.pick(QUERIES)}=${word(['1', 'fr', 'names', '5'])}`,
    );
    url += `?${pairs.join('&')}`;
  }
  if (random.chance(0.1)) url = bentText(url, random);
  // As it can stand in a line of HTTP.
  url = `/${url
    .replace(/^\/+/, '')
    .replace(/[^\x21-\x7e]/g, (sign) => (sign.charCodeAt(0) < 256 ? '%' : ''))
    .slice(0, 6000)}`;
  return {
    url,
    headers: { ...(cookie && { cookie }), accept: random.pick(['text/html', '*/*', 'application/json', '']) },
  };
}

export const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '');

const GRANT = { role: 'member', place: SIKASSO, other: '', from: '2026-01-01', to: '2027-01-01' };
export const FORMS: readonly (readonly [path: string, fields: Readonly<Record<string, string>>])[] = [
  ['/admin/personnes/nouvelle', { name: 'Fatou DIARRA', ...GRANT }],
  ['/admin/personnes/:id/acces', GRANT],
  ['/admin/personnes/:id/acces/:grant', { acte: 'date', to: '2027-01-01' }],
  ['/admin/personnes/:id/code', {}],
  ['/admin/appareils/:id', { etat: 'nom', label: 'Tecno bleu' }],
  ['/admin/examiner/:id', { acte: 'accepter' }],
  ['/admin/doublons/:id', { acte: 'reunir', a: 'x', b: 'y' }],
  ['/admin/securite/application', { code: '123456' }],
  ['/admin/securite/codes', { code: '123456' }],
  ['/admin/securite/comptes/:id', {}],
];
