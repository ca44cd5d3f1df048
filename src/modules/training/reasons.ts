/** Whether somebody completed, in words: the same on the sheet of a phone and on the hub's pages. */
import './messages/screens/index.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import type { Completion, Course } from './completion.ts';
import type { Tested } from './testing.ts';

const hours = (n: number): string => formatNumber(Math.round(n * 10) / 10);

/** `31 h 20`: who comes or leaves by a minute of the clock is not told in tenths of an hour. */
export function lasting(n: number): string {
  const minutes = Math.round(n * 60);
  const whole = `${formatNumber(Math.floor(minutes / 60))}\u00a0h`;
  return minutes % 60 === 0 ? whole : `${whole}\u00a0${String(minutes % 60).padStart(2, '0')}`;
}

const valuesOf = (of: Completion) => ({
  attended: lasting(of.attended),
  needed: hours(of.needed),
  total: hours(of.total),
  unmarked: of.unmarked,
  n: of.unmarked,
  untaught: hours(of.untaught),
  pass: of.pass ?? 0,
  points: of.post?.points ?? 0,
  of: of.post?.of ?? 0,
});

/** Every reason why not yet, heaviest first. */
export const reasonsOf = (of: Completion): readonly string[] => of.why.map((why) => t(`done.why.${why}`, valuesOf(of)));

/** By what somebody completed: « 32 h suivies, il en fallait 30. », or that it was decided, with however little they followed. */
export const followedText = (of: Completion): string => (of.by === null ? '' : t(`done.${of.by}.why`, valuesOf(of)));

/** « Dont 20 h dans Bamako 1. »; '' where nothing was followed elsewhere. @param names of the groups they moved from. */
export const broughtText = ({ brought }: Completion, names: readonly string[]): string =>
  brought.hours > 0 ? t('done.brought', { hours: lasting(brought.hours), from: names.join(t('list.comma')) }) : '';

const testText = (test: Tested | null): string =>
  test ? t('done.tests.points', { points: test.points, of: test.of }) : t('done.tests.none');

/** « Tests : 6 sur 20 avant, 15 sur 20 à la fin. »; '' where nobody took one. */
export const testsText = ({ pre, post }: Completion): string =>
  pre || post ? t('done.tests', { pre: testText(pre), post: testText(post) }) : '';

/** What the contents of a group ask for, and from when to when hours are followed. */
export const ruleText = ({ needed, total, pass, grace }: Course): string =>
  [
    t(pass === null ? 'done.rule' : 'done.rule.pass', { needed: hours(needed), total: hours(total), pass: pass ?? 0 }),
    t('done.rule.stay', { n: grace }),
  ].join(' ');
