/** Somebody asks for a place: who they are and what they want to do, on one form, on a phone or typed from paper. Whoever looks like them is said. */
import { useState } from 'preact/hooks';
import type { Act } from '../../../kernel/author.ts';
import { millisOf } from '../../../kernel/clock.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { derivedId, isRecordId } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Form } from '../../../ui/form.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { type Answers, createActs, formOf, type Question, type RecordForm } from '../../../ui/record-form.ts';
import { encode } from '../../../ui/records/codec.ts';
import { alongOf, extensionsOf } from '../../../ui/records/extend.ts';
import { draftKeyOf } from '../../../ui/records/routes.ts';
import { mayAnswer } from '../../../ui/records/save.ts';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { ageRuleOf, eligibleBy } from '../rules.ts';
import { quotasOf } from '../selection-read.ts';
import { APPLY, FROM_LIST, FROM_PAPER } from './selection-addresses.ts';
import { eligibilityText } from './sheet.tsx';
import '../messages/selection/index.ts';

/** `programmes/candidature/<programme>`, the same with `papier`, or `liste` for a list that was brought in. */
export default function Apply({ rest: [id, how = '', step] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (programme?.type !== 'programme' || !programme.created)
    return (
      <Frame title={t('apply.title')} back={{ href: href('programmes'), label: t('funnel.back') }}>
        <Empty text={t('funnel.unknown')} />
      </Frame>
    );
  if (how === FROM_LIST) return <Listed programme={programme} />;
  return <Asked programme={programme} paper={how === FROM_PAPER} step={Number(how === FROM_PAPER ? step : how) || 0} />;
}

/** Sensitive questions are asked only where a share of the programme hangs on the answer. */
const SENSITIVE: { readonly [field: string]: string } = { displacement: 'displaced', disability: 'disability' };

/** What is asked, in its order: on the screen, and on the paper that is typed back into it. */
export function formFor(open: Open, programme: RecordState): RecordForm {
  const { decl } = open.replica.id;
  const person = formOf(decl, 'person');
  const application = formOf(decl, 'application');
  const may = mayAnswer(open, person, open.me.home);
  const groups = quotasOf(programme).map(({ group }) => group as string);
  // Asked among what is asked of everybody, though it is kept with the request.
  const project = application.questions
    .filter(({ field }) => field === 'project')
    .map((one) => ({ ...one, type: person.type }));
  const asked = (one: Question): boolean =>
    OPEN.includes(nameOf(one)) || APART.includes(nameOf(one)) || groups.includes(SENSITIVE[one.field] ?? '');
  const questions = [...person.questions, ...project]
    .filter((one) => may(one) && asked(one))
    .sort((a, b) => Number(a.type !== person.type) - Number(b.type !== person.type));
  return { ...person, questions, whole: questions };
}
const nameOf = ({ type, field }: Question): string => `${type.name}.${field}`;
const OPEN = ['person.name', 'person.sex', 'person.birth', 'person.place', 'person.project'];
const APART = ['person_contact.phone', 'person_contact.consent'];

function Asked({
  programme,
  paper,
  step,
}: {
  readonly programme: RecordState;
  readonly paper: boolean;
  readonly step: number;
}) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const own = formFor(open, programme);
  const along = alongOf(open, own, {}, null);
  const at = ['programmes', APPLY, programme.id, ...(paper ? [FROM_PAPER] : [])];
  const rule = ageRuleOf(programme, dayOf(now));
  const back = href('programmes', programme.id, 'application.programme');
  if (!replica.may(me.person, 'create', 'application', me.home, now))
    return (
      <Frame title={t('apply.title')} back={{ href: back, label: t('funnel.back.programme') }}>
        <Notice tone="wait" icon="lock">
          <p>{t('apply.noright')}</p>
        </Notice>
      </Frame>
    );
  const save = async (answers: Answers) => {
    const { form } = along;
    const person: RecordForm = { ...form, questions: form.questions.filter(({ field }) => field !== 'project') };
    const acts = createActs(person, answers, me.home);
    const asked = form.questions.find(({ field }) => field === 'project');
    const project = asked ? encode(asked.decl, answers['project'] ?? '') : null;
    const application = (person: RecordId): Act => ({
      do: 'create',
      type: 'application',
      home: me.home,
      body: { person, programme: programme.id, on: dayOf(now), ...(project && { project }) },
    });
    await jekulu.save(
      (ids) => [
        ...(typeof acts === 'function' ? acts(ids) : acts),
        application(ids(0)),
        ...along.acts(answers, ids(0)),
      ],
      paper ? { source: 'paper' } : {},
    );
    toast(t('apply.done', { name: answers['name'] ?? '' }));
    go(back, 'replace');
  };
  return (
    <Form
      form={along.form}
      title={t(paper ? 'apply.paper' : 'apply.title')}
      draftKey={draftKeyOf(at)}
      before={along.before}
      at={at}
      step={step}
      back={back}
      known={{}}
      onSave={save}
      aside={(answers) => {
        const birth = answers['birth'] ?? '';
        const age = rule && birth !== '' ? eligibleBy(birth, rule) : null;
        return (
          <>
            {age && (
              <Notice
                tone={age.verdict === 'yes' ? 'ok' : age.verdict === 'no' || age.verdict === 'future' ? 'fix' : 'wait'}
                icon="info"
                live
              >
                <p>{eligibilityText(age, rule?.on ?? '')}</p>
              </Notice>
            )}
            {extensionsOf('person').map((one) => one.aside?.(open, answers, me.home))}
            {step <= 1 && (
              <p class="sm">
                <a class="tall" href={href('programmes', programme.id, 'application.programme', 'nouvelle')}>
                  {t('apply.known')}
                </a>
              </p>
            )}
          </>
        );
      }}
    />
  );
}

