/** Types that no module has yet, for a copy of the program that this bench builds: the reference work of a branch, as anybody would declare it. */
import type { Declarations, TypeDecl } from '../../src/kernel/declare.ts';
import {
  choice,
  count,
  long,
  money,
  OFFICES,
  READERS,
  STAFF,
  text,
  to,
  when,
  where,
} from '../../src/modules/fields.ts';

const type = (name: string, fields: TypeDecl['fields'], more: Partial<TypeDecl> = {}): TypeDecl => ({
  name,
  schema: 1,
  fields,
  access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
  shareable: false,
  keep: 'always',
  ...more,
});
const states = (...values: string[]) => choice(values.map((value) => ({ value, icon: 'check' })));

export const reference: Partial<Declarations> = {
  types: {
    workshop: type('workshop', {
      name: text(120, { required: true }),
      on: when({ required: true }),
      place: where(),
      hours: count(),
      author: to('person'),
      summary: long(600),
    }),
    attendance: type(
      'attendance',
      {
        session: to('workshop', { required: true }),
        person: to('person', { required: true }),
        on: when(),
        state: states('present', 'absent', 'excused', 'late'),
        note: text(120),
      },
      { keys: ['session', 'person'] },
    ),
    errand: type('errand', {
      name: text(120, { required: true }),
      owner: to('person'),
      due: when(),
      state: states('open', 'doing', 'done'),
      note: long(600),
    }),
    article: type('article', {
      name: text(120, { required: true }),
      author: to('person'),
      on: when(),
      text: long(12_000),
    }),
    savings: type('savings', { name: text(120, { required: true }), place: where(), share: money() }),
    saving: type(
      'saving',
      {
        group: to('savings', { required: true }),
        person: to('person', { required: true }),
        on: when({ required: true }),
        shares: count(),
        social: money(),
        loan: money(),
        repaid: money(),
      },
      { keys: ['group', 'person', 'on'] },
    ),
  },
};
