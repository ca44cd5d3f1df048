/** Whom a list that was brought in may make candidates: people who were written lately and whom no other work of the network names. */
import { millisOf } from '../../kernel/clock.ts';
import { type Declarations, refsOf } from '../../kernel/declare.ts';
import { isVoided, refOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** Who asked for a place in this programme. */
export const askedIn = (source: LinkSource, programme: RecordId): ReadonlySet<RecordId> =>
  new Set(
    linksTo(source, 'application', 'programme', programme).flatMap((one) => {
      const person = refOf(one, 'person');
      return person ? [source.resolve(person)] : [];
    }),
  );

/** What is said of somebody without any work with them: that they agree, that they are not somebody else. */
const OF_ONESELF = ['consent', 'distinct'];

/**
 * People whom a record names that is not a part of their own sheet: a right, an office, a group, a visit, another request. They are known for something
 * else, and nobody makes them candidates by a list.
 */
function known(source: LinkSource, decl: Declarations): ReadonlySet<RecordId> {
  const found = new Set<RecordId>();
  for (const type of Object.values(decl.types)) {
    if (type.companionOf === 'person' || OF_ONESELF.includes(type.name)) continue;
    const fields = Object.entries(type.fields).flatMap(([name, field]) =>
      field.ref !== undefined && refsOf(field).includes('person') ? [name] : [],
    );
    if (fields.length === 0) continue;
    for (const glance of glancesIn(source, type.name)) {
      if (isHidden(glance)) continue;
      for (const field of fields) {
        const id = glance.value(field);
        if (isRecordId(id)) found.add(source.resolve(id));
      }
    }
  }
  return found;
}

/** @returns those of these people who may be made candidates, each once. */
export function mayAsk(
  source: LinkSource,
  decl: Declarations,
  programme: RecordId,
  people: Iterable<RecordId>,
): readonly RecordId[] {
  const [asked, elsewhere] = [askedIn(source, programme), known(source, decl)];
  return [...new Set([...people].map((id) => source.resolve(id)))].filter((id) => {
    const state = source.record(id);
    return state?.created && !isVoided(state) && !asked.has(id) && !elsewhere.has(id);
  });
}

/** People written on that day or later. */
export const writtenSince = (source: LinkSource, since: Day): readonly RecordId[] =>
  source
    .list('person')
    .filter(({ created }) => created && dayOf(millisOf(created.eff)) >= since)
    .map(({ id }) => id);
