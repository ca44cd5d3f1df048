/** A part of the register as a table: on A4 for an assembly, and in a file. */
import { textOf, valueOf } from '../../../kernel/fold.ts';
import { type Day, firstDay, type Moment } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { placeText } from '../../../ui/place.ts';
import { fieldLabel, type titleOf } from '../../../ui/words.ts';
import { formOn, nameOn } from '../forms.ts';
import { entriesOfRegister, type Register } from '../rules.ts';
import { decidedBy, decisionName, formName } from './register-parts.ts';

type Copy = Parameters<typeof titleOf>[0];

export interface RegisterTable {
  readonly heads: readonly string[];
  /** The first cell names the line. */
  readonly rows: readonly { readonly record: RecordId; readonly cells: readonly string[] }[];
}

/** How a date is written: as people say it on paper, as precisely as it is known in a file. */
type Written = (moment: Moment) => string;

/** What an organisation was called on a day, and what is known of it. */
function cardOn(replica: Copy, id: RecordId, day: Day) {
  const state = replica.record(id);
  return {
    name: state ? nameOn(state, day) : '',
    form: formName((state && formOn(state, day)?.kind) ?? ''),
    place: state ? placeText(valueOf(state, 'place')) || textOf(state, 'place') : '',
  };
}

/** Organisations of the register by the name they had that day: form, place, since when, category where any has one, and by which decision. */
export function listTable(replica: Copy, whole: Register, ids: readonly RecordId[], written: Written): RegisterTable {
  const { day, active, suspended, applied } = whole;
  const lines = new Map([...active, ...suspended, ...applied].map((line) => [line.member, line]));
  const withCategory = ids.some((id) => lines.get(id)?.category);
  const rows = ids.map((id) => {
    const line = lines.get(id);
    const { name, form, place } = cardOn(replica, id, day);
    const decision = line && line.standing !== 'applied' ? line.decision || t('register.undecided') : '';
    const since = line?.since ? written(line.since) : '';
    return { record: id, cells: [name, form, place, since, ...(withCategory ? [line?.category ?? ''] : []), decision] };
  });
  return {
    heads: [
      t('type.organisation'),
      fieldLabel('organisation', 'kind'),
      fieldLabel('organisation', 'place'),
      t('membership.spans.from'),
      ...(withCategory ? [t('membership.spans.category')] : []),
      t('membership.spans.decision'),
    ],
    rows: rows.sort((a, b) => (a.cells[0] ?? '').localeCompare(b.cells[0] ?? '', 'fr')),
  };
}

/** Every decision until a day, oldest first, of whom it was about by the name of then. */
export function decisionsTable(replica: Copy, us: RecordId, day: Day, written: Written): RegisterTable {
  return {
    heads: [
      t('register.date'),
      t('type.organisation'),
      t('register.what'),
      t('membership.spans.to'),
      t('membership.spans.decision'),
    ],
    rows: decidedBy(entriesOfRegister(replica, us), day).map((entry) => ({
      record: entry.member,
      cells: [
        entry.from && written(entry.from),
        cardOn(replica, entry.member, entry.from ? firstDay(entry.from) : day).name,
        decisionName(entry),
        entry.to && written(entry.to),
        entry.decision,
      ],
    })),
  };
}
