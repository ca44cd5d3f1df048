/**
 * Verifying a certificate without an account: whoever opens the app may, before the door, and in flight mode once it was opened. It stands over the
 * door and leaves what was typed there.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ledgersOf } from '../../modules/certificates/list.ts';
import { Checking, type Source } from '../../modules/certificates/screens/checking.tsx';
import { t } from '../../ui/i18n.ts';
import { addIcons, Icon } from '../../ui/icon.tsx';
import { pictograms } from '../../ui/pictograms.ts';
import { bringList, type KeptList, keptList } from '../certificate-list.ts';
import { askRest } from '../kept.ts';
import '../../ui/messages/index.ts';
import '../bring-bambara.ts';

addIcons(pictograms);

const NEVER: Source = { asked: 'list', ledgers: [], at: 0 };
const sourceOf = ({ list, at }: KeptList): Source => ({ asked: 'list', ledgers: ledgersOf(list), at });

/** The list that is here, then the newest, whenever there is a network. */
function useList(): Source {
  const [source, setSource] = useState(NEVER);
  useEffect(() => {
    let here = true;
    const use = (kept: KeptList | null) => {
      if (kept && here) setSource(sourceOf(kept));
    };
    const bring = async () => use(await bringList());
    void keptList().then(use).then(bring);
    addEventListener('online', bring);
    return () => {
      here = false;
      removeEventListener('online', bring);
    };
  }, []);
  return source;
}

export function VerifyDoor({ onClose }: { readonly onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const source = useList();
  const title = t('verify.title');
  useLayoutEffect(() => {
    const before = document.title;
    box.current?.showModal();
    heading.current?.focus({ preventScroll: true });
    // Whoever came for this alone gets the app kept here too.
    void navigator.serviceWorker
      ?.register('/sw.js')
      .then(() => askRest())
      .catch(() => undefined);
    return () => {
      document.title = before;
    };
  }, []);
  useEffect(() => {
    document.title = `${title} · Jɛkulu`;
  }, [title]);
  return (
    <dialog
      ref={box}
      class="over"
      aria-labelledby="verify-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="top">
        <button type="button" class="ib" aria-label={t('door.verify.back')} onClick={onClose}>
          <Icon name="back" />
        </button>
        <h1 id="verify-title" ref={heading} tabIndex={-1}>
          {title}
          <small>{t('verify.sub')}</small>
        </h1>
      </header>
      <div class="pad">
        <Checking source={source} />
      </div>
    </dialog>
  );
}
