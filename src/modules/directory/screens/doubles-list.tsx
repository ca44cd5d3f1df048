/** Who is here twice? The pairs found in this copy, the likeliest first; one opens to be decided. */
import '../messages/duplicates/index.ts';
import { useEffect, useState } from 'preact/hooks';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import type { FoundPair } from '../finder.ts';
import { isAside } from './aside.ts';
import { DoublesPair } from './doubles-pair.tsx';
import { findingOf, isPressing, pairsFor } from './finding.ts';
import { ADDRESS, levelOf, placeSaid, reasonsSaid } from './said.tsx';

const PAGE = 20;

export default function Doubles({ rest: [a, b] }: { readonly rest: Path }) {
  const { jekulu, replica } = useOpen();
  const version = jekulu.version.value;
  const finding = findingOf(replica);
  useEffect(() => finding.follow(true), [finding, version]);
  return a !== undefined && isRecordId(a) && isRecordId(b) ? <DoublesPair key={`${a} ${b}`} a={a} b={b} /> : <List />;
}

function List() {
  const open = useOpen();
  const finding = findingOf(open.replica);
  void finding.found.value;
  const [unlikely, setUnlikely] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const all = pairsFor(open);
  const pressing = all.filter((pair) => isPressing(pair) && !isAside(pair));
  const others = all.filter((pair) => !isPressing(pair) || isAside(pair));
  const listed = unlikely ? [...pressing, ...others] : pressing;
  const looking = !finding.done.value;
  const more = listed.length - shown;
  return (
    <Frame
      title={t('doubles.title')}
      sub={
        pressing.length > 0
          ? t('doubles.sub', { n: pressing.length })
          : t(looking ? 'doubles.sub.looking' : 'doubles.sub.none')
      }
      back={{ href: href(), label: t('back.today') }}
    >
      <div class="stack s3">
        <p>{t('doubles.intro')}</p>
        {others.length > 0 && (
          <div class="chips">
            <button type="button" class="chip" aria-pressed={unlikely} onClick={() => setUnlikely(!unlikely)}>
              {t('doubles.more', { n: others.length })} <span class="num">{others.length}</span>
            </button>
          </div>
        )}
        <p class="sm dim" role="status">
          {looking ? t('doubles.looking') : ''}
        </p>
        {listed.length === 0 && !looking && <Empty text={t('doubles.none')} hint={t('doubles.none.hint')} />}
        {LEVELS.map((level) => (
          <Group key={level} level={level} pairs={listed.slice(0, shown).filter((pair) => levelOf(pair) === level)} />
        ))}
        {more > 0 && (
          <button type="button" class="btn" onClick={() => setShown(shown + PAGE)}>
            {t('list.next', { n: Math.min(more, PAGE) })}
          </button>
        )}
      </div>
    </Frame>
  );
}

const LEVELS = ['sure', 'likely', 'possible', 'aside'] as const;

function Group(props: { readonly level: (typeof LEVELS)[number]; readonly pairs: readonly FoundPair[] }) {
  const { level, pairs } = props;
  if (pairs.length === 0) return null;
  return (
    <section class="stack s2" aria-labelledby={`level-${level}`}>
      <Head id={`level-${level}`} title={t(`doubles.level.${level}`)} count={pairs.length} />
      <ul class="card rows">
        {pairs.map((pair) => (
          <li key={`${pair.a} ${pair.b}`}>
            <PairRow pair={pair} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PairRow({ pair }: { readonly pair: FoundPair }) {
  const open = useOpen();
  const { replica } = open;
  const states = [pair.a, pair.b].flatMap((id) => replica.record(id) ?? []);
  const [first] = states;
  return (
    <a class="row" href={href(ADDRESS, pair.a, pair.b)}>
      {first && <RecordSign state={first} />}
      <span class="grow stack both">
        {states.map((state) => (
          <span key={state.id}>
            <b>{titleOf(replica, state.id)}</b>
            <small>{placeSaid(open, state)}</small>
          </span>
        ))}
        <span class="sm">{reasonsSaid(pair)}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}
