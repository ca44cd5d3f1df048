/** Two versions of a record, whether it has a sheet or none: what it is, both beside each other, one is chosen; and everything that was written of it. */
import { isRecordId } from '../../kernel/ids.ts';
import { toChoose } from '../../kernel/versions.ts';
import { Clash } from '../../ui/clash.tsx';
import { partsOf } from '../../ui/flags.ts';
import { Frame } from '../../ui/frame.tsx';
import { History } from '../../ui/history.tsx';
import { t } from '../../ui/i18n.ts';
import { useOpen } from '../../ui/open.ts';
import { Empty, Head } from '../../ui/parts.tsx';
import { typeName } from '../../ui/records/describe.tsx';
import { addressOfRecord } from '../../ui/records/routes.ts';
import { href, type Path } from '../../ui/router.ts';
import { titleOf } from '../../ui/words.ts';
import { Missing } from './part.tsx';

/** `versions/<record>`. */
export default function Versions({ rest }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const [id] = rest;
  const state = isRecordId(id) ? replica.record(id) : null;
  if (!state?.created) return <Missing title={t('nowhere.title')} text={t('nowhere.text')} />;
  const parts = partsOf(replica, state);
  const asked = parts.flatMap((part) => toChoose(replica.id.decl, part).map((field) => ({ part, field })));
  const name = titleOf(replica, state.id);
  const sheet = addressOfRecord(replica, state.type, state.id);
  return (
    <Frame
      title={name || typeName(state.type)}
      sub={name ? typeName(state.type) : ''}
      back={{ href: href(), label: t('back.today') }}
    >
      <div class="stack">
        {asked.length === 0 && <Empty text={t('versions.settled')} hint={t('versions.settled.hint')} />}
        <div class="wide2">
          {asked.map(({ part, field }) => (
            <Clash key={`${part.id} ${field}`} part={part} field={field} />
          ))}
        </div>
        {sheet && (
          <a class="btn" href={sheet}>
            {t('records.open', { name })}
          </a>
        )}
        <section class="stack s3">
          <Head title={t('history.title')} />
          <History records={parts.map((part) => part.id)} />
        </section>
      </div>
    </Frame>
  );
}
