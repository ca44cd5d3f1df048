/** What the rules found to be looked at, one list a rule, with what it means and what to do about it. */
import { millisOf } from '../../../kernel/clock.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useLater } from '../../../ui/later.ts';
import { sinceText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice, Row } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { day } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { type Finding, LOOKS, RULES, type Rule } from '../checks.ts';
import { onlooker } from '../tasks.ts';
import '../messages/rules/index.ts';

const zones = () => import('../zones.ts');

interface Line {
  readonly record: RecordId;
  readonly type: string;
  readonly title: string;
  readonly sub: string;
}

const isRule = (text: string | undefined): text is Rule => RULES.some((rule) => rule === text);

export default function Checks({ rest }: { readonly rest: Path }) {
  const rule = isRule(rest[0]) ? rest[0] : 'applied';
  return rule === 'zones' ? <Zones /> : <Findings rule={rule} />;
}

function Findings({ rule }: { readonly rule: Exclude<Rule, 'zones'> }) {
  const { replica, me, now } = useOpen();
  const findings = LOOKS[rule](onlooker({ replica, me, now }));
  const said = ({ since, last, few, seats }: Finding): string => {
    if (few) return t('rule.few.said', { n: few.members, min: few.minimum, article: few.article });
    if (seats) return t('seats.full', { n: seats.held, of: seats.seats });
    if (last) return t('rule.silent.said', { when: day(millisOf(last), now) });
    return since ? sinceText(since) : '';
  };
  const lines = findings.map((one) => ({
    record: one.record,
    type: one.type,
    title: titleOf(replica, one.record),
    sub: said(one),
  }));
  return <List rule={rule} lines={lines} count={findings.length} />;
}

function Zones() {
  const { replica } = useOpen();
  const { part } = useLater(zones);
  if (!part) return null;
  const found = part.zoneFindings(replica);
  const lines = found.flatMap(({ place, branches }) =>
    branches.map((record) => ({ record, type: 'branch', title: titleOf(replica, record), sub: place })),
  );
  return <List rule="zones" lines={lines} count={new Set(lines.map((line) => line.record)).size} />;
}

function List(props: { readonly rule: Rule; readonly lines: readonly Line[]; readonly count: number }) {
  const { rule, lines, count } = props;
  const { replica } = useOpen();
  const types = replica.id.decl.types;
  return (
    <Frame title={t(`rule.${rule}`, { n: count })} back={{ href: href(), label: t('back.today') }}>
      <div class="stack narrow">
        <Notice tone="wait" icon="info">
          <p>{t(`rule.${rule}.hint`)}</p>
        </Notice>
        {lines.length === 0 ? (
          <Empty text={t('rule.none')} />
        ) : (
          <div class="card rows">
            {lines.map((line) => (
              <Row
                key={`${line.record} ${line.sub}`}
                href={href(types[line.type]?.face?.address ?? 'membres', line.record)}
                title={line.title}
                sub={line.sub}
                end={<Icon name="next" />}
              />
            ))}
          </div>
        )}
      </div>
    </Frame>
  );
}
