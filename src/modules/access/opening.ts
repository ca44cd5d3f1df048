/** Opening the account of an organisation: what was written about it before anything was shared with organisations is shared with it now. */
import type { Act } from '../../kernel/author.ts';
import type { Declarations } from '../../kernel/declare.ts';
import { isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import { sharedScope, shareKey } from '../../kernel/sharing.ts';
import type { RecordId, Scope } from '../../kernel/types.ts';

export interface OpeningSource {
  list(type: string): readonly RecordState[];
  record(id: RecordId): RecordState | null;
  resolve(id: RecordId): RecordId;
  /** May whoever opens the account change a record of this type there? */
  mayEdit(type: string, home: Scope): boolean;
}

/** Acts of one group: well below what a group may hold. */
const GROUP = 50;

/** Types whose records concern an organisation. */
export const concerning = ({ types }: Declarations): readonly string[] =>
  Object.values(types).flatMap(({ name, sharedWith }) => (sharedWith ? [name] : []));

/** Groups of acts that share what is not shared yet; none when everything is. */
export function openingActs(
  decl: Declarations,
  source: OpeningSource,
  organisation: RecordId,
): readonly (readonly Act[])[] {
  const own = source.record(organisation);
  if (!own) return [];
  const acts: Act[] = [];
  const share = (state: RecordState | null, why: RecordId, scope: Scope): void => {
    if (!state || state.home.startsWith(scope) || state.shared.includes(scope)) return;
    if (source.mayEdit(state.type, state.home))
      acts.push({ do: 'edit', record: state.id, body: { [shareKey(why)]: scope } });
  };
  for (const name of concerning(decl)) {
    const type = decl.types[name];
    if (!type?.sharedWith) continue;
    for (const state of source.list(name)) {
      const of = isVoided(state) ? null : refOf(state, type.sharedWith);
      if (!of || source.resolve(of) !== own.id) continue;
      share(state, own.id, sharedScope(type, own));
      const brought = type.brings ? refOf(state, type.brings) : null;
      const person = brought ? source.record(source.resolve(brought)) : null;
      const kind = person ? decl.types[person.type] : undefined;
      if (person && kind) share(person, state.id, sharedScope(kind, own));
    }
  }
  const groups: Act[][] = [];
  for (let at = 0; at < acts.length; at += GROUP) groups.push(acts.slice(at, at + GROUP));
  return groups;
}
