/**
 * Records shared with an organisation. What a cooperative's own account may read lives with the branch and is shared with the scope of that
 * organisation: each share is one entry of the reserved map `shared`, written by a change of its own that is laid out only where it leads, so that
 * no organisation hears which others read the same card.
 */
import type { Act, Desk } from './author.ts';
import { type Declarations, isClosedType, type TypeDecl } from './declare.ts';
import { isShare, type RecordState, SHARE, valueOf } from './fold.ts';
import { allows } from './grant.ts';
import { derivedId, isRecordId } from './ids.ts';
import { type LinkSource, linksTo } from './links.ts';
import { isClosed, isScope, sensitiveScope, within } from './scopes.ts';
import type { Body, Change, Json, RecordId, Refusal, Scope } from './types.ts';

/** Where a member organisation reads what concerns it, below its home: `n/branch/sikasso/org/<its id>/`. */
export const orgScope = (home: Scope, organisation: RecordId): Scope => within(home, 'org', organisation);
/** The organisation a scope belongs to, or null. */
export function orgOf(scope: Scope): RecordId | null {
  return (/\/org\/([^/]+)\/(sensitive\/)?$/.exec(scope)?.[1] as RecordId | undefined) ?? null;
}

/**
 * Type of an entry that tells a change again, to an organisation that begins to read its record: whoever reads the branch has it already.
 * Only the parts of a reach that lie within an organisation are told these.
 */
export const again = (type: string): string => `${type}@`;
/** Types of entries that a part of a reach is told. */
export const toldTypes = ({
  prefix,
  types,
}: {
  readonly prefix: Scope;
  readonly types: readonly string[];
}): readonly string[] => (orgOf(prefix) ? [...types, ...types.map(again)] : types);

/** Body key of a share: `why` is the record it follows from, so that one share ends without touching the others. */
export const shareKey = (why: RecordId): string => `${SHARE}${why}`;
/** Keys of the shares a change writes. */
export const sharesIn = ({ kind, body }: Pick<Change, 'kind' | 'body'>): readonly string[] =>
  kind === 'set' ? Object.keys(body ?? {}).filter(isShare) : [];

/** May records of this type be shared with that scope? Any with an organisation, what is sensitive under its `sensitive/`. */
export const mayShare = (type: TypeDecl, scope: Json): boolean =>
  isScope(scope) && orgOf(scope) !== null && isClosed(scope) === isClosedType(type);

/** Shares of a body that lead nowhere they may. */
export function checkShares(type: TypeDecl, body: Body): Refusal | null {
  const wrong = Object.keys(body).some(
    (key) => isShare(key) && body[key] !== null && !mayShare(type, body[key] as Json),
  );
  return wrong ? { code: 'RULE-SCOPE', fields: ['shared'] } : null;
}

/** Where a record of this type is read by the organisation it is about. */
export function sharedScope(type: TypeDecl, organisation: Pick<RecordState, 'id' | 'home'>): Scope {
  const scope = orgScope(organisation.home, organisation.id);
  return isClosedType(type) ? sensitiveScope(scope) : scope;
}

type Place = Pick<RecordState, 'id' | 'type' | 'home'>;
type Look = (id: RecordId) => Place | null;

/** Of the acts of a group: what each makes, where its id is known before it is written. */
function madeBy(acts: readonly Act[], desk: Desk, idAt: (act: number) => RecordId): ReadonlyMap<RecordId, Place> {
  const made = new Map<RecordId, Place>();
  for (const [i, act] of acts.entries()) {
    if (act.do !== 'create') continue;
    const id = idOf(act, desk, idAt(i));
    made.set(id, { id, type: act.type, home: act.home });
  }
  return made;
}

function idOf(act: Extract<Act, { do: 'create' }>, { decl }: Desk, origin: RecordId): RecordId {
  const keys = decl.types[act.type]?.keys;
  return act.record ?? (keys ? derivedId(act.type, ...keys.map((key) => String(act.body[key] ?? ''))) : origin);
}

