/**
 * What offers add to the generic sheets: to help somebody apply, to share, to print; where an application stands, one touch from the next; and what
 * a person applied for, on her sheet.
 */
import '../messages/screens/index.ts';
import '../messages/tasks/index.ts';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { sensitiveScope } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { STATUSES } from '../model.ts';
import { applied, isClosed } from '../rules.ts';
import { APPLY, POSTER, SHARE } from './addresses.ts';

const readsApplications = ({ replica, me, now }: Open): boolean =>
  replica.may(me.person, 'read', 'offer_application', sensitiveScope(me.home), now);

/** Where somebody applies: for a training of the house in its own programme, else here; null where this person may not write it. */
function wayToApply({ replica, me, now }: Open, offer: RecordState): Path | null {
  const may = (type: string, home = me.home): boolean => replica.may(me.person, 'create', type, home, now);
  const to = refOf(offer, 'programme');
  const programme = to && replica.record(replica.resolve(to));
  if (programme?.created) return may('application') ? ['programmes', 'candidature', programme.id] : null;
  return may('offer_application', sensitiveScope(me.home)) ? ['annonces', APPLY, offer.id] : null;
}

function Ways({ state }: SheetPart) {
  const open = useOpen();
  const over = isClosed(state, dayOf(open.now));
  const reads = readsApplications(open);
  const apply = over ? null : wayToApply(open, state);
  const n = reads ? applied(open.replica, state) : 0;
  const way = (icon: IconName, to: Path, title: string, sub: string) => (
    <Row href={href(...to)} sign={<Sign icon={icon} />} title={title} sub={sub} end={<Icon name="next" />} />
  );
  return (
    <>
      {reads && n > 0 && (
        <p class="big" role="status">
          {t('offer.applied', { n })}
        </p>
      )}
      <div class="card rows">
        {apply && way('pencil', apply, t('offer.apply'), t('offer.apply.hint'))}
        {!over && way('send', ['annonces', SHARE, state.id], t('offer.share'), t('offer.share.hint'))}
        {!over && way('print', ['annonces', POSTER, state.id], t('offer.poster'), t('offer.poster.hint'))}
      </div>
    </>
  );
}

/** The step an application is at, and each other one a touch away: what was answered is written where one hears it. */
function Steps({ state }: SheetPart) {
  const { jekulu, replica, me, now } = useOpen();
  if (!replica.may(me.person, 'edit', state.type, state.home, now)) return null;
  const at = textOf(state, 'status');
  const put = async (status: string) => {
    await jekulu.save([{ do: 'edit', record: state.id, body: { status } }]);
    toast(t('offer.step.done', { what: t(`offer_application.status.${status}`).toLowerCase() }));
  };
  return (
    <fieldset class="chips wrap" aria-label={t('offer.step')}>
      {STATUSES.map(({ value, icon }) => (
        <button
          type="button"
          class="chip"
          key={value}
          aria-pressed={value === at}
          onClick={() => value !== at && void put(value)}
        >
          <Icon name={icon} size="s" />
          {t(`offer_application.status.${value}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** What a person applied for, on her sheet. */
function Applied({ state }: SheetPart) {
  const { replica } = useOpen();
  const all = [...linksTo(replica, 'offer_application', 'person', state.id)].sort((a, b) =>
    textOf(b, 'on').localeCompare(textOf(a, 'on')),
  );
  return (
    <section class="stack s3" aria-label={t('offer.person')}>
      {all.length === 0 ? (
        <p class="dim">{t('offer.person.none')}</p>
      ) : (
        <div class="card rows">
          {all.map((one) => {
            const offer = replica.resolve(refOf(one, 'offer') ?? one.id);
            const status = textOf(one, 'status');
            return (
              <Row
                key={one.id}
                href={href('annonces', offer, 'offer_application.offer', one.id)}
                sign={<Sign icon={STATUSES.find(({ value }) => value === status)?.icon ?? 'pencil'} />}
                title={titleOf(replica, offer) || t('value.unknown')}
                sub={[t(`offer_application.status.${status}`), momentText(textOf(one, 'on')), textOf(one, 'next')]
                  .filter((part) => part !== '')
                  .join('\u00a0· ')}
                end={<Icon name="next" />}
              />
            );
          })}
        </div>
      )}
      <a class="btn" href={href('annonces')}>
        <Icon name="megaphone" />
        {t('offer.person.see')}
      </a>
    </section>
  );
}

extend('offer', {
  Check: Ways,
  screens: {
    [APPLY]: () => import('./apply.tsx'),
    [SHARE]: () => import('./share.tsx'),
    [POSTER]: () => import('./poster.tsx'),
  },
});
extend('offer_application', { Check: Steps });
extend('person', {
  tabs: [
    {
      name: 'annonces',
      label: () => t('offer.person'),
      count: ({ replica }, state) => linksTo(replica, 'offer_application', 'person', state.id).length,
      Shown: Applied,
    },
  ],
});
