/**
 * Something new about somebody who is known: the form is the declaration's, with what is likely already answered. A follow-up that was opened from one of
 * its four moments is about that one, and no other.
 */
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

/** What an address says besides who it is about: `/<moment>/<programme>`, before the step. */
const said = ([at, programme]: Path): Path => (at !== undefined && isRecordId(programme) ? [at, programme] : []);

const screen =
  (type: string, field: string, likely: (open: Open, about: RecordId, said: Path) => Answers): Screen =>
  ({ rest: [id, ...rest] }) => {
    const open = useOpen();
    const { replica } = open;
    const state = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
    const decl = replica.id.decl.types[type];
    if (!state?.created || !decl?.face) return null;
    const home = replica.id.decl.types[state.type]?.face?.address ?? 'personnes';
    const to = href(home, state.id, JOURNEY);
    const more = said(rest);
    return (
      <NewForm
        key={[state.id, ...more].join('/')}
        type={decl}
        at={[decl.face.address, ABOUT, state.id, ...more]}
        step={Number(rest[more.length]) || 0}
        back={{ href: to, label: t('after.back') }}
        from={{ field, record: state.id }}
        likely={likely(open, state.id, more)}
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
  default: screen('situation', 'person', (open, id, [at, programme]) => {
    if (at && programme) return { on: today(open), programme, at };
    const of = programmeOf(open, id);
    return of === '' ? { on: today(open) } : { on: today(open), programme: of, at: nextMoment(open, id, of) };
  }),
};
