/** What clubs add to the sheets: a state to confirm, how many they are, and where their list has its place. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Notice, Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { EDUCATION } from '../../directory/model.ts';
import { putOff, settled } from '../acts.ts';
import { CLUBS, EVERY, FIGURES } from '../addresses.ts';
import { figuresOn, proposalOn, QUIET_MONTHS } from '../rules.ts';

/** Its state is proposed, never changed alone: one touch writes it, another puts the question off. */
function Proposed({ state }: SheetPart) {
  const { jekulu, replica, me, now } = useOpen();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const today = dayOf(now);
  const proposal = proposalOn(replica, state, today);
  if (!proposal || !replica.may(me.person, 'edit', 'club', state.home, now)) return null;
  const { is, last } = proposal;
  const write = async (body: Body) => {
    setBusy(true);
    try {
      await jekulu.save([{ do: 'edit', record: state.id, body }]);
      toast(t('form.saved'));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  };
  return (
    <Notice tone="wait" icon={is === 'active' ? 'sprout' : 'hold'} title={t(`clubs.ask.${is}`)}>
      <p>
        {last === ''
          ? t('clubs.quiet.never', { months: QUIET_MONTHS })
          : t(`clubs.last.${is}`, { day: momentText(last), months: QUIET_MONTHS })}
      </p>
      {refusal && <RefusalNotice refusal={refusal} />}
      <div class="line wrap">
        <button type="button" class="btn go" disabled={busy} onClick={() => write(settled(proposal, today))}>
          <Icon name="check" />
          {t(`clubs.yes.${is}`)}
        </button>
        <button type="button" class="btn" disabled={busy} onClick={() => write(putOff(today))}>
          <Icon name="clock" />
          {t('clubs.notnow')}
        </button>
      </div>
    </Notice>
  );
}

/** `30 établissements · 41 clubs · 587 étudiants`; opens the figures. */
function ToFigures({ programme }: { readonly programme: RecordId | null }) {
  const { replica, now } = useOpen();
  const today = dayOf(now);
  const { institutions, clubs, students } = figuresOn(replica, programme, today);
  const open = clubs.created.length + clubs.active.length + clubs.sleeping.length;
  if (open + clubs.closed.length === 0) return null;
  return (
    <div class="card rows narrow">
      <Row
        href={href(CLUBS, FIGURES, programme ?? EVERY, today)}
        sign={<Sign icon="people" />}
        title={t('clubs.figures')}
        sub={[
          t('clubs.institutions', { n: institutions.length }),
          t('clubs.clubs', { n: open }),
          t('clubs.students', { n: students.total }),
        ].join('\u00a0· ')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

extend('club', {
  Check: Proposed,
  Above: () => <ToFigures programme={null} />,
  screens: { [FIGURES]: () => import('./figures.tsx') },
});
extend('programme', {
  sums: { club: ({ state }: { readonly state: RecordState }) => <ToFigures programme={state.id} /> },
});
// Most organisations and people have nothing to do with clubs.
extend('organisation', {
  fits: (state, { type }) => type !== 'club' || EDUCATION.includes(textOf(state, 'kind')),
});
extend('person', { fits: (_state, { type }) => type !== 'club_member' });
// What a club does counts for its programme.
extend('action', {
  follows({ club = '' }, { replica }) {
    const state = isRecordId(club) ? replica.record(replica.resolve(club)) : null;
    const programme = state && refOf(state, 'programme');
    return { known: programme ? { programme } : {} };
  },
});
