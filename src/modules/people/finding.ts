/** Finding a few people by what somebody types of their name, among all that a copy holds. */
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { matches } from '../../ui/search.ts';

/** More are not shown: who has a common name is found by more letters. */
const MOST = 5;
const LETTERS = 3;

export const isLongEnough = (wanted: string): boolean => wanted.trim().length >= LETTERS;

/** @param not those who are on the screen already. */
export function peopleCalled(source: LinkSource, wanted: string, not: ReadonlySet<RecordId>): readonly RecordId[] {
  const found: RecordId[] = [];
  if (!isLongEnough(wanted)) return found;
  for (const glance of glancesIn(source, 'person')) {
    const name = glance.value('name');
    if (isHidden(glance) || typeof name !== 'string' || !matches(wanted, name)) continue;
    const id = source.resolve(glance.id);
    if (!not.has(id) && !found.includes(id)) found.push(id);
    if (found.length === MOST) break;
  }
  return found;
}
