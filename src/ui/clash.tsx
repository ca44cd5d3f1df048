/** Two people wrote without seeing each other: a question in words, both versions, and a choice that closes it for everybody. */

import { millisOf } from '../kernel/clock.ts';
import { mapOf } from '../kernel/declare.ts';
import type { Head, RecordState } from '../kernel/fold.ts';
import { parseChangeId } from '../kernel/ids.ts';
import type { Json } from '../kernel/types.ts';
import { has, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { type Open, useOpen } from './open.ts';
import { leaving, soon } from './toast.tsx';
import { exact } from './when.ts';
import { fieldLabel, onDevice, placeOfPerson, titleOf, valueText, who } from './words.ts';

export function Clash({ part, field }: { readonly part: RecordState; readonly field: string }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const key = `clash ${part.id} ${field}`;
  const heads = part.fields[field] ?? [];
  const name = titleOf(replica, part.id);
  const asked = `${part.type}.${mapOf(field) ?? field}.which`;
  const may = replica.may(me.person, 'edit', part.type, part.home, now);
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
          <h2>{has(asked) ? t(asked, { name }) : t('clash.which', { field: fieldLabel(part.type, field), name })}</h2>
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

/** An entry taken out is a version like any other. */
const versionText = ({ replica, now }: Open, type: string, field: string, value: Json): string =>
  value === null && mapOf(field) !== null ? t('history.out') : valueText(replica, type, field, value, now);

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
