/** What may leave the house: who works, by sex and age when hired, and their jobs by kind; small numbers hidden. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { href } from '../../../ui/router.ts';
import { hideSmallList } from '../../small-cells.ts';
import { jobsTold, publicWorkers } from '../jobs.ts';
import { jobPart } from '../words.ts';
import { PROFILE } from './addresses.ts';
import '../messages/profile/index.ts';

const SEXES = ['f', 'm', ''] as const;

interface Props {
  readonly programme: RecordState;
  readonly jobs: readonly RecordState[];
}

export function ToPublish(props: Props) {
  const { jekulu, replica } = useOpen();
  // A network to practise shows nothing to anybody.
  const isShown = jekulu.network.value?.practice === false;
  return (
    <>
      <p>
        <a class="btn" href={href('programmes', PROFILE, props.programme.id)}>
          <Icon name="people" />
          {t('profile.see')}
        </a>
      </p>
      {isShown && (
        <p>
          <a class="btn" href={`/reseau/territoire/${replica.id.network}`} target="_blank" rel="noreferrer">
            <Icon name="pin" />
            {t('profile.places')}
          </a>
          <small class="block dim">{t('profile.places.hint')}</small>
        </p>
      )}
      <Workers {...props} />
    </>
  );
}

function Workers(props: Props) {
  const { programme, jobs } = props;
  const { replica } = useOpen();
  const [open, setOpen] = useState(false);
  if (jobs.length === 0) return null;
  const { bands: all, table } = publicWorkers(replica, programme, jobs);
  const { cells, rows, columns, total } = table;
  const cell = (n: number | null): ComponentChildren =>
    n === null ? (
      <>
        <span aria-hidden="true">…</span>
        <span class="vh">{t('after.hidden')}</span>
      </>
    ) : (
      formatNumber(n)
    );
  // What is empty everywhere says nothing.
  const bands = all.map((band, at) => ({ band, at })).filter(({ at }) => columns[at] !== 0);
  return (
    <section class="stack s2">
      <p>
        <button type="button" class="btn" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="globe" />
          {t('after.publish')}
        </button>
      </p>
      {open && (
        <div class="card pad stack s2">
          <div class="scroll">
            <table class="tbl">
              <caption class="vh">{t('after.publish.caption')}</caption>
              <thead>
                <tr>
                  <td />
                  {bands.map(({ band }) => (
                    <th key={band} scope="col" class="r">
                      {band === '' ? t('after.band.x') : jobPart('age', band)}
                    </th>
                  ))}
                  <th scope="col" class="r">
                    {t('after.all')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {SEXES.map(
                  (sex, y) =>
                    rows[y] !== 0 && (
                      <tr key={sex}>
                        <th scope="row">{t(`after.sex.${sex || 'x'}`)}</th>
                        {bands.map(({ at }) => (
                          <td key={at} class="r num">
                            {cell(cells[y]?.[at] ?? null)}
                          </td>
                        ))}
                        <td class="r num">{cell(rows[y] ?? null)}</td>
                      </tr>
                    ),
                )}
                <tr>
                  <th scope="row">{t('after.all')}</th>
                  {bands.map(({ at }) => (
                    <td key={at} class="r num">
                      {cell(columns[at] ?? null)}
                    </td>
                  ))}
                  <td class="r num">{cell(total)}</td>
                </tr>
              </tbody>
            </table>
          </div>
          {jobsTold(replica, programme, jobs)
            .filter(({ by }) => by === 'kind' || by === 'effect')
            .map(({ by, slices }) => {
              const shown = hideSmallList(slices.map((one) => one.jobs.length)).cells;
              return (
                <div key={by} class="stack s1">
                  <h3>{t(`jobs.by.${by}`)}</h3>
                  <ul class="mini">
                    {slices.map(({ key }, at) => (
                      <li key={key}>
                        <span>{jobPart(by, key)}</span>
                        <b class="num">{cell(shown[at] ?? null)}</b>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
          <p class="sm dim">{t('after.publish.how')}</p>
        </div>
      )}
    </section>
  );
}
