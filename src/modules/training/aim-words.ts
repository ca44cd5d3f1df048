/** What is said of an indicator, on a phone, on the hub and in a pack alike. */
import './messages/convention/index.ts';
import './messages/more/index.ts';
import './messages/screens/index.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import type { Band } from '../people/rules.ts';
import { ownAges } from './ages.ts';
import type { Followed } from './aims.ts';
import type { Count } from './counts.ts';
import { creationIn } from './created.ts';

/** « 19 au 19 février 2027 », but « 19 (février 2027) ». */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** « sur plus de 350 voulus »; '' without a target. */
export function targetText({ target, baseline, more }: Pick<Followed, 'target' | 'baseline' | 'more'>): string {
  if (target === null) return '';
  const falls = baseline !== null && target < baseline;
  return t(falls ? (more ? 'aims.of.under' : 'aims.of.less') : more ? 'aims.of.more' : 'aims.of', { target });
}

export const verdictText = (reached: boolean): string => t(reached ? 'aims.reached' : 'aims.notyet');

const agesText = ({ from, to }: Band): string =>
  to === undefined ? t('funnel.ages.up', { from }) : t('funnel.ages', { from, to });

/** What of a programme its definitions say. */
export interface Defining {
  readonly rule: string;
  readonly ages: Band | null;
  /** What makes an enterprise « créée »; '' in packs of before anybody said. */
  readonly created: string;
  /** Are jobs said to be indirect left out? Packs of before counted them in. */
  readonly direct: boolean;
}
export const definingOf = (programme: RecordState): Defining => ({
  rule: textOf(programme, 'counts') || 'completed',
  ages: ownAges(programme),
  created: creationIn(programme),
  direct: true,
});

const OF_JOBS: readonly Count[] = ['jobs', 'jobsnew', 'young', 'youngnew'];

/** How something is counted, in sentences. */
export function definitionText({ rule, ages, created, direct }: Defining, what: Count): string {
  const name = `${t(`indicator.counts.${what}`)}.`;
  const said = direct && OF_JOBS.includes(what) ? `${name} ${t('aims.direct')}` : name;
  if (what === 'trained') return `${said} ${t(`funnel.rule.${rule}`)}`;
  if (what === 'enterprises' && created !== '') return `${said} ${t(`funnel.created.${created}`)}`;
  if (what !== 'young' && what !== 'youngnew') return said;
  return `${said} ${ages ? t('aims.ages', { ages: agesText(ages) }) : t('aims.ages.none')}`;
}

/** Counts that leave something out for a reason of their own; others leave out whose age is not known. */
const UNKNOWN: ReadonlySet<string> = new Set(['sse', 'jobsnew', 'youngnew']);

/** What stands under a figure: who counted it and how, and what is not in it. One typed beside it is told as what it is. */
export function howText(programme: RecordState, { what, counted, last }: Followed): string {
  const { value = null, of, unknown = 0, unsaid = 0 } = counted ?? {};
  const known = value !== null;
  return [
    what && known && t('aims.counted'),
    what && definitionText(definingOf(programme), what),
    known && of !== undefined && t('aims.known', { n: of }),
    known && unknown > 0 && t(UNKNOWN.has(what ?? '') ? `aims.unknown.${what}` : 'aims.unknown', { n: unknown }),
    known && unsaid > 0 && t('aims.unsaid', { n: unsaid }),
    last && t(DAY.test(last.on) ? 'aims.read.day' : 'aims.read', { value: last.value, on: momentText(last.on) }),
    last && !what && last.source,
  ]
    .filter(Boolean)
    .join(' ');
}
