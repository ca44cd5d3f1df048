/** Two people wrote without seeing each other: a question in words, both versions, and a choice that closes it for everybody. */

import { useState } from 'preact/hooks';
import { millisOf } from '../kernel/clock.ts';
import type { Head, RecordState } from '../kernel/fold.ts';
import { parseChangeId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/types.ts';
import { has, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useOpen } from './open.ts';
import { RefusalNotice, refusalOf } from './refusal.tsx';
import { toast } from './toast.tsx';
import { exact } from './when.ts';
import { fieldLabel, onDevice, titleOf, valueText, who } from './words.ts';

export function Clash({ part, field }: { readonly part: RecordState; readonly field: string }) {
  const { jekulu, replica, me, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heads = part.fields[field] ?? [];
  const name = titleOf(replica, part.id);
  const asked = `${part.type}.${field}.which`;
  const may = replica.may(me.person, 'edit', part.type, part.home, now);
  const choose = (head: Head) =>
    jekulu.save([{ do: 'edit', record: part.id, body: { [field]: head.value } }]).then(
      () => toast(t('clash.chosen')),
      (error) => setRefusal(refusalOf(error)),
    );
  const others = [
    ...new Set(heads.filter((head) => head.by !== me.person).map((head) => who(replica, head.by, me.person))),
  ];
  const mine = heads.some((head) => head.by === me.person);
  const why = mine ? (others.length > 0 ? 'clash.why.us' : 'clash.why.me') : 'clash.why';
  return (
    <article class="card case clash">
      <header>
        <Icon name="clash" />
        <span>{t('state.clash')}</span>
      </header>
      <div class="pad stack s3">
        <div>
          <h2>{has(asked) ? t(asked, { name }) : t('clash.which', { field: fieldLabel(part.type, field), name })}</h2>
          <p class="sm">{t(why, { n: others.length, people: others.join(t('list.and')) })}</p>
        </div>
        <ul class="vs">
          {heads.map((head, at) => (
            <li key={head.id} class={at === 0 ? 'v kept' : 'v'}>
              <span class={at === 0 ? 'st ok' : 'st clash quiet'}>
                <Icon name={at === 0 ? 'check' : 'phone'} size="s" />
                {t(at === 0 ? 'clash.kept' : 'clash.second')}
              </span>
              <b>{valueText(replica, part.type, field, head.value, now)}</b>
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
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
      </div>
    </article>
  );
}
