/** The organisations behind a figure on a day, by the name they had then: of the whole directory, and of what is under a union. */
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Row, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { formName, namedOn } from './register-parts.ts';

/** How addresses name those of which nobody said. */
export const UNSAID = '-';
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

export function FormList({ part, forms, ...list }: FormListProps) {
  const kind = part === UNSAID ? '' : part;
  return <NamedList title={formName(kind)} ids={forms.get(kind) ?? []} {...list} />;
}

interface NamedListProps extends Pick<FormListProps, 'day' | 'of' | 'back'> {
  readonly title: string;
  readonly ids: readonly RecordId[];
  /** What each of them adds to the figure, where it is not one. */
  readonly adds?: ReadonlyMap<RecordId, number>;
}

export function NamedList({ title, ids, adds, day, of = '', back }: NamedListProps) {
  const open = useOpen();
  const on = t('register.on', { day: momentText(day) });
  const named = ids
    .map((id) => ({ id, n: adds?.get(id), ...namedOn(open, id, day) }))
    .sort((a, b) => (b.n ?? 0) - (a.n ?? 0) || a.name.localeCompare(b.name));
  return (
    <Frame title={title} sub={of ? t('list.dot', { a: of, b: on }) : on} back={back}>
      {named.length === 0 ? (
        <Empty text={t('register.nobody')} />
      ) : (
        <div class="card rows narrow">
          {named.map(({ id, name, now, n }) => (
            <Row
              key={id}
              href={href('membres', id)}
              sign={<Sign icon="coop" />}
              title={name}
              sub={now && t('register.now', { name: now })}
              end={n === undefined ? <Icon name="next" /> : <b class="num">{formatNumber(n)}</b>}
            />
          ))}
        </div>
      )}
    </Frame>
  );
}
