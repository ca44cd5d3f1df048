/** Who of a group has completed, who has not and why; a trainer asks the office for the certificates of those who have. */
import '../messages/group/index.ts';
import { useMemo, useState } from 'preact/hooks';
import type { Acts } from '../../../kernel/author.ts';
import { isVoided, type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { derivedId, isRecordId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { figuresOf } from '../../training/figures.ts';
import { followedText, reasonsOf, ruleText, testsText } from '../../training/reasons.ts';
import { groupOf, type Learner, refused, takenBack, toGive } from '../giving.ts';
import { prints, unprinted, unprintedAround } from '../letters.ts';

export default function GroupScreen({ rest: [id] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const cohort = isRecordId(id) ? replica.record(id) : null;
  if (cohort?.type !== 'cohort')
    return (
      <Frame title={t('group.title')} back={{ href: href('cohortes'), label: t('group.back') }}>
        <Empty text={t('group.unknown')} />
      </Frame>
    );
  return <Done cohort={cohort} />;
}

function Done({ cohort }: { readonly cohort: RecordState }) {
  const { jekulu, replica, me, now } = useOpen();
  const { version } = replica;
  const group = useMemo(() => groupOf(replica, cohort, figuresOf(replica).lent(cohort)), [replica, version, cohort]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [ready, gone, not] = [toGive(group), takenBack(group), refused(group)];
  const given = group.learners.filter(({ certificate }) => certificate);
  const boxes = [
    ...unprintedAround(replica, cohort),
    ...[...ready, ...gone.filter(({ completion }) => completion.done)]
      .map(({ name }) => name)
      .filter((name) => !prints(name)),
    ...given.flatMap(({ certificate }) =>
      certificate && unprinted(certificate).length > 0
        ? [`${textOf(certificate, 'name')}, ${t('group.given.no', { number: textOf(certificate, 'number') })}`]
        : [],
    ),
  ];
  const record = derivedId('certificate_request', cohort.id);
  const request = replica.record(record);
  const asked = request?.created && !isVoided(request) ? textOf(request, 'on') : '';
  const may = replica.may(me.person, 'create', 'certificate_request', cohort.home, now);
  const day = dayOf(now);
  const ask = async () => {
    const body = { on: day, count: ready.length };
    const acts: Acts = request?.created
      ? [{ do: 'edit', record, body }]
      : [{ do: 'create', type: 'certificate_request', home: cohort.home, body: { cohort: cohort.id, ...body } }];
    try {
      await jekulu.save(acts);
      setRefusal(null);
      toast(t('group.kept', { n: ready.length }));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const acts = may && ready.length > 0 && asked !== day && (
    <button type="button" class="btn go" onClick={ask}>
      <Icon name="graduation" />
      {t(asked === '' ? 'group.ask' : 'group.again')}
    </button>
  );
  return (
    <Frame
      title={titleOf(replica, cohort.id)}
      sub={t('group.title')}
      back={{ href: href('cohortes', cohort.id), label: t('group.back') }}
      {...(acts && { acts })}
    >
      <div class="stack">
        <p class="dim">{ruleText(group.course)}</p>
        {refusal && <RefusalNotice refusal={refusal} />}
        {asked !== '' && ready.length > 0 && (
          <Notice tone="wait" icon="clock" title={t('group.asked', { on: momentText(asked) })}>
            <p>{t('group.asked.hint')}</p>
          </Notice>
        )}
        {boxes.length > 0 && (
          <Notice tone="fix" icon="warning" title={t('group.letters')}>
            <ul>
              {[...new Set(boxes)].map((text) => (
                <li key={text}>
                  <bdi>{text}</bdi>
                </li>
              ))}
            </ul>
            <p>{t('group.letters.way')}</p>
          </Notice>
        )}
        {group.learners.length === 0 && <Empty text={t('group.nobody')} />}
        {group.learners.length > 0 && ready.length + given.length + gone.length === 0 && <p>{t('group.wait')}</p>}
        <Part title={t('group.ready', { n: ready.length })} icon="check" of={ready} text={doneText} />
        <Part
          title={t('group.given', { n: given.length })}
          icon="doc"
          of={given}
          text={({ certificate }) =>
            certificate ? t('group.given.no', { number: textOf(certificate, 'number') }) : ''
          }
        />
        <Part
          title={t('group.gone', { n: gone.length })}
          icon="warning"
          of={gone}
          text={({ withdrawn }) =>
            withdrawn
              ? t('group.gone.why', {
                  on: momentText(withdrawn.day),
                  why: t(`certificate_withdrawal.why.${withdrawn.why}`).toLowerCase(),
                })
              : ''
          }
        />
        <Part
          title={t('group.not', { n: not.length })}
          icon="clock"
          of={not}
          text={({ completion }) => reasonsOf(completion).join(' ')}
        />
      </div>
    </Frame>
  );
}

const doneText = ({ completion }: Learner): string =>
  [followedText(completion), testsText(completion)].filter((one) => one !== '').join(' ');

function Part(props: {
  readonly title: string;
  readonly icon: 'check' | 'doc' | 'warning' | 'clock';
  readonly of: readonly Learner[];
  readonly text: (learner: Learner) => string;
}) {
  const { replica } = useOpen();
  if (props.of.length === 0) return null;
  return (
    <section class="stack s2">
      <Head title={props.title} />
      <div class="card rows">
        {props.of.map((one) => (
          <Row
            key={one.enrolment.id}
            href={addressOfRecord(replica, 'enrolment', one.enrolment.id) ?? href('cohortes')}
            sign={<Sign icon={props.icon} />}
            title={one.name}
            sub={props.text(one)}
            end={<Icon name="next" />}
          />
        ))}
      </div>
    </section>
  );
}
