/** Files of what is in sight: whole for oneself, or with what a partner may have. */
import { useState } from 'preact/hooks';
import type { TypeDecl } from '../../../kernel/declare.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { t } from '../../i18n.ts';
import { Icon } from '../../icon.tsx';
import { useLater } from '../../later.ts';
import { Notice } from '../../notice.tsx';
import { type Open, useOpen } from '../../open.ts';
import { Head } from '../../parts.tsx';
import { RefusalNotice, refusalOf } from '../../refusal.tsx';
import type { PartnerPart } from '../extend.ts';
import { cardMaker, partnerPart, takeContacts, takeCsv } from './take.ts';

interface Taken {
  readonly type: TypeDecl;
  readonly records: readonly RecordState[];
  readonly filter: string;
}

const NONE: PartnerPart = { namesPeople: () => false, givenTo: (_, records) => records };
const noPart = () => Promise.resolve(NONE);

/** @param one a single sheet, not a list. */
export function Files({ type, records, filter, one }: Taken & { readonly one: boolean }) {
  const open = useOpen();
  const { part } = useLater(partnerPart() ?? noPart);
  const [isForPartner, setForPartner] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const given = isForPartner && part ? part.givenTo(open, records) : records;
  const take = (how: (open: Open, taken: Taken) => Promise<void>) => {
    setRefusal(null);
    const words = [isForPartner ? t('out.partner.noted') : '', filter].filter((word) => word !== '').join(' · ');
    how(open, { type, records: given, filter: words }).catch((error: unknown) => setRefusal(refusalOf(error)));
  };
  const stay = records.length - given.length;
  return (
    <section class="stack s2">
      <Head title={t('out.file')} />
      {refusal && <RefusalNotice refusal={refusal} />}
      <Notice tone="wait" icon="lock">
        <p>{t('out.file.hint')}</p>
      </Notice>
      {part?.namesPeople(open.replica.id.decl, type.name) && (
        <label class="opt">
          <input type="checkbox" checked={isForPartner} onChange={() => setForPartner(!isForPartner)} />
          <span class="grow">
            <b>{t('out.partner')}</b>
            <small>{t('out.partner.hint')}</small>
          </span>
        </label>
      )}
      <p role="status">
        {isForPartner && t('out.partner.go', { n: given.length })}
        {isForPartner && stay > 0 && ` ${t('out.partner.stay', { n: stay })}`}
      </p>
      {given.length > 0 && (
        <div class="stack s2">
          <Take title={t('out.csv')} hint={t('out.csv.hint')} onTake={() => take(takeCsv)} />
          {cardMaker(type.name) && (
            <Take
              title={t(one ? 'out.contact' : 'out.vcard')}
              hint={t('out.vcard.hint')}
              onTake={() => take(takeContacts)}
            />
          )}
        </div>
      )}
    </section>
  );
}

export function Take(props: { readonly title: string; readonly hint: string; readonly onTake: () => void }) {
  return (
    <div class="stack s1">
      <button type="button" class="btn full" onClick={props.onTake}>
        <Icon name="download" />
        {props.title}
      </button>
      <p class="sm dim">{props.hint}</p>
    </div>
  );
}
