/** What candidates hold in their hands or read on a wall: the form to fill in, and the results of a round that was decided. */
import '../../../ui/messages/out/index.ts';
import '../messages/selection/index.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { placeText } from '../../../ui/place.ts';
import { alongOf } from '../../../ui/records/extend.ts';
import { Blanks } from '../../../ui/records/out/blanks.tsx';
import { QuestionRow } from '../../../ui/records/out/form-paper.tsx';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { ageRuleOf } from '../rules.ts';
import { quotasOf, type Request } from '../selection-read.ts';
import { NUMBERS, RANKING } from './selection-addresses.ts';
import { formFor } from './selection-apply.tsx';
import { groupText, NoRound, nameOf, useRound } from './selection-parts.tsx';

/** `programmes/fiche/<programme>`: the questions of the screen it is typed back into, in the same order. */
export function Blank({ rest: [id] }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica, now } = open;
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const back = { href: href('programmes', ...(programme ? [programme.id] : [])), label: t('funnel.back.programme') };
  return (
    <PaperScreen title={t('apply.blank')} back={back}>
      {programme?.type === 'programme' ? (
        <BlankForm programme={programme} today={dayOf(now)} />
      ) : (
        <Empty text={t('funnel.unknown')} />
      )}
    </PaperScreen>
  );
}

function BlankForm({ programme, today }: { readonly programme: RecordState; readonly today: string }) {
  const open = useOpen();
  const { form } = alongOf(open, formFor(open, programme), {}, null);
  const age = ageRuleOf(programme, today);
  const shares = quotasOf(programme).map((quota) => t('blank.share', { who: groupText(quota), n: quota.share }));
  const told = [
    age && t('blank.age', { from: age.from ?? 0, to: age.to ?? '—', on: momentText(age.on) }),
    shares.length > 0 && t('blank.shares', { list: shares.join(t('list.comma')) }),
  ].filter((one) => one);
  return (
    <table class="qa">
      <thead>
        <DocHead title={t('blank.title', { name: textOf(programme, 'name') })} sub={t('blank.hint')} columns={2} />
      </thead>
      <tbody>
        {told.length > 0 && (
          <tr>
            <td colSpan={2} class="small">
              {told.join(' ')}
            </td>
          </tr>
        )}
        {form.questions.map((question) => (
          <QuestionRow key={`${question.type.name}.${question.field}`} question={question} among={form.questions} />
        ))}
        <tr>
          <td colSpan={2}>{t('blank.agree')}</td>
        </tr>
        <tr>
          <th scope="row" style={{ blockSize: '22mm' }}>
            {t('blank.sign')}
          </th>
          <td>
            <Blanks
              of={[
                [t('blank.at'), 2],
                [t('out.form.on'), 1],
              ]}
            />
          </td>
        </tr>
        <tr>
          <th scope="row">
            {t('out.form.by')}
            <span class="block small">{t('blank.witness')}</span>
          </th>
          <td>
            <Blanks
              tall
              of={[
                ['', 1],
                [t('out.signature'), 1],
              ]}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** A number that tells neither who somebody is nor how they were ranked: by ids, which no mark and no day had a part in. */
const numbered = (requests: readonly Request[]): ReadonlyMap<Request, number> =>
  new Map([...requests].sort((a, b) => (a.application.id < b.application.id ? -1 : 1)).map((one, at) => [one, at + 1]));

const rankOf = ({ application }: Request): number => {
  const rank = valueOf(application, 'rank');
  return typeof rank === 'number' ? rank : Number.MAX_SAFE_INTEGER;
};

/** `selections/resultats/<round>`, with the names; the same with `numeros`. Neither marks nor reasons are anybody's business on a wall. */
export function Results({ rest: [id, how] }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica } = open;
  const round = useRound(id);
  if (!round) return <NoRound />;
  const { selection, decided, programme } = round;
  const back = { href: href('selections', selection.id), label: t('selection.back') };
  if (decided === '')
    return (
      <Frame title={t('results.title')} sub={titleOf(replica, selection.id)} back={back}>
        <Empty text={t('results.undecided')}>
          <a class="btn" href={href('selections', RANKING, selection.id)}>
            {t('selection.rank')}
          </a>
        </Empty>
      </Frame>
    );
  const of = (outcome: string) =>
    round.requests.filter(({ application }) => textOf(application, 'outcome') === outcome);
  const chosen = of('selected');
  const waiting = [...of('waiting')].sort(
    (a, b) => rankOf(a) - rankOf(b) || (nameOf(open, a) < nameOf(open, b) ? -1 : 1),
  );
  const all = [...chosen, ...waiting, ...of('refused'), ...of('withdrawn')];
  const numbers = numbered(all);
  const byNumber = how === NUMBERS;
  const numberText = (one: Request): string => t('results.number', { n: numbers.get(one) ?? 0 });
  const twins = all.map((one) => nameOf(open, one)).filter((name, at, names) => names.indexOf(name) !== at);
  /** Two of one name are told apart by where they live. */
  const name = (one: Request): string => {
    const text = nameOf(open, one);
    const where = twins.includes(text) && one.person ? placeText(valueOf(one.person, 'place')) : '';
    return where === '' ? text : `${text} (${where})`;
  };
  const shown = byNumber ? numberText : name;
  const inOrder = [...chosen].sort((a, b) =>
    byNumber ? (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0) : name(a).localeCompare(name(b), 'fr'),
  );
  const sub = [programme ? titleOf(replica, programme.id) : '', t('results.on', { on: momentText(decided) })];
  const head = (title: string) => (
    <thead>
      <DocHead title={title} sub={sub.filter((one) => one !== '').join('\u00a0· ')} columns={2} />
    </thead>
  );
  return (
    <PaperScreen
      title={t('results.title')}
      back={back}
      note={t(byNumber ? 'results.numbers.note' : 'results.names.note')}
    >
      <table class="wall">
        {head(t('results.of', { name: titleOf(replica, selection.id) }))}
        {[
          { title: t('results.selected', { n: inOrder.length }), list: inOrder, ranked: false },
          { title: t('results.waiting', { n: waiting.length }), list: waiting, ranked: true },
        ].map(
          ({ title, list, ranked }) =>
            list.length > 0 && (
              <tbody key={title}>
                <tr class="part">
                  <th scope="rowgroup" colSpan={2}>
                    {title}
                  </th>
                </tr>
                {list.map((one, at) => (
                  <tr key={one.application.id}>
                    {ranked && <td class="ph">{at + 1}</td>}
                    <th scope="row" colSpan={ranked ? 1 : 2}>
                      {shown(one)}
                    </th>
                  </tr>
                ))}
              </tbody>
            ),
        )}
      </table>
      {byNumber && (
        <table style={{ breakBefore: 'page' }}>
          {head(t('results.key'))}
          <tbody>
            {[...numbers].map(([one]) => (
              <tr key={one.application.id}>
                <td class="ph">{numberText(one)}</td>
                <th scope="row">{name(one)}</th>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PaperScreen>
  );
}
