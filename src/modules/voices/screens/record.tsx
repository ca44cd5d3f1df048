/** A new note: who speaks and whether they agree, then one button to speak; what was said is heard before it is kept. */
import '../messages/screens/index.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SOUND, type Sound, soundOf } from '../../../kernel/sound.ts';
import type { Body, Refusal } from '../../../kernel/types.ts';
import { dropDraft, keepDraft } from '../../../ui/drafts.ts';
import { Field } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { formOf, type Problem } from '../../../ui/record-form.ts';
import type { MadeProps } from '../../../ui/records/extend.ts';
import { draftKeyOf } from '../../../ui/records/routes.ts';
import { homeFor } from '../../../ui/records/save.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { NOTE, noteActs, soundRecord } from '../notes.ts';
import { type Hearing, record, type Trouble } from '../recording.ts';
import { Play, Trouble as Unheard, useHearing } from './hear.tsx';

/** Seconds between two times that what is being said is kept. */
const KEPT_EVERY = 5;
const MISSING: Problem = { kind: 'missing', code: 'RULE-REQUIRED' };

interface Said {
  readonly speaks: string;
  readonly agreed: string;
  readonly language: string;
}
const NOTHING: Said = { speaks: '', agreed: '', language: '' };

export default function NewNote({ about, at, back, after }: MadeProps) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const key = draftKeyOf(at);
  const form = formOf(replica.id.decl, NOTE);
  const home = homeFor(open, form.type, { about });
  const [said, setSaid] = useState<Said>(NOTHING);
  const [asks, setAsks] = useState(false);
  /** Seconds while somebody speaks. */
  const [seconds, setSeconds] = useState<number | null>(null);
  const [sound, setSound] = useState<Sound | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hearing = useRef<Hearing | null>(null);
  const keeps = useRef(true);
  /** The screen is gone: nobody sees that a microphone is open. */
  const left = useRef(false);
  const latest = useRef(said);
  latest.current = said;

  const keep = (heard: Sound | null) => {
    if (!keeps.current || !heard) return;
    const values = { ...latest.current, seconds: String(heard.seconds), data: heard.data };
    keepDraft(jekulu, { key, type: NOTE, values, step: 0 }).catch((error) => setRefusal(refusalOf(error)));
  };
  useEffect(() => {
    void jekulu.draft(key).then((draft) => {
      const { seconds: long, data = '', speaks = '', agreed = '', language = '' } = draft?.values ?? {};
      const heard = soundOf({ seconds: Number(long), data });
      if (!heard) return;
      setSound({ seconds: heard.seconds, data });
      setSaid({ speaks, agreed, language });
    });
    return () => {
      left.current = true;
      hearing.current?.stop();
    };
  }, []);
  useEffect(() => keep(sound), [said]);

  const agrees = said.speaks === 'me' || (said.speaks === 'other' && said.agreed === 'yes');
  const begin = async () => {
    setAsks(true);
    // While the browser asks for the microphone, another touch asks for nothing more.
    if (!agrees || seconds !== null) return;
    setTrouble(null);
    setRefusal(null);
    setSeconds(0);
    const begun = await record(
      (heard, sofar) => {
        setSeconds(heard);
        if (heard % KEPT_EVERY === 0) keep(sofar);
      },
      (heard) => {
        hearing.current = null;
        setSeconds(null);
        if (typeof heard === 'string') return setTrouble(heard);
        setSound(heard);
        keep(heard);
      },
    );
    if (typeof begun === 'string') {
      setSeconds(null);
      setTrouble(begun);
    } else if (left.current) begun.stop();
    else hearing.current = begun;
  };
  const throwAway = () => {
    const thrown = sound;
    setSound(null);
    void dropDraft(jekulu, key);
    const back = () => {
      setSound(thrown);
      keep(thrown);
    };
    toast(t('voices.thrown'), { label: t('undo'), run: back });
  };
  const save = async () => {
    setAsks(true);
    if (!sound || !agrees) return;
    const { speaks, language } = said;
    const body: Body = { about, speaks, ...(speaks === 'other' && { agreed: true }), ...(language && { language }) };
    try {
      const [note] = await jekulu.save(noteActs(body, sound, home));
      keeps.current = false;
      await dropDraft(jekulu, key);
      const records = note ? [note.record, soundRecord(note.record)] : [];
      const undo = () => void jekulu.save(records.map((one) => ({ do: 'void', record: one, voided: true })));
      toast(t('voices.kept'), { label: t('undo'), run: undo });
      go(after);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };

  const frame = { title: t('voice.new'), sub: titleOf(replica, about), back };
  if (!replica.may(me.person, 'create', NOTE, home, now))
    return (
      <Frame {...frame}>
        <Notice tone="wait" icon="lock" title={t('records.noright.create')} />
      </Frame>
    );
  const field = (name: keyof Said) => {
    const question = form.questions.find((one) => one.field === name);
    const problem = asks && name === 'speaks' && said.speaks === '' ? MISSING : null;
    return (
      question && (
        <Field
          {...{ question, problem }}
          answer={said[name]}
          onAnswer={(answer) => {
            setSaid({ ...said, [name]: answer });
            // What is asked next was not asked yet.
            setAsks(false);
          }}
        />
      )
    );
  };
  return (
    <Frame {...frame} acts={sound && <Acts onKeep={() => void save()} onThrow={throwAway} />}>
      <div class="stack">
        {field('speaks')}
        {said.speaks === 'other' && (
          <Agreement
            yes={said.agreed === 'yes'}
            missing={asks && said.agreed !== 'yes'}
            onAnswer={(yes) => setSaid({ ...said, agreed: yes ? 'yes' : '' })}
          />
        )}
        {sound ? (
          <>
            <Again sound={sound} />
            {sound.seconds >= SOUND.seconds && <Notice tone="wait" icon="clock" title={t('voices.full')} />}
            {field('language')}
          </>
        ) : (
          <Speak seconds={seconds} onPress={() => (hearing.current ? hearing.current.stop() : void begin())} />
        )}
        {trouble && <Notice tone="fix" icon="warning" title={t(`voices.not.${trouble}`)} live />}
        {refusal && <RefusalNotice refusal={refusal} />}
      </div>
    </Frame>
  );
}

