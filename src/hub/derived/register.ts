/**
 * The register of personal data (law 2013-015 of Mali): what is kept about people, why, on what ground, how long, who may read it and where it is
 * kept. Read from the declarations, so that it says what the program does.
 */
import { type Declarations, type FieldClass, isClosedType, type TypeDecl } from '../../kernel/declare.ts';
import { type Both, fieldWords, manyWords } from './words.ts';

export interface Processing {
  readonly type: string;
  readonly label: Both;
  readonly purpose: string;
  readonly basis: string;
  readonly retention: string;
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
