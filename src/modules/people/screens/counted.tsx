/**
 * How many, by sex and age, with those of whom it was not said: of an organisation, a branch, or everybody in the copy; members, functions, employees and
 * beneficiaries apart. Every row adds up, and each opens the people behind it.
 */
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { branchScope, ROOT } from '../../../kernel/ids.ts';
import { glancesIn, isHidden } from '../../../kernel/links.ts';
import type { RecordId, Scope } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Head } from '../../../ui/parts.tsx';
import { Behind } from '../../../ui/records/behind.tsx';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { Tabs } from '../../../ui/records/tabs.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { BANDS, bandKey } from '../../training/ages.ts';
import { type CountedAt, countedAt, countedHref, EVERY } from '../counted.ts';
import { type Band, countPersons, LINKS, type Link, linkedOn, SEX_ROWS } from '../rules.ts';
import '../messages/screens/index.ts';

/** A row of the count, under the key that narrows the list to it. */
interface Line {
  readonly key: string;
  readonly label: string;
  readonly ids: readonly RecordId[];
}

export default function Counted({ rest }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica } = open;
  const at = countedAt(rest);
  const owner = at.of && replica.record(at.of);
  const name = owner ? titleOf(replica, owner.id) : t('counted.here');
  const registers = [null, ...LINKS].map((link) => ({ link, ids: peopleOf(open, owner, link) }));
  const ids = registers.find(({ link }) => link === at.link)?.ids ?? [];
  const lines = linesOf(open, ids);
  const chosen = [lines.all, ...lines.sexes, ...lines.ages].find(({ key }) => key === at.key);
  if (chosen)
    return (
      <Behind
        title={linkName(at.link)}
        sub={t('list.dot', { a: t('counted.row', { row: chosen.label, n: chosen.ids.length }), b: name })}
        back={{ href: countedHref({ ...at, key: '' }), label: t('counted.back') }}
        ids={chosen.ids}
        none={t('counted.none')}
        elsewhere={(n) => t('counted.elsewhere', { n })}
      />
    );
  const back = owner && addressOfRecord(replica, owner.type, owner.id);
  return (
    <Frame
      title={linkName(at.link)}
      sub={name}
      back={{ href: back ?? href('personnes'), label: t(back ? 'counted.sheet' : 'counted.list') }}
    >
      <div class="stack">
        <Tabs
          label={t('counted.registers')}
          tabs={registers.map(({ link, ids: { length } }) => ({
            key: link ?? '',
            href: countedHref({ of: at.of, link }),
            label: linkName(link),
            count: length,
          }))}
          current={at.link ?? ''}
          within
        />
        {ids.length === 0 ? (
          <Empty text={t('counted.none')} />
        ) : (
          <>
            <div class="wide2">
              <Lines title={t('counted.bysex')} lines={[...lines.sexes, lines.all]} at={at} />
              <Lines title={t('counted.byage')} lines={[...lines.ages, lines.all]} at={at} />
            </div>
            <p class="sm dim">{t('counted.once')}</p>
          </>
        )}
      </div>
    </Frame>
  );
}

const linkName = (link: Link | null): string => t(`counted.${link ?? 'all'}`);

/** Whom a register has today; without one, everybody it can be about. */
function peopleOf({ replica, now }: Open, owner: RecordState | null, link: Link | null): readonly RecordId[] {
  const day = dayOf(now);
  if (owner?.type === 'organisation') {
    const one = (each: Link): readonly RecordId[] => linkedOn(replica, each, day, owner.id);
    return link ? one(link) : [...new Set(LINKS.flatMap(one))];
  }
  const home: Scope = owner?.type === 'branch' ? branchScope(textOf(owner, 'code')) : ROOT;
  const ours = [...glancesIn(replica, 'person')]
    .filter((glance) => !isHidden(glance) && glance.home.startsWith(home) && replica.resolve(glance.id) === glance.id)
    .map(({ id }) => id);
  if (!link) return ours;
  const tied = new Set(linkedOn(replica, link, day, null));
  return ours.filter((id) => tied.has(id));
}

function linesOf({ replica, now }: Open, ids: readonly RecordId[]) {
  const { bySex, byBand } = countPersons(replica, ids, BANDS, dayOf(now));
  const sexes = SEX_ROWS.map((sex): Line => ({ key: sex || 'x', label: t(`counted.${sex || 'x'}`), ids: bySex[sex] }));
  const ages = byBand.map((list, index): Line => {
    const band = BANDS[index];
    return band
      ? { key: bandKey(band), label: bandName(band), ids: list }
      : { key: 'age', label: t('counted.age.x'), ids: list };
  });
  const all: Line = { key: EVERY, label: t('counted.total'), ids };
  return { sexes, ages, all };
}

function Lines(props: { readonly title: string; readonly lines: readonly Line[]; readonly at: CountedAt }) {
  const { title, lines, at } = props;
  return (
    <section class="stack s3">
      <Head title={title} />
      <ul class="card pad mini">
        {lines.map(({ key, label, ids }) => (
          <li key={key}>
            <span>{label}</span>
            <a class="num" href={countedHref({ ...at, key })} aria-label={`${label}, ${ids.length}`}>
              {formatNumber(ids.length)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const bandName = ({ from, to }: Band): string =>
  to === undefined
    ? t('counted.age.up', { from })
    : from === 0
      ? t('counted.age.under', { to: to + 1 })
      : t('counted.age', { from, to });
