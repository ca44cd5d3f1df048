/** The words of a presentation pack, in French, English or Spanish: one list of what is said, for the page that is printed and for the PDF. */
import './messages/pack/index.ts';
import './messages/screens/index.ts';
import '../../ui/messages/index.ts';
import { dateText } from '../../ui/format.ts';
import { bringWords, formatNumber, saidIn, t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { jobPart } from '../followup/words.ts';
import { type Cell, SMALLEST } from '../small-cells.ts';
import { definitionText, targetText, verdictText } from './aim-words.ts';
import { byLevel, isReached } from './aims.ts';
import { countNamed } from './counts.ts';
import { type Frozen, type FrozenIndicator, REST } from './snapshot.ts';

export const PACK_LANGUAGES = ['fr', 'en', 'es'] as const;
export type PackLanguage = (typeof PACK_LANGUAGES)[number];

/** One bar: how many of how many, and what it is said to be of. */
export interface Line {
  readonly label: string;
  readonly n: number;
  /** The same as it is written; '' where nobody could be asked yet, which is not none. */
  readonly text: string;
  readonly women: number | null;
  readonly womenText: string;
  readonly of: string;
}

/** A line of who they are; no figure where too few stand behind it. */
export interface Row {
  readonly label: string;
  readonly text: string;
  readonly n: number | null;
}

/** What is told apart by several things. @param of how many a whole bar is. */
export interface Told {
  readonly title: string;
  readonly sum: string;
  readonly of: number;
  readonly groups: readonly { readonly title: string; readonly rows: readonly Row[] }[];
}

/** An aim, what its indicators tell (what was done apart from what it changed), or one indicator with how it is counted. */
export interface AimItem {
  readonly is: 'aim' | 'level' | 'line';
  readonly label: string;
  readonly text: string;
  readonly how: string;
}

export interface PackWords {
  readonly title: string;
  readonly sum: string;
  readonly women: string;
  readonly toward: readonly [trained: number, target: number];
  readonly rule: string;
  readonly received: string;
  readonly frozen: string;
  readonly path: { readonly title: string; readonly lines: readonly Line[]; readonly widest: number };
  readonly after: { readonly title: string; readonly lines: readonly Line[]; readonly widest: number };
  readonly who: Told;
  /** Null where nobody keeps jobs, or there is none. */
  readonly jobs: Told | null;
  /** Null where no aim was written. Page by page. */
  readonly aims: {
    readonly title: string;
    readonly pages: readonly (readonly AimItem[])[];
  } | null;
  readonly how: readonly string[];
  readonly howTitle: string;
  readonly demo: string;
  /** Between what is told and its figure. */
  readonly colon: string;
  page(n: number): string;
  readonly legend: readonly [women: string, others: string, hidden: string];
}

const day = (at: number): string => dateText(at, { year: true }, 'utc');

/** Everything that is said. */
export async function packWords(frozen: Frozen, wanted: PackLanguage): Promise<PackWords> {
  await bringWords(wanted);
  return saidIn(wanted, () => {
    const certified = frozen.stages.find(([stage]) => stage === 'certified')?.[1] ?? null;
    const jobs = frozen.jobs && frozen.jobs.all !== 0 ? frozen.jobs : null;
    const aims = frozen.aims ? { title: t('pack.aims'), pages: inPages(aimItems(frozen, frozen.aims)) } : null;
    const all = (jobs ? 3 : 2) + (aims?.pages.length ?? 0);
    const pages = Array.from({ length: all }, (_, at) => t('pack.page', { n: at + 1, all }));
    return {
      title: t('pack.title'),
      sum:
        frozen.trained === null
          ? t('pack.few', { few: SMALLEST, target: frozen.target })
          : t('pack.sum', { n: frozen.trained, target: frozen.target }),
      women: frozen.women === null ? '' : t('pack.women', { women: frozen.women }),
      toward: [frozen.trained ?? 0, frozen.target],
      rule: t(`funnel.rule.${frozen.rule}`),
      received: [
        frozen.received > 0 ? t('pack.received', { when: day(frozen.received) }) : t('pack.received.none'),
        ...(frozen.heard ? [t('pack.heard', { heard: frozen.heard[0], n: frozen.heard[1] })] : []),
      ].join(' '),
      frozen: t('pack.frozen', { day: day(Date.parse(frozen.day)) }),
      path: {
        title: t('pack.path'),
        widest: Math.max(1, ...frozen.stages.map(([, n]) => n ?? 0)),
        lines: frozen.stages.map(([stage, n, women], at): Line => {
          const before = frozen.stages[at - 1]?.[1] ?? null;
          const label = t(`funnel.stage.${stage}`);
          const of = before === null ? '' : t('pack.of', { n: before });
          const womenText = women === null ? '' : formatNumber(women);
          return { label, n: n ?? 0, text: cellText(n), women, womenText, of };
        }),
      },
      after: {
        title: t('pack.after'),
        widest: Math.max(1, certified ?? 0, ...frozen.after.map(([, n]) => n ?? 0)),
        lines: frozen.after.map(
          ([outcome, n, known]): Line => ({
            label: t(`funnel.after.${outcome}`),
            n: n ?? 0,
            text: known === 0 ? '' : cellText(n),
            women: null,
            womenText: '',
            of:
              known === 0
                ? t('pack.unknown')
                : known === null
                  ? certified === null
                    ? ''
                    : t('pack.certified', { all: certified })
                  : certified === null
                    ? t('pack.reached', { n: known })
                    : t('pack.known', { n: known, all: certified }),
          }),
        ),
      },
      who: {
        title: t('pack.who'),
        sum: '',
        of: frozen.trained ?? 0,
        groups: Object.entries(frozen.by).map(([by, rows]) => ({
          title: by === 'age' ? t('pack.age', { on: day(Date.parse(frozen.aged ?? frozen.day)) }) : t(`pack.${by}`),
          rows: rows.map(([key, n]) => ({ label: keyText(by, key), text: cellText(n), n })),
        })),
      },
      jobs: jobs && {
        title: t('pack.jobs', { on: day(Date.parse(frozen.day)) }),
        sum: jobs.all === null ? t('pack.jobs.few', { few: SMALLEST }) : t('jobs.sum', { n: jobs.all }),
        of: jobs.all ?? 0,
        groups: Object.entries(jobs.by).map(([by, rows]) => ({
          title: t(`jobs.by.${by}`),
          rows: rows.map(([key, n]) => ({ label: jobPart(by, key), text: cellText(n), n })),
        })),
      },
      aims,
      howTitle: t('pack.how'),
      how: [
        t('pack.how.once'),
        t('pack.how.further'),
        ...(frozen.created && frozen.after.some(([outcome]) => outcome === 'enterprise')
          ? [t(`funnel.created.${frozen.created}`)]
          : []),
        frozen.silent[0] > 0
          ? t('pack.silent', { groups: frozen.silent[0], all: frozen.groups, n: frozen.silent[1] })
          : t('pack.complete', { all: frozen.groups }),
        ...(frozen.jobs?.indirect === 0 || frozen.jobs?.indirect === undefined
          ? []
          : [t('pack.indirect', { n: cellText(frozen.jobs.indirect) })]),
        ...(frozen.unfinished ? [t('pack.unfinished', { n: frozen.unfinished })] : []),
        t('pack.hidden', { few: SMALLEST }),
      ],
      demo: t('pack.demo'),
      colon: t('pack.colon'),
      page: (n) => pages[n - 1] ?? '',
      legend: [t('funnel.sex.f'), t('pack.legend.others'), t('pack.legend.hidden')],
    };
  });
}

function aimItems(
  { rule, created = '', jobs }: Frozen,
  { ages, list }: NonNullable<Frozen['aims']>,
): readonly AimItem[] {
  const defining = {
    rule,
    created,
    ages: ages && { from: ages[0], ...(ages[1] !== null && { to: ages[1] }) },
    direct: jobs?.indirect !== undefined,
  };
  const line = (one: FrozenIndicator): AimItem => {
    const what = countNamed(one.what ?? '');
    const { known, value, of, target, baseline, more } = one;
    const reached = target === null || value === null ? null : isReached(value, target, baseline, more);
    const text = [cellText(value), targetText(one), reached === null ? '' : `(${verdictText(reached).toLowerCase()})`];
    const how = [
      what ? definitionText(defining, what) : '',
      what && typeof of === 'number' ? t('aims.known', { n: of }) : '',
      !what && known ? t('pack.aims.typed', { on: momentText(one.on) }) : '',
    ];
    const said = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
    return { is: 'line', label: one.name, text: known ? said(text) : t('aims.nodata'), how: said(how) };
  };
  return list.flatMap(({ name, indicators }, at): readonly AimItem[] => [
    { is: 'aim', label: `${formatNumber(at + 1)}. ${name}`, text: '', how: '' },
    ...(indicators.length === 0 ? [{ is: 'level' as const, label: t('aims.noindicator'), text: '', how: '' }] : []),
    ...byLevel(indicators).flatMap(([level, of]): readonly AimItem[] => [
      { is: 'level', label: t(`indicator.level.${level}`), text: '', how: '' },
      ...of.map(line),
    ]),
  ]);
}

/** Millimetres a page of paper gives, and what each kind of line takes of them. */
const PAGE = 215;
const ROOM: { readonly [is in AimItem['is']]: (item: AimItem) => number } = {
  aim: ({ label }) => 5 + 6.5 * Math.ceil(label.length / 62),
  level: () => 7,
  line: ({ label, text, how }) =>
    3 + 5.5 * Math.ceil((label.length + text.length) / 78) + 5 * Math.ceil(how.length / 92),
};

/** No heading is left alone at the foot of a page. */
function inPages(items: readonly AimItem[]): readonly (readonly AimItem[])[] {
  const pages: AimItem[][] = [];
  let left = 0;
  for (const [at, item] of items.entries()) {
    const room = ROOM[item.is](item);
    const after = item.is === 'line' ? 0 : item.is === 'aim' ? 25 : 18;
    if (at === 0 || room + after > left) {
      pages.push([]);
      left = PAGE;
    }
    pages.at(-1)?.push(item);
    left -= room;
  }
  return pages;
}

/** Hidden is said too: it is not none. */
const cellText = (n: Cell): string => (n === null ? 'n.p.' : formatNumber(n));

function keyText(by: string, key: string): string {
  if (key === '') return t('funnel.notsaid');
  if (key === REST) return t('pack.rest');
  if (by === 'sex') return t(`funnel.sex.${key}`);
  if (by !== 'age') return key;
  const [from = '', to] = key.split('-');
  return to ? t('funnel.ages', { from, to }) : t('funnel.ages.up', { from });
}
