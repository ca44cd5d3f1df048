/**
 * The sheet of a branch: who answers for it and who works there, its organisations, when it was last heard. A new branch: its path is made of its name,
 * so that nobody has to know there is one, and it lives where it works.
 */
import { millisOf, stampOf } from '../../../kernel/clock.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { branchScope } from '../../../kernel/ids.ts';
import { orgOf } from '../../../kernel/sharing.ts';
import { branchCode } from '../../../ui/branch-code.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice, Row } from '../../../ui/parts.tsx';
import { placeText } from '../../../ui/place.ts';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { RecordList } from '../../../ui/records/record-list.tsx';
import { roleName } from '../../../ui/roles.ts';
import { href } from '../../../ui/router.ts';
import { day, untilDay } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { countedHref } from '../../people/counted.ts';
import { homeOfBranch, lastOf, latestByAuthor, organisationsOf, SILENCE, type Worker, workersOf } from '../branches.ts';
import { ownNetwork } from '../rules.ts';
import '../messages/screens/index.ts';

/** Who works in another branch is told by that branch. */
const readsPeople = ({ replica, me, now }: Open, branch: RecordState): boolean =>
  ['grant', 'person'].every((type) => replica.may(me.person, 'read', type, homeOfBranch(branch), now));

const elsewhere = (n: number): string => t('branch.elsewhere', { n });

/** `Animation · jusqu’au 13 mars`, `Organisation · Coopérative Faso Jɛgɛ`: each right once. */
function rightsText({ replica, now }: Open, { grants }: Worker): string {
  const said = grants.map(({ role, scope, provisional, ends }) => {
    const own = orgOf(scope);
    const name = own ? t('list.dot', { a: roleName(role), b: titleOf(replica, own) }) : roleName(role);
    return provisional ? t('list.dot', { a: name, b: untilDay(ends, now) }) : name;
  });
  return [...new Set(said)].join(t('list.comma'));
}

function People({ state }: SheetPart) {
  const open = useOpen();
  const { replica, now } = open;
  if (!readsPeople(open, state)) return <p class="dim">{t('records.closed')}</p>;
  const workers = workersOf(replica, state, now);
  return (
    <div class="stack s3">
      {workers.length === 0 ? <p class="dim">{t('tab.none')}</p> : <Workers workers={workers} />}
      <p>
        <a class="btn" href={countedHref({ of: state.id })}>
          <Icon name="people" />
          {t('branch.counted')}
        </a>
      </p>
    </div>
  );
}

function Workers({ workers }: { readonly workers: readonly Worker[] }) {
  const open = useOpen();
  const { replica } = open;
  return (
    <div class="card rows">
      {workers.map((worker) => {
        const person = replica.record(worker.person);
        return (
          <Row
            key={worker.person}
            href={href('personnes', worker.person)}
            sign={person && <RecordSign state={person} />}
            title={titleOf(replica, worker.person) || t('value.unknown')}
            sub={rightsText(open, worker)}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}

function Organisations({ state }: SheetPart) {
  const { replica } = useOpen();
  const ids = organisationsOf(replica, state);
  return ids.length === 0 ? <p class="dim">{t('tab.none')}</p> : <RecordList ids={ids} elsewhere={elsewhere} />;
}

/** Who answers for it, and since when nothing came; for those who read what the branch writes. */
function Answering({ state }: SheetPart) {
  const open = useOpen();
  const { replica, now } = open;
  if (!readsPeople(open, state)) return null;
  const heads = workersOf(replica, state, now).filter(({ grants }) =>
    grants.some(({ role }) => role === 'coordinator'),
  );
  const last = lastOf(replica, state, latestByAuthor(replica));
  const isSilent = last > 0 && last < stampOf(now - SILENCE);
  return (
    <>
      {heads.length === 0 ? (
        <Notice tone="wait" icon="info">
          <p>{t('branch.nobody')}</p>
        </Notice>
      ) : (
        <p class="line wrap">
          {heads.map(({ person }) => (
            <a key={person} class="btn" href={href('personnes', person)}>
              <Icon name="antenna" />
              {t('branch.head', { name: titleOf(replica, person) })}
            </a>
          ))}
        </p>
      )}
      {isSilent ? (
        <Notice tone="wait" icon="clock" title={t('branch.silent', { when: day(millisOf(last), now) })}>
          <p>{t('branch.silent.hint')}</p>
        </Notice>
      ) : (
        <p class="sm dim">{last > 0 ? t('branch.heard', { when: day(millisOf(last), now) }) : t('branch.unheard')}</p>
      )}
    </>
  );
}

/** Above the branches: the head office, where the card of the network says it is. */
function HeadOffice() {
  const { replica } = useOpen();
  const us = ownNetwork(replica);
  const state = us && replica.record(us);
  if (!state) return null;
  const place = [textOf(state, 'quarter'), placeText(valueOf(state, 'place'))].filter(Boolean).join(t('list.comma'));
  return (
    <div class="card rows">
      <Row
        href={href('membres', state.id)}
        sign={<RecordSign state={state} />}
        title={t('branch.seat')}
        sub={t('list.dot', { a: titleOf(replica, state.id), b: place })}
        end={<Icon name="next" />}
      />
    </div>
  );
}

extend('branch', {
  follows: ({ name = '' }) => {
    const code = branchCode(name);
    return code ? { known: { code }, home: branchScope(code) } : { known: {} };
  },
  refuse: (_open, { name = '' }, record) => (record || branchCode(name) ? null : t('branch.name.refused')),
  Above: HeadOffice,
  Check: Answering,
  tabs: [
    {
      name: 'personnes',
      label: (open, state) => t('branch.people', { n: countPeople(open, state) ?? 2 }),
      count: countPeople,
      Shown: People,
    },
    {
      name: 'organisations',
      label: ({ replica }, state) => t('branch.organisations', { n: organisationsOf(replica, state).length }),
      count: ({ replica }, state) => organisationsOf(replica, state).length,
      Shown: Organisations,
    },
  ],
});

function countPeople(open: Open, state: RecordState): number | null {
  return readsPeople(open, state) ? workersOf(open.replica, state, open.now).length : null;
}
