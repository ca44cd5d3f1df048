/** Something new about somebody who is known: the form is the declaration's, with what is likely already answered. */
import type { ComponentType } from 'preact';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import type { Answers } from '../../../ui/record-form.ts';
import { NewForm } from '../../../ui/records/edit.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { certifiedOn, MONTHS, monthsAfter, named, situationAt } from '../rules.ts';
import { ABOUT, JOURNEY } from './addresses.ts';

type Screen = ComponentType<{ readonly rest: Path }>;

/** The programme somebody is in: that of their last group. */
function programmeOf({ replica }: Open, person: RecordId): RecordId | '' {
  const last = linksTo(replica, 'enrolment', 'person', person).at(-1);
  const cohort = last && named(replica, last, 'cohort');
  const state = cohort && replica.record(cohort);
  return (state && named(replica, state, 'programme')) || '';
}

/** The moment that comes next, or is waiting. */
function nextMoment({ replica, now }: Open, person: RecordId, programme: RecordId): string {
  const certified = certifiedOn(replica, person, programme);
  if (certified === '') return situationAt(replica, person, programme, 'entry') ? '' : 'entry';
  const due = MONTHS.filter((months) => monthsAfter(certified, months - 1) <= dayOf(now));
  return String(due.findLast((months) => !situationAt(replica, person, programme, months)) ?? '');
}

const screen =
  (type: string, field: string, likely: (open: Open, about: RecordId) => Answers): Screen =>
  ({ rest: [id, step] }) => {
    const open = useOpen();
    const { replica } = open;
    const state = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
    const decl = replica.id.decl.types[type];
    if (!state?.created || !decl?.face) return null;
    const home = replica.id.decl.types[state.type]?.face?.address ?? 'personnes';
    const to = href(home, state.id, JOURNEY);
    return (
      <NewForm
        key={state.id}
        type={decl}
        at={[decl.face.address, ABOUT, state.id]}
        step={Number(step) || 0}
        back={{ href: to, label: t('after.back') }}
        from={{ field, record: state.id }}
        likely={likely(open, state.id)}
        after={() => to}
      />
    );
  };

const today = ({ now }: Open): string => dayOf(now);
const programme = (open: Open, about: RecordId): Answers => {
  const id = programmeOf(open, about);
  return id === '' ? {} : { programme: id };
};

export const visit = {
  default: screen('visit', 'mentee', (open) => ({ on: today(open), mentor: open.me.person, way: 'there' })),
};
export const mentoring = {
  default: screen('mentoring', 'mentee', (open, id) => ({
    from: today(open),
    mentor: open.me.person,
    ...programme(open, id),
  })),
};
export const job = { default: screen('job', 'person', programme) };
export const financing = {
  default: screen('financing', 'of', (open, id) => ({ on: today(open), kind: 'kit', ...programme(open, id) })),
};
export const situation = {
  default: screen('situation', 'person', (open, id) => {
    const of = programmeOf(open, id);
    return of === '' ? { on: today(open) } : { on: today(open), programme: of, at: nextMoment(open, id, of) };
  }),
};
