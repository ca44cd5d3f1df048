/** The whole ranking with its weights: what each juror gave, what counted, and the mean. On a phone a line a person, on a desk a table. */

import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import type { Choice, JurorPoints, Ranked } from '../selection.ts';
import type { Request, Round } from '../selection-read.ts';
import { aboutOf, groupText, nameOf, pointsText } from './selection-parts.tsx';

const FATES = { selected: 'ok', waiting: 'wait', refused: 'wait' } as const;
const ICONS = { selected: 'check', waiting: 'hold', refused: 'x' } as const;

export function Table({ round, choice }: { readonly round: Round; readonly choice: Choice }) {
  const open = useOpen();
  const { replica } = open;
  const { grid, requests, quotas } = round;
  const jurors = [...new Set(requests.flatMap(({ scored }) => scored.by.map(({ juror }) => juror)))].sort();
  const weights = grid.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <section class="stack s3">
      <Head title={t('selection.ranking')} count={choice.ranking.length} />
      <p class="sm dim">
        {t('selection.ranking.weights', {
          grid: grid
            .map(({ name, weight }) => t('selection.ranking.weight', { name, n: weight, all: weights }))
            .join(t('list.comma')),
        })}
      </p>
      <p class="sm dim">{t('selection.ranking.equals')}</p>
      <ol class="card rows m">
        {choice.ranking.map((one) => (
          <li key={one.id}>
            <Person round={round} one={one} fate={choice.fates.get(one.id)} jurors={jurors} />
          </li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow screen, and a keyboard must reach it */}
      <section class="tbl-x w" aria-label={t('selection.ranking')} tabIndex={0}>
        <table class="ranks">
          <thead>
            <tr>
              <th scope="col">{t('selection.col.rank')}</th>
              <th scope="col">{t('application.person')}</th>
              <th scope="col" class="r">
                {t('selection.col.points')}
              </th>
              {jurors.map((juror) => (
                <th scope="col" class="r" key={juror}>
                  {titleOf(replica, juror) || t('value.unknown')}
                </th>
              ))}
              <th scope="col">{t('selection.col.fate')}</th>
            </tr>
          </thead>
          <tbody>
            {choice.ranking.map((one) => {
              const request = requests.find(({ application }) => application.id === one.id) as Request;
              const fate = choice.fates.get(one.id);
              const groups = quotas
                .filter(({ key, group, where }) => one.counts.has(key) && (group !== 'women' || where !== ''))
                .map(groupText);
              return (
                <tr key={one.id}>
                  <td class="num">{one.rank}</td>
                  <th scope="row">
                    <a href={href('personnes', request.personId)}>{nameOf(open, request)}</a>
                    <small>{[aboutOf(request), ...groups].filter(Boolean).join('\u00a0· ')}</small>
                  </th>
                  <td class="r num">
                    <b>{pointsText(one.points)}</b>
                  </td>
                  {jurors.map((juror) => {
                    const given = request.scored.by.find((sheet) => sheet.juror === juror);
                    return (
                      <td class="r num" key={juror}>
                        {givenText(given)}
                      </td>
                    );
                  })}
                  <td>
                    <Fate of={fate} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

type Fated = 'selected' | 'waiting' | 'refused' | undefined;

function Fate({ of }: { readonly of: Fated }) {
  if (!of) return <span class="dim">{t('selection.fate.open')}</span>;
  return (
    <span class={`st ${FATES[of]}`}>
      <Icon name={ICONS[of]} size="s" />
      {t(`selection.fate.${of}`)}
    </span>
  );
}

const givenText = (given: JurorPoints | undefined): string => {
  if (!given) return '—';
  return given.stand === 'counted' ? pointsText(given.points ?? 0) : t(`selection.stand.${given.stand}`);
};

/** One person of the ranking on a phone; what each juror gave opens under a touch. */
function Person(props: {
  readonly round: Round;
  readonly one: Ranked;
  readonly fate: Fated;
  readonly jurors: readonly RecordId[];
}) {
  const { round, one, fate, jurors } = props;
  const open = useOpen();
  const request = round.requests.find(({ application }) => application.id === one.id) as Request;
  return (
    <details>
      <summary class="row">
        <b class="num rk">{one.rank}</b>
        <span class="grow">
          <b>{nameOf(open, request)}</b>
          <small>{aboutOf(request)}</small>
          <Fate of={fate} />
        </span>
        <b class="num">{pointsText(one.points)}</b>
      </summary>
      <ul class="mini pad">
        {jurors.map((juror) => (
          <li key={juror}>
            <span>{titleOf(open.replica, juror) || t('value.unknown')}</span>
            <b class="num">{givenText(request.scored.by.find((sheet) => sheet.juror === juror))}</b>
          </li>
        ))}
        <li>
          <a class="tall" href={href('personnes', request.personId)}>
            {t('age.person')}
          </a>
        </li>
      </ul>
    </details>
  );
}
