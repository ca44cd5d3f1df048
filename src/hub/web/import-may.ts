/** Who may bring lists in, and of what. */
import type { TypeDecl } from '../../kernel/declare.ts';
import { importable } from '../../modules/importing/columns.ts';
import type { Visit } from './visit.ts';

/** Types that this person may make somewhere. */
export const typesFor = (visit: Visit): readonly TypeDecl[] =>
  importable(visit.decl).filter(({ name }) => visit.grants.some(({ scope }) => visit.may('create', name, scope)));

/** May this person bring in anything at all? */
export const mayImport = (visit: Visit): boolean => typesFor(visit).some(({ face }) => face !== undefined);
