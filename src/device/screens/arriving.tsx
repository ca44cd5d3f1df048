/** A code came with a link: the hub is asked about it, and nobody has to type it. */
import { useEffect, useState } from 'preact/hooks';
import type { RecordId, Refusal } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import { t } from '../../ui/i18n.ts';
import { Gate } from './gate.tsx';

export function Arriving(props: {
  readonly code: string;
  readonly onJoined: (person: RecordId) => void;
  readonly onRefused: (refusal: Refusal) => void;
}) {
  const jekulu = useJekulu();
  const [away, setAway] = useState(false);
  const ask = async () => {
    setAway(false);
    const joined = await jekulu.activate(props.code);
    if (joined.ok) props.onJoined(joined.value);
    // Said here: no other part of the app can come either.
    else if (joined.error.code === 'NET-UNREACHABLE') setAway(true);
    else props.onRefused(joined.error);
  };
  useEffect(() => {
    history.replaceState(null, '', '#/');
    void ask();
  }, []);
  return (
    <Gate title={t('welcome.title')} foot={t('welcome.foot')} busy={!away}>
      <p role="status">{t(away ? 'welcome.away' : 'welcome.asking')}</p>
      {away ? (
        <>
          <p class="num">{props.code}</p>
          <button type="button" class="btn go full" onClick={ask}>
            {t('closed.again')}
          </button>
        </>
      ) : (
        <p class="sm dim">{t('welcome.patience')}</p>
      )}
    </Gate>
  );
}
