/** What happened to a record: what, who, when, on which device; the old value struck out, the new one beside it. */
import { useState } from 'preact/hooks';
import { millisOf } from '../kernel/clock.ts';
import { mapOf } from '../kernel/declare.ts';
import { creates, valueOf } from '../kernel/fold.ts';
import { canonical } from '../kernel/hash.ts';
import { isRecordId } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Change, ChangeId, ChangeState, Json, Known, RecordId, Refusal, Ruling } from '../kernel/types.ts';
import { t } from './i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import { useOpen } from './open.ts';
import { State } from './parts.tsx';
import { codeWords, RefusalNotice, refusalOf } from './refusal.tsx';
import { toast } from './toast.tsx';
import { exact } from './when.ts';
import { fieldLabel, onDevice, titleOf, valueText, visibleFields, whatOf, who } from './words.ts';

const PAGE = 10;

interface Entry {
  readonly key: string;
  readonly known: readonly Known[];
}

/** Changes of these records, one entry a group, latest first. */
function entriesOf(replica: Replica, records: readonly RecordId[]): readonly Entry[] {
  const groups = new Map<string, Known[]>();
  for (const known of records.flatMap((record) => replica.history(record))) {
    const key = `${known.change.device}.${known.change.group?.[0] ?? known.change.seq}`;
    const group = groups.get(key);
    if (group) group.push(known);
    else groups.set(key, [known]);
  }
  const order = (entry: Entry) => Math.max(...entry.known.map((known) => known.eff));
  return [...groups].map(([key, known]) => ({ key, known })).sort((a, b) => order(b) - order(a));
}

export function History({ records }: { readonly records: readonly RecordId[] }) {
  const { replica } = useOpen();
  const [shown, setShown] = useState(PAGE);
  const entries = entriesOf(replica, records);
  const more = entries.length - shown;
  return (
    <>
      <ol class="time">
        {entries.slice(0, shown).map((entry) => (
          <Moment key={entry.key} entry={entry} />
        ))}
      </ol>
      {more > 0 && (
        <button type="button" class="btn" onClick={() => setShown(shown + PAGE)}>
          {t('history.more', { n: Math.min(more, PAGE) })}
        </button>
      )}
      {more <= 0 && beganLater(replica, records) && <Past records={records} />}
    </>
  );
}

/** Did this copy begin with what stood, so that what was replaced before is not here? What proves a log does not come with a snapshot. */
const beganLater = (replica: Replica, records: readonly RecordId[]): boolean =>
  records.some((record) =>
    replica
      .history(record)
      .some(({ change }) => creates(change) && change.salt === undefined && change.device !== replica.id.device),
  );

/** What is with the hub, and here once it was asked for: what was written before this device began to read, unless other words say what. */
export function Past(props: { readonly records: readonly RecordId[]; readonly text?: string; readonly ask?: string }) {
  const { records, text = t('history.past'), ask: label = t('history.past.ask') } = props;
  const { jekulu } = useOpen();
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    const came = await jekulu.past(records);
    setAsking(false);
    toast(came === null ? t('history.past.away') : t('history.past.came', { n: came }));
  };
  return (
    <div class="stack s2">
      <p class="sm dim">{text}</p>
      <button type="button" class="btn" disabled={asking} onClick={() => void ask()}>
        <Icon name="cloud-ok" />
        {label}
      </button>
    </div>
  );
}

const ICONS: { readonly [what: string]: IconName } = {
  create: 'plus',
  edit: 'pencil',
  void: 'eye-off',
  settle: 'fix',
  alias: 'handshake',
};

function Moment({ entry }: { readonly entry: Entry }) {
  const { replica, me, now } = useOpen();
  const head = (entry.known.find((known) => known.change.kind === 'settle') ?? entry.known[0]) as Known;
  const { change, state, ruling } = head;
  const icon = ICONS[change.kind === 'set' ? (change.shared ? 'create' : 'edit') : change.kind] ?? 'pencil';
  const code = ruling?.code && !isSettled(state) ? codeWords(ruling.code).text : '';
  return (
    <li>
      <span class="dotx">
        <Icon name={icon} size="s" />
      </span>
      <p class="line wrap">
        <b>{whatOf(change)}</b> <StateOf state={state} />
      </p>
      <p class="sm dim">
        {t('who.on', { who: who(replica, change.by, me.person), device: onDevice(replica, change.device) })}
        {'\u00a0· '}
        {exact(millisOf(head.eff), now)}
      </p>
      {(change.source || ruling?.road) && <p class="sm dim">{sourceOf(change, ruling?.road)}</p>}
      {code && <p class="sm dim">{code}</p>}
      <Written changes={entry.known.map((known) => known.change)} />
    </li>
  );
}

