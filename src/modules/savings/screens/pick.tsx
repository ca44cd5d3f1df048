/** Which member? Large lines with their signs; nothing is searched by letters. */
import { Sheet } from '../../../ui/sheet.tsx';
import type { Member } from '../book.ts';
import { Who } from './parts.tsx';

export function Pick(props: {
  readonly title: string;
  readonly members: readonly Member[];
  readonly onPick: (member: Member) => void;
  readonly onClose: () => void;
}) {
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      <ul class="stack s2">
        {props.members.map((member) => (
          <li key={member.id}>
            <button type="button" class="btn full who" onClick={() => props.onPick(member)}>
              <Who member={member} />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
