/** How many clubs, in how many institutions, and how many students are in them, on any day? Every number opens the list behind it. */
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { isDay } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head } from '../../../ui/parts.tsx';
import { Behind } from '../../../ui/records/behind.tsx';
import { Count, DayField } from '../../../ui/records/on-day.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { SEX_ROWS } from '../../people/rules.ts';
import { CLUBS, EVERY, FIGURES, INSTITUTIONS, SEX, STUDENTS, STUDY, TO_ASK, UNSAID } from '../addresses.ts';
import { STATES } from '../model.ts';
import { type Figures, figuresOn, toAsk } from '../rules.ts';
import '../messages/screens/index.ts';

/** So many years before this one are told. */
const YEARS = 5;

/** A figure: what stands behind it, under the last parts of its address. */
interface Line {
  readonly at: Path;
  readonly label: string;
  readonly ids: readonly RecordId[];
}

const clubLines = (figures: Figures, asked: readonly RecordId[]): readonly Line[] => [
  { at: [INSTITUTIONS], label: t('clubs.list.institutions'), ids: figures.institutions },
  ...STATES.map(({ value }) => ({ at: [value], label: t(`clubs.list.${value}`), ids: figures.clubs[value] })),
  ...(asked.length > 0 ? [{ at: [TO_ASK], label: t('clubs.list.ask'), ids: asked }] : []),
];
const allLine = ({ students: { bySex } }: Figures): Line => ({
  at: [STUDENTS],
  label: t('counted.total'),
  ids: SEX_ROWS.flatMap((sex) => bySex[sex]),
});
const sexLines = (figures: Figures): readonly Line[] =>
  SEX_ROWS.map((sex) => ({
    at: [SEX, sex || UNSAID],
    label: t(`counted.${sex || 'x'}`),
    ids: figures.students.bySex[sex],
  }));
const studyLines = ({ byStudy }: Figures): readonly Line[] =>
  byStudy.map(([year, ids]) => ({
    at: [STUDY, year || UNSAID],
    label: year ? t(`club_member.spans.year.${year}`) : t('counted.x'),
    ids,
  }));

/** `clubs/chiffres/<programme>/<day>[/<list>]`. */
export default function ClubFigures({ rest: [of = EVERY, on, ...list] }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const today = dayOf(now);
  const day = isDay(on) ? on : today;
  const programme = isRecordId(of) ? replica.resolve(of) : null;
  const figures = figuresOn(replica, programme, day);
  // Only today can somebody be asked.
  const asked = day === today ? toAsk(replica, programme, today).map(({ id }) => id) : [];
  const at = (other: Day, ...parts: Path): string => href(CLUBS, FIGURES, programme ?? EVERY, other, ...parts);
  const [clubs, sexes, studies, all] = [
    clubLines(figures, asked),
    sexLines(figures),
    studyLines(figures),
    allLine(figures),
  ];
  const sub = programme ? titleOf(replica, programme) : t('clubs.everywhere');
  const chosen = list.length > 0 && [...clubs, ...sexes, ...studies, all].find((one) => one.at.join() === list.join());
  if (chosen)
    return (
      <Behind
        title={chosen.label}
        sub={t('list.dot', { a: momentText(day), b: sub })}
        back={{ href: at(day), label: t('clubs.back.figures') }}
        ids={chosen.ids}
        none={t('clubs.nobody')}
        elsewhere={(n) => t('counted.elsewhere', { n })}
      />
    );
  const ends = Array.from({ length: YEARS }, (_, ago) => `${Number(today.slice(0, 4)) - 1 - ago}-12-31`);
  const years = ends
    .map((end) => ({ end, n: figuresOn(replica, programme, end).students.total }))
    .filter(({ n }) => n > 0);
  const counts = (lines: readonly Line[]) => (
    <ul class="card pad mini">
      {lines.map((line) => (
        <Count key={line.at.join()} label={line.label} n={line.ids.length} to={at(day, ...line.at)} />
      ))}
    </ul>
  );
  return (
    <Frame
      title={t('clubs.title')}
      sub={sub}
      back={
        programme
          ? { href: href('programmes', programme), label: t('clubs.back.programme') }
          : { href: href(CLUBS), label: t('clubs.back.list') }
      }
    >
      <div class="stack">
        <div class="narrow">
          <DayField day={day} to={(other) => at(other)} />
        </div>
        {figures.institutions.length === 0 && figures.clubs.closed.length === 0 ? (
          <Empty text={t('clubs.nobody')} />
        ) : (
          <>
            <div class="wide2">
              <section class="stack s3">
                <Head title={t('type.club.many')} />
                {counts(clubs)}
              </section>
              <section class="stack s3">
                <Head title={t('clubs.list.students')} />
                {counts([...sexes, all])}
              </section>
              {studies.length > 0 && (
                <section class="stack s3">
                  <Head title={t('club_member.spans.year')} />
                  {counts([...studies, all])}
                </section>
              )}
              {years.length > 0 && (
                <section class="stack s3">
                  <Head title={t('clubs.years')} />
                  <ul class="card pad mini">
                    {years.map(({ end, n }) => (
                      <Count key={end} label={momentText(end)} n={n} to={at(end)} />
                    ))}
                  </ul>
                </section>
              )}
            </div>
            <p class="sm dim">{t('counted.once')}</p>
          </>
        )}
      </div>
    </Frame>
  );
}
