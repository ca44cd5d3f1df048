/** Chips above a list, each with its count: states, the reader's branch, the first filter of the declaration; the other filters behind one more. */
import { useState } from 'preact/hooks';
import { groupsOf, type TypeDecl } from '../../kernel/declare.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { STANDS } from '../parts.tsx';
import { Sheet } from '../sheet.tsx';
import type { Stand } from '../work.ts';
import { AreaFilter } from './area-filter.tsx';
import { type Filter, NO_FILTER, standCounts, UNSAID, valueCounts, valueName } from './find.ts';
import type { Line } from './lines.ts';
import { again, type Looking } from './looking.ts';
import { useAfter } from './use-search.ts';

export interface Branch {
  readonly name: string;
  readonly count: number;
  readonly only: boolean;
}

interface ChipsProps {
  readonly type: TypeDecl;
  readonly lines: readonly Line[];
  readonly looking: Looking;
  readonly branch: Branch | null;
}

const ORDER: readonly (Stand | 'hidden')[] = ['fix', 'clash', 'pending', 'received', 'held'];

export function Chips({ type, lines, looking, branch }: ChipsProps) {
  const { filter, ours } = looking;
  const [choosing, setChoosing] = useState(false);
  const stands = useAfter(() => standCounts(lines, filter.value), [lines, filter.value]);
  const [first, ...rest] = type.face?.filters ?? [];
  const behind = rest.filter((field) => filter.value.fields[field] !== undefined).length;
  const isPlace = (field: string): boolean => type.fields[field]?.widget === 'place';
  const set = (next: Filter) =>
    again(looking, () => {
      filter.value = next;
    });
  const stand = (one: Stand | 'hidden') => {
    const on = filter.value.stand === one;
    return (
      (stands.has(one) || on) && (
        <button
          type="button"
          class="chip"
          key={one}
          aria-pressed={on}
          onClick={() => set({ ...filter.value, stand: on ? null : one })}
        >
          <Icon name={one === 'hidden' ? 'eye-off' : STANDS[one].icon} size="s" />
          {t(one === 'hidden' ? 'records.hidden' : `state.${one}`)} <span class="num">{stands.get(one) ?? 0}</span>
        </button>
      )
    );
  };
  return (
    <fieldset class="chips" aria-label={t('records.filters')}>
      {branch && (
        <button
          type="button"
          class="chip"
          aria-pressed={branch.only}
          onClick={() =>
            again(looking, () => {
              ours.value = !branch.only;
            })
          }
        >
          <Icon name="antenna" size="s" />
          {branch.name} <span class="num">{branch.count}</span>
        </button>
      )}
      {ORDER.map(stand)}
      {rest.length > 0 && (
        <button type="button" class="chip" aria-pressed={behind > 0} onClick={() => setChoosing(true)}>
          <Icon name="settings" size="s" />
          {t('records.filters')}
          {behind > 0 && <span class="num">{behind}</span>}
        </button>
      )}
      {first && <Values type={type} field={first} lines={lines} filter={filter.value} onFilter={set} />}
      {stand('hidden')}
      {choosing && (
        <Sheet title={t('records.filters')} onClose={() => setChoosing(false)}>
          {rest.filter(isPlace).map((field) => (
            <AreaFilter key={field} {...{ field, lines }} filter={filter.value} onFilter={set} />
          ))}
          {rest
            .filter((field) => !isPlace(field) && isSaid(valueCounts(lines, NO_FILTER, field)))
            .map((field) => (
              <fieldset key={field} class="field">
                <legend>{t(`${type.name}.${field}`)}</legend>
                <div class="line wrap">
                  <Values type={type} field={field} lines={lines} filter={filter.value} onFilter={set} />
                </div>
              </fieldset>
            ))}
          <button type="button" class="btn go full" onClick={() => setChoosing(false)}>
            {t('records.show')}
          </button>
        </Sheet>
      )}
    </fieldset>
  );
}

/** Did anybody say something? Where nobody did, there is nothing to choose. */
const isSaid = (counts: ReadonlyMap<string, number>): boolean => [...counts.keys()].some((value) => value !== UNSAID);

/** The values of a field that occur: groups of them first, then each in the order of the declaration, then what a newer version added, and last those of which nobody said. */
function Values(props: {
  readonly type: TypeDecl;
  readonly field: string;
  readonly lines: readonly Line[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { type, field, lines, filter } = props;
  // A field's own filter changes nothing in its counts.
  const others = JSON.stringify({ ...filter, fields: { ...filter.fields, [field]: undefined } });
  const counts = useAfter(() => valueCounts(lines, filter, field), [lines, others, field]);
  const choices = type.fields[field]?.choices ?? [];
  const chosen = filter.fields[field];
  const known = [...groupsOf(choices), ...choices.map(({ value }) => value)];
  const newer = [...counts.keys()].filter((value) => value !== UNSAID && !known.includes(value));
  const order = [...known, ...newer, UNSAID];
  return (
    <>
      {order
        .filter((value) => value === chosen || (counts.has(value) && (value !== UNSAID || isSaid(counts))))
        .map((value) => {
          const { [field]: _old, ...rest } = filter.fields;
          const fields = value === chosen ? rest : { ...rest, [field]: value };
          return (
            <button
              type="button"
              class="chip"
              key={value}
              aria-pressed={value === chosen}
              onClick={() => props.onFilter({ ...filter, fields })}
            >
              <Icon
                name={
                  value === UNSAID
                    ? 'help'
                    : (choices.find((one) => one.value === value || one.group === value)?.icon ?? 'more')
                }
                size="s"
              />
              {valueName(type.name, field, value)} <span class="num">{counts.get(value) ?? 0}</span>
            </button>
          );
        })}
    </>
  );
}
