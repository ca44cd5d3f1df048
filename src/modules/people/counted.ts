/** Under `personnes`: people counted by sex and age, of one organisation, one branch, or all of the copy. */
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { href, type Path } from '../../ui/router.ts';
import { LINKS, type Link } from './rules.ts';

export const COUNTED = 'comptees';
/** The key of everybody in a register; also the place of an owner and of a register where none is named. */
export const EVERY = 'tous';
const SLUGS: { readonly [link in Link]: string } = {
  members: 'membres',
  functions: 'fonctions',
  employees: 'salaries',
  helped: 'beneficiaires',
};

export interface CountedAt {
  /** An organisation or a branch; null for everybody in the copy. */
  readonly of: RecordId | null;
  /** The register that is counted; null for all of them. */
  readonly link: Link | null;
  /** The row whose people are listed: `f`, `m`, `x`, `15-24`, `36-`, `age`, `tous`; '' for the count itself. */
  readonly key: string;
}

/** `#/personnes/comptees/<of>/<link>/<key>`. */
export const countedHref = ({ of, link, key }: Partial<CountedAt>): string =>
  href('personnes', COUNTED, of ?? EVERY, link ? SLUGS[link] : EVERY, ...(key ? [key] : []));

export const countedAt = ([of, link, key = '']: Path): CountedAt => ({
  of: isRecordId(of) ? of : null,
  link: LINKS.find((one) => SLUGS[one] === link) ?? null,
  key,
});
