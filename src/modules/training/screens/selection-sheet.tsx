/** What choosing adds to the generic sheets: the ways to mark and to the ranking, the ways to ask for a place, and why a request was decided so. */
import '../messages/selection/index.ts';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { linksTo } from '../../../kernel/links.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice, Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { placesLeft, waitingForGroup } from '../enrolling.ts';
import { criterionOf, sheetsOf, toMark } from '../selection-read.ts';
import {
  APPLY,
  BLANK,
  ENROL_ALL,
  FROM_LIST,
  FROM_PAPER,
  MARK,
  NUMBERS,
  RANKING,
  RESULTS,
} from './selection-addresses.ts';
import { useRound, whyOf } from './selection-parts.tsx';

function OfSelection({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const round = useRound(state.id);
  if (!round) return null;
  const { requests, jury, decided } = round;
  const ranked = requests.filter(({ out }) => out === null).length;
  const asked = requests.filter(({ out }) => out !== 'early' && out !== 'decided').length;
  const mine = jury.size === 0 || jury.has(replica.resolve(me.person));
  const left = mine ? toMark(replica, round, me.person).length : 0;
  return (
    <div class="card rows">
      {decided === '' && (
        <Row
          href={href('selections', MARK, state.id)}
          sign={<Sign icon="pencil" />}
          title={t('selection.mark')}
          sub={
            mine
              ? left > 0
                ? t('selection.mark.left.short', { n: left })
                : t('selection.mark.done')
              : t('selection.mark.paper.sub')
          }
          end={<Icon name="next" />}
        />
      )}
      <Row
        href={href('selections', RANKING, state.id)}
        sign={<Sign icon={decided === '' ? 'flag' : 'checks'} />}
        title={t('selection.rank')}
        sub={decided === '' ? t('selection.sum', { n: asked, ranked }) : t('selection.decided.short')}
        end={<Icon name="next" />}
      />
      {decided !== '' &&
        replica.may(me.person, 'edit', 'application', state.home, now) &&
        [[], [NUMBERS]].map((how) => (
          <Row
            key={how.join()}
            href={href('selections', RESULTS, state.id, ...how)}
            sign={<Sign icon="print" />}
            title={t('results.title')}
            sub={t(how.length > 0 ? 'results.numbers' : 'results.names')}
            end={<Icon name="next" />}
          />
        ))}
    </div>
  );
}

/** Ways to ask for a place, on the sheet of a programme. */
function ApplyWays({ programme }: { readonly programme: RecordState }) {
  const { replica } = useOpen();
  const count = linksTo(replica, 'application', 'programme', programme.id).length;
  const to = (...rest: Path) => href('programmes', APPLY, programme.id, ...rest);
  return (
    <div class="card rows">
      <Row
        href={to()}
        sign={<Sign icon="plus" />}
        title={t('apply.title')}
        sub={t('apply.sub', { n: count })}
        end={<Icon name="next" />}
      />
      <Row
        href={href('programmes', BLANK, programme.id)}
        sign={<Sign icon="print" />}
        title={t('apply.blank')}
        sub={t('apply.blank.sub')}
        end={<Icon name="next" />}
      />
      <Row
        href={to(FROM_PAPER)}
        sign={<Sign icon="doc" />}
        title={t('apply.paper')}
        sub={t('apply.paper.sub')}
        end={<Icon name="next" />}
      />
      <Row
        href={to(FROM_LIST)}
        sign={<Sign icon="people" />}
        title={t('apply.list')}
        sub={t('apply.list.sub')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

function OfProgramme({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  return replica.may(me.person, 'create', 'application', me.home, now) ? <ApplyWays programme={state} /> : null;
}

/** What was decided of this request, and how many marked it; the marks themselves stand in the ranking. */
function OfApplication({ state }: SheetPart) {
  const open = useOpen();
  const { replica } = open;
  const outcome = textOf(state, 'outcome');
  const round = refOf(state, 'round');
  const sheets = sheetsOf(replica, state.id);
  const tied = sheets.filter(({ conflict }) => conflict !== '').length;
  const why = whyOf(open, state);
  return (
    <>
      {outcome !== '' && why !== '' && (
        <Notice
          tone={outcome === 'selected' ? 'ok' : 'wait'}
          icon={outcome === 'selected' ? 'check' : 'info'}
          title={t(`application.outcome.${outcome}`)}
        >
          <p>{why}</p>
          {round && (
            <a class="btn" href={href('selections', RANKING, replica.resolve(round))}>
              {titleOf(replica, round)}
            </a>
          )}
        </Notice>
      )}
      {sheets.length > 0 && (
        <p class="sm dim">
          {t('selection.marked', { n: sheets.length - tied })}
          {tied > 0 && ` ${t('selection.marked.tied', { n: tied })}`}
        </p>
      )}
    </>
  );
}

/** Who was given a place and is in no group yet: one touch from the sheet of the group that has room. */
function OfCohort({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const programme = refOf(state, 'programme');
  if (!programme || !replica.may(me.person, 'create', 'enrolment', state.home, now)) return null;
  const n = waitingForGroup(replica, replica.resolve(programme)).length;
  if (n === 0 || placesLeft(replica, state) === 0) return null;
  return (
    <div class="card rows">
      <Row
        href={href('cohortes', ENROL_ALL, state.id)}
        sign={<Sign icon="people" tone="wait" />}
        title={t('enrol.all.waiting', { n })}
        sub={t('enrol.all.sub')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

extend('cohort', { Check: OfCohort, screens: { [ENROL_ALL]: () => import('./enrol-all.tsx') } });
extend('selection', {
  Check: OfSelection,
  screens: {
    [MARK]: () => import('./selection-mark.tsx'),
    [RANKING]: () => import('./selection-rank.tsx'),
    [RESULTS]: () => import('./selection-papers.tsx').then((part) => ({ default: part.Results })),
  },
});
extend('programme', {
  Check: OfProgramme,
  screens: {
    [APPLY]: () => import('./selection-apply.tsx'),
    [BLANK]: () => import('./selection-papers.tsx').then((part) => ({ default: part.Blank })),
  },
});
extend('application', { Check: OfApplication });
extend('score', {
  entry: (replica, score, field) => criterionOf(replica, score, field.slice(field.indexOf('.') + 1)),
});
