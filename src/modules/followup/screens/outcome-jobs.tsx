/** Jobs told apart, each figure with its list. */
import '../messages/screens/index.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { DECENT, JOB_QUESTIONS, type JobQuestion, type JobSlice, jobsBy, jobsTold, shareIn } from '../jobs.ts';
import { jobsOn, named } from '../rules.ts';
import { jobPart } from '../words.ts';
import { JOBS, OUTCOME } from './addresses.ts';
import { elsewhere } from './outcome-people.tsx';

interface Told {
  readonly programme: RecordState;
  readonly jobs: readonly RecordState[];
}

/** What a job is asked to be called decent: how many of those who said, and everybody else in sight. */
export function DecentWork({ programme, jobs }: Told) {
  const { replica } = useOpen();
  if (jobs.length === 0) return null;
  return DECENT.map((by) => {
    const slices = jobsBy(replica, programme, jobs, by);
    const { yes, known } = shareIn(slices);
    return (
      <div key={by} class="stack s1">
        <h3>{t(`after.decent.${by}`)}</h3>
        <p class="sm">{known === 0 ? t('after.nobody.said') : t('after.known', { n: yes, of: known })}</p>
        <Slices {...{ programme, by, slices }} />
      </div>
    );
  });
}

export function JobsTold({ programme, jobs }: Told) {
  const { replica } = useOpen();
  return jobsTold(replica, programme, jobs).map(({ by, slices }) => (
    <div key={by} class="stack s1">
      <h3>{t(`jobs.by.${by}`)}</h3>
      <Slices {...{ programme, by, slices }} />
    </div>
  ));
}

function Slices(props: {
  readonly programme: RecordState;
  readonly by: JobQuestion;
  readonly slices: readonly JobSlice[];
}) {
  const { programme, by, slices } = props;
  return (
    <ul class="mini">
      {slices.map(({ key, jobs }) => (
        <li key={key}>
          <span>{jobPart(by, key)}</span>
          <a
            class="num"
            href={href('programmes', OUTCOME, programme.id, JOBS, by, key || '-')}
            aria-label={t('after.open', { label: jobPart(by, key), n: jobs.length })}
          >
            {formatNumber(jobs.length)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** `programmes/devenir/<programme>/emplois/<by>/<key>`. */
export function Jobs(props: {
  readonly programme: RecordState;
  readonly day: string;
  readonly by: string | undefined;
  readonly which: string;
}) {
  const { programme, day, which } = props;
  const { replica } = useOpen();
  const all = jobsOn(replica, programme.id, day);
  const by = JOB_QUESTIONS.find((one) => one === props.by);
  const key = which === '-' ? '' : which;
  const found = by ? (jobsBy(replica, programme, all, by).find((one) => one.key === key)?.jobs ?? []) : all;
  return (
    <Behind
      title={by ? `${t('after.work')}\u00a0· ${jobPart(by, key)}` : t('after.work')}
      sub={t('after.jobs', { n: found.length })}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
      ids={found.map(({ id }) => id)}
      none={t('after.people.none')}
      elsewhere={elsewhere}
      opens={({ id }) => href('emplois', id)}
      words={(job) => {
        const [work, kind] = [textOf(job, 'name'), jobPart('kind', textOf(job, 'kind'))];
        const person = named(replica, job, 'person');
        // Of nobody named, the work tells one from the next.
        return person
          ? [titleOf(replica, person), [work, kind].join('\u00a0· ')]
          : [work, [t('jobs.nameless'), kind].join('\u00a0· ')];
      }}
    />
  );
}
