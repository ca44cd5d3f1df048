/** Verifying a certificate on any phone of the network, in flight mode too: by camera, by picture, or by its number. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { dateText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice, type Tone } from '../../../ui/parts.tsx';
import { readPicture } from '../../../ui/read-code.ts';
import { href } from '../../../ui/router.ts';
import type { Facts } from '../credential.ts';
import { ledgerOf } from '../ledger.ts';
import { warmUp } from '../proof.ts';
import { type Verdict, verifyCode, verifyNumber } from '../verify.ts';
import { Camera } from './camera.tsx';
import '../messages/verify/index.ts';

type Trouble = 'camera' | 'picture' | 'number';

export default function Verify() {
  const { replica } = useOpen();
  const version = replica.version;
  const ledger = useMemo(() => ledgerOf(replica), [replica, version]);
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
    else tell(await verifyCode(text, ledger));
  };
  return (
    <Frame title={t('verify.title')} sub={t('verify.sub')} back={{ href: href('plus'), label: t('back.more') }}>
      <div class="narrow stack s3">
        <div role="status" class="stack s3">
          {verdict && <Told verdict={verdict} />}
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
            <ByNumber
              missing={trouble === 'number'}
              onNumber={(typed) => (typed === '' ? setTrouble('number') : tell(verifyNumber(typed, ledger)))}
            />
          </>
        )}
        <ListDate />
      </div>
    </Frame>
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

const LOOKS: { readonly [state in Verdict['state']]: readonly [Tone, IconName] } = {
  valid: ['ok', 'check'],
  altered: ['bad', 'warning'],
  withdrawn: ['bad', 'x'],
  replaced: ['fix', 'pencil'],
  unknown: ['wait', 'help'],
  foreign: ['wait', 'info'],
};

const date = (day: string): string => dateText(Date.parse(`${day}T00:00:00Z`), { year: true }, 'utc');

function sentence(verdict: Verdict): string {
  switch (verdict.state) {
    case 'valid':
      return t(`verify.valid.${verdict.by}`);
    case 'unknown':
      return t(`verify.unknown.${verdict.what}`);
    case 'withdrawn':
      return t('verify.withdrawn.text', { when: date(verdict.withdrawal.day) });
    case 'replaced': {
      const { day, by } = verdict.withdrawal;
      return by
        ? t('verify.replaced.text', { when: date(day), number: by })
        : t('verify.replaced.alone', { when: date(day) });
    }
    default:
      return t(`verify.${verdict.state}.text`);
  }
}

function Told({ verdict }: { readonly verdict: Verdict }) {
  const [tone, icon] = LOOKS[verdict.state];
  const facts = 'facts' in verdict ? verdict.facts : null;
  return (
    <>
      <Notice tone={tone} icon={icon}>
        <p class="big">
          <b>{t(`verify.${verdict.state}`)}</b>
        </p>
        <p>{sentence(verdict)}</p>
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
function ListDate() {
  const { replica } = useOpen();
  const at = replica.meta.lastExchange;
  return (
    <p class="sm dim">{at > 0 ? t('verify.list', { when: dateText(at, { year: true }) }) : t('verify.list.never')}</p>
  );
}
