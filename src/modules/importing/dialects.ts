/**
 * How others write what we keep: headings of the SSE standard CSV (RIPESS, DigitalCommons) and of lists as they are met, and the ESSglobal words in
 * their cells (CC BY 3.0, see NOTICE). The way back of `hub/derived/sse`.
 */
import { SECTORS } from '../directory/sectors.ts';

/** Fields that one line of an address is put into, in this order. */
export const ADDRESS = ['quarter', 'landmark', 'poBox'] as const;

/** Further headings of a target; with the type before it where the word means something else elsewhere. */
export const HEADINGS: { readonly [target: string]: readonly string[] } = {
  ':id': ['id', 'identifiant', 'identifier', 'identifiant unique'],
  ':home': ['home', 'tenue à', 'kept at'],
  ':address': ['street address', 'adresse', 'address', 'adresse complète', 'registered street'],
  name: [
    'nom complet',
    'nom de l’organisation',
    'dénomination',
    'full name',
    'intitulé',
    'nom et prénom',
    'prénom et nom',
  ],
  place: [
    'localité',
    'locality',
    'ville',
    'village',
    'commune',
    'city',
    'town',
    'registered city',
    'lieu de résidence',
  ],
  'place.region': ['region', 'région'],
  'place.country': ['country name', 'country', 'pays'],
  phone: ['téléphone', 'tél', 'tel', 'phone', 'numéro', 'numéro de téléphone', 'contact', 'mobile', 'portable'],
  email: ['email', 'e-mail', 'mail', 'courriel', 'adresse électronique'],
  'organisation.name': [
    'nom',
    'name',
    'organisation',
    'structure',
    'groupe',
    'groupement',
    'nom du groupe',
    'nom du groupement',
    'nom de la structure',
    'nom de la coopérative',
    'nom de l’association',
    'registered name',
    'raison sociale',
  ],
  'organisation.kind': ['organisational structure', 'forme juridique', 'type', 'legal form', 'statut juridique'],
  'organisation.sectors': [
    'activities',
    'activités',
    'activité',
    'secteur',
    'secteurs',
    'secteur d’activité',
    'domaine',
  ],
  'organisation.about': ['description', 'présentation', 'objet'],
  'organisation.registration': [
    'companies house number',
    'registered number',
    'récépissé',
    'numéro de récépissé',
    'n° récépissé',
    'immatriculation',
  ],
  'organisation.founded': [
    'incorporation date',
    'date de création',
    'créée en',
    'fondée',
    'fondée en',
    'fondation',
    'année',
    'année de création',
  ],
  'organisation.website': ['website', 'site web', 'site internet', 'url'],
  'organisation.women': ['femmes', 'nombre de femmes', 'nb femmes', 'women'],
  'organisation.men': ['hommes', 'nombre d’hommes', 'nb hommes', 'men'],
  'organisation.poBox': ['bp', 'boîte postale'],
  'membership.member': [
    'organisation',
    'organisation membre',
    'membre du réseau',
    'membre',
    'adhérent',
    'adhérente',
    'nom de l’organisation',
    'nom',
    'dénomination',
    'structure',
    'coopérative',
    'association',
    'member',
    'name',
  ],
  'membership.group': ['groupe', 'union', 'réseau', 'fédération', 'faîtière', 'pôle', 'instance', 'group'],
  'membership.kind': ['lien', 'qualité', 'titre', 'type d’adhésion', 'type de membre'],
  'membership.spans.from': [
    'date d’adhésion',
    'adhésion',
    'année d’adhésion',
    'date d’admission',
    'admission',
    'membre depuis',
    'adhérent depuis',
    'date d’entrée',
    'member since',
    'joined',
  ],
  'membership.spans.to': ['date de sortie', 'sortie', 'date de départ', 'date de fin', 'fin'],
  'membership.spans.status': ['statut', 'situation', 'status'],
  'membership.spans.category': ['catégorie de membre', 'collège'],
  'membership.spans.name': ['représentant', 'représentante', 'représentée par', 'délégué', 'déléguée'],
  'membership.spans.decision': [
    'pv',
    'n° pv',
    'numéro du pv',
    'procès-verbal',
    'n° de décision',
    'référence',
    'acte d’admission',
    'minutes',
  ],
  'club.institution': ['école', 'université', 'lycée', 'institut', 'faculté', 'school', 'university'],
  'club.founded': ['date de création', 'créé en', 'année de création'],
  'club_member.person': ['nom', 'name', 'étudiant', 'étudiante', 'élève', 'nom et prénom', 'prénom et nom', 'student'],
  'club_member.spans.year': ['niveau', 'classe', 'année', 'level'],
  'application.person': ['nom', 'name', 'candidate', 'postulant', 'postulante', 'nom et prénom', 'prénom et nom'],
  'application.programme': ['programme', 'formation', 'formation demandée', 'formation souhaitée'],
  'application.on': [
    'date de candidature',
    'date de la candidature',
    'date de la demande',
    'date de dépôt',
    'date du dépôt',
    'date de réception',
    'reçue le',
    'déposée le',
    'application date',
  ],
  'application.project': ['projet', 'idée de projet', 'projet envisagé', 'intitulé du projet', 'project'],
  'application.outcome': ['décision', 'résultat', 'avis', 'decision', 'outcome', 'result'],
  'application.decided': ['date de décision', 'date de la décision', 'décidée le', 'decision date'],
  'application.why': ['motif', 'motif du refus', 'motif de la décision', 'reason'],
  'person.name': ['nom', 'name', 'personne'],
  'person.birth': ['date de naissance', 'année de naissance', 'né en', 'née en', 'date of birth'],
  'person.sex': ['sexe', 'genre', 'sex', 'gender'],
  'person.job': ['métier', 'profession', 'occupation'],
};

