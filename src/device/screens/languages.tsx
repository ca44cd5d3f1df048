/** Under the door: the choice of a language, for whoever cannot read the one that shows, and the ways to what anybody may do without an account. */
import { useEffect, useRef, useState } from 'preact/hooks';
import '../bring-bambara.ts';
import '../messages/tongues/index.ts';
import { chooseLanguage, LANGUAGES, language, t } from '../../ui/i18n.ts';
import { addIcons, Icon } from '../../ui/icon.tsx';
import { nothing, useLater } from '../../ui/later.ts';

// The pictogram of `ui/pictograms`, without the others.
addIcons({ check: ['M4.5 12.8l4.9 4.9L19.5 7'] });

export function Languages() {
  return (
    <>
      <fieldset class="line wrap" aria-label={t('language')}>
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            class="btn"
            lang={one}
            aria-pressed={language.value === one}
            onClick={() => void chooseLanguage(one)}
          >
            {language.value === one && <Icon name="check" size="s" />}
            {t(`language.${one}`)}
          </button>
        ))}
      </fieldset>
      <p class="center">
        <PublicLink />
        <VerifyLink />
      </p>
      <Verifying />
    </>
  );
}

/** The address it has behind the door too: who is in verifies there. */
const VERIFY = '#/verifier';
/** The look of the screens behind the door, as `behind-door` brings it. Taken from there it would weigh on everybody's way in. */
const look = (): Promise<void> =>
  new Promise((done, failed) => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=inside]');
    if (!link) return done();
    link.onload = () => done();
    link.onerror = () => {
      link.rel = 'inside';
      failed();
    };
    link.rel = 'stylesheet';
  });
const verifying = () => Promise.all([import('./verify-door.tsx'), look()]).then(([part]) => part);

const VerifyLink = () => (
  <a class="btn bare" href={VERIFY}>
    {t('door.verify')}
  </a>
);

/** What opens at that address, over the door. */
function Verifying() {
  const [isOpen, setOpen] = useState(location.hash === VERIFY);
  const cameFromHere = useRef(false);
  const { part, missing } = useLater(isOpen ? verifying : nothing);
  useEffect(() => {
    const follow = () => {
      cameFromHere.current = location.hash === VERIFY;
      setOpen(cameFromHere.current);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const close = () => {
    if (cameFromHere.current) return history.back();
    history.replaceState(null, '', '#/');
    setOpen(false);
  };
  return (
    <>
      {isOpen && missing && (
        <p class="sm" role="alert">
          {t('missing.text')}
        </p>
      )}
      {isOpen && part && <part.VerifyDoor onClose={close} />}
    </>
  );
}

/** To the public face, in the language of the reader. A page of the hub: it needs a network. */
export const PublicLink = () => (
  <a class="btn bare" href={language.value === 'en' ? '/en/reseau' : '/reseau'}>
    {t('door.public')}
  </a>
);
