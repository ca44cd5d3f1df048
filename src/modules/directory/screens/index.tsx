/** Addresses of the directory: the list, a new organisation, one organisation, its form. */
import type { Path } from '../../../ui/router.ts';
import { EditOrganisation, NewOrganisation } from './edit.tsx';
import { Organisations } from './list.tsx';
import { Organisation } from './organisation.tsx';

export const NEW = 'nouvelle';
export const EDIT = 'modifier';

export default function Directory({ rest }: { readonly rest: Path }) {
  const [first, second, step] = rest;
  if (first === undefined) return <Organisations />;
  if (first === NEW) return <NewOrganisation step={Number(second) || 0} />;
  if (second === EDIT) return <EditOrganisation id={first} step={Number(step) || 0} />;
  return <Organisation id={first} />;
}
