/** What of the records of this phone may go into a file for a partner. An agreement that is not known here is none. */
import type { RecordState } from '../../../kernel/fold.ts';
import type { Open } from '../../../ui/open.ts';
import { answerTo } from '../agreements.ts';
import { forPartner } from '../partner.ts';

export { namesPeople } from '../partner.ts';

export const givenTo = ({ replica }: Open, records: readonly RecordState[]): readonly RecordState[] =>
  records.flatMap(
    (state) =>
      forPartner(
        {
          decl: replica.id.decl,
          record: (id) => replica.record(replica.resolve(id)),
          agrees: (person) => answerTo(replica, person, 'partner') === 'yes',
        },
        state,
      ) ?? [],
  );