/** What empty cells mean in a file with these headings: a structure that ESSglobal has no word for is some other one. */
export const commonIn = (headings: readonly string[]): { readonly [target: string]: string } =>
  headings.includes('organisational structure') && headings.includes('locality') ? { kind: 'other' } : {};

/** ESSglobal structures of our kinds, as the export writes them; of several kinds with one code the first is the commonest here. */
const STRUCTURES: readonly (readonly [kind: string, code: string])[] = [
  ['scoops', 'OS115'],
  ['coop-ca', 'OS115'],
  ['group', 'OS10'],
  ['association', 'OS20'],
  ['ngo', 'OS20'],
  ['mutual', 'OS170'],
  ['union', 'OS200'],
  ['federation', 'OS190'],
  ['confederation', 'OS180'],
  ['enterprise', 'OS30'],
  ['public', 'OS220'],
];
const structureOf = (kind: string): string => STRUCTURES.find(([one]) => one === kind)?.[1] ?? '';

/** What a register that only knows codes says of a value of ours: two values that it says alike are no difference to it. */
export function saidAbroad(path: string, value: unknown): string {
  if (path === 'organisation.kind') return structureOf(String(value ?? ''));
  const list = Array.isArray(value) ? value : [];
  return [...new Set(list.map((one) => SECTORS.find((sector) => sector.value === one)?.ica ?? ''))]
    .filter(Boolean)
    .join(' ');
}
export const CODED: readonly string[] = ['organisation.kind', 'organisation.sectors'];

const sectorOf = (code: string): string | undefined => SECTORS.find(({ ica }) => ica === code)?.value;

/** Words that people and other registers use for our choices, folded. */
const WORDS: { readonly [path: string]: { readonly [word: string]: string } } = {
  'organisation.kind': {
    cooperative: 'scoops',
    'societe cooperative': 'scoops',
    'societe cooperative simplifiee': 'scoops',
    'coop ca': 'coop-ca',
    'cooperative avec conseil d administration': 'coop-ca',
    'groupement d interet economique': 'gie',
    'groupement villageois': 'group',
    'organisation non gouvernementale': 'ngo',
    reseau: 'network',
    universite: 'university',
    faculte: 'university',
    'grande ecole': 'university',
    'lycee technique': 'technical',
    'institut de formation professionnelle': 'vocational',
    'centre de formation professionnelle': 'vocational',
  },
  'membership.kind': {
    adherent: 'member',
    adherente: 'member',
    fondateur: 'founder',
    fondatrice: 'founder',
    administrateur: 'board',
    administratrice: 'board',
  },
  'membership.spans.status': {
    membre: 'active',
    actif: 'active',
    active: 'active',
    admis: 'active',
    admise: 'active',
    'a jour': 'active',
    'en attente': 'applied',
    demande: 'applied',
    suspendu: 'suspended',
    refuse: 'refused',
    refusee: 'refused',
    rejetee: 'refused',
    exclu: 'excluded',
    radie: 'excluded',
    radiee: 'excluded',
    demissionnaire: 'left',
    demission: 'left',
    retiree: 'left',
    retrait: 'left',
    partie: 'left',
  },
  'club_member.spans.year': { l1: '1', l2: '2', l3: '3', m1: '4', m2: '5' },
  'application.outcome': {
    retenu: 'selected',
    selectionne: 'selected',
    selectionnee: 'selected',
    accepte: 'selected',
    acceptee: 'selected',
    admis: 'selected',
    admise: 'selected',
    'non retenu': 'refused',
    'non retenue': 'refused',
    'pas retenu': 'refused',
    refuse: 'refused',
    refusee: 'refused',
    rejete: 'refused',
    rejetee: 'refused',
    desistement: 'withdrawn',
    desiste: 'withdrawn',
    desistee: 'withdrawn',
  },
  'person.sex': { f: 'f', femme: 'f', female: 'f', woman: 'f', m: 'm', h: 'm', homme: 'm', male: 'm', man: 'm' },
};

/** The choice that a word of another register means; undefined where this list does not know it. */
export function foreignChoice(path: string, word: string, plain: string): string | undefined {
  const code = word.trim().toUpperCase();
  if (path === 'organisation.kind' && /^OS\d+$/.test(code)) return STRUCTURES.find(([, one]) => one === code)?.[0];
  if (path === 'organisation.sectors' && /^ICA\d+$/.test(code)) return sectorOf(code);
  const words = WORDS[path];
  return words && Object.hasOwn(words, plain) ? words[plain] : undefined;
}

const DISPLAY = ['en', 'fr'].map((language) => new Intl.DisplayNames([language], { type: 'region' }));
let countries: ReadonlyMap<string, string> | null = null;

/** ISO code of a country by its name in French or English, or by itself; '' for Mali, where nothing is said; null where it is not known. */
export function countryCode(text: string, plain: (text: string) => string): string | null {
  countries ??= new Map(
    Array.from({ length: 26 * 26 }, (_, n) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)))
      .flatMap((code) =>
        [code, ...DISPLAY.map((display) => display.of(code) ?? code)].map((name) => [plain(name), code] as const),
      )
      .reverse(),
  );
  const code = countries.get(plain(text)) ?? UNITED_KINGDOM[plain(text)];
  return code === undefined ? null : code === 'ML' ? '' : code;
}

/** Countries of a State that registers there write as countries. */
const UNITED_KINGDOM: { readonly [name: string]: string } = {
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
};
