/** Two people wrote without seeing each other: a question in words, both versions, and a choice that closes it for everybody. */

import { millisOf } from '../kernel/clock.ts';
import { type FieldDecl, mapOf, partOf } from '../kernel/declare.ts';
import type { Head, RecordState } from '../kernel/fold.ts';
import { isRecordId, parseChangeId } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Json } from '../kernel/types.ts';
import { listText } from './format.ts';
import { has, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { type Open, useOpen } from './open.ts';
import { extensionsOf } from './records/extend.ts';
import { leaving, soon } from './toast.tsx';
import { exact } from './when.ts';
import { declOf, fieldLabel, onDevice, placeOfPerson, textOfValue, titleOf, valueText, who } from './words.ts';
import { maySettle } from './work.ts';

export function Clash({ part, field }: { readonly part: RecordState; readonly field: string }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const key = `clash ${part.id} ${field}`;
  const heads = part.fields[field] ?? [];
  const { name, label } = aboutOf(replica, part, field);
  const asked = `${part.type}.${mapOf(field) ?? field}.which`;
  const may = maySettle(replica, me.person, part, now);
  const choose = (head: Head) =>
    soon(key, t('clash.chosen'), () => jekulu.save([{ do: 'edit', record: part.id, body: { [field]: head.value } }]));
  if (leaving.value.has(key)) return null;
  return (
    <article class="card case clash">
      <header>
        <Icon name="clash" />
        <span>{t('state.clash')}</span>
      </header>
      <div class="pad stack s3">
        <div>
          <h2>{has(asked) ? t(asked, { name }) : t('clash.which', { field: label, name })}</h2>
          <p class="sm">
            {capital(saidBy(open, part.type, field, heads))}. {t('clash.both')}
          </p>
        </div>
        <ul class="vs">
          {heads.map((head, at) => (
            <li key={head.id} class={at === 0 ? 'v kept' : 'v'}>
              <span class={at === 0 ? 'st ok' : 'st clash quiet'}>
                <Icon name={at === 0 ? 'check' : 'phone'} size="s" />
                {t(at === 0 ? 'clash.kept' : 'clash.second')}
              </span>
              <b>{versionText(open, part.type, field, head.value)}</b>
              <span class="sm dim">
                {t('who.on', {
                  who: who(replica, head.by, me.person),
                  device: onDevice(replica, parseChangeId(head.id).device),
                })}
                <span class="block">{exact(millisOf(head.eff), now)}</span>
              </span>
              {may && (
                <button type="button" class="btn" onClick={() => choose(head)}>
                  {t(at === 0 ? 'clash.right' : 'clash.take')}
                </button>
              )}
            </li>
          ))}
        </ul>
        {!may && <p class="sm dim">{t('clash.steward')}</p>}
      </div>
    </article>
  );
}

/** Who or what is asked about: of a map whose keys say so, the person, the rule or the criterion that the entry is of. */
function aboutOf(
  replica: Replica,
  part: RecordState,
  field: string,
): { readonly name: string; readonly label: string } {
  const entry = mapOf(field) === null ? '' : field.slice(field.indexOf('.') + 1);
  const name = titleOf(replica, isRecordId(entry) ? replica.resolve(entry) : part.id) || t(`type.${part.type}`);
  const told = extensionsOf(part.type).map((one) => one.entry?.(replica, part, field));
  const own = `${part.type}.${entry}`;
  const what = told.find(Boolean) ?? (entry !== '' && has(own) ? t(own) : '');
  const label = fieldLabel(part.type, field);
  return { name, label: what ? t('list.dot', { a: label, b: what }) : label };
}

/** An entry taken out is a version like any other. */
function versionText(open: Open, type: string, field: string, value: Json): string {
  const { replica, now } = open;
  if (value === null && mapOf(field) !== null) return t('history.out');
  const decl = declOf(replica, type, field);
  return decl?.widget === 'hidden' && value !== null && value !== ''
    ? unaskedText(open, decl, `${type}.${mapOf(field) ?? field}`, value)
    : valueText(replica, type, field, value, now);
}

/** What no form asks in these words: a mark with what it is out of, a choice that a button wrote. */
function unaskedText(open: Open, decl: FieldDecl, key: string, value: Json): string {
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  const said = Object.entries(decl.entry ?? {}).flatMap(([part, one]) => {
    const inside = partOf(value, part);
    return inside === undefined ? [] : [[`${key}.${part}`, textOfValue(open, one, `${key}.${part}`, inside)] as const];
  });
  const [only] = said;
  if (only) return said.length === 1 ? only[1] : listText(said.map(([label, text]) => t(label) + t('list.of') + text));
  const chosen = `${key}.${String(value)}`;
  return has(chosen) ? t(chosen) : textOfValue(open, decl, key, value);
}

/** `Kayes a écrit « … », le siège a écrit « … »`: by place, and by name where two wrote from the same place. */
function saidBy(open: Open, type: string, field: string, heads: readonly Head[]): string {
  const { replica, me } = open;
  const places = heads.map((head) => placeOfPerson(replica, head.by));
  return heads
    .map((head, at) => {
      const value = versionText(open, type, field, head.value);
      if (head.by === me.person) return t('clash.said.you', { value });
      const place = places[at] ?? '';
      const alone = places.filter((one) => one === place).length === 1;
      const name = who(replica, head.by, me.person);
      return t('clash.said', { who: alone ? place : t('clash.person', { name, place }), value });
    })
    .join(t('list.comma'));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
