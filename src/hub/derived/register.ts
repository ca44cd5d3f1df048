/**
 * The register of personal data (law 2013-015 of Mali): what is kept about people, why, on what ground, how long, who may read it and where it is
 * kept. Read from the declarations, so that it says what the program does.
 */
import { type Declarations, type FieldClass, isClosedType, type TypeDecl } from '../../kernel/declare.ts';
import english from './declared.json';
import { type Both, fieldWords, manyWords } from './words.ts';

export interface Processing {
  readonly type: string;
  readonly label: Both;
  readonly purpose: string;
  readonly basis: string;
  readonly retention: string;
  /** Months without a writing after which it is listed, and what an erasure leaves; absent where it is never erased. */
  readonly months?: number;
  readonly left?: readonly string[];
  /** Fields by who may see them at most. */
  readonly fields: { readonly [grade in FieldClass]: readonly { readonly name: string; readonly label: Both }[] };
  /** Roles that read it, below the place they were given at. */
  readonly readers: readonly string[];
  /** Lives under `sensitive/`: opened only by roles that open closed records. */
  readonly closed: boolean;
  /** May its records be shown to the whole network? */
  readonly shareable: boolean;
  /** `always`: a copy stands, sealed, on the phones of those who read it; `hub`: on the server alone. */
  readonly keep: TypeDecl['keep'];
}

export function registerOf(decl: Declarations): readonly Processing[] {
  return Object.values(decl.types).flatMap((type) => {
    const { personal } = type;
    if (!personal) return [];
    const of = (grade: FieldClass) =>
      Object.entries(type.fields).flatMap(([name, field]) =>
        field.class === grade ? [{ name, label: fieldWords(type.name, name) }] : [],
      );
    const fields = { public: of('public'), network: of('network'), branch: of('branch'), restricted: of('restricted') };
    const closed = isClosedType(type);
    return [
      {
        type: type.name,
        label: manyWords(type.name),
        ...personal,
        fields,
        readers: type.access.read.filter((role) => !closed || decl.roles[role]?.closed),
        closed,
        shareable: type.shareable,
        keep: type.keep,
      },
    ];
  });
}

/**
 * Types that say something about a person and do not say why: a field that names a person, or a sensitive one, makes a type personal.
 * There must be none; the test of the register says so.
 */
export const undeclared = (decl: Declarations): readonly string[] =>
  Object.values(decl.types)
    .filter((type) => !type.personal && isPersonal(type))
    .map(({ name }) => name);

const isPersonal = (type: TypeDecl): boolean =>
  isClosedType(type) ||
  Object.values(type.fields).some(
    (field) => field.class === 'restricted' || field.widget === 'person' || [field.ref].flat().includes('person'),
  );

/**
 * Why, on what ground or how long, in both languages. They are declared in French, as they are handed to the authority; the English stands beside, by its
 * French. What nobody said in English yet stands as it was declared.
 */
export const declaredWords = (text: string): Both => ({
  fr: text,
  en: (english as Readonly<Record<string, string>>)[text] ?? text,
});

/** How it is protected: each line is kept by a test or a rule of the program, see `docs/security.md`. */
export const SAFEGUARDS: readonly Both[] = [
  {
    fr: 'Chaque personne ne lit que ce que son rôle et son lieu lui ouvrent ; les téléphones n’en reçoivent pas plus.',
    en: 'Everybody reads only what their role and place open; phones are sent no more.',
  },
  {
    fr: 'Sur un téléphone, tout repose sous scellé (AES-256), ouvert par six chiffres et une clé qui ne sort pas de l’appareil. Un téléphone perdu se bloque.',
    en: 'On a phone everything rests sealed (AES-256), opened by six digits and a key that does not leave the device. A lost phone is blocked.',
  },
  {
    fr: 'Le bureau entre par mot de passe (argon2id) et par un code de téléphone ; les essais sont comptés et ralentis.',
    en: 'The office enters by password (argon2id) and a code of a phone; tries are counted and slowed.',
  },
  {
    fr: 'Chaque écrit garde son auteur, son appareil et sa date, et ne peut pas être changé sans que cela se voie.',
    en: 'Each writing keeps its author, device and date, and cannot be altered unseen.',
  },
  {
    fr: 'Chaque fichier sorti est noté : qui, quand, quoi, combien de fiches.',
    en: 'Each file taken out is noted: who, when, what, how many records.',
  },
  {
    fr: 'Les renseignements réservés vivent à part ; seuls les rôles qui les ouvrent les reçoivent.',
    en: 'Reserved information lives apart; only roles that open it are sent it.',
  },
  {
    fr: 'Les journaux techniques du serveur ne contiennent ni nom, ni téléphone, ni adresse.',
    en: 'The server’s technical logs hold no name, number or address.',
  },
];
