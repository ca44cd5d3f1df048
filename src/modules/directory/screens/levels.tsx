/** Confederation, federations, unions, base: what stands under an organisation, each of the base counted once. */
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { isDay } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { Count, DayField } from '../../../ui/records/on-day.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { formOn } from '../forms.ts';
import { type Figure, levelsOf, type Sex, tellersOf, topsOn } from '../levels.ts';
import { membersOn } from '../rules.ts';
import { isThere } from '../source.ts';
import { FORMS, LEVELS } from './addresses.ts';
import { FormList, formPart, NamedList, UNSAID } from './form-list.tsx';
import { formName, namedOn } from './register-parts.ts';
import '../messages/rules/index.ts';

interface On {
  readonly day: Day;
  /** First parts of the addresses of this day: today needs none. */
  readonly at: Path;
}

/** Third part of an address: those under an organisation that are of one form; all that stand at the base. */
const FORM = 'forme';
const BASE = 'base';
/** The same: what the base says of its women and of its men; `-` after it, those that do not say. */
const SEXES = { women: 'femmes', men: 'hommes' } as const;

/**
 * `membres/niveaux` and `membres/niveaux/<organisation>`, either on another day: `membres/niveaux/2014-01-01/<organisation>`; and who is behind a figure of
 * it: `membres/niveaux/<organisation>/base`, `…/forme/scoops`, `…/femmes`, `…/hommes`, and `…/femmes/-` for those that did not say.
 */
export default function Levels({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const today = dayOf(now);
  const day = isDay(rest[0]) ? rest[0] : today;
  const on: On = { day, at: day === today ? ['membres', LEVELS] : ['membres', LEVELS, day] };
  const [id, part, kind] = isDay(rest[0]) ? rest.slice(1) : rest;
  const sex = (['women', 'men'] as const).find((one) => SEXES[one] === part);
  if (isRecordId(id) && sex) return <OfSex id={id} sex={sex} unsaid={kind === UNSAID} {...on} />;
  if (isRecordId(id) && part === BASE) return <AllOf id={id} {...on} />;
  if (isRecordId(id)) return part === FORM && kind ? <OfForm id={id} kind={kind} {...on} /> : <Under id={id} {...on} />;
  const tops = topsOn(replica, day);
  return (
    <Frame title={t('levels.title')} sub={t('levels.sub')} back={{ href: href('membres'), label: t('directory.back') }}>
      <div class="stack narrow">
        <DayField day={day} to={(other) => href('membres', LEVELS, other)} />
        {tops.length === 0 ? <Empty text={t('levels.none')} /> : <Members ids={tops} {...on} />}
        <div class="card rows">
          <Row href={href('membres', FORMS, day)} title={t('forms.whole')} end={<Icon name="next" />} />
        </div>
      </div>
    </Frame>
  );
}

/** Organisations, each with its form of that day and how many of the base stood under it. */
function Members({ ids, day, at }: On & { readonly ids: readonly RecordId[] }) {
  const open = useOpen();
  const { replica } = open;
  return (
    <div class="card rows narrow">
      {ids.map((id) => {
        const state = replica.record(id);
        const { base } = levelsOf(replica, id, day);
        const { name, now } = namedOn(open, id, day);
        const said = [
          state ? formName(formOn(state, day)?.kind ?? '') : '',
          base.length > 0 ? t('levels.base', { n: base.length }) : '',
          now && t('register.now', { name: now }),
        ].filter(Boolean);
        return (
          <Row
            key={id}
            href={base.length > 0 ? href(...at, id) : href('membres', id)}
            sign={<Sign icon={base.length > 0 ? 'network' : 'coop'} />}
            title={name}
            sub={said.join('\u00a0· ')}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}

function Under({ id, day, at }: On & { readonly id: RecordId }) {
  const open = useOpen();
  const { replica, now } = open;
  const { base, byForm, women, men, circles } = levelsOf(replica, id, day);
  const below = membersOn(replica, id, day).active.map((line) => line.member);
  return (
    <Frame
      title={namedOn(open, id, day).name}
      sub={t('levels.base', { n: base.length })}
      back={{ href: href(...at), label: t('levels.back') }}
    >
      <div class="stack beside">
        <div class="stack">
          {circles.map((circle) => (
            <Notice key={circle.join(' ')} tone="fix" icon="warning">
              <p>
                {t('levels.circle', {
                  names: circle
                    .slice(1)
                    .map((one) => titleOf(replica, one))
                    .join(t('list.comma')),
                })}
              </p>
            </Notice>
          ))}
          <DayField day={day} to={(other) => href('membres', LEVELS, other, id)} />
          <div class="card pad stack s2">
            <ul class="mini">
              {base.length > 0 && <Count label={t('levels.all')} n={base.length} to={href(...at, id, BASE)} />}
              {[...byForm].map(([kind, ids]) => (
                <Count key={kind} label={formName(kind)} n={ids.length} to={href(...at, id, FORM, formPart(kind))} />
              ))}
              <Sum sex="women" of={women} to={[...at, id]} />
              <Sum sex="men" of={men} to={[...at, id]} />
            </ul>
            <p class="sm dim">{t('levels.once')}</p>
            {day !== dayOf(now) && <p class="sm dim">{t('levels.said')}</p>}
            {isThere(replica, id) && (
              <a class="btn" href={href('membres', id)}>
                {t('levels.sheet')}
              </a>
            )}
          </div>
        </div>
        <section class="stack s3">
          <Head title={t('levels.below')} count={below.length} />
          {below.length === 0 ? <Empty text={t('levels.nobody')} /> : <Members ids={below} day={day} at={at} />}
        </section>
      </div>
    </Frame>
  );
}

function AllOf({ id, day, at }: On & { readonly id: RecordId }) {
  const open = useOpen();
  const { base } = levelsOf(open.replica, id, day);
  const back = { href: href(...at, id), label: t('levels.back') };
  return <NamedList title={t('levels.all')} ids={base} day={day} of={namedOn(open, id, day).name} back={back} />;
}

function OfForm({ id, kind, day, at }: On & { readonly id: RecordId; readonly kind: string }) {
  const open = useOpen();
  const { byForm } = levelsOf(open.replica, id, day);
  const back = { href: href(...at, id), label: t('levels.back') };
  return <FormList day={day} part={kind} forms={byForm} of={namedOn(open, id, day).name} back={back} />;
}

/** Who of the base says how many women or men it has, the most first; or who does not say. */
function OfSex({
  id,
  sex,
  unsaid,
  day,
  at,
}: On & { readonly id: RecordId; readonly sex: Sex; readonly unsaid: boolean }) {
  const open = useOpen();
  const who = tellersOf(open.replica, levelsOf(open.replica, id, day).base, sex);
  const back = { href: href(...at, id), label: t('levels.back') };
  const list = unsaid ? { ids: who.unsaid } : { ids: [...who.said.keys()], adds: who.said };
  const title = t(unsaid ? `levels.${sex}.unsaid` : `levels.${sex}`);
  return <NamedList title={title} day={day} of={namedOn(open, id, day).name} back={back} {...list} />;
}

/** A sum, and how many did not say: null is not zero. */
function Sum({ sex, of, to }: { readonly sex: Sex; readonly of: Figure; readonly to: Path }) {
  return (
    <>
      <Count label={t(`levels.${sex}`)} n={of.sum} to={href(...to, SEXES[sex])} />
      {of.unknown > 0 && (
        <Count label={t(`levels.${sex}.unsaid`)} n={of.unknown} to={href(...to, SEXES[sex], UNSAID)} />
      )}
    </>
  );
}
