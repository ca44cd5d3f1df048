/** What was decided about members, whatever became of it: every application, admission, refusal, suspension, departure and exclusion. */
import { useState } from 'preact/hooks';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import type { IconName } from '../../../ui/icon.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { momentText, spanText, untilText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Row, Sign } from '../../../ui/parts.tsx';
import { OUT, tabName } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { STATUSES } from '../model.ts';
import { type Entry, entriesOfRegister } from '../rules.ts';
import { REGISTER } from './addresses.ts';
import { DECISIONS, decidedBy, decisionName, namedOn } from './register-parts.ts';
import { ToPaper } from './to-paper.tsx';

const PAGE = 20;

export function Decisions({ us, day }: { readonly us: RecordId; readonly day: Day }) {
  const { replica } = useOpen();
  const [shown, setShown] = useState(PAGE);
  // On paper the register begins at its beginning; on screen one looks for what was decided last.
  const all = [...decidedBy(entriesOfRegister(replica, us), day)].reverse();
  const more = all.length - shown;
  const years = new Map<string, Entry[]>();
  for (const entry of all.slice(0, shown)) {
    const year = entry.from.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), entry]);
  }
  return (
    <Frame
      title={t('register.decisions')}
      sub={untilText(day)}
      back={{ href: href('membres', REGISTER, day), label: t('register.back') }}
      end={<ToPaper to={href('membres', REGISTER, day, OUT, DECISIONS)} />}
    >
      {all.length === 0 ? (
        <Empty text={t('register.nothing')} />
      ) : (
        <div class="stack narrow">
          {[...years].map(([year, entries]) => (
            <section class="stack s2" key={year}>
              <Head title={year || t('register.undated')} />
              <div class="card rows">
                {entries.map((entry) => (
                  <Decision key={`${entry.membership} ${entry.from} ${entry.status}`} entry={entry} day={day} />
                ))}
              </div>
            </section>
          ))}
          {more > 0 && (
            <button type="button" class="btn" onClick={() => setShown(shown + PAGE)}>
              {t('list.next', { n: Math.min(more, PAGE) })}
            </button>
          )}
        </div>
      )}
    </Frame>
  );
}

/** It opens where it can be put right: the period of that membership. */
function Decision({ entry, day }: { readonly entry: Entry; readonly day: Day }) {
  const open = useOpen();
  const { status, from, to, member, membership } = entry;
  const isEnd = STATUSES.some((one) => one.value === status && 'ends' in one);
  const sub = [
    decisionName(entry),
    isEnd ? momentText(from) : spanText(from, to),
    entry.decision || (status === 'applied' ? '' : t('register.undecided')),
  ];
  return (
    <Row
      href={href('membres', member, tabName({ type: 'membership', by: 'member' }), membership)}
      sign={<Sign icon={(STATUSES.find(({ value }) => value === status)?.icon ?? 'coop') as IconName} />}
      title={namedOn(open, member, day).name}
      sub={sub.filter((text) => text !== '').join('\u00a0· ')}
      end={<Icon name="next" />}
    />
  );
}
