/**
 * Is everything said that a round of choosing waits for? Asked for the first screen of whoever decides, so of thousands of requests a few values are looked
 * at where they lie, and the first that still lacks a mark ends it; the ranking itself is reckoned when somebody opens it.
 */
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import { type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { ageRuleOf, eligibleBy } from './rules.ts';
import type { SheetStand } from './selection.ts';
import { enrolledIn, gridOf, juryOf } from './selection-read.ts';

const dayOr = (moment: string, end: (moment: string) => Day): Day | '' =>
  moment !== '' && momentFault(moment) === null ? end(moment) : '';

/** Rounds that take no more requests and are not decided. */
export const roundsToDecide = (source: LinkSource, today: Day): readonly RecordState[] =>
  source.list('selection').filter((one) => {
    const closes = dayOr(textOf(one, 'closes'), lastDay);
    return !isVoided(one) && textOf(one, 'decided') === '' && (closes === '' || closes < today);
  });

type Stand = Extract<SheetStand, 'counted' | 'begun' | 'tie'>;

/** What each juror said of each request, whatever the mark. */
function standsIn(source: LinkSource, selection: RecordState): ReadonlyMap<RecordId, ReadonlyMap<RecordId, Stand>> {
  const keys = gridOf(selection).map(({ key }) => `marks.${key}`);
  const found = new Map<RecordId, Map<RecordId, Stand>>();
  for (const one of glancesIn(source, 'score')) {
    const [application, juror] = [one.value('application'), one.value('juror')];
    if (isHidden(one) || !isRecordId(application) || !isRecordId(juror)) continue;
    const whole = keys.every((key) => one.value(key) != null);
    const of = found.get(source.resolve(application)) ?? new Map<RecordId, Stand>();
    of.set(source.resolve(juror), one.text('conflict') !== '' ? 'tie' : whole ? 'counted' : 'begun');
    found.set(source.resolve(application), of);
  }
  return found;
}

/** No juror has a sheet left, none is half filled, and there is somebody to rank. */
export function marksAreIn(source: LinkSource, selection: RecordState, today: Day): boolean {
  const of = refOf(selection, 'programme');
  const programme = of ? source.record(source.resolve(of)) : null;
  if (!programme || gridOf(selection).length === 0) return false;
  const [stands, jury] = [standsIn(source, selection), juryOf(source, selection)];
  if (stands.size === 0) return false;
  const least = Math.max(1, Number(valueOf(selection, 'least') ?? 0));
  const isWhole = (sheets: ReadonlyMap<RecordId, Stand> = new Map()): boolean => {
    const said = [...sheets].filter(([juror]) => jury.size === 0 || jury.has(juror));
    if (said.some(([, stand]) => stand === 'begun')) return false;
    return jury.size > 0 ? said.length === jury.size : said.filter(([, stand]) => stand === 'counted').length >= least;
  };
  const opens = dayOr(textOf(selection, 'opens'), firstDay);
  const closes = dayOr(textOf(selection, 'closes'), lastDay);
  const rule = ageRuleOf(programme, today);
  const enrolled = enrolledIn(source, programme.id);
  /** Not of this round, or nobody may be ranked for it: no mark is waited for. */
  const isOut = (one: Glance, person: RecordId): boolean => {
    const on = dayOr(one.text('on'), firstDay);
    if (on !== '' && ((opens !== '' && on < opens) || (closes !== '' && on > closes))) return true;
    if (enrolled.has(person)) return true;
    const state = rule && source.record(person);
    const { verdict } = rule ? eligibleBy(state ? textOf(state, 'birth') : '', rule) : { verdict: 'yes' };
    return verdict === 'no' || verdict === 'future';
  };
  const seen = new Set<RecordId>();
  let ranked = 0;
  for (const one of glancesIn(source, 'application')) {
    const [to, ref] = [one.value('programme'), one.value('person')];
    if (isHidden(one) || !isRecordId(to) || !isRecordId(ref) || source.resolve(to) !== programme.id) continue;
    if (DECIDED.includes(one.text('outcome'))) continue;
    const person = source.resolve(ref);
    const whole = isWhole(stands.get(source.resolve(one.id)));
    if (seen.has(person) || isOut(one, person)) continue;
    if (!whole) return false;
    seen.add(person);
    ranked++;
  }
  return ranked > 0;
}
const DECIDED = ['selected', 'refused', 'withdrawn'];
