/** Who looks like the one being written down: said quietly while one types, from what this phone holds. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import type { Answers } from '../../../ui/record-form.ts';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { candidateOfAnswers, type Kind } from '../candidates.ts';
import type { Hint } from '../duplicates.ts';
import { findingOf } from './finding.ts';
import { keptSaid, placeSaid, reasonsSaid } from './said.tsx';

const SHOWN = 3;
/** Milliseconds of quiet before one looks: nobody is shown people at every letter. */
const QUIET = 300;

export function Hints({ kind, answers }: { readonly kind: Kind; readonly answers: Answers }) {
  const open = useOpen();
  const { jekulu, replica } = open;
  const finding = findingOf(replica);
  const version = jekulu.version.value;
  const found = finding.found.value;
  const written = useSettled(JSON.stringify(candidateOfAnswers(kind, answers)));
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => finding.follow(false), [finding, version]);
  const hints = useMemo(
    () => finding.finder.hintsFor(JSON.parse(written)).filter(({ id }) => replica.resolve(id as RecordId) === id),
    [finding, found, written, replica],
  );
  const shown = hints.filter(({ id }) => !others.has(id)).slice(0, SHOWN);
  return (
    <div aria-live="polite" class="hints">
      {shown.length > 0 && (
        <section class="card" aria-labelledby="doubles-hint">
          <div class="pad stack s1">
            <h2 id="doubles-hint" class="line">
              <Icon name="people" />
              {t('doubles.hint')}
            </h2>
            <p class="sm dim">{t('doubles.hint.sub', { n: shown.length })}</p>
          </div>
          <ul class="rows">
            {shown.map((hint) => (
              <li key={hint.id}>
                <HintRow hint={hint} />
              </li>
            ))}
          </ul>
          <div class="pad">
            <button
              type="button"
              class="btn full"
              onClick={() => setOthers(new Set([...others, ...hints.map(({ id }) => id)]))}
            >
              {t(`doubles.hint.no.${kind}`)}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

function HintRow({ hint }: { readonly hint: Hint }) {
  const open = useOpen();
  const { replica } = open;
  const state = replica.record(hint.id as RecordId);
  if (!state) return null;
  return (
    <a class="row" href={addressOfRecord(replica, state.type, state.id) ?? href()}>
      <RecordSign state={state} />
      <span class="grow">
        <b>{titleOf(replica, state.id)}</b>
        <small>{placeSaid(open, state)}</small>
        <small>{keptSaid(open, state)}</small>
        <span class="sm block">{reasonsSaid(hint)}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
