/** Asking of a certificate whether it is true, in flight mode too: by camera, by picture, by its number or the text of its code. */
import { useEffect, useState } from 'preact/hooks';
import type { Millis } from '../../../kernel/types.ts';
import { dateText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { readPicture } from '../../../ui/read-code.ts';
import type { Facts } from '../credential.ts';
import { warmUp } from '../proof.ts';
import { isCodeText } from '../qr.ts';
import { type Asked, looksOf, sentenceOf, wordOf } from '../told.ts';
import { type Ledger, type Verdict, verifyText } from '../verify.ts';
import { Camera } from './camera.tsx';
import '../messages/verify/index.ts';

/** Where the answers come from. */
export interface Source {
  readonly asked: Asked;
  readonly ledgers: readonly Ledger[];
  /** When what it says of withdrawals came; 0 for never. */
  readonly at: Millis;
}

type Trouble = 'camera' | 'picture' | 'number';

export function Checking({ source }: { readonly source: Source }) {
  useEffect(() => {
    // Once the screen is drawn.
    const soon = setTimeout(() => void warmUp(), 200);
    return () => clearTimeout(soon);
  }, []);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [looking, setLooking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const tell = (next: Verdict) => {
    setLooking(false);
    setTrouble(null);
    setVerdict(next);
  };
  const read = async (text: string | null) => {
    if (text === null) setTrouble('picture');
    else tell(isCodeText(text) ? await verifyText(text, source.ledgers) : { state: 'foreign' });
  };
  const look = async (typed: string) => {
    if (typed === '') setTrouble('number');
    else tell(await verifyText(typed, source.ledgers));
  };
  return (
    <div class="narrow stack s3">
      <div role="status" class="stack s3">
        {verdict && <Told verdict={verdict} asked={source.asked} />}
      </div>
      {verdict ? (
        <button type="button" class="btn go full" onClick={() => setVerdict(null)}>
          <Icon name="search" />
          {t('verify.again')}
        </button>
      ) : (
        <>
          {looking ? (
            <Camera
              onRead={(text) => void read(text)}
              onFail={() => {
                setLooking(false);
                setTrouble('camera');
              }}
            />
          ) : (
            <p>{t('verify.lead')}</p>
          )}
          <button
            type="button"
            class={looking ? 'btn full' : 'btn go full'}
            onClick={() => {
              setTrouble(null);
              setLooking(!looking);
            }}
          >
            <Icon name={looking ? 'x' : 'search'} />
            {t(looking ? 'verify.camera.stop' : 'verify.camera')}
          </button>
          <Picture onPicture={async (file) => read(await readPicture(file))} />
          <div role="alert">
            {(trouble === 'camera' || trouble === 'picture') && (
              <Notice tone="wait" icon="info">
                <p>{t(trouble === 'camera' ? 'verify.camera.not' : 'verify.picture.none')}</p>
              </Notice>
            )}
          </div>
          <ByNumber missing={trouble === 'number'} onNumber={(typed) => void look(typed)} />
        </>
      )}
      <ListDate at={source.at} />
    </div>
  );
}

/** A phone's own chooser offers its camera too. */
function Picture({ onPicture }: { readonly onPicture: (file: File) => Promise<void> }) {
  return (
    <label class="btn full shoot">
      <Icon name="doc" />
      {t('verify.picture')}
      <input
        type="file"
        class="vh"
        accept="image/*"
        onChange={(event) => {
          const input = event.currentTarget;
          const [file] = input.files ?? [];
          // The same picture may be chosen again.
          if (file) void onPicture(file).finally(() => Object.assign(input, { value: '' }));
        }}
      />
    </label>
  );
}

function ByNumber({ missing, onNumber }: { readonly missing: boolean; readonly onNumber: (typed: string) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onNumber(typed.trim());
      }}
    >
      <div class="field">
        <label for="number">{t('verify.number')}</label>
        <p class="hint" id="number-hint">
          {t('verify.number.hint')}
        </p>
        <div role="alert" id="number-error">
          {missing && (
            <p class="err">
              <Icon name="warning" size="s" />
              {t('verify.number.missing')}
            </p>
          )}
        </div>
        <input
          id="number"
          class="in num"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={typed}
          aria-describedby="number-error number-hint"
          {...(missing && { 'aria-invalid': true })}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="btn full">
        {t('verify.number.go')}
        <Icon name="next" />
      </button>
    </form>
  );
}

const date = (day: string): string => dateText(Date.parse(`${day}T00:00:00Z`), { year: true }, 'utc');

function sentence(verdict: Verdict, asked: Asked): string {
  const { key, when, number } = sentenceOf(verdict, asked);
  return t(key, { ...(when && { when: date(when) }), ...(number && { number }) });
}

function Told({ verdict, asked }: { readonly verdict: Verdict; readonly asked: Asked }) {
  const [tone, icon] = looksOf(verdict);
  const facts = 'facts' in verdict ? verdict.facts : null;
  return (
    <>
      <Notice tone={tone} icon={icon}>
        <p class="big">
          <b>{t(wordOf(verdict))}</b>
        </p>
        <p>{sentence(verdict, asked)}</p>
      </Notice>
      {facts && <Paper facts={facts} />}
    </>
  );
}

/** What the paper must say. */
function Paper({ facts }: { readonly facts: Facts }) {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['verify.for', facts.achievement.name],
    ['verify.done', facts.done],
    ['verify.by', facts.issuer],
    ['verify.on', date(facts.issued)],
    ['verify.no', facts.number],
  ];
  return (
    <div class="card">
      <div class="band" aria-hidden="true" />
      <div class="pad stack">
        <p class="big">
          <b>{facts.name}</b>
        </p>
        <dl class="facts">
          {rows.map(
            ([key, value]) =>
              value && (
                <div key={key}>
                  <dt>{t(key)}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
    </div>
  );
}

/** By which list it was said: a withdrawal that has not come yet cannot be known. */
const ListDate = ({ at }: { readonly at: Millis }) => (
  <p class="sm dim">{at > 0 ? t('verify.list', { when: dateText(at, { year: true }) }) : t('verify.list.never')}</p>
);
