/** Who the people of a programme were when they came, and what changed twelve months later; each figure opens its people, or is shown as it may leave. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { isLater, type Line, linesIn, type Part, type Profile, partOf, profilesOf } from '../profile.ts';
import { answerWord, isSeveral, publicCounts } from '../profile-words.ts';
import { OUTCOME, PROFILE } from './addresses.ts';
import { People } from './outcome-people.tsx';

/** `programmes/profil/<programme>[/<question>/<réponse>/<tous|plus|avant|apres>]`. */
export default function ProfileScreen({ rest: [id, by, key, part] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const [shut, setShut] = useState(false);
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (programme?.type !== 'programme') return null;
  const profiles = profilesOf(replica, programme.id);
  const one = profiles.find((each) => each.by === by);
  if (one && key !== undefined) {
    const answer = key === '-' ? '' : key;
    const line = linesIn(one, partOf(part)).find((each) => each.key === answer);
    const when = isLater(partOf(part)) ? 'later' : 'entry';
    return (
      <People
        programme={programme}
        title={answerWord(one.by, answer)}
        sub={[t(`profile.${one.by}`), t(`profile.${when}`)].join('\u00a0· ')}
        ids={line?.ids ?? []}
      />
    );
  }
  return (
    <Frame
      title={t('profile.title')}
      sub={titleOf(replica, programme.id)}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
    >
      <div class="stack">
        {profiles.length === 0 ? (
          <Empty text={t('profile.none')} />
        ) : (
          <p>
            <button type="button" class="btn" aria-pressed={shut} onClick={() => setShut(!shut)}>
              <Icon name={shut ? 'lock' : 'globe'} />
              {t('profile.public')}
            </button>
          </p>
        )}
        {shut && <p class="sm dim">{t('profile.public.how')}</p>}
        <div class="wide2">
          {profiles.map((profile) => (
            <Asked key={profile.by} {...{ programme, profile, shut }} />
          ))}
        </div>
      </div>
    </Frame>
  );
}

interface Drawn {
  readonly programme: RecordState;
  readonly profile: Profile;
  /** As it may leave. */
  readonly shut: boolean;
}

function Asked({ programme, profile, shut }: Drawn) {
  const { by, lines, twice } = profile;
  const counts = shut ? publicCounts(lines) : [];
  const [before, after] = [twice?.before ?? [], twice?.after ?? []].map((list) => (shut ? publicCounts(list) : []));
  return (
    <section class="card pad stack s2" aria-labelledby={`profile-${by}`}>
      <h2 id={`profile-${by}`}>{t(`profile.${by}`)}</h2>
      {by !== 'status' && <p class="sm dim">{t('profile.entry')}</p>}
      <ul class="mini">
        {lines.map(
          (line, at) =>
            (line.ids.length > 0 || (by === 'towards' && line.key !== '')) && (
              <li key={line.key}>
                <span>{answerWord(by, line.key)}</span>
                <Figure {...{ programme, by, line, shut }} n={counts[at] ?? null} part="tous" />
              </li>
            ),
        )}
      </ul>
      {by === 'status' && <p class="sm dim">{t('profile.status.how')}</p>}
      {isSeveral(by) && <p class="sm dim">{t('profile.several')}</p>}
      {twice && (
        <>
          <h3>{t('profile.twice', { n: twice.n })}</h3>
          <section
            class="scroll"
            aria-label={t('list.dot', { a: t(`profile.${by}`), b: t('profile.later') })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: with large letters it scrolls sideways, and a keyboard must reach it
            tabIndex={0}
          >
            <table class="tbl">
              <thead>
                <tr>
                  <td />
                  <th scope="col" class="r">
                    {t('profile.entry')}
                  </th>
                  <th scope="col" class="r">
                    {t('profile.later')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {twice.before.map((line, at) => {
                  const later = twice.after[at];
                  if (!later || line.ids.length + later.ids.length === 0) return null;
                  return (
                    <tr key={line.key}>
                      <th scope="row">{answerWord(by, line.key)}</th>
                      <td class="r">
                        <Figure {...{ programme, by, line, shut }} n={before?.[at] ?? null} part="avant" />
                      </td>
                      <td class="r">
                        <Figure {...{ programme, by, shut }} line={later} n={after?.[at] ?? null} part="apres" />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  );
}

function Figure(props: {
  readonly programme: RecordState;
  readonly by: string;
  readonly line: Line;
  readonly part: Part;
  readonly shut: boolean;
  /** What may be shown outside; null where that is hidden. */
  readonly n: number | null;
}) {
  const { programme, by, line, part, shut, n } = props;
  const { length } = line.ids;
  if (shut && n === null)
    return (
      <b class="num">
        <span aria-hidden="true">…</span>
        <span class="vh">{t('after.hidden')}</span>
      </b>
    );
  if (shut || length === 0) return <span class="num">{formatNumber(shut ? (n ?? 0) : 0)}</span>;
  return (
    <a class="num" href={href('programmes', PROFILE, programme.id, by, line.key || '-', part)}>
      {formatNumber(length)}
    </a>
  );
}
