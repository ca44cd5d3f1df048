/** Under the door: the choice of a language, for whoever cannot read the one that shows, and the way to what anybody may see without an account. */
import '../bring-bambara.ts';
import '../messages/tongues/index.ts';
import { chooseLanguage, LANGUAGES, language, t } from '../../ui/i18n.ts';
import { addIcons, Icon } from '../../ui/icon.tsx';

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
      <PublicLink />
    </>
  );
}

/** To the public face, in the language of the reader. A page of the hub: it needs a network. */
export const PublicLink = () => (
  <p class="center">
    <a class="btn bare" href={language.value === 'en' ? '/en/reseau' : '/reseau'}>
      {t('door.public')}
    </a>
  </p>
);
