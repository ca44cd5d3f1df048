/** Helping somebody who forgot their code, without a network: a word read out on the telephone, or a new code on this very phone. */
import { useState } from 'preact/hooks';
import { isVoided, refOf, textOf } from '../../../kernel/fold.ts';
import { isDeviceId, isRecordId } from '../../../kernel/ids.ts';
import { HOLDER } from '../../../kernel/judge.ts';
import type { DeviceId, RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { firstName } from '../../../ui/names.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, PersonSign, Row } from '../../../ui/parts.tsx';
import { RefusalNotice } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { TwicePad } from '../../../ui/twice-pad.tsx';
import { onDevice, titleOf } from '../../../ui/words.ts';

/** People with the phones they are enrolled on, as far as this copy knows; the reader is not among them. */
function phonesByPerson({ replica, me }: Open): ReadonlyMap<RecordId, readonly DeviceId[]> {
  const phones = new Map<RecordId, DeviceId[]>();
  for (const state of replica.list(HOLDER)) {
    const person = refOf(state, 'person');
    const device = textOf(state, 'device');
    if (!person || person === me.person || isVoided(state) || !isDeviceId(device)) continue;
    phones.set(person, [...(phones.get(person) ?? []), device]);
  }
  return phones;
}

export default function Steward({ rest }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica, me, now } = open;
  const phones = phonesByPerson(open);
  const person = isRecordId(rest[0]) ? rest[0] : null;
  if (!replica.may(me.person, 'edit', 'device', me.home, now))
    return (
      <Frame title={t('steward.title')} back={{ href: href('plus'), label: t('back.more') }}>
        <RefusalNotice refusal={{ code: 'KEY-STEWARD' }} tone="wait" />
      </Frame>
    );
  if (person) return <Help person={person} phones={phones.get(person) ?? []} />;
  const people = [...phones.keys()].sort((a, b) => titleOf(replica, a).localeCompare(titleOf(replica, b)));
  return (
    <Frame title={t('steward.title')} back={{ href: href('plus'), label: t('back.more') }}>
      <div class="narrow stack">
        <p>{t('steward.lead')}</p>
        {people.length === 0 ? (
          <Empty text={t('steward.nobody')} />
        ) : (
          <div class="card rows">
            {people.map((one) => {
              const state = replica.record(one);
              return (
                <Row
                  key={one}
                  href={href('plus', 'secours', one)}
                  sign={
                    <PersonSign
                      sign={(state && textOf(state, 'sign')) || 'person'}
                      color={(state && textOf(state, 'color')) || 'p4'}
                    />
                  }
                  title={titleOf(replica, one) || t('who.elsewhere')}
                  sub={(phones.get(one) ?? []).map((device) => onDevice(replica, device)).join(t('list.comma'))}
                  end={<Icon name="next" />}
                />
              );
            })}
          </div>
        )}
      </div>
    </Frame>
  );
}

function Help({ person, phones }: { readonly person: RecordId; readonly phones: readonly DeviceId[] }) {
  const { replica } = useOpen();
  const away = phones.filter((device) => device !== replica.id.device);
  const name = titleOf(replica, person) || t('who.elsewhere');
  return (
    <Frame
      title={t('steward.for', { name: firstName(name) })}
      back={{ href: href('plus', 'secours'), label: t('steward.back') }}
    >
      <div class="narrow stack s5">
        {phones.length > away.length && <Here person={person} name={name} />}
        {away.length > 0 && <Away person={person} phones={away} />}
      </div>
    </Frame>
  );
}

/** They stand beside the steward, and it is this phone. */
function Here({ person, name }: { readonly person: RecordId; readonly name: string }) {
  const { jekulu } = useOpen();
  const [choosing, setChoosing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <section class="card pad stack s3">
      <h2>{t('steward.here')}</h2>
      {refusal && <RefusalNotice refusal={refusal} />}
      {choosing ? (
        <>
          <p class="center">{t('enrol.hand', { name })}</p>
          <TwicePad
            onChosen={async (pin) => {
              const done = await jekulu.resetPin(person, pin);
              if (done.ok) {
                toast(t('steward.reset', { name }));
                go(href('plus'), 'replace');
                return null;
              }
              if (done.error.code === 'KEY-SIX') return done.error;
              setRefusal(done.error);
              setChoosing(false);
              return null;
            }}
          />
        </>
      ) : (
        <>
          <p>{t('steward.here.text', { name: firstName(name) })}</p>
          <button type="button" class="btn" onClick={() => setChoosing(true)}>
            <Icon name="key" />
            {t('steward.here.go')}
          </button>
        </>
      )}
    </section>
  );
}

/** They are far away, on the telephone. */
function Away({ person, phones }: { readonly person: RecordId; readonly phones: readonly DeviceId[] }) {
  const { jekulu, replica } = useOpen();
  const [device, setDevice] = useState<DeviceId | undefined>(phones.length === 1 ? phones[0] : undefined);
  const [number, setNumber] = useState('');
  const [word, setWord] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const give = () => {
    if (!device || !/^\d{1,6}$/.test(number)) {
      document.getElementById('number')?.focus();
      return;
    }
    const found = jekulu.stewardWord(device, person, Number(number));
    setRefusal(found.ok ? null : found.error);
    setWord(found.ok ? found.value : '');
  };
  return (
    <section class="card pad stack s3">
      <h2>{t('steward.away')}</h2>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          give();
        }}
      >
        {phones.length > 1 && (
          <fieldset class="field">
            <legend>{t('steward.which')}</legend>
            <div class="opts">
              {phones.map((one) => (
                <label class="opt" key={one}>
                  <input type="radio" name="phone" checked={device === one} onChange={() => setDevice(one)} />
                  <Icon name="phone" />
                  <span class="grow">{onDevice(replica, one)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {phones.length === 1 && phones[0] && <p class="dim">{onDevice(replica, phones[0])}</p>}
        <div class="field" style={{ '--w': '8ch' }}>
          <label for="number">{t('steward.number')}</label>
          <p class="hint" id="number-hint">
            {t('steward.number.hint')}
          </p>
          <input
            id="number"
            class="in num code"
            inputMode="numeric"
            autocomplete="off"
            value={number}
            aria-describedby="number-hint"
            onInput={(event) => {
              setNumber(event.currentTarget.value.replace(/\D/g, '').slice(0, 6));
              setWord('');
            }}
          />
        </div>
        <button type="submit" class="btn go full">
          <Icon name="key" />
          {t('steward.give')}
        </button>
      </form>
      {refusal && <RefusalNotice refusal={refusal} />}
      <div role="status">
        {word && (
          <>
            <p>{t('steward.word')}</p>
            <p class="word num">
              {(word.match(/.{1,4}/g) ?? []).map((group) => (
                <span key={group}>{group}</span>
              ))}
            </p>
            <p class="sm dim">{t('steward.word.hint')}</p>
          </>
        )}
      </div>
    </section>
  );
}
