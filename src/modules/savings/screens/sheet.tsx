/** What savings add to the sheets; their own screens come when one is opened. */
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { orgScope } from '../../../kernel/sharing.ts';
import { useLater } from '../../../ui/later.ts';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
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
  /** In the group's own place, where its own account reads and writes nothing but its own. */
  follows({ group: of = '' }, { replica, me, now }) {
    const state = isRecordId(of) ? replica.record(replica.resolve(of)) : null;
    const home = state && orgScope(state.home, state.id);
    return { known: {}, ...(home && replica.may(me.person, 'create', 'savings_cycle', home, now) && { home }) };
  },
});
extend('passbook', {
  Check: Page,
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
// Most organisations and people have nothing to do with savings groups.
extend('organisation', { fits: (_state, { type }) => type !== 'savings_cycle' });
extend('person', { fits: (_state, { type }) => type !== 'passbook' });
