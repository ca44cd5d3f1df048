/** Enterprises a programme supported: how far they came, which of them go on, whom they serve; each figure with its list. */
import '../messages/screens/index.ts';
import type { ComponentChildren } from 'preact';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { percentText } from '../../../ui/format.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { behindFigure, type Figure, figureAt, figurePath } from '../enterprise-lists.ts';
import { createdTarget, FATES, PLACES, pipelineOf, type Survival, supportedBy, survivalOf } from '../enterprises.ts';
import { figureText, standingText } from '../figure-words.ts';
import { SUPPORTS } from '../life.ts';
import { domainsOf } from '../served.ts';
import { ENTERPRISES, FOUND, OUTCOME } from './addresses.ts';
import { elsewhere } from './outcome-people.tsx';

const toFigure = (programme: RecordId, figure: Figure): string =>
  href('programmes', OUTCOME, programme, ENTERPRISES, ...figurePath(figure));

/** A figure of one line: its name, how many, and the way to them. */
function Line(props: {
  readonly programme: RecordId;
  readonly figure: Figure;
  readonly n: number;
  readonly label?: string;
  readonly children?: ComponentChildren;
}) {
  const { programme, figure, n, label = figureText(figure), children } = props;
  return (
    <li>
      <span>{label}</span>
      <a class="num" href={toFigure(programme, figure)} aria-label={t('after.open', { label, n })}>
        {formatNumber(n)}
      </a>
      {children}
    </li>
  );
}

export function EnterprisesCard({ programme }: { readonly programme: RecordState }) {
  const { replica, me, now } = useOpen();
  const day = dayOf(now);
  const { id } = programme;
  const all = supportedBy(replica, id);
  const figures: readonly Figure[] = [...SUPPORTS.map((kind): Figure => ({ of: 'support', kind })), { of: 'running' }];
  return (
    <section class="card pad stack s2" aria-labelledby="enterprises">
      <h2 id="enterprises">{t('after.enterprises')}</h2>
      <p class="big">
        <a href={toFigure(id, { of: 'all' })}>{t('after.enterprises.n', { n: all.length })}</a>
      </p>
      {all.length > 0 && (
        <>
          <ul class="mini">
            {figures.map((figure) => (
              <Line
                key={figurePath(figure).join('/')}
                programme={id}
                figure={figure}
                n={behindFigure(replica, id, day, figure).length}
              />
            ))}
          </ul>
          <Coming programme={id} />
          {survivalOf(replica, id, day).map((one) => one.all > 0 && <Goes key={one.months} programme={id} of={one} />)}
          <Domains programme={id} />
        </>
      )}
      {replica.may(me.person, 'create', 'enterprise', me.home, now) && (
        <a class="btn" href={href('entreprises', FOUND, id)}>
          <Icon name="sprout" />
          {t('after.found')}
        </a>
      )}
    </section>
  );
}

/** « 7 créées sur 10 », what that word means here, and where each of them is. */
function Coming({ programme }: { readonly programme: RecordId }) {
  const { replica, now } = useOpen();
  const { all, at, how, created, lacking } = pipelineOf(replica, programme, dayOf(now));
  if (all.length === 0) return null;
  const target = createdTarget(replica, programme);
  return (
    <div class="stack s1">
      <h3>{t('after.way')}</h3>
      <p>
        <a href={toFigure(programme, { of: 'created' })}>
          <b>{t('after.created.n', { n: created.length })}</b>
        </a>{' '}
        <a href={toFigure(programme, { of: 'support', kind: 'created' })}>{t('after.created.of', { n: all.length })}</a>
        {target !== null && ` ${t('after.created.target', { target })}`}
      </p>
      <p class="sm dim">{t(`after.how.${how}`)}</p>
      <ul class="mini">
        {PLACES.map(
          (place) =>
            (place !== 'ended' || at.ended.length > 0) && (
              <Line key={place} programme={programme} figure={{ of: 'place', place }} n={at[place].length} />
            ),
        )}
        {lacking.length > 0 && <Line programme={programme} figure={{ of: 'lacking' }} n={lacking.length} />}
      </ul>
    </div>
  );
}

/** « 12 mois : 8 sur 9 jointes, 8 sur 10 en tout ». */
function Goes({ programme, of }: { readonly programme: RecordId; readonly of: Survival }) {
  const { months, alive, reached, all } = of;
  const rate = (label: string, whole: number, fate: 'reached' | 'all') => (
    <div>
      <dt>{label}</dt>
      <dd>
        <a class="num" href={toFigure(programme, { of: 'fate', months, fate })}>
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
          {rate(t('after.goes.reached'), reached, 'reached')}
          {rate(t('after.goes.all'), all, 'all')}
        </dl>
      ) : (
        <p class="dim">{t('after.goes.nodata')}</p>
      )}
      <ul class="mini">
        {FATES.map(
          (fate) =>
            of[fate].length > 0 && (
              <Line
                key={fate}
                programme={programme}
                figure={{ of: 'fate', months, fate }}
                label={t(`after.fate.${fate}`)}
                n={of[fate].length}
              />
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
          <Line key={domain} programme={programme} figure={{ of: 'domain', domain }} n={enterprises.length}>
            <small class="dim">
              {average === null
                ? t('after.users.none')
                : t('after.users', { n: average, months, sum: formatNumber(personMonths) })}
            </small>
          </Line>
        ))}
      </ul>
      <p class="sm dim">{t('after.users.how')}</p>
    </>
  );
}

/** `programmes/devenir/<programme>/entreprises[/<chiffre>]`. */
export function Enterprises({ programme, which }: { readonly programme: RecordState; readonly which: Path }) {
  const { replica, now } = useOpen();
  const figure = figureAt(which);
  const found = behindFigure(replica, programme.id, dayOf(now), figure);
  return (
    <Behind
      title={figureText(figure)}
      sub={t('after.enterprises.list', { n: found.length })}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
      ids={found.map(({ id }) => id)}
      none={t('after.enterprises.none')}
      elsewhere={elsewhere}
      words={(state) => [titleOf(replica, state.id), standingText(state, dayOf(now))]}
    />
  );
}
