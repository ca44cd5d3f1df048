/** The way on one A4 sheet, to hang on a wall or take to the office: steps, papers, whom to see, a box or a date for each. */
import '../../../ui/messages/out/index.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { type Back, DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { titleOf } from '../../../ui/words.ts';
import { type Form, readOn } from '../law.ts';
import type { Way } from '../rules.ts';
import { citedText, countText, formName, rulesOf, stepName } from './said.tsx';

const COLUMNS = 6;

/** @param way of a group, whose dates are printed; without one every step has an empty box. */
export function FormPaper(props: { readonly form: Form; readonly way?: Way; readonly back: Back }) {
  const { form, way, back } = props;
  const { replica } = useOpen();
  const title = t('sheet.title', { form: formName(form.form) });
  const sub = way ? [titleOf(replica, way.organisation), countText(way)].join('\u00a0· ') : t(`legal.is.${form.form}`);
  return (
    <PaperScreen title={t('legal.print')} back={back}>
      <table>
        <thead>
          <DocHead title={title} sub={sub} columns={COLUMNS} />
          <tr>
            <th scope="col" class="n">
              {t('out.col.number')}
            </th>
            <th scope="col">{t('sheet.step')}</th>
            <th scope="col">{t('legal.papers')}</th>
            <th scope="col">{t('legal.see')}</th>
            <th scope="col">{t('sheet.law')}</th>
            <th scope="col" class="when">
              {t('sheet.done')}
            </th>
          </tr>
        </thead>
        <tbody>
          {form.steps.map(({ step, papers, see, rules }, at) => {
            const done = way?.lines[at]?.done;
            return (
              <tr key={step}>
                <td class="n">{at + 1}</td>
                <th scope="row">{stepName(step)}</th>
                <td>
                  {papers.map((paper) => (
                    <span class="box" key={paper}>
                      {t(`paper.${paper}`)}
                    </span>
                  ))}
                </td>
                <td>{t(`office.${see}`)}</td>
                <td>
                  {rulesOf(rules).map((rule) => (
                    <span class="block" key={rule.id}>
                      {[citedText(rule, false), rule.verified ? '' : `(${t('law.check')})`].join(' ').trim()}
                    </span>
                  ))}
                </td>
                <td>{done ? [momentText(done.on), done.document].filter((one) => one !== '').join('\u00a0· ') : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="small">{t('result.read', { when: momentText(readOn) })}</p>
    </PaperScreen>
  );
}
