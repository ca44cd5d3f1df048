/** What conventions add to the generic sheets: what each side promised and where it stands, what an amendment changed, and the way to the aims. */
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { aimsOf } from '../aims.ts';
import { type Promised, promisedOf, promisesBy, promisesOf } from '../convention.ts';
import { LOOKS, receivedText, standingText, wordingText } from '../convention-words.ts';
import { AIMS } from './addresses.ts';

/** The date and sum that hold, and what stood there before an amendment. */
function Worded({ promised }: { readonly promised: Promised }) {
  const { wordings, now } = promised;
  const before = wordings.slice(0, wordings.indexOf(now));
  return (
    <>
      {before.map((wording) => (
        <del key={wordingText(wording)} class="block">
          {wordingText(wording)}
        </del>
      ))}
      {wordingText(now)}
      {now.amendment && ` (${textOf(now.amendment, 'name')})`}
    </>
  );
}

function PromiseRow({
  promised,
  base,
  by,
}: {
  readonly promised: Promised;
  readonly base: string;
  readonly by: string;
}) {
  const { obligation, standing } = promised;
  const { icon, tone } = LOOKS[standing];
  return (
    <Row
      href={base}
      sign={<Sign icon={icon} tone={`to${tone === 'ok' ? 'ok' : tone}`} />}
      title={textOf(obligation, 'name')}
      sub={
        <>
          {by !== '' && <span class="block">{by}</span>}
          <Worded promised={promised} />
          {promised.asked !== null && (
            <span class="block">{t('promise.asked', { sum: moneyText(promised.asked) })}</span>
          )}
          {promised.received && <span class="block">{receivedText(promised.received)}</span>}
          <span class={`st ${tone}`}>
            <Icon name={icon} size="s" />
            {standingText(promised)}
          </span>
        </>
      }
      end={<Icon name="next" />}
    />
  );
}

/** Everything promised in this convention, what waits first. */
function OfConvention({ state, base }: SheetPart) {
  const { replica, now } = useOpen();
  const list = promisesOf(replica, state.id, dayOf(now));
  if (list.length === 0) return null;
  const late = list.filter(({ standing }) => standing === 'late').length;
  return (
    <section class="stack s2">
      <Head title={t('promise.many')}>
        <span class="sm dim">
          {late > 0
            ? t('promise.late.count', { n: late })
            : t('promise.done.count', {
                n: list.filter(({ standing }) => standing === 'done').length,
                all: list.length,
              })}
        </span>
      </Head>
      <div class="card rows">
        {list.map((promised) => (
          <PromiseRow
            key={promised.obligation.id}
            promised={promised}
            base={href(...base, 'obligation.convention', promised.obligation.id)}
            by={promised.by ? titleOf(replica, promised.by) : ''}
          />
        ))}
      </div>
    </section>
  );
}

/** One promise: each of its wordings with where it comes from. */
function OfObligation({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const promised = promisedOf(replica, state, dayOf(now));
  const { icon, tone } = LOOKS[promised.standing];
  return (
    <Notice tone={tone} icon={icon} title={standingText(promised)}>
      <ol>
        {promised.wordings.map((wording) => (
          <li key={wording.amendment?.id ?? ''}>
            {wording === promised.now ? <b>{wordingText(wording)}</b> : <del>{wordingText(wording)}</del>}{' '}
            {wording.amendment
              ? t('promise.by.amendment', {
                  name: textOf(wording.amendment, 'name'),
                  on: momentText(textOf(wording.amendment, 'signed')),
                })
              : t('promise.by.convention')}
          </li>
        ))}
      </ol>
      {promised.asked !== null && <p>{t('promise.asked', { sum: moneyText(promised.asked) })}</p>}
      {promised.received && <p>{receivedText(promised.received)}</p>}
      {promised.standing !== 'done' && promised.holds.length > 0 && (
        <p>{t('promise.holds', { list: promised.holds.map((one) => textOf(one, 'name')).join(t('list.comma')) })}</p>
      )}
    </Notice>
  );
}

/** What this organisation promised, for both sides to see. */
function OfOrganisation({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const list = promisesBy(replica, state.id, dayOf(now));
  if (list.length === 0) return null;
  const at = ({ obligation }: Promised): string => {
    const convention = obligation.fields['convention']?.[0]?.value;
    return href('conventions', replica.resolve(convention as RecordId), 'obligation.convention', obligation.id);
  };
  return (
    <section class="stack s2">
      <Head title={t('promise.of')} count={list.length} />
      <div class="card rows">
        {list.map((promised) => (
          <PromiseRow key={promised.obligation.id} promised={promised} base={at(promised)} by="" />
        ))}
      </div>
    </section>
  );
}

/** The way to the aims, with how many of them have figures. */
function AimsRow({ programme }: { readonly programme: RecordState }) {
  const { replica } = useOpen();
  const aims = aimsOf(replica, programme.id);
  if (aims.length === 0 && linksTo(replica, 'budget_line', 'programme', programme.id).length === 0) return null;
  const told = aims.filter(({ indicators }) => indicators.some(({ what, last }) => what || last)).length;
  return (
    <div class="card rows">
      <Row
        href={href('programmes', AIMS, programme.id)}
        sign={<Sign icon="sprout" />}
        title={t('aims.title')}
        sub={t('aims.sub', { n: told, all: aims.length })}
        end={<Icon name="next" />}
      />
    </div>
  );
}

extend('convention', { Check: OfConvention });
extend('obligation', { Check: OfObligation });
extend('organisation', { Part: OfOrganisation });
extend('programme', {
  Check: ({ state }) => <AimsRow programme={state} />,
  screens: { [AIMS]: () => import('./convention-aims.tsx') },
});
