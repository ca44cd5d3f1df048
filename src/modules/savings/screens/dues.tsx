/** Fines and the solidarity contribution: the usual sum by one tap, another on the keys; and help out of the solidarity fund. */
import { useState } from 'preact/hooks';
import { entryKey } from '../../../kernel/declare.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Head } from '../../../ui/parts.tsx';
import type { Member } from '../book.ts';
import { takingOut } from '../closing.ts';
import { MemberLine, placeOf, type StepProps, Tap, Who } from './parts.tsx';
import { Pick } from './pick.tsx';
import { SumPad } from './sum-pad.tsx';

/** A list of sums by member. @param props.map which of the meeting, `usual` what one tap puts. */
function Dues(props: StepProps & { readonly map: 'fines' | 'social'; readonly usual: number; readonly tone: string }) {
  const { sitting, members, keeper, closed, map, usual } = props;
  const [asking, setAsking] = useState<Member | null>(null);
  const sums = sitting.entries[map];
  const put = (id: string, sum: number) => keeper.put({ [entryKey(map, id)]: sum === 0 ? null : { sum } });
  return (
    <>
      <ol class="card rolls">
        {members.map((member) => {
          const sum = sums.get(member.id) ?? 0;
          const shown = sum || usual;
          return (
            <MemberLine
              key={member.id}
              member={member}
              sub={placeOf(member, sitting)}
              tone={sum > 0 ? (map === 'fines' ? 'late' : 'present') : ''}
            >
              <button
                type="button"
                class="tick"
                aria-label={t(`savings.${map}.else`, { name: member.name })}
                disabled={closed}
                onClick={() => setAsking(member)}
              >
                <Icon name="pencil" />
              </button>
              {shown > 0 && (
                <Tap
                  label={t(`savings.${map}.of`, { name: member.name, sum: moneyText(shown) })}
                  sum={shown}
                  on={sum > 0}
                  tone={props.tone}
                  disabled={closed}
                  press={() => put(member.id, sum > 0 ? 0 : usual)}
                />
              )}
            </MemberLine>
          );
        })}
      </ol>
      {asking && (
        <SumPad
          title={t(`savings.step.${map}`)}
          head={<Who member={asking} />}
          ask={t(`savings.${map}.ask`)}
          start={sums.get(asking.id) ?? 0}
          done={t('savings.paid')}
          {...(sums.has(asking.id) && {
            onNothing: () => {
              put(asking.id, 0);
              setAsking(null);
            },
          })}
          onDone={(sum) => {
            put(asking.id, sum);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

export const Fines = (props: StepProps) => <Dues {...props} map="fines" usual={props.book.rules.fine} tone="late" />;

export function Social(props: StepProps) {
  const { book, sitting, members, keeper, closed } = props;
  const usual = book.rules.social;
  const { there, social } = sitting.entries;
  const toPay = members.filter(({ id }) => there.get(id) === true && !social.has(id));
  return (
    <>
      {!closed && usual > 0 && toPay.length > 0 && (
        <button
          type="button"
          class="btn full"
          onClick={() =>
            keeper.put(Object.fromEntries(toPay.map(({ id }) => [entryKey('social', id), { sum: usual }])))
          }
        >
          <Icon name="people" />
          {t('savings.social.all', { n: toPay.length })}
        </button>
      )}
      <Dues {...props} map="social" usual={usual} tone="ok" />
      <Help {...props} />
    </>
  );
}

/** Money given to a member out of the solidarity fund. */
function Help({ sitting, members, keeper, closed }: StepProps) {
  const [picking, setPicking] = useState(false);
  const [to, setTo] = useState<Member | null>(null);
  const { helped } = sitting.entries;
  const put = (sum: number) => {
    if (to) keeper.put({ [entryKey('helped', to.id)]: sum === 0 ? null : { sum } });
    setTo(null);
  };
  return (
    <section class="stack s3">
      <Head title={t('savings.helped')} />
      {helped.size > 0 && (
        <ol class="card rolls">
          {members
            .filter(({ id }) => helped.has(id))
            .map((member) => (
              <MemberLine key={member.id} member={member}>
                <button
                  type="button"
                  class="tick wide"
                  disabled={closed}
                  aria-label={t('savings.helped.of', { name: member.name })}
                  onClick={() => setTo(member)}
                >
                  <span class="num">{moneyText(helped.get(member.id) ?? 0)}</span>
                </button>
              </MemberLine>
            ))}
        </ol>
      )}
      {!closed && (
        <button type="button" class="btn full" onClick={() => setPicking(true)}>
          <Icon name="heart" />
          {t('savings.help')}
        </button>
      )}
      {picking && (
        <Pick
          title={t('savings.help.who')}
          members={members}
          onPick={(member) => {
            setPicking(false);
            setTo(member);
          }}
          onClose={() => setPicking(false)}
        />
      )}
      {to && (
        <SumPad
          title={t('savings.helped')}
          head={<Who member={to} />}
          ask={t('savings.help.ask')}
          start={helped.get(to.id) ?? 0}
          done={t('savings.given')}
          against={(sum) => {
            const out = takingOut(sum, sitting.reckoned.social + (helped.get(to.id) ?? 0));
            return out.ok ? {} : { refused: out.error };
          }}
          {...(helped.has(to.id) && { onNothing: () => put(0) })}
          onDone={put}
          onClose={() => setTo(null)}
        />
      )}
    </section>
  );
}
