/** Enterprises a programme supported: created, strengthened, and which of them go on; each figure with its list. */
import '../messages/screens/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { percentText } from '../../../ui/format.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { FATES, type Fate, type Survival, supportedBy, survivalOf } from '../enterprises.ts';
import { isActive, SUPPORTS, type Support } from '../life.ts';
import { domainsOf } from '../served.ts';
import { ENTERPRISES, FOUND, OUTCOME } from './addresses.ts';
import { elsewhere } from './outcome-people.tsx';

const ACTIVE = 'actives';

export function EnterprisesCard({ programme }: { readonly programme: RecordState }) {
  const { replica, me, now } = useOpen();
  const day = dayOf(now);
  const all = supportedBy(replica, programme.id);
  const to = (...rest: Path) => href('programmes', OUTCOME, programme.id, ENTERPRISES, ...rest);
  const count = (label: string, list: readonly RecordState[], where: string) => (
    <li>
      <span>{label}</span>
      <a class="num" href={to(where)} aria-label={t('after.open', { label, n: list.length })}>
        {formatNumber(list.length)}
      </a>
    </li>
  );
  return (
    <section class="card pad stack s2" aria-labelledby="enterprises">
      <h2 id="enterprises">{t('after.enterprises')}</h2>
      <p class="big">
        <a href={to()}>{t('after.enterprises.n', { n: all.length })}</a>
      </p>
      {all.length > 0 && (
        <>
          <ul class="mini">
            {SUPPORTS.map((kind) =>
              count(t(`enterprise.supports.kind.${kind}`), supportedBy(replica, programme.id, kind), kind),
            )}
            {count(
              t('after.enterprises.active'),
              all.filter((one) => isActive(one, day)),
              ACTIVE,
            )}
          </ul>
          {survivalOf(replica, programme.id, day).map(
            (one) => one.all > 0 && <Goes key={one.months} of={one} to={to} />,
          )}
          <Domains programme={programme.id} />
        </>
      )}
      {replica.may(me.person, 'create', 'enterprise', me.home, now) && (
        <a class="btn" href={href('entreprises', FOUND, programme.id)}>
          <Icon name="sprout" />
          {t('after.found')}
        </a>
      )}
    </section>
  );
}

/** « 12 mois : 8 sur 9 jointes, 8 sur 10 en tout ». */
function Goes({ of, to }: { readonly of: Survival; readonly to: (...rest: Path) => string }) {
  const { months, alive, reached, all } = of;
  const rate = (label: string, whole: number) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <a class="num" href={to(String(months), 'alive')}>
          {t('after.of', { n: alive.length, of: whole })}
        </a>
        <span class="num dim">{percentText(alive.length / whole)}</span>
      </dd>
    </div>
  );
  return (
    <div class="stack s1">
      <h3>{t(`after.goes.${months}`)}</h3>
      {reached > 0 ? (
        <dl class="rates">
          {rate(t('after.goes.reached'), reached)}
          {rate(t('after.goes.all'), all)}
        </dl>
      ) : (
        <p class="dim">{t('after.goes.nodata')}</p>
      )}
      <ul class="mini">
        {FATES.map(
          (fate) =>
            fate !== 'alive' &&
            of[fate].length > 0 && (
              <li key={fate}>
                <span>{t(`after.fate.${fate}`)}</span>
                <a
                  class="num"
                  href={to(String(months), fate)}
                  aria-label={t('after.open', { label: t(`after.fate.${fate}`), n: of[fate].length })}
                >
                  {formatNumber(of[fate].length)}
                </a>
              </li>
            ),
        )}
      </ul>
    </div>
  );
}

/** Enterprises by domain, with the people they serve: an average of months, never their sum as people. */
function Domains({ programme }: { readonly programme: RecordId }) {
  const { replica } = useOpen();
  const lines = domainsOf(replica, programme);
  return (
    <>
      <ul class="mini">
        {lines.map(({ domain, enterprises, average, months, personMonths }) => (
          <li key={domain}>
            <span>{domain === '' ? t('after.domain.none') : t(`enterprise.domain.${domain}`)}</span>
            <b class="num">{enterprises.length}</b>
            <small class="dim">
              {average === null
                ? t('after.users.none')
                : t('after.users', { n: average, months, sum: formatNumber(personMonths) })}
            </small>
          </li>
        ))}
      </ul>
      <p class="sm dim">{t('after.users.how')}</p>
    </>
  );
}

/** `programmes/devenir/<programme>/entreprises[/<soutien>|/actives|/<mois>/<sort>]`. */
export function Enterprises(props: { readonly programme: RecordState; readonly which: Path }) {
  const { programme } = props;
  const [which = '', fate] = props.which;
  const { replica, now } = useOpen();
  const day = dayOf(now);
  const all = supportedBy(replica, programme.id);
  const at = survivalOf(replica, programme.id, day).find(({ months }) => String(months) === which);
  const asked = FATES.find((one): one is Fate => one === fate);
  const kind = SUPPORTS.find((one): one is Support => one === which);
  const found =
    at && asked
      ? at[asked]
      : kind
        ? supportedBy(replica, programme.id, kind)
        : which === ACTIVE
          ? all.filter((one) => isActive(one, day))
          : all;
  const title =
    at && asked
      ? [t(`after.goes.${at.months}`), t(`after.fate.${asked}`)].join('\u00a0· ')
      : kind
        ? t(`enterprise.supports.kind.${kind}`)
        : which === ACTIVE
          ? t('after.enterprises.active')
          : t('after.enterprises');
  return (
    <Behind
      title={title}
      sub={t('after.enterprises.n', { n: found.length })}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
      ids={found.map(({ id }) => id)}
      none={t('after.enterprises.none')}
      elsewhere={elsewhere}
    />
  );
}
