/** An offer to send on: one text, counted as telephones count it, by SMS, by WhatsApp or by whatever this phone shares with. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { isClosed } from '../rules.ts';
import { plainSms, smsSize } from '../sms.ts';
import { NoOffer } from './apply.tsx';
import { publicAddress, smsText } from './told.ts';

export default function Share({ rest: [id] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const offer = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  return offer?.type === 'offer' && offer.created ? <Shared key={offer.id} offer={offer} /> : <NoOffer />;
}

function Shared({ offer }: { readonly offer: RecordState }) {
  const { replica, now } = useOpen();
  const [text, setText] = useState(() => smsText(offer));
  const [plain, address] = [plainSms(text), publicAddress(offer, location.origin)];
  const { length, parts } = smsSize(plain);
  const whole = address === '' ? text : `${text}\n${address}`;
  const copy = () =>
    void navigator.clipboard?.writeText(whole).then(
      () => toast(t('offer.copied')),
      () => toast(t('offer.copied.not')),
    );
  const pass = () =>
    void navigator.share({ text: whole }).catch((error: unknown) => {
      // Whoever closes the list of apps has changed their mind: nothing went wrong.
      if (!(error instanceof DOMException && error.name === 'AbortError')) copy();
    });
  return (
    <Frame
      title={t('offer.share')}
      sub={titleOf(replica, offer.id)}
      back={{ href: href('annonces', offer.id), label: t('back.sheet') }}
    >
      <div class="stack narrow">
        {isClosed(offer, dayOf(now)) && (
          <Notice tone="fix" icon="clock">
            <p>{t('offer.share.over')}</p>
          </Notice>
        )}
        <div class="field">
          <label for="offer-text">{t('offer.share.text')}</label>
          <textarea
            class="in"
            id="offer-text"
            rows={6}
            value={text}
            aria-describedby="offer-size"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <p id="offer-size" class="sm" role="status">
            <b>{t('offer.share.parts', { n: parts })}</b>{' '}
            {t('offer.share.size', { n: length, most: parts > 1 ? parts * 153 : 160 })}
          </p>
        </div>
        <div class="stack s2">
          <a class="btn go full" href={`sms:?body=${encodeURIComponent(plain)}`}>
            <Icon name="phone" />
            {t('offer.share.sms')}
          </a>
          <a class="btn full" href={`https://wa.me/?text=${encodeURIComponent(whole)}`} rel="noreferrer">
            <Icon name="speech" />
            {t('offer.share.whatsapp')}
          </a>
          {typeof navigator.share === 'function' && (
            <button type="button" class="btn full" onClick={pass}>
              <Icon name="send" />
              {t('offer.share.more')}
            </button>
          )}
          <button type="button" class="btn full" onClick={copy}>
            <Icon name="doc" />
            {t('offer.share.copy')}
          </button>
        </div>
        <p class={address === '' ? 'sm dim' : 'sm dim addr'}>
          {address === '' ? t('offer.share.closed') : t('offer.share.address', { address })}
        </p>
      </div>
    </Frame>
  );
}
