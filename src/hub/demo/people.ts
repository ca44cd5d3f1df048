/**
 * The people of the demonstration. All are invented. What is real is only the public structure: a permanent secretariat in Bamako and branches
 * in the regions.
 */
export interface Player {
  readonly key: string;
  readonly name: string;
  readonly role: 'secretariat' | 'auditor' | 'coordinator' | 'animator' | 'member';
  /** Path name of the branch; null for the whole network. */
  readonly branch: string | null;
  readonly sign: string;
  readonly color: string;
  /** How the person's telephone is called. */
  readonly phone?: string;
}

export const PEOPLE = [
  {
    key: 'secretariat',
    name: 'Aminata KONATÉ',
    role: 'secretariat',
    branch: null,
    sign: 'hut',
    color: 'p1',
    phone: 'Portable du secrétariat',
  },
  { key: 'auditor', name: 'Boubacar DIALLO', role: 'auditor', branch: null, sign: 'book', color: 'p4' },
  {
    key: 'salif',
    name: 'Salif OUATTARA',
    role: 'coordinator',
    branch: 'sikasso',
    sign: 'tree',
    color: 'p1',
    phone: 'Portable de l’antenne de Sikasso',
  },
  {
    key: 'mariam',
    name: 'Mariam TRAORÉ',
    role: 'animator',
    branch: 'sikasso',
    sign: 'calabash',
    color: 'p3',
    phone: 'Téléphone rouge de Mariam',
  },
  {
    key: 'kadiatou',
    name: 'Kadiatou DEMBÉLÉ',
    role: 'member',
    branch: 'sikasso',
    sign: 'loom',
    color: 'p2',
    phone: 'Téléphone de Kadiatou',
  },
  {
    key: 'oumar',
    name: 'Oumar COULIBALY',
    role: 'coordinator',
    branch: 'segou',
    sign: 'fish',
    color: 'p4',
    phone: 'Portable de l’antenne de Ségou',
  },
  {
    key: 'aissata',
    name: 'Aïssata COULIBALY',
    role: 'animator',
    branch: 'segou',
    sign: 'sprout',
    color: 'p6',
    phone: 'Téléphone bleu d’Aïssata',
  },
  {
    key: 'drissa',
    name: 'Drissa KEÏTA',
    role: 'animator',
    branch: 'segou',
    sign: 'cow',
    color: 'p5',
    phone: 'Téléphone de Drissa',
  },
  {
    key: 'fanta',
    name: 'Fanta SISSOKO',
    role: 'coordinator',
    branch: 'kayes',
    sign: 'pot',
    color: 'p2',
    phone: 'Téléphone de l’antenne de Kayes',
  },
  {
    key: 'hamadoun',
    name: 'Hamadoun CISSÉ',
    role: 'coordinator',
    branch: 'mopti',
    sign: 'cauris',
    color: 'p5',
    phone: 'Tablette de l’antenne de Mopti',
  },
  {
    key: 'brehima',
    name: 'Bréhima TOGO',
    role: 'animator',
    branch: 'mopti',
    sign: 'hoe',
    color: 'p1',
    phone: 'Téléphone de Bréhima',
  },
  {
    key: 'zeinabou',
    name: 'Zeïnabou MAÏGA',
    role: 'coordinator',
    branch: 'gao',
    sign: 'megaphone',
    color: 'p3',
    phone: 'Téléphone de l’antenne de Gao',
  },
  {
    key: 'modibo',
    name: 'Modibo SANGARÉ',
    role: 'coordinator',
    branch: 'bamako',
    sign: 'book',
    color: 'p2',
    phone: 'Ordinateur de l’antenne de Bamako',
  },
] as const satisfies readonly Player[];

/** Who answers for the first two cooperatives of Ségou: Awa is in both, and each of them reads its own people only. */
export const CLERKS = [
  { name: 'Djénéba SACKO', sign: 'calabash', color: 'p3' },
  { name: 'Sékou TANGARA', sign: 'loom', color: 'p6' },
] as const;
export type Clerk = (typeof CLERKS)[number];

export type PlayerKey = (typeof PEOPLE)[number]['key'];

/** The practice network has three people of its own: what is tried there must not look like anybody's real work. */
export const TRAINEES = [
  { key: 'trainer', name: 'Formatrice ESSAI', role: 'secretariat', branch: null, sign: 'graduation', color: 'p6' },
  { key: 'office', name: 'Coordinateur ESSAI', role: 'coordinator', branch: 'segou', sign: 'tree', color: 'p4' },
  {
    key: 'field',
    name: 'Animatrice ESSAI',
    role: 'animator',
    branch: 'segou',
    sign: 'sprout',
    color: 'p2',
    phone: 'Téléphone de formation',
  },
] as const satisfies readonly Player[];