/** Everybody of an imported list, as candidates at once: whoever asked already keeps what they have. */
function Listed({ programme }: { readonly programme: RecordState }) {
  const { jekulu, replica, me, now } = useOpen();
  const [done, setDone] = useState<number | null>(null);
  const [since, setSince] = useState(dayOf(now));
  const batches = new Map<string, Set<RecordId>>();
  for (const { by, change } of replica.own()) {
    if (by !== me.person || change?.batch === undefined || change.type !== 'person') continue;
    const person = replica.record(replica.resolve(change.record));
    if (!person || isVoided(person)) continue;
    batches.set(change.batch, (batches.get(change.batch) ?? new Set()).add(person.id));
  }
  const asked = new Set(
    linksTo(replica, 'application', 'programme', programme.id).flatMap((one) => {
      const person = refOf(one, 'person');
      return person ? [replica.resolve(person)] : [];
    }),
  );
  const back = { href: href('programmes', programme.id), label: t('funnel.back.programme') };
  const apply = async (people: readonly RecordId[], batch?: string) => {
    for (const [at, person] of people.entries()) {
      const home = replica.record(person)?.home ?? me.home;
      const body = { person, programme: programme.id, on: dayOf(now) };
      const record = derivedId('application', person, programme.id);
      await jekulu.save(
        [{ do: 'create', type: 'application', record, home, body }],
        batch ? { source: 'import', batch } : {},
      );
      if (at % 25 === 24) setDone(at + 1);
    }
    setDone(people.length);
  };
  const staff = new Set(replica.list('grant').flatMap((one) => refOf(one, 'person') ?? []));
  const fresh = replica
    .list('person')
    .filter(({ id, created }) => created && dayOf(millisOf(created.eff)) >= since && !asked.has(id) && !staff.has(id))
    .filter((one) => !isVoided(one) && replica.resolve(one.id) === one.id)
    .map(({ id }) => id);
  const rows = [...batches].map(([batch, people]) => ({
    batch,
    all: people.size,
    left: [...people].filter((id) => !asked.has(id)),
  }));
  return (
    <Frame title={t('apply.list')} sub={textOf(programme, 'name')} back={back}>
      <div class="stack narrow">
        <p>{t('apply.list.lead')}</p>
        <p class="sm">
          <a class="tall" href={href('personnes')}>
            {t('apply.list.import')}
          </a>
        </p>
        {done !== null && (
          <p class="big" role="status">
            {t('apply.list.done', { n: done })}
          </p>
        )}
        {rows.map(({ batch, all, left }) => (
          <section key={batch} class="card pad stack s2">
            <h2>{batch.split('.')[0]}</h2>
            <p>{t('apply.list.people', { n: all, left: left.length })}</p>
            {left.length > 0 && <All n={left.length} press={() => apply(left, batch)} />}
          </section>
        ))}
        <section class="card pad stack s2">
          <h2>{t('apply.list.since')}</h2>
          <p class="sm dim">{t('apply.list.since.hint')}</p>
          <div class="field">
            <label for="apply-since">{t('apply.list.day')}</label>
            <input
              class="in"
              id="apply-since"
              type="date"
              value={since}
              max={dayOf(now)}
              onChange={(event) => setSince(event.currentTarget.value || dayOf(now))}
            />
          </div>
          {fresh.length > 0 ? <All n={fresh.length} press={() => apply(fresh)} /> : <p>{t('apply.list.nobody')}</p>}
        </section>
      </div>
    </Frame>
  );
}

function All({ n, press }: { readonly n: number; readonly press: () => void }) {
  return (
    <button type="button" class="btn full" onClick={press}>
      <Icon name="plus" />
      {t('apply.list.do', { n })}
    </button>
  );
}
