/**
 * Each tap of a roll is kept at once: one change with the entries it touched, on the disk before the next. A phone that dies between two taps
 * loses nothing, and two that call the same roll without meeting write different entries of one record.
 */
import { useRef, useState } from 'preact/hooks';
import type { Acts } from '../../../kernel/author.ts';
import { entryKey } from '../../../kernel/declare.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { Body, Json, RecordId, Refusal } from '../../../kernel/types.ts';
import { useOpen } from '../../../ui/open.ts';
import { refusalOf } from '../../../ui/refusal.tsx';
import { type Half, type Mark, marksOf, rollId } from '../rules.ts';

/** Marks by person; null takes one out. */
export type Marks = ReadonlyMap<RecordId, Mark | null>;

/** The acts that write these marks: the roll is made by the first of them, on whatever phone. */
export function rollActs(replica: Replica, session: RecordState, half: Half, marks: Marks): Acts {
  const body: Body = Object.fromEntries(
    [...marks].map(([person, mark]) => [entryKey(half, person), mark as unknown as Json]),
  );
  const record = rollId(session.id);
  if (replica.record(record)?.created) return [{ do: 'edit', record, body }];
  return [{ do: 'create', type: 'roll', home: session.home, body: { session: session.id, ...body } }];
}

export interface RollKeeper {
  readonly marks: ReadonlyMap<RecordId, Mark>;
  readonly refusal: Refusal | null;
  readonly canUndo: boolean;
  put(marks: Marks): void;
  undo(): void;
  /** Everything tapped so far is on the disk. */
  kept(): Promise<void>;
}

/** @param paper typed from a signed list, and said so in each change. */
export function useRoll(session: RecordState, half: Half, paper: boolean): RollKeeper {
  const { jekulu, replica } = useOpen();
  // Taps on their way to the disk are shown as done: the next finger does not wait for it.
  const [onTheWay, setOnTheWay] = useState<Marks>(new Map());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<readonly { readonly half: Half; readonly before: Marks }[]>([]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const stored = marksOf(replica, replica.record(rollId(session.id)), half);
  const marks = new Map(stored);
  for (const [person, mark] of onTheWay) {
    if (mark) marks.set(person, mark);
    else marks.delete(person);
  }

  const write = (of: Half, entries: Marks): void => {
    if (of === half) setOnTheWay((before) => new Map([...before, ...entries]));
    turn.current = turn.current.then(async () => {
      try {
        await jekulu.save(rollActs(jekulu.replica, session, of, entries), paper ? { source: 'paper' } : {});
        setRefusal(null);
      } catch (error) {
        setRefusal(refusalOf(error));
      }
      setOnTheWay((now) => new Map([...now].filter(([person, mark]) => entries.get(person) !== mark)));
    });
  };
  return {
    marks,
    refusal,
    canUndo: done.length > 0,
    put(entries) {
      const before = new Map([...entries.keys()].map((person) => [person, marks.get(person) ?? null] as const));
      setDone([...done, { half, before }]);
      write(half, entries);
    },
    undo() {
      const last = done.at(-1);
      if (!last) return;
      setDone(done.slice(0, -1));
      write(last.half, last.before);
    },
    kept: () => turn.current,
  };
}
