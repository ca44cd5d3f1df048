/** Each tap of a meeting is on the disk before the next: a phone that dies between two loses nothing. The last ones are taken back one by one. */
import { useRef, useState } from 'preact/hooks';
import type { Act } from '../../../kernel/author.ts';
import { entryKey } from '../../../kernel/declare.ts';
import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { useOpen } from '../../../ui/open.ts';
import { refusalOf } from '../../../ui/refusal.tsx';
import { loanAct, meetingActs } from '../acts.ts';
import { meetingId } from '../book.ts';
import type { Step } from '../model.ts';
import type { Terms } from '../schedule.ts';

/** How the last thing is taken back. */
type Back = () => readonly Act[];

export interface Keeper {
  readonly refusal: Refusal | null;
  readonly canUndo: boolean;
  /** Fields of the meeting; null takes an entry out. */
  put(body: Body): void;
  lend(passbook: RecordId, terms: Terms): void;
  unlend(loan: RecordId): void;
  /** Where the meeting goes on: nothing that is taken back. */
  reach(step: Step): void;
  undo(): void;
  /** Everything tapped so far is on the disk. */
  kept(): Promise<void>;
}

export function useKeeper(cycle: RecordState, on: Day): Keeper {
  const { jekulu } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<readonly Back[]>([]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const id = meetingId(cycle.id, on);

  /** @param back how it is taken back, from the copy before it and what was written. */
  const write = (acts: (replica: Replica) => readonly Act[], back?: (before: RecordState | null) => Back): void => {
    turn.current = turn.current.then(async () => {
      const { replica } = jekulu;
      const before = replica.record(id);
      try {
        const changes = await jekulu.save(acts(replica));
        setRefusal(null);
        const made = changes.at(-1)?.record;
        const undo = back?.(before) ?? (made && (() => [{ do: 'void' as const, record: made, voided: true }]));
        if (undo) setDone((all) => [...all, undo]);
      } catch (error) {
        setRefusal(refusalOf(error));
      }
    });
  };
  const put = (body: Body): void =>
    write(
      (replica) => meetingActs(replica, cycle, on, body),
      (before) => {
        const old = Object.keys(body).map((key) => [key, (before && valueOf(before, key)) ?? null] as const);
        return () => [{ do: 'edit', record: id, body: Object.fromEntries(old) }];
      },
    );
  return {
    refusal,
    canUndo: done.length > 0,
    put,
    lend: (passbook, terms) =>
      write((replica) => [
        ...(replica.record(id)?.created ? [] : meetingActs(replica, cycle, on, {})),
        loanAct(cycle, id, passbook, terms),
      ]),
    unlend: (loan) =>
      write(
        () => [{ do: 'void', record: loan, voided: true }],
        () => () => [{ do: 'void', record: loan, voided: false }],
      ),
    reach(step) {
      turn.current = turn.current.then(async () => {
        await jekulu
          .save(meetingActs(jekulu.replica, cycle, on, { [entryKey('steps', step)]: { is: true } }))
          .catch((error: unknown) => {
            setRefusal(refusalOf(error));
          });
      });
    },
    undo() {
      const last = done.at(-1);
      if (!last) return;
      setDone(done.slice(0, -1));
      turn.current = turn.current.then(async () => {
        await jekulu.save(last()).catch((error: unknown) => {
          setRefusal(refusalOf(error));
        });
      });
    },
    kept: () => turn.current,
  };
}
