/** Asks whoever speaks Bambara whether its words are right; the answers leave as a file that translators' tools open. */
import '../messages/bambara/index.ts';
import { useState } from 'preact/hooks';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/parts.tsx';
import { remember, remembered } from '../../ui/prefs.ts';
import { href } from '../../ui/router.ts';
import { toast } from '../../ui/toast.tsx';
import { bambaraFile, bambaraTerms, type Term, type Verdicts } from './bambara-terms.ts';

function keptVerdicts(): Verdicts {
  try {
    return JSON.parse(remembered('bambara') ?? '{}') as Verdicts;
  } catch {
    return {};
  }
}

export default function Bambara() {
  const [terms] = useState(bambaraTerms);
  const [verdicts, setVerdicts] = useState(keptVerdicts);
  const left = terms.filter((term) => term.open && verdicts[term.bambara] === undefined).length;
  const say = (term: Term, verdict: true | string | undefined) => {
    const { [term.bambara]: _, ...others } = verdicts;
    const next = verdict === undefined ? others : { ...others, [term.bambara]: verdict };
    remember('bambara', JSON.stringify(next));
    setVerdicts(next);
  };
  return (
    <Frame
      title={t('bambara.title')}
      sub={t('bambara.left', { n: left })}
      back={{ href: href('plus'), label: t('back.more') }}
      acts={
        <button type="button" class="btn go full" onClick={() => give(bambaraFile(terms, verdicts))}>
          <Icon name="download" />
          {t('bambara.give')}
        </button>
      }
    >
      <div class="stack">
        <Notice tone="wait" icon="info">
          <p>{t('bambara.lead')}</p>
        </Notice>
        <ul class="stack s3 beside">
          {terms.map((term) => (
            <li key={term.bambara} class="card pad stack s3">
              <Word term={term} verdict={verdicts[term.bambara]} onSay={(verdict) => say(term, verdict)} />
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
}

function Word(props: {
  readonly term: Term;
  readonly verdict: true | string | undefined;
  readonly onSay: (verdict: true | string | undefined) => void;
}) {
  const { term, verdict, onSay } = props;
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const id = `word-${term.keys[0]}`;
  return (
    <>
      <div>
        <h2 lang="bm">{term.bambara}</h2>
        <p>{t('bambara.for', { french: term.french.join(t('list.comma')) })}</p>
        <p class="sm dim">{t('bambara.where', { places: term.places.join(t('list.comma')) })}</p>
        <p class="sm dim">{t(`bambara.source.${term.source}`)}</p>
      </div>
      {writing ? (
        <form
          class="field"
          onSubmit={(event) => {
            event.preventDefault();
            const said = text.trim();
            if (said) onSay(said);
            setWriting(false);
          }}
        >
          <label for={id}>{t('bambara.better')}</label>
          <input
            id={id}
            class="in"
            lang="bm"
            value={text}
            autocomplete="off"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="btn full">
            {t('form.save')}
          </button>
        </form>
      ) : verdict !== undefined || !term.open ? (
        <p role="status" class="line">
          <Icon name="check" />
          <span class="grow">
            {typeof verdict === 'string' ? t('bambara.instead', { text: verdict }) : t('bambara.right.said')}
          </span>
          {verdict !== undefined && (
            <button type="button" class="btn bare" onClick={() => onSay(undefined)}>
              {t('form.change')}
            </button>
          )}
        </p>
      ) : (
        <div class="picks">
          <button type="button" class="btn" onClick={() => onSay(true)}>
            <Icon name="check" />
            {t('bambara.right')}
          </button>
          <button type="button" class="btn" onClick={() => setWriting(true)}>
            <Icon name="pencil" />
            {t('bambara.wrong')}
          </button>
        </div>
      )}
    </>
  );
}

/** Puts the answers in the downloads of this device. */
function give(file: string): void {
  const address = URL.createObjectURL(new Blob([file], { type: 'text/x-gettext-translation' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'jekulu-bambara.po';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  toast(t('bambara.given'));
}