/** How its author came to know it, who was there, and the road by which it came home. */
const sourceOf = (change: Change, road: Ruling['road']): string =>
  [
    change.source ? t(`source.${change.source}`) : '',
    change.witness ? t('source.witness', { name: change.witness }) : '',
    road ? t(`road.${road}`) : '',
  ]
    .filter((part) => part !== '')
    .join(t('list.comma'));

const isSettled = (state: ChangeState): boolean => state === 'settled' || state === 'confirmed';

function StateOf({ state }: { readonly state: ChangeState }) {
  switch (state) {
    case 'pending':
    case 'received':
    case 'held':
    case 'confirmed':
      return <State of={state} />;
    case 'returned':
      return <State of="fix" text={t('state.returned')} />;
    case 'quarantined':
      return <State of="fix" text={t('state.quarantined')} />;
    case 'settled':
    case 'erased':
      return <span class="st">{t(`state.${state}`)}</span>;
  }
}

/** Each field of the group: ~~old~~ new, with the way back to the old where it no longer stands. */
function Written({ changes }: { readonly changes: readonly Change[] }) {
  const { replica } = useOpen();
  const lines = changes.flatMap((change) =>
    visibleFields(replica, change).map((field) => ({ change, field, before: before(replica, change, field) })),
  );
  const joined = changes.flatMap(({ kind, body }) =>
    kind === 'alias' && isRecordId(body?.['into']) ? [body['into']] : [],
  );
  if (lines.length === 0 && joined.length === 0) return null;
  return (
    <div class="chg sm">
      {lines.map((line) => (
        <WrittenLine key={`${line.change.seq} ${line.field}`} {...line} />
      ))}
      {joined.map((into) => (
        <p key={into}>{t('history.alias', { name: titleOf(replica, into) || t('value.unknown') })}</p>
      ))}
    </div>
  );
}

function WrittenLine(props: { readonly change: Change; readonly field: string; readonly before: Json | undefined }) {
  const { replica, now } = useOpen();
  const { change, field, before: old } = props;
  const value = change.body?.[field];
  const text = (one: Json | undefined) => valueText(replica, change.type, field, one, now);
  const isOut = value === null && mapOf(field) !== null;
  return (
    <p class="line wrap">
      <span class="grow">
        <span class="dim">{fieldLabel(change.type, field)}</span>{' '}
        {old !== undefined && (
          <>
            <del>{text(old)}</del> {!isOut && t('history.becomes')}{' '}
          </>
        )}
        <ins>{isOut ? t('history.out') : text(value)}</ins>
      </span>
      {old !== undefined && <PutBack record={change.record} field={field} old={old} />}
    </p>
  );
}

/** Writes an old value again, as a new change; asks nothing, because it is undone as easily. */
function PutBack({ record, field, old }: { readonly record: RecordId; readonly field: string; readonly old: Json }) {
  const { jekulu, replica, me, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const state = replica.record(record);
  if (!state?.created || !replica.may(me.person, 'edit', state.type, state.home, now)) return null;
  const current = valueOf(state, field) ?? null;
  if (canonical(current) === canonical(old)) return null;
  const write = async (value: Json): Promise<void> => {
    try {
      await jekulu.save([{ do: 'edit', record, body: { [field]: value } }]);
      const back = value === old ? current : old;
      toast(t('history.restored'), { label: t('undo'), run: () => void write(back) });
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <>
      <button type="button" class="link" onClick={() => void write(old)}>
        {t('history.back')}
        <span class="vh"> {valueText(replica, state.type, field, old, now)}</span>
      </button>
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </>
  );
}

/** The value a change replaced, as its author saw it; undefined when there was none. */
function before(replica: Replica, change: Change, field: string): Json | undefined {
  if (creates(change)) return undefined;
  const cited = change.over?.[field] ?? [change.record as string as ChangeId];
  return cited
    .map((id) => replica.known(id)?.change.body?.[field])
    .findLast((value) => value !== undefined && value !== null && value !== '');
}
