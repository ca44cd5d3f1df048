/** Addresses of the directory: the list, a new organisation, one organisation, its form. */

import { useLater } from '../../../ui/later.ts';
import type { Path } from '../../../ui/router.ts';
import { SCREENS } from './addresses.ts';
import { EditOrganisation, NewOrganisation } from './edit.tsx';
import { Organisations } from './list.tsx';
import { Organisation } from './organisation.tsx';

export const NEW = 'nouvelle';
export const EDIT = 'modifier';

export default function Directory({ rest }: { readonly rest: Path }) {
  const [first, second, step] = rest;
  if (first === undefined) return <Organisations />;
  const own = SCREENS[first];
  if (own) return <Own load={own} rest={rest.slice(1)} />;
  if (first === NEW) return <NewOrganisation step={Number(second) || 0} />;
  if (second === EDIT) return <EditOrganisation id={first} step={Number(step) || 0} />;
  return <Organisation id={first} />;
}

/** A screen of its own, which comes when it is opened. */
function Own({ load, rest }: { readonly load: (typeof SCREENS)[string]; readonly rest: Path }) {
  const { part } = useLater(load);
  return part ? <part.default rest={rest} /> : null;
}
