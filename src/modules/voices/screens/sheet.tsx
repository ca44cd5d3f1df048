/** What voice notes add to the sheets: they are heard where they are listed, and spoken where others are typed. All of it comes when it is opened. */
import type { ComponentChildren } from 'preact';
import { valueOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import { useLater } from '../../../ui/later.ts';
import { extend, type LineProps, type SheetPart } from '../../../ui/records/extend.ts';
import { askedAgain } from '../model.ts';
import { NOTE } from '../notes.ts';

const hear = () => import('./hear.tsx');

function Hear({ state }: SheetPart): ComponentChildren {
  const { part } = useLater(hear);
  return part && <part.default state={state} />;
}

function Line(props: LineProps): ComponentChildren {
  const { part } = useLater(hear);
  return part && <part.Line {...props} />;
}

extend(NOTE, {
  Check: Hear,
  Line,
  made: () => import('./record.tsx'),
  /** A kept note turns out to be somebody else's voice: their agreement is asked as it would have been before recording. */
  along({ replica }, form, _known, record) {
    const speaks = form.questions.findIndex(({ field }) => field === 'speaks');
    const state = record && replica.record(record);
    if (speaks < 0 || !state || valueOf(state, 'agreed') === true) return null;
    const agreed = { type: form.type, field: 'agreed', decl: askedAgain };
    const questions = [...form.questions.slice(0, speaks + 1), agreed, ...form.questions.slice(speaks + 1)];
    return { form: { ...form, questions }, before: {}, acts: () => [] };
  },
  refuse: (_open, { speaks, agreed }) => (speaks === 'other' && agreed === 'no' ? t('voices.agree.no') : null),
});
