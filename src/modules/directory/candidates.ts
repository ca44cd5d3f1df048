/**
 * What is compared of a person or an organisation, drawn from its records: its own sheet, its companions, its other contacts, and the sheets that
 * were found to be the same as it. A phone describes what its copy holds, the hub everything.
 */
import { type Declarations, partOf } from '../../kernel/declare.ts';
import { aliasOf, entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { glancesIn, isHidden, type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { encodePlace, placeText } from '../../ui/place.ts';
import type { Candidate } from './duplicates.ts';

export const KINDS = ['person', 'organisation'] as const;
export type Kind = (typeof KINDS)[number];
export const isKind = (type: string): type is Kind => (KINDS as readonly string[]).includes(type);
/** Types that a description is drawn from, besides the companions. */
export const CONTACT = 'contact';
export const DISTINCT = 'distinct';

/** A record with what is written about it elsewhere. */
export interface Sheet {
  readonly state: RecordState;
  readonly parts: readonly RecordState[];
}

/** Every value given for a field, the record's own first; of the entries of a map, `map.part`. */
type Read = (field: string) => readonly Json[];

/**
 * Everything of one kind that may be somebody's double, one after the other: what is hidden, or was merged into another, is not. A sheet is only made
 * when it is asked for: who walks tens of thousands may rest between two.
 */
export function* sheetsIn(source: LinkSource, decl: Declarations, kind: Kind): Iterable<Sheet> {
  const companions = Object.values(decl.types).filter((type) => type.companionOf === kind);
  const ids: RecordId[] = [];
  const merged = new Map<RecordId, RecordState[]>();
  for (const glance of glancesIn(source, kind)) {
    const { id, state } = glance;
    const into = state && aliasOf(state) !== null ? source.resolve(id) : id;
    if (state && into !== id) merged.set(into, [...(merged.get(into) ?? []), state]);
    else if (!isHidden(glance)) ids.push(id);
  }
  for (const id of ids) {
    const state = source.record(id);
    if (!state) continue;
    const parts = [
      ...companions.flatMap((type) => linksTo(source, type.name, 'of', id)),
      ...linksTo(source, CONTACT, 'of', id),
      ...(merged.get(id) ?? []),
    ];
    yield { state, parts };
  }
}

export function candidateOf({ state, parts }: Sheet): Candidate {
  const all = [state, ...parts];
  const read: Read = (field) =>
    all.flatMap((one) => {
      const [map = '', part] = field.split('.');
      if (part) return entriesOf(one, map).flatMap(([, entry]) => partOf(entry, part) ?? []);
      return valueOf(one, field) ?? [];
    });
  const calls = parts.filter(
    (part) => part.type === CONTACT && ['phone', 'whatsapp'].includes(textOf(part, 'kind')) && !isVoided(part),
  );
  return describe(state.id, state.type as Kind, (field) =>
    field === 'phone' ? [...read('phone'), ...calls.map((call) => textOf(call, 'value'))] : read(field),
  );
}

/** The same of somebody being written down. `answers` of a form: text, by field. */
export const candidateOfAnswers = (kind: Kind, answers: { readonly [field: string]: string }): Candidate =>
  describe('', kind, (field) => {
    const answer = answers[field]?.trim() ?? '';
    return answer === '' ? [] : [field === 'place' ? encodePlace(answer) : answer];
  });

function describe(id: string, kind: Kind, read: Read): Candidate {
  const texts = (...fields: readonly string[]): readonly string[] =>
    fields.flatMap(read).filter((value): value is string => typeof value === 'string' && value !== '');
  const common = {
    id,
    kind,
    names: texts('name', 'acronym', 'names.name'),
    phones: texts('phone'),
    place: read('place')
      .map(placeText)
      .find((text) => text !== ''),
  };
  if (kind === 'person')
    return { ...common, birth: texts('birth')[0], sex: texts('sex')[0], numbers: texts('idNumber') };
  return {
    ...common,
    numbers: texts('registration', 'accord', 'forms.number'),
    address: texts('quarter', 'landmark', 'poBox'),
  };
}

/** Two records, whichever is named first. */
export const pairKey = (a: string, b: string): string => [a, b].sort().join(' ');

/** Pairs that somebody looked at and found to be two. What became of either since is followed. */
export function distinctPairs(source: LinkSource): ReadonlySet<string> {
  return new Set(
    source.list(DISTINCT).flatMap((state) => {
      const [one, other] = [refOf(state, 'one'), refOf(state, 'other')];
      return isVoided(state) || !one || !other ? [] : [pairKey(source.resolve(one), source.resolve(other))];
    }),
  );
}
