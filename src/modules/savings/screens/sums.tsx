/** A list of sums, one a member: the usual one by a tap, any other on the keys, and out again. Fines, contributions, help and what is paid back are such. */
import { useState } from 'preact/hooks';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { Member } from '../book.ts';
import { MemberLine, Who } from './parts.tsx';
import { Pick } from './pick.tsx';
import { type Against, SumPad } from './sum-pad.tsx';
import type { Pad, Typing } from './typing.ts';

export interface Line {
  /** What the sum is noted under: a passbook, or a loan. */
  readonly id: RecordId;
  readonly member: Member;
  readonly sub?: string;
}

export function Sums(props: {
  readonly pad: Pad;
  readonly typing: Typing;
  readonly lines: readonly Line[];
  readonly sums: ReadonlyMap<RecordId, number>;
  readonly title: string;
  readonly ask: (line: Line) => string;
  readonly done: string;
  /** One tap puts it; without it the keys are opened at once. */
  readonly usual?: number;
  readonly tone: 'ok' | 'late';
  readonly icon: string;
  /** Beside the pictogram, where no sum stands yet. */
  readonly word?: string;
  readonly closed: boolean;
  /** What the button of a line does, for those who hear it. */
  readonly label: (name: string, sum: string) => string;
  readonly against?: (sum: number, id: RecordId) => Against;
  /** Members who are not in the list, and may come into it. */
  readonly more?: { readonly label: string; readonly who: string; readonly members: readonly Member[] };
  /** @param sum 0 takes it out. */
  readonly onPut: (id: RecordId, sum: number) => void;
}) {
  const { lines, sums, usual = 0, closed, more, against, pad, typing } = props;
  const of = closed ? null : typing.of(pad);
  const member = more?.members.find(({ id }) => id === of);
  const asking: Line | undefined = lines.find(({ id }) => id === of) ?? (member && { id: member.id, member });
  const ask = ({ id }: Pick<Line, 'id'>) => typing.open(pad, id);
  const [picking, setPicking] = useState(false);
  return (
    <>
      {lines.length > 0 && (
        <ol class="card rolls">
          {lines.map((line) => {
            const { id, member } = line;
            const sum = sums.get(id) ?? 0;
            const shown = sum || usual;
            return (
              <MemberLine
                key={id}
                member={member}
                sub={line.sub}
                tone={sum > 0 ? (props.tone === 'ok' ? 'present' : 'late') : ''}
              >
                {usual > 0 && (
                  <button
                    type="button"
                    class="tick"
                    aria-label={t('savings.else', { name: member.name })}
                    disabled={closed}
                    onClick={() => ask(line)}
                  >
                    <Icon name="pencil" />
                  </button>
                )}
                <button
                  type="button"
                  class={`tick wide ${props.tone}`}
                  aria-pressed={sum > 0}
                  aria-label={props.label(member.name, moneyText(shown))}
                  disabled={closed}
                  onClick={() => (usual > 0 ? props.onPut(id, sum > 0 ? 0 : usual) : ask(line))}
                >
                  {shown > 0 ? (
                    <span class="num">{formatNumber(shown)}</span>
                  ) : (
                    <>
                      <Icon name={props.icon} />
                      {props.word && <span class="said">{props.word}</span>}
                    </>
                  )}
                </button>
              </MemberLine>
            );
          })}
        </ol>
      )}
      {more && !closed && (
        <button type="button" class="btn full" onClick={() => setPicking(true)}>
          <Icon name={props.icon} />
          {more.label}
        </button>
      )}
      {more && picking && (
        <Pick
          title={more.who}
          members={more.members}
          onPick={(member) => {
            setPicking(false);
            ask(member);
          }}
          onClose={() => setPicking(false)}
        />
      )}
      {asking && (
        <SumPad
          title={props.title}
          head={<Who member={asking.member} sub={asking.sub} />}
          ask={props.ask(asking)}
          start={sums.get(asking.id) ?? 0}
          done={props.done}
          {...(against && { against: (sum: number) => against(sum, asking.id) })}
          typing={typing}
          onDone={(sum) => {
            props.onPut(asking.id, sum);
            typing.close();
          }}
        />
      )}
    </>
  );
}
