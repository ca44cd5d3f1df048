/** How many shares does each buy? One tap on the number; the same tap again takes it out. Who lays money on the table has it counted in shares. */
import { entryKey } from '../../../kernel/declare.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { carried, sharesFor } from '../closing.ts';
import { MemberLine, type StepProps, Who } from './parts.tsx';
import { SumPad } from './sum-pad.tsx';

/** More numbers than this do not stand in a line of a phone: the others are bought by their money. */
const MOST_SHOWN = 10;

export function Shares({ book, sitting, members, keeper, typing, closed }: StepProps) {
  const asking = closed ? undefined : members.find(({ id }) => id === typing.of('shares'));
  const { value, most } = book.rules;
  const { bought } = sitting.entries;
  const put = (id: string, n: number) => keeper.put({ [entryKey('bought', id)]: n === 0 ? null : { n } });
  const numbers = Array.from({ length: Math.min(most, MOST_SHOWN) }, (_, at) => at + 1);
  return (
    <>
      <p class="sm dim">{t('savings.shares.price', { sum: moneyText(value), most })}</p>
      <ol class="card rolls">
        {members.map((member) => {
          const n = bought.get(member.id) ?? 0;
          const before = member.shares - n;
          return (
            <MemberLine
              key={member.id}
              member={member}
              tone={n > 0 ? 'present' : ''}
              sub={
                n > 0
                  ? t('savings.shares.now', { n, sum: moneyText(n * value), all: carried(before, [n]) })
                  : t('savings.shares.before', { n: before })
              }
            >
              <button
                type="button"
                class="tick"
                aria-label={t('savings.shares.money', { name: member.name })}
                disabled={closed}
                onClick={() => typing.open('shares', member.id)}
              >
                <Icon name="coins" />
              </button>
              <fieldset class="nums" aria-label={t('savings.shares.of', { name: member.name })}>
                {numbers.map((one) => (
                  <button
                    key={one}
                    type="button"
                    class="tick ok num"
                    aria-pressed={n === one}
                    aria-label={t('savings.shares.press', { n: one, name: member.name })}
                    disabled={closed}
                    onClick={() => put(member.id, n === one ? 0 : one)}
                  >
                    {one}
                  </button>
                ))}
              </fieldset>
            </MemberLine>
          );
        })}
      </ol>
      {asking && (
        <SumPad
          title={t('savings_meeting.step.shares')}
          head={<Who member={asking} />}
          ask={t('savings.shares.ask')}
          start={(bought.get(asking.id) ?? 0) * value}
          typing={typing}
          done={t('savings.paid')}
          against={(sum) => {
            const counted = sharesFor(sum, value, most);
            if (!counted.ok) return { refused: counted.error };
            const { shares, back } = counted.value;
            return sum === 0 ? {} : { warning: t('savings.shares.counted', { n: shares, back: moneyText(back) }) };
          }}
          onDone={(sum) => {
            const counted = sharesFor(sum, value, most);
            if (counted.ok) put(asking.id, counted.value.shares);
            typing.close();
          }}
        />
      )}
    </>
  );
}