/** Said to whoever speaks, in their words, before anything is recorded. */
function Agreement(props: {
  readonly yes: boolean;
  readonly missing: boolean;
  readonly onAnswer: (yes: boolean) => void;
}) {
  return (
    <div class="field">
      <div role="alert">
        {props.missing && (
          <p class="err">
            <Icon name="warning" size="s" />
            {t('voices.agree.missing')}
          </p>
        )}
      </div>
      <div class="opts">
        <label class="opt">
          <input
            type="checkbox"
            checked={props.yes}
            onChange={({ currentTarget }) => props.onAnswer(currentTarget.checked)}
          />
          <span class="grow">
            <b>{t('voices.agree')}</b>
            <small>{t('voices.agree.what')}</small>
          </span>
        </label>
      </div>
    </div>
  );
}

function Speak({ seconds, onPress }: { readonly seconds: number | null; readonly onPress: () => void }) {
  const on = seconds !== null;
  return (
    <div class="stack s2">
      <button type="button" class={`btn full say${on ? ' bad' : ' go'}`} aria-pressed={on} onClick={onPress}>
        <Icon name={on ? 'stop' : 'mic'} size="l" />
        <span>{t(on ? 'voices.stop' : 'voices.speak')}</span>
      </button>
      <p class="big num" role="timer">
        {on ? t('voices.of', { at: seconds, n: SOUND.seconds }) : ''}
      </p>
      {!on && <p class="dim">{t('voices.most', { n: SOUND.seconds })}</p>}
    </div>
  );
}

function Again({ sound }: { readonly sound: Sound }) {
  const hearing = useHearing(async () => soundOf({ ...sound }) ?? 'deaf');
  return (
    <div class="stack s2">
      <Play hearing={hearing} text={t('voices.seconds', { n: sound.seconds })} />
      <Unheard of={hearing.trouble} />
    </div>
  );
}

function Acts(props: { readonly onKeep: () => void; readonly onThrow: () => void }) {
  return (
    <>
      <button type="button" class="btn" onClick={props.onThrow}>
        <Icon name="x" />
        {t('voices.throw')}
      </button>
      <button type="button" class="btn go" onClick={props.onKeep}>
        <Icon name="check" />
        {t('voices.keep')}
      </button>
    </>
  );
}
