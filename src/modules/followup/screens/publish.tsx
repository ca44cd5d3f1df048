/** A table that may leave the house: who works, by sex and age, small numbers hidden. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { publicPersons } from '../reports.ts';

const SEXES = ['f', 'm', ''] as const;
const BANDS = ['14', '15', '25', '36', ''] as const;

export function ToPublish({ persons }: { readonly persons: readonly RecordId[] }) {
  const { replica, now } = useOpen();
  const [open, setOpen] = useState(false);
  if (persons.length === 0) return null;
  const { cells, rows, columns, total } = publicPersons(replica, persons, dayOf(now));
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
  const bands = BANDS.map((band, at) => ({ band, at })).filter(({ at }) => columns[at] !== 0);
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
                      {t(`after.band.${band || 'x'}`)}
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
          <p class="sm dim">{t('after.publish.how')}</p>
        </div>
      )}
    </section>
  );
}
