/** Searching everything this copy may show, whatever its type, with no network: one question, the answers by kind. */
import '../messages/records/index.ts';
import { signal } from '@preact/signals-core';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { valueOf } from '../../kernel/fold.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { RecordId } from '../../kernel/types.ts';
import { Frame } from '../frame.tsx';
import { language, t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useOpen } from '../open.ts';
import { Empty, Head, Row } from '../parts.tsx';
import { href } from '../router.ts';
import { type Search, type Searchable, SearchIndex } from '../search.ts';
import { titleOf } from '../words.ts';
import { useMap } from './area-filter.tsx';
import { lineOf, RecordSign, typeMany } from './describe.tsx';
import { NO_FILTER } from './find.ts';
import { type Line, linesOf } from './lines.ts';
import { again, lookingAt } from './looking.ts';
import { addressOfRecord, facedTypes } from './routes.ts';
import { useSearch } from './use-search.ts';

/** Of each kind, as many as one sees at a glance. */
const SHOWN = 5;
/** From so many letters on: one letter stands in everything. */
const ENOUGH = 2;
// What was looked for stays when one comes back from a sheet.
const wanted = signal('');

/** Types that people open by themselves, then those that stand on their sheets. */
function searchedTypes(replica: Replica): readonly string[] {
  const faced = [...facedTypes(replica)].sort((a, b) => (b.tabs?.length ?? 0) - (a.tabs?.length ?? 0));
  const tabs = faced.flatMap((type) => (type.tabs ?? []).map((tab) => tab.type));
  return [...new Set([...faced.map((type) => type.name), ...tabs])];
}

interface Answers {
  readonly type: string;
  readonly found: readonly Line[];
}

/** A line among those of other types. */
class Listed implements Searchable {
  readonly type: string;
  readonly line: Line;

  constructor(type: string, line: Line) {
    this.type = type;
    this.line = line;
  }

  get haystack() {
    return this.line.haystack;
  }
}

function useAnswers(): { readonly answers: readonly Answers[]; readonly done: boolean } {
  const { jekulu, replica, me } = useOpen();
  const version = jekulu.version.value;
  const map = useMap(wanted.value.trim().length >= ENOUGH);
  const index = useMemo(
    () =>
      new SearchIndex(
        searchedTypes(replica).flatMap((type) =>
          linesOf(replica, me.person, type).map((line) => new Listed(type, line)),
        ),
      ),
    [replica, me.person, version, language.value, map],
  );
  const text = wanted.value.trim();
  const asked = text.length >= ENOUGH;
  const search = useSearch(index, asked ? text : '', inPlace) as Search<Listed>;
  const answers = useMemo(() => (asked ? byType(search) : []), [search, search.seen, asked]);
  return { answers, done: search.done };
}

const inPlace = ({ line }: Listed): boolean => !line.unborn && !line.hidden;

function byType(search: Search<Listed>): readonly Answers[] {
  const kinds = new Map<string, Line[]>();
  for (const { type, line } of search.found) {
    const found = kinds.get(type);
    if (found) found.push(line);
    else kinds.set(type, [line]);
  }
  return [...kinds].map(([type, found]) => ({ type, found }));
}

export default function SearchAll() {
  const { answers, done } = useAnswers();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const count = answers.reduce((sum, { found }) => sum + found.length, 0);
  const asked = wanted.value.trim().length >= ENOUGH;
  return (
    <Frame title={t('search.title')} back={{ href: href(), label: t('back.today') }}>
      <div class="stack column">
        <label class="find">
          <Icon name="search" />
          <span class={wanted.value ? 'vh' : 'dim'}>{t('search.what')}</span>
          <input
            ref={input}
            type="search"
            value={wanted.value}
            autocomplete="off"
            onInput={(event) => {
              wanted.value = event.currentTarget.value;
            }}
          />
        </label>
        <p class="sm dim" role="status">
          {asked ? t(done ? 'search.count' : 'records.sofar', { n: count }) : t('search.hint')}
        </p>
        {answers.map((one) => (
          <Kind key={one.type} {...one} />
        ))}
        {asked && done && count === 0 && (
          <Empty text={t('records.notfound', { text: wanted.value.trim() })} hint={t('search.none')} />
        )}
      </div>
    </Frame>
  );
}

function Kind({ type, found }: Answers) {
  const { replica, me } = useOpen();
  const face = replica.id.decl.types[type]?.face;
  const more = found.length - SHOWN;
  return (
    <section class="stack s2" aria-labelledby={`found-${type}`}>
      <Head id={`found-${type}`} title={typeMany(type)} count={found.length} />
      <div class="card rows">
        {found.slice(0, SHOWN).map((line) => (
          <Answer key={line.id} type={type} id={line.id} />
        ))}
      </div>
      {face && more > 0 && (
        <a
          class="btn"
          href={href(face.address)}
          onClick={() => {
            const looking = lookingAt(me.person, type);
            again(looking, () => {
              looking.wanted.value = wanted.value;
              looking.ours.value = false;
              looking.filter.value = NO_FILTER;
            });
          }}
        >
          {t('search.more', { n: found.length })}
        </a>
      )}
    </section>
  );
}

/** What has no name of its own is called by what it is about, and told by its own words. */
function Answer({ type, id }: { readonly type: string; readonly id: RecordId }) {
  const open = useOpen();
  const { replica } = open;
  const state = replica.record(id);
  const decl = replica.id.decl.types[type];
  const address = addressOfRecord(replica, type, id);
  if (!state || !decl || !address) return null;
  const own = Object.keys(decl.fields).filter((field) => ['choice', 'text'].includes(decl.fields[field]?.widget ?? ''));
  const words = decl.face ? decl : { ...decl, face: { address: '', icon: '', line: own.slice(0, 3), filters: [] } };
  return (
    <Row
      href={address}
      sign={<RecordSign state={state} />}
      title={titleOf(replica, id) || t('value.unknown')}
      sub={lineOf(open, words, (field) => valueOf(state, field))}
    />
  );
}
