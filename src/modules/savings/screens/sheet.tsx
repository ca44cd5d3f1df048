/** What savings add to the sheets; their own screens come when one is opened. */
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { orgScope } from '../../../kernel/sharing.ts';
import { t } from '../../../ui/i18n.ts';
import { useLater } from '../../../ui/later.ts';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { cyclesOf, nextNo, passbooksOf, whoHas } from '../numbering.ts';
import { signOf } from '../rules-of.ts';
import { MEETING, SHARE_OUT } from './addresses.ts';

const group = () => import('./group.tsx');
const page = () => import('./page.tsx');

function Group({ state }: SheetPart) {
  const { part } = useLater(group);
  return part && <part.default state={state} />;
}
function Page({ state }: SheetPart) {
  const { part } = useLater(page);
  return part && <part.default state={state} />;
}

extend('savings_cycle', {
  Check: Group,
  screens: { [MEETING]: () => import('./meeting.tsx'), [SHARE_OUT]: () => import('./sharing-out.tsx') },
  /** Likely, and changed where it is otherwise. */
  along({ replica, now }, form, { group }, record) {
    if (record !== null) return null;
    const no = isRecordId(group) ? nextNo(cyclesOf(replica, group)) : 1;
    return { form, before: { no: String(no), from: dayOf(now) }, acts: () => [] };
  },
  /** Written again, the cycle that is there would take these answers: its price of a share, its first day. */
  refuse({ replica }, { group = '', no = '' }, record) {
    if (record || !isRecordId(group)) return null;
    const cycles = cyclesOf(replica, group);
    return whoHas(cycles, Number(no)) ? t('savings.taken.cycle', { no, next: nextNo(cycles) }) : null;
  },
  /** In the group's own place, where its own account reads and writes nothing but its own. */
  follows({ group: of = '' }, { replica, me, now }) {
    const state = isRecordId(of) ? replica.record(replica.resolve(of)) : null;
    const home = state && orgScope(state.home, state.id);
    return { known: {}, ...(home && replica.may(me.person, 'create', 'savings_cycle', home, now) && { home }) };
  },
});
extend('passbook', {
  Check: Page,
  along({ replica }, form, { cycle }, record) {
    if (record !== null || !isRecordId(cycle)) return null;
    return { form, before: { no: String(nextNo(passbooksOf(replica, cycle))) }, acts: () => [] };
  },
  /** Two with one number would have one sign: nobody would tell them apart without reading. */
  refuse({ replica }, { cycle = '', no = '' }, record) {
    if (!isRecordId(cycle)) return null;
    const passbooks = passbooksOf(replica, cycle);
    const other = whoHas(passbooks, Number(no), record);
    return other ? t('savings.taken.passbook', { no, name: textOf(other, 'name'), next: nextNo(passbooks) }) : null;
  },
  sign(read) {
    const { sign, color } = signOf(Number(read('no') ?? 0));
    return { icon: sign, tone: `solid ${color}` };
  },
});
extend('savings_meeting', {
  /** Whose entry it is: a passbook, or the one of a loan. */
  entry(replica, _state, field) {
    const id = field.slice(field.indexOf('.') + 1);
    const state: RecordState | null = isRecordId(id) ? replica.record(id) : null;
    const of = state?.type === 'savings_loan' ? replica.record(refOf(state, 'passbook') ?? state.id) : state;
    return of?.type === 'passbook' ? textOf(of, 'name') : '';
  },
});
// Most organisations have nothing to do with savings groups.
extend('organisation', { fits: (_state, { type }) => type !== 'savings_cycle' });
