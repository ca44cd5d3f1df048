/** Lists to be signed on the way to a form, with the names that stand on the sheet of the organisation: who takes which shares, who came to found it. */
import '../../../ui/messages/out/index.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { type Back, DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { titleOf } from '../../../ui/words.ts';
import type { Line, Way } from '../rules.ts';
import { citedText, formName, rulesOf, ruleText } from './said.tsx';

/** Papers of a step that are printed here, each under its part of an address. */
export const SIGNED = { subscriptions: 'souscriptions', presence: 'presence' } as const;
export type Signed = keyof typeof SIGNED;
export const signedPapers = ({ step }: Line): readonly Signed[] =>
  (Object.keys(SIGNED) as Signed[]).filter((paper) => step.papers.includes(paper));

/** Columns to be filled in by hand, after the number and the name. */
const COLUMNS: { readonly [paper in Signed]: readonly string[] } = {
  subscriptions: ['shares', 'amount', 'paid', 'day'],
  presence: ['for'],
};
/** Lines for whoever is not on the sheet yet. */
const OTHERS = [1, 2, 3];

export function SignedPaper(props: {
  readonly way: Way;
  readonly line: Line;
  readonly paper: Signed;
  readonly back: Back;
}) {
  const { way, line, paper, back } = props;
  const { replica } = useOpen();
  const names = [...way.members.people, ...way.members.organisations]
    .map((id) => ({ id, name: titleOf(replica, id) || t('value.unknown') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const columns = COLUMNS[paper];
  const on = (line.done ?? line.planned)?.on;
  const holes = (
    <>
      {columns.map((column) => (
        <td key={column} />
      ))}
      <td />
    </>
  );
  return (
    <PaperScreen title={t(`paper.${paper}`)} back={back}>
      <table class="to-sign">
        <thead>
          <DocHead
            title={t(`paper.${paper}`)}
            sub={[titleOf(replica, way.organisation), formName(way.form?.form ?? '')].join('\u00a0· ')}
            columns={columns.length + 3}
          />
          <tr>
            <th scope="col" class="n">
              {t('out.col.number')}
            </th>
            <th scope="col">{t('signed.name')}</th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {t(`signed.${column}`)}
              </th>
            ))}
            <th scope="col" class="sg">
              {t('out.col.sign')}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ id, name }, at) => (
            <tr key={id}>
              <td class="n">{at + 1}</td>
              <th scope="row">{name}</th>
              {holes}
            </tr>
          ))}
          {OTHERS.map((nth) => (
            <tr key={nth}>
              <td class="n">{names.length + nth}</td>
              <td />
              {holes}
            </tr>
          ))}
          {paper === 'subscriptions' && (
            <tr>
              <td class="n" />
              <th scope="row">{t('signed.all')}</th>
              {holes}
            </tr>
          )}
        </tbody>
      </table>
      {paper === 'subscriptions' ? (
        <p class="meeting">
          {t('signed.worth')}
          <span class="hole l" />
          {t('signed.currency')}
        </p>
      ) : (
        <>
          <p class="meeting">
            {t('signed.on')} {on ? momentText(on) : <span class="hole xl" />} {t('out.meeting.where')}
            <span class="hole xl" />
          </p>
          <p class="meeting">
            {t('signed.came')}
            <span class="hole" />
            {t('signed.of')} {names.length}
          </p>
        </>
      )}
      {rulesOf(line.step.rules).map((rule) => (
        <p class="small" key={rule.id}>
          {[
            ruleText(rule),
            ...[citedText(rule, true), rule.verified ? '' : t('law.check')].filter(Boolean).map((one) => `(${one})`),
          ].join(' ')}
        </p>
      ))}
    </PaperScreen>
  );
}
