/** The organisations of one form on a day, by the name they had then: what stands behind a figure of the whole directory, and of what is under a union. */
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Row, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { formName, namedOn } from './register-parts.ts';

/** How addresses name the form of those of which nobody said. */
const UNSAID = '-';
export const formPart = (kind: string): string => kind || UNSAID;

interface FormListProps {
  readonly day: Day;
  /** As the address names it. */
  readonly part: string;
  readonly forms: ReadonlyMap<string, readonly RecordId[]>;
  /** Of whom, where it is not the whole directory. */
  readonly of?: string;
  readonly back: { readonly href: string; readonly label: string };
}

export function FormList({ day, part, forms, of = '', back }: FormListProps) {
  const open = useOpen();
  const kind = part === UNSAID ? '' : part;
  const on = t('register.on', { day: momentText(day) });
  const named = (forms.get(kind) ?? [])
    .map((id) => ({ id, ...namedOn(open, id, day) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Frame title={formName(kind)} sub={of ? t('list.dot', { a: of, b: on }) : on} back={back}>
      {named.length === 0 ? (
        <Empty text={t('register.nobody')} />
      ) : (
        <div class="card rows narrow">
          {named.map(({ id, name, now }) => (
            <Row
              key={id}
              href={href('membres', id)}
              sign={<Sign icon="coop" />}
              title={name}
              sub={now && t('register.now', { name: now })}
              end={<Icon name="next" />}
            />
          ))}
        </div>
      )}
    </Frame>
  );
}
