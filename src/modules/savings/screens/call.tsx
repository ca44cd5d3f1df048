/** Who is here? One tap a member. */
import { entryKey } from '../../../kernel/declare.ts';
import type { Body } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { MemberLine, type StepProps } from './parts.tsx';

export function Call({ sitting, members, keeper, closed }: StepProps) {
  const { there } = sitting.entries;
  const unsaid = members.filter(({ id }) => !there.has(id));
  const all: Body = Object.fromEntries(unsaid.map(({ id }) => [entryKey('there', id), { is: true }]));
  return (
    <>
      {!closed && unsaid.length > 0 && (
        <button type="button" class="btn full" onClick={() => keeper.put(all)}>
          <Icon name="people" />
          {t(unsaid.length === members.length ? 'savings.all' : 'savings.rest', { n: unsaid.length })}
        </button>
      )}
      <ol class="card rolls">
        {members.map((member) => {
          const is = there.get(member.id);
          const mark = (now: boolean) =>
            keeper.put({ [entryKey('there', member.id)]: is === now ? null : { is: now } });
          return (
            <MemberLine key={member.id} member={member} tone={is === undefined ? '' : is ? 'present' : 'absent'}>
              <button
                type="button"
                class="tick bad"
                aria-pressed={is === false}
                aria-label={t('savings.press.absent', { name: member.name })}
                disabled={closed}
                onClick={() => mark(false)}
              >
                <Icon name="x" />
              </button>
              <button
                type="button"
                class="tick ok"
                aria-pressed={is === true}
                aria-label={t('savings.press.present', { name: member.name })}
                disabled={closed}
                onClick={() => mark(true)}
              >
                <Icon name="check" />
              </button>
            </MemberLine>
          );
        })}
      </ol>
    </>
  );
}
