/** The marks of a test, a whole group on one page: a name, a number, the next name. Each is kept at once, with or without a network. */
import '../messages/tests/index.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { courseOf } from '../completion.ts';
import { TESTS, type Test } from '../model.ts';
import { isCalledOn, LAST } from '../rules.ts';
import { lastOf, MOST_POINTS, needed, pointsOf, type Tested, testActs, testsOf } from '../testing.ts';

/** `cohortes/tests/<group>`. */
export default function GroupTests({ rest: [id] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const cohort = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (cohort?.type !== 'cohort' || !cohort.created)
    return (
      <Frame title={t('tests.title')} back={{ href: href('cohortes'), label: t('tests.back') }}>
        <Empty text={t('tests.unknown')} />
      </Frame>
    );
  return <Marking cohort={cohort} />;
}

function Marking({ cohort }: { readonly cohort: RecordState }) {
  const { jekulu, replica, me, now } = useOpen();
  const [which, setWhich] = useState<Test>('post');
  const [on, setOn] = useState(dayOf(now));
  const [of, setOf] = useState(20);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const may = replica.may(me.person, 'edit', 'test_sheet', cohort.home, now);
  const course = courseOf(replica, cohort);
  const people = linksTo(replica, 'enrolment', 'cohort', cohort.id)
    .filter((one) => isCalledOn(one, LAST))
    .flatMap((enrolment) => {
      const of = refOf(enrolment, 'person');
      const person = of && replica.resolve(of);
      return person
        ? [{ enrolment, person, name: titleOf(replica, person), tests: testsOf(enrolment, course.sheets.get(person)) }]
        : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const asked = which === 'post' ? needed(course.pass, of) : null;
  const marked = people.filter(({ tests }) => lastOf(tests, which)).length;
  const write = (person: RecordId, kept: Tested | null, points: number | '') => {
    turn.current = turn.current.then(async () => {
      try {
        // A mark is taken back where it stands, whatever day the page is at.
        const day = points === '' ? (kept?.on ?? on) : on;
        await jekulu.save(testActs(jekulu.replica, cohort, { which, on: day, of, person, points }));
        setRefusal(null);
      } catch (error) {
        setRefusal(refusalOf(error));
      }
    });
  };
  return (
    <Frame
      title={t('tests.title')}
      sub={textOf(cohort, 'name')}
      back={{ href: href('cohortes', cohort.id), label: t('tests.back') }}
    >
      <div class="stack narrow">
        {refusal && <RefusalNotice refusal={refusal} />}
        {!may && (
          <Notice tone="wait" icon="lock">
            <p>{t('tests.noright')}</p>
          </Notice>
        )}
        {people.length === 0 ? (
          <Empty text={t('tests.nobody')} />
        ) : (
          <>
            <fieldset class="chips">
              <legend class="vh">{t('tests.which')}</legend>
              {[...TESTS].reverse().map(({ value }) => (
                <button
                  key={value}
                  type="button"
                  class="chip"
                  aria-pressed={value === which}
                  onClick={() => setWhich(value)}
                >
                  {t(`enrolment.tests.which.${value}`)}
                </button>
              ))}
            </fieldset>
            <div class="line wrap tops">
              <DayInput id="tests-day" label={t('tests.day')} value={on} max={dayOf(now)} onDay={setOn} />
              <div class="field points">
                <label for="tests-of">{t('tests.of')}</label>
                <input
                  class="in num"
                  id="tests-of"
                  inputMode="numeric"
                  autocomplete="off"
                  value={of}
                  onChange={({ currentTarget }) => {
                    const most = pointsOf(currentTarget.value, MOST_POINTS);
                    if (most) setOf(most);
                    else currentTarget.value = String(of);
                  }}
                />
              </div>
            </div>
            <p role="status">
              <b>{t('tests.done', { n: marked, all: people.length })}</b>
              {asked !== null && ` ${t('tests.pass', { n: asked, of })}`}
            </p>
            <p class="sm dim">{t('tests.hint')}</p>
            <ol class="card rows">
              {people.map(({ enrolment, person, name, tests }) => {
                const kept = lastOf(tests, which);
                return (
                  <One
                    key={`${enrolment.id} ${which}`}
                    id={`points-${enrolment.id}`}
                    {...{ name, kept, of }}
                    closed={!may}
                    onPoints={(points) => write(person, kept, points)}
                  />
                );
              })}
            </ol>
          </>
        )}
      </div>
    </Frame>
  );
}

function One(props: {
  readonly id: string;
  readonly name: string;
  readonly kept: Tested | null;
  readonly of: number;
  readonly closed: boolean;
  readonly onPoints: (points: number | '') => void;
}) {
  const { id, name, kept, of, closed, onPoints } = props;
  const [wrong, setWrong] = useState(false);
  // What is being typed outlives the drawing that follows the mark before it: a slow phone keeps that one while the next is written.
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped(null), [kept?.points, kept?.on]);
  return (
    <li class="row points">
      <label class="grow" for={id}>
        <b>{name}</b>
        <small id={`${id}-said`} class={wrong ? 'err' : ''}>
          {wrong
            ? t('tests.wrong', { of })
            : kept
              ? t('tests.kept', { points: kept.points, of: kept.of, on: momentText(kept.on) })
              : t('tests.none')}
          {!wrong && kept?.other !== undefined && ` ${t('tests.twice', { points: kept.other })}`}
        </small>
      </label>
      <input
        class="in num"
        id={id}
        inputMode="numeric"
        autocomplete="off"
        aria-label={t('tests.points.of', { name })}
        aria-describedby={`${id}-said`}
        {...(wrong && { 'aria-invalid': true })}
        disabled={closed}
        value={typed ?? kept?.points ?? ''}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const points = pointsOf(currentTarget.value, of);
          setWrong(points === null);
          if (points !== null) onPoints(points);
        }}
      />
    </li>
  );
}
