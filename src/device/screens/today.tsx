/** What needs me now, and has my work gone? */
import { isVoided } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import { mayEnrol } from '../../modules/access/enrolling.ts';
import { drafts } from '../../ui/drafts.ts';
import { Frame } from '../../ui/frame.tsx';
import { formatNumber, has, t } from '../../ui/i18n.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useLater } from '../../ui/later.ts';
import { useOpen } from '../../ui/open.ts';
import { Empty, Head, Notice, PersonSign, Row, Sign } from '../../ui/parts.tsx';
import { addressOfRecord } from '../../ui/records/routes.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask } from '../../ui/tasks.ts';
import { Thread } from '../../ui/thread.tsx';
import { settled } from '../../ui/toast.tsx';
import { daysSince, longDay, moment, sinceDay, untilDay } from '../../ui/when.ts';
import { fieldLabel, placeName, titleOf } from '../../ui/words.ts';
import { numbersOf, ownGroups } from '../../ui/work.ts';
import { addressOf, addressOfDraft, addressOfVersions } from './address.ts';
import { useOwnWays, useRuleTasks } from './rule-tasks.ts';
import { type Task, thingsToDo } from './todo.ts';

export function Today() {
  const { jekulu, replica, me, now } = useOpen();
  const rules = useRuleTasks();
  const tasks = thingsToDo({ replica, me, drafts: drafts.value, rules, now });
  return (
    <Frame
      title={t('nav.today')}
      sub={t('today.sub', { day: longDay(now), place: placeName(me.place, me.home) })}
      end={
        <button
          type="button"
          class="ib"
          aria-label={t('today.change', { name: me.name })}
          onClick={() => void settled().then(() => jekulu.close())}
        >
          <span class="me">
            <PersonSign sign={me.sign} color={me.color} />
          </span>
        </button>
      }
    >
      <div class="two">
        <div class="stack">
          <section class="stack s3" aria-labelledby="todo">
            <Head id="todo" title={t('today.todo')} {...(tasks.length > 0 && { count: tasks.length })} />
            {tasks.length > 0 ? <Tasks tasks={tasks} /> : <Nothing />}
            <Quick />
          </section>
          <Week rules={rules} />
        </div>
        <section class="stack s3" aria-labelledby="sent">
          <Head id="sent" title={t('today.sent')}>
            <a href={href('envois')} class="sm">
              {t('today.all')}
            </a>
          </Head>
          <div class="card pad">
            <Thread numbers={numbersOf(jekulu, me.person)} />
          </div>
          <Unsent />
          <Counts />
        </section>
      </div>
    </Frame>
  );
}

/** Nothing waits; unless nothing has come yet, which is not the same. */
function Nothing() {
  const { jekulu } = useOpen();
  const { last, unreachable } = jekulu.sync.value;
  if (last > 0) return <Empty text={t('today.nothing')} hint={t('today.nothing.hint')} />;
  return <Empty text={t('today.waiting')} hint={t(unreachable ? 'today.waiting.away' : 'today.waiting.hint')} />;
}

function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const rest = tasks.filter((task) => task.kind !== 'fix');
  return (
    <>
      {tasks.map((task) => task.kind === 'fix' && <FixTask key="fix" task={task} />)}
      {rest.length > 0 && (
        <div class="card rows">
          {rest.map((task) => (
            <TaskRow key={keyOf(task)} task={task} />
          ))}
        </div>
      )}
    </>
  );
}

const keyOf = (task: Task): string => {
  switch (task.kind) {
    case 'fix':
      return 'fix';
    case 'clash':
    case 'check':
      return `${task.kind} ${task.record.id}`;
    case 'draft':
      return `draft ${task.draft.key}`;
    case 'confirm':
      return `confirm ${task.grant.id}`;
    case 'rule':
      return `rule ${task.task.key}`;
  }
};

