/** Confederation, federations, unions, base: what stands under an organisation, each of the base counted once. */
import { textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, has, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { type Figure, levelsOf, topsOn } from '../levels.ts';
import { membersOn } from '../rules.ts';
import { isThere } from '../source.ts';
import { LEVELS } from './addresses.ts';
import '../messages/rules/index.ts';

const kindName = (kind: string): string =>
  has(`organisation.kind.${kind}`) ? t(`organisation.kind.${kind}`) : kind || t('register.unknown');

/** `membres/niveaux` and `membres/niveaux/<organisation>`. */
export default function Levels({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const day = dayOf(now);
  const [id] = rest;
  if (isRecordId(id)) return <Under id={id} day={day} />;
  const tops = topsOn(replica, day);
  return (
    <Frame title={t('levels.title')} sub={t('levels.sub')} back={{ href: href('membres'), label: t('directory.back') }}>
      {tops.length === 0 ? <Empty text={t('levels.none')} /> : <Members ids={tops} day={day} />}
    </Frame>
  );
}

/** Organisations, each with its form and how many of the base stand under it. */
function Members({ ids, day }: { readonly ids: readonly RecordId[]; readonly day: Day }) {
  const { replica } = useOpen();
  return (
    <div class="card rows narrow">
      {ids.map((id) => {
        const state = replica.record(id);
        const { base } = levelsOf(replica, id, day);
        const kind = state ? kindName(textOf(state, 'kind')) : '';
        return (
          <Row
            key={id}
            href={base.length > 0 ? href('membres', LEVELS, id) : href('membres', id)}
            sign={<Sign icon={base.length > 0 ? 'network' : 'coop'} />}
            title={titleOf(replica, id)}
            sub={base.length > 0 ? t('list.dot', { a: kind, b: t('levels.base', { n: base.length }) }) : kind}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}

function Under({ id, day }: { readonly id: RecordId; readonly day: Day }) {
  const { replica } = useOpen();
  const { base, byForm, women, men, circles } = levelsOf(replica, id, day);
  const below = membersOn(replica, id, day).active.map((line) => line.member);
  return (
    <Frame
      title={titleOf(replica, id)}
      sub={t('levels.base', { n: base.length })}
      back={{ href: href('membres', LEVELS), label: t('levels.back') }}
    >
      <div class="stack beside">
        {circles.map((circle) => (
          <Notice key={circle.join(' ')} tone="fix" icon="warning">
            <p>
              {t('levels.circle', {
                names: circle
                  .slice(1)
                  .map((one) => titleOf(replica, one))
                  .join(t('list.comma')),
              })}
            </p>
          </Notice>
        ))}
        <div class="card pad stack s2">
          <ul class="mini">
            {[...byForm].map(([kind, ids]) => (
              <li key={kind}>
                <span>{kindName(kind)}</span>
                <b class="num">{formatNumber(ids.length)}</b>
              </li>
            ))}
            <Sum label={t('levels.women')} of={women} />
            <Sum label={t('levels.men')} of={men} />
          </ul>
          <p class="sm dim">{t('levels.once')}</p>
          {isThere(replica, id) && (
            <a class="btn" href={href('membres', id)}>
              {t('levels.sheet')}
            </a>
          )}
        </div>
        <section class="stack s3">
          <Head title={t('levels.below')} count={below.length} />
          {below.length === 0 ? <Empty text={t('levels.nobody')} /> : <Members ids={below} day={day} />}
        </section>
      </div>
    </Frame>
  );
}

/** A sum, and how many did not say: null is not zero. */
function Sum({ label, of }: { readonly label: string; readonly of: Figure }) {
  return (
    <li>
      <span>
        {label}
        {of.unknown > 0 && <small class="dim"> {t('levels.unknown', { n: of.unknown })}</small>}
      </span>
      <b class="num">{formatNumber(of.sum)}</b>
    </li>
  );
}
