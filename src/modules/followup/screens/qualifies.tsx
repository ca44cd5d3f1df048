/** Is an enterprise of the social and solidarity economy, who says so, and does it work where its programme does? */
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { titleOf } from '../../../ui/words.ts';
import { CRITERIA, CRITERIA_FROM, criteriaLeft, isOutside } from '../enterprises.ts';
import { named } from '../rules.ts';

/** « Vérifié par Aïssata TRAORÉ le 12 mai 2026, grille de 2022 », as far as it was said. */
function verifiedText({ replica }: Open, state: RecordState): string {
  const [by, on, version] = [
    named(replica, state, 'criteriaBy'),
    textOf(state, 'criteriaOn'),
    textOf(state, 'criteriaVersion'),
  ];
  const who = by && titleOf(replica, by);
  const said = who
    ? t(on === '' ? 'after.sse.by' : 'after.sse.by.on', { who, on: momentText(on) })
    : t(on === '' ? 'after.sse.nobody' : 'after.sse.on', { on: momentText(on) });
  return version === '' ? said : `${said} ${t('after.sse.version', { version })}`;
}

export function Qualifies({ state }: SheetPart) {
  const open = useOpen();
  const { replica } = open;
  const left = criteriaLeft(state);
  const met = CRITERIA.length - (left?.length ?? 0);
  return (
    <>
      <OutsideNotice is={isOutside(replica, refOf(state, 'programme'), textOf(state, 'domain'))} />
      {left && (
        <Notice
          tone={left.length === 0 ? 'ok' : 'wait'}
          icon={left.length === 0 ? 'check' : 'clock'}
          title={t(left.length === 0 ? 'after.sse.yes' : 'after.sse.left', { n: met, all: CRITERIA.length })}
        >
          {left.length > 0 && (
            <p>
              {t('after.sse.missing', {
                list: left.map((one) => t(`enterprise.criteria.${one}`)).join(t('list.comma')),
              })}
            </p>
          )}
          <p>{verifiedText(open, state)}</p>
          <p class="sm dim">
            {t('after.source', { source: `${CRITERIA_FROM.source}, ${momentText(CRITERIA_FROM.date)}` })}
          </p>
        </Notice>
      )}
    </>
  );
}

export const OutsideNotice = ({ is }: { readonly is: boolean }) =>
  is ? (
    <Notice tone="fix" icon="warning" title={t('after.outside')}>
      <p>{t('after.outside.hint')}</p>
    </Notice>
  ) : null;