/**
 * The same acts with the shares that follow from them: what is made about an organisation is shared with it, and so is the record it brings (the card
 * of a member), where the author may write there; what is hidden takes its share back.
 */
export function withShares(acts: readonly Act[], desk: Desk, idAt: (act: number) => RecordId): readonly Act[] {
  if (!acts.some((act) => act.do === 'create' || act.do === 'void')) return acts;
  const made = madeBy(acts, desk, idAt);
  const look: Look = (id) => desk.record(id) ?? made.get(id) ?? null;
  const more: Act[] = [];
  const all = acts.map((act, i): Act => {
    if (act.do === 'create') {
      const type = desk.decl.types[act.type];
      const scope = type && scopeFor(type, act.body, desk, look);
      if (!type || !scope) return act;
      more.push(...bringing(type, act.body, { why: idOf(act, desk, idAt(i)), scope }, desk, look));
      return act.home.startsWith(scope) ? act : { ...act, shared: [...new Set([...(act.shared ?? []), scope])] };
    }
    const state = act.do === 'void' ? desk.record(act.record) : null;
    const type = state ? desk.decl.types[state.type] : undefined;
    if (act.do !== 'void' || !state || !type) return act;
    const body = Object.fromEntries(Object.keys(type.fields).map((field) => [field, valueOf(state, field) ?? null]));
    const scope = scopeFor(type, body, desk, look);
    more.push(...bringing(type, body, { why: state.id, scope: act.voided ? null : scope }, desk, look));
    return act;
  });
  return [...all, ...more];
}

/** Records that `withShares` looks at besides those written. */
export function namedForShares(
  type: TypeDecl | undefined,
  read: (field: string) => Json | undefined,
): readonly RecordId[] {
  return [type?.sharedWith, type?.brings].flatMap((field) => {
    const id = field === undefined ? undefined : read(field);
    return isRecordId(id) ? [id] : [];
  });
}

function scopeFor(type: TypeDecl, body: Body, { decl }: Desk, look: Look): Scope | null {
  const of = type.sharedWith ? body[type.sharedWith] : undefined;
  const organisation = isRecordId(of) ? look(of) : null;
  return organisation && decl.types[organisation.type]?.hasScope ? sharedScope(type, organisation) : null;
}

/**
 * The shares of a record as what names it says they are. A copy that began with a snapshot was told none of those that others wrote; the records they
 * follow from it was told.
 */
export function sharesOf(decl: Declarations, source: LinkSource, record: RecordId): Body {
  const shares: Record<string, Json> = {};
  for (const type of Object.values(decl.types)) {
    const { brings, sharedWith } = type;
    if (!brings || !sharedWith) continue;
    for (const link of linksTo(source, type.name, brings, record)) {
      const of = valueOf(link, sharedWith);
      const organisation = isRecordId(of) ? source.record(of) : null;
      const brought = source.record(record);
      const broughtType = brought ? decl.types[brought.type] : undefined;
      if (organisation && broughtType && decl.types[organisation.type]?.hasScope)
        shares[shareKey(link.id)] = sharedScope(broughtType, organisation);
    }
  }
  return shares;
}

interface Share {
  readonly why: RecordId;
  /** Null takes it back. */
  readonly scope: Scope | null;
}

function bringing(type: TypeDecl, body: Body, { why, scope }: Share, desk: Desk, look: Look): readonly Act[] {
  const brought = type.brings ? body[type.brings] : undefined;
  const place = isRecordId(brought) ? look(brought) : null;
  if (!place) return [];
  const may = desk.by === '' || desk.grants.some((grant) => allows(desk.decl, grant, 'edit', place.type, place.home));
  const state = desk.record(place.id);
  const before = (state && valueOf(state, shareKey(why))) ?? null;
  // A copy that began with a snapshot does not know with whom others shared it: taking back is said in any case.
  if (!may || (before === scope && scope !== null)) return [];
  return [{ do: 'edit', record: place.id, body: { [shareKey(why)]: scope } }];
}