function FixTask({ task }: { readonly task: Extract<Task, { kind: 'fix' }> }) {
  const { replica } = useOpen();
  const names = task.items.map((item) => {
    const change = item.changes[0];
    const name = change ? titleOf(replica, change.record) : '';
    const type = item.changes.find((one) => item.ruling.fields?.some((field) => field in (one.body ?? {})))?.type;
    const fields = type ? (item.ruling.fields ?? []).map((field) => fieldLabel(type, field).toLowerCase()) : [];
    return [name, ...fields].filter((part) => part !== '').join(t('list.of'));
  });
  return (
    <div class="card first">
      <Row
        href={href('corriger')}
        sign={<Sign icon="fix" tone="tofix" />}
        title={t('today.fix', { n: task.items.length })}
        sub={[...new Set(names)].slice(0, 2).join('\u00a0· ')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

/** Which fields have two versions; of what has no sheet of its own also what it is, as it goes by the name of somebody else. */
function versionsSub(replica: Replica, { record, part, fields }: Extract<Task, { kind: 'clash' }>): string {
  const named = new Set(fields.map((field) => fieldLabel(part.type, field)));
  const all = [...named].join(t('list.comma'));
  return addressOfRecord(replica, record.type, record.id)
    ? all
    : t('list.dot', { a: t(`type.${record.type}`), b: all });
}

const remark = (code: string): string => t(has(`check.${code}`) ? `check.${code}` : 'check.any');

function TaskRow({ task }: { readonly task: Exclude<Task, { kind: 'fix' }> }) {
  const { replica, now } = useOpen();
  switch (task.kind) {
    case 'clash':
      return (
        <Row
          href={addressOfVersions(replica, task.record)}
          sign={<Sign icon="clash" tone="toclash" />}
          title={t('today.clash', { name: titleOf(replica, task.record.id) || t(`type.${task.record.type}`) })}
          sub={versionsSub(replica, task)}
        />
      );
    case 'draft': {
      const { key, type, values } = task.draft;
      const about = key.split('/').findLast(isRecordId);
      const title = values['name'] || (about && titleOf(replica, about)) || t(`${type}.did.create`);
      return (
        <Row
          href={addressOfDraft(key)}
          sign={<Sign icon="pencil" />}
          title={t('today.draft', { name: title })}
          sub={t('today.draft.at', { when: moment(task.draft.at, now) })}
        />
      );
    }
    case 'check':
      return (
        <Row
          href={addressOf(replica, { type: task.record.type, record: task.record.id })}
          sign={<Sign icon="flag" tone="p5" />}
          title={titleOf(replica, task.record.id)}
          sub={t('today.check', { what: [...new Set(task.codes)].map(remark).join(t('list.comma')) })}
        />
      );
    case 'confirm':
      return (
        <Row
          href={href('plus', 'personnes')}
          sign={<Sign icon="person" tone="p4" />}
          title={t('today.confirm', { name: titleOf(replica, task.grant.person) })}
          sub={t('today.confirm.until', { until: untilDay(task.grant.ends, now) })}
        />
      );
    case 'rule':
      return <RuleRow task={task.task} />;
  }
}

function RuleRow({ task }: { readonly task: RuleTask }) {
  return (
    <Row
      href={task.href}
      sign={<Sign icon={task.icon} tone={task.low ? 'own' : 'p4'} />}
      title={task.title}
      sub={task.sub}
      {...(task.end && {
        end: task.on === undefined ? <b class="num">{task.end}</b> : <span class="num">{task.end}</span>,
      })}
    />
  );
}

/** What comes in the next seven days, day after day. */
function Week({ rules }: { readonly rules: readonly RuleTask[] }) {
  const coming = rules.filter(({ on }) => on !== undefined).sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
  const planned = coming.filter(({ on }) => on !== '').length;
  if (coming.length === 0) return null;
  return (
    <section class="stack s3" aria-labelledby="week">
      <Head id="week" title={t('today.week')} {...(planned > 0 && { count: planned })} />
      <div class="card rows">
        {coming.map((task) => (
          <RuleRow key={task.key} task={task} />
        ))}
      </div>
    </section>
  );
}

/** What this person may begin here: whoever only teaches, what teaching begins with. */
function Quick() {
  const here = useOpen();
  const { jekulu, replica, me, now } = here;
  const own = useOwnWays();
  const ways: readonly { readonly to: string; readonly icon: IconName; readonly key: string; readonly may: boolean }[] =
    [
      {
        to: href('membres', 'nouvelle'),
        icon: 'plus',
        key: 'quick.member',
        may: replica.may(me.person, 'create', 'organisation', me.home, now),
      },
      {
        to: href('plus', 'inscrire'),
        icon: 'person',
        key: 'quick.enrol',
        may: mayEnrol(here),
      },
      {
        to: href('plus', 'secours'),
        icon: 'key',
        key: 'quick.help',
        may: replica.may(me.person, 'edit', 'device', me.home, now),
      },
      { to: href('chercher'), icon: 'search', key: 'quick.search', may: true },
    ];
  // Before the first exchange there is nothing to look for, and rights have not come.
  const open =
    jekulu.sync.value.last === 0
      ? []
      : [...own, ...ways.filter((way) => way.may).map(({ to, icon, key }) => ({ to, icon, title: t(key) }))];
  if (open.length === 0) return null;
  return (
    <nav class="quick" aria-label={t('quick')}>
      {open.map((way) => (
        <a class="card" href={way.to} key={way.to}>
          <Icon name={way.icon} size="l" />
          <span>{way.title}</span>
        </a>
      ))}
    </nav>
  );
}

/** Days after which unsent work is worth another road. */
const OLD = 2;

function Unsent() {
  const { replica, me, now } = useOpen();
  const waiting = ownGroups(replica, me.person).filter((group) => group.state === 'pending');
  const oldest = waiting.at(-1);
  if (!oldest || daysSince(oldest.at, now) < OLD) return null;
  return (
    <Notice tone="wait" icon="usb">
      <p>
        {t('today.unsent', { n: waiting.length, since: sinceDay(oldest.at, now) })}{' '}
        <a href={href('envois', 'a-envoyer')}>{t('today.carry')}</a>
      </p>
    </Notice>
  );
}

const members = () => import('../../modules/directory/screens/today.tsx');

function Counts() {
  const { replica, me } = useOpen();
  const Members = useLater(members).part?.default;
  const all = [...replica.glances('organisation')].filter(({ state }) => !state || !isVoided(state));
  const ours = all.filter((glance) => glance.home.startsWith(me.home));
  const lines = [
    ...(ours.length > 0 && ours.length < all.length
      ? [{ key: 'today.ours', icon: 'antenna', n: ours.length } as const]
      : []),
    { key: 'today.network', icon: 'network', n: all.length } as const,
  ];
  return (
    <div class="card pad">
      <h3>{t('today.followed')}</h3>
      <ul class="mini">
        {Members && <Members />}
        {lines.map(({ key, icon, n }) => (
          <li key={key}>
            <span>
              <Icon name={icon} size="s" /> {t(key, { place: placeName(me.place, me.home) })}
            </span>
            <a href={href('membres')} class="num" aria-label={t('today.open', { n })}>
              {formatNumber(n)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
