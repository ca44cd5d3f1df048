/** Addresses of records, for every type with a face: its list, a new one, a sheet and its tabs, forms. No screen is written for any type. */
import '../messages/records/index.ts';
import type { TypeDecl } from '../../kernel/declare.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { Frame } from '../frame.tsx';
import { Past } from '../history.tsx';
import { t } from '../i18n.ts';
import { useLater } from '../later.ts';
import { Notice } from '../notice.tsx';
import { useOpen } from '../open.ts';
import { href, type Path } from '../router.ts';
import { titleOf } from '../words.ts';
import { fixesOf, fixingRecords } from '../work.ts';
import { isPartHere } from './at-hub.tsx';
import { typeMany } from './describe.tsx';
import { CompleteForm, EditForm, NewForm } from './edit.tsx';
import { type Extension, extensionsOf, type MadeProps } from './extend.ts';
import { RecordList } from './list.tsx';
import { COMPLETE, EDIT, NEW, OUT, tabName, typeAt } from './routes.ts';
import { type Owner, RecordSheet } from './sheet.tsx';

/** @param rest the whole address; its first part names the type. */
export default function Records({ rest: [address = '', first, ...rest] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const type = typeAt(replica, address);
  if (!type) return null;
  const back = { href: href(address), label: t('back.list', { list: typeMany(type.name).toLowerCase() }) };
  if (first === undefined) return <RecordList type={type} face={type.face} />;
  if (first === NEW)
    return (
      <NewForm
        key={type.name}
        type={type}
        at={[address, NEW]}
        step={Number(rest[0]) || 0}
        back={back}
        after={(record) => href(address, record)}
      />
    );
  if (first === OUT) return <Own load={out} rest={[address, first, ...rest]} />;
  const own = extensionsOf(type.name).find((one) => one.screens?.[first])?.screens?.[first];
  if (own) return <Own key={first} load={own} rest={rest} />;
  return <One key={first} type={type} id={first} base={[address, first]} back={back} rest={rest} />;
}

/** Paper and files: most people never open it. */
const out = () => import('./out/index.tsx');

type OwnScreen = NonNullable<Extension['screens']>[string];

/** A screen of a module, from this device once it was opened. */
function Own({ load, rest }: { readonly load: OwnScreen; readonly rest: Path }) {
  const { part } = useLater(load);
  return part ? <part.default rest={rest} /> : null;
}

function Spoken({ load, ...props }: MadeProps & { readonly load: NonNullable<Extension['made']> }) {
  const { part } = useLater(load);
  return part ? <part.default {...props} /> : null;
}

interface OneProps {
  readonly type: TypeDecl;
  readonly id: string;
  readonly base: Path;
  readonly back: { readonly href: string; readonly label: string };
  readonly rest: Path;
  readonly owner?: Owner | undefined;
}

function One({ type, id, base, back, rest, owner }: OneProps) {
  const { replica } = useOpen();
  const state = isRecordId(id) ? replica.record(id) : null;
  if (!state?.created || state.type !== type.name) return <NotHere {...{ type, id, back }} />;
  const [first = '', ...after] = rest;
  if (first === EDIT) return <EditForm key={after[0] ?? ''} {...{ state, base }} rest={after} />;
  if (first === OUT) return <Own load={out} rest={[...base, first, ...after]} />;
  if (first === COMPLETE) return <CompleteForm {...{ state, base }} rest={after} />;
  const tab = type.tabs?.find((one) => tabName(one) === first);
  const linked = tab && replica.id.decl.types[tab.type];
  if (!tab || !linked || after[0] === undefined) return <RecordSheet {...{ state, base, back, owner }} tab={first} />;
  const list = [...base, tabName(tab)];
  const toList = { href: href(...list), label: t('back.sheet') };
  const made = after[0] === NEW && extensionsOf(linked.name).find((one) => one.made)?.made;
  if (made) return <Spoken load={made} about={state.id} at={[...list, NEW]} back={toList} after={href(...list)} />;
  if (after[0] === NEW)
    return (
      <NewForm
        key={tabName(tab)}
        type={linked}
        at={[...list, NEW]}
        step={Number(after[1]) || 0}
        back={toList}
        from={{ field: tab.by, record: replica.resolve(state.id) }}
        after={() => href(...list)}
      />
    );
  return (
    <One
      key={after[0]}
      type={linked}
      id={after[0]}
      base={[...list, after[0]]}
      back={toList}
      rest={after.slice(1)}
      owner={{ state, by: tab.by }}
    />
  );
}

function NotHere({ type, id, back }: Pick<OneProps, 'type' | 'id' | 'back'>) {
  const { replica, me } = useOpen();
  const returned = fixingRecords(fixesOf(replica, me.person)).has(id as RecordId);
  const name = isRecordId(id) ? titleOf(replica, id) : '';
  const isAsked = !returned && isRecordId(id) && isPartHere(type);
  return (
    <Frame title={name || t('records.nothere')} back={back}>
      <Notice tone={returned ? 'fix' : 'wait'} icon={returned ? 'fix' : 'info'}>
        <p>{t(returned ? 'records.returned' : isAsked ? 'athub.away' : 'records.unknown')}</p>
        {isAsked && <Past records={[id as RecordId]} text={t('athub.ask.hint')} ask={t('athub.ask')} />}
        {returned && (
          <a class="btn" href={href('corriger')}>
            {t('records.tofix')}
          </a>
        )}
      </Notice>
    </Frame>
  );
}
