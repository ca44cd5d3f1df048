/** Everything one form asks: what the law says, the steps, whom to see and which papers; for the screen and for paper. */
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Head, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import type { Form } from '../law.ts';
import { PAPER } from './addresses.ts';
import { Choose, Facts } from './compared.tsx';
import type { Asked } from './guide.tsx';
import { Cited, formName, rulesOf, stepIcon, stepName } from './said.tsx';

export function OneForm({ form, asked }: { readonly form: Form; readonly asked: Asked }) {
  return (
    <Frame
      title={formName(form.form)}
      sub={t(`legal.is.${form.form}`)}
      back={{ href: href(...asked.at), label: t('legal.back') }}
      end={
        <a class="ib" href={href(...asked.at, form.form, PAPER)} aria-label={t('legal.print')}>
          <Icon name="print" />
        </a>
      }
      acts={<Choose form={form} asked={asked} go />}
    >
      <div class="two">
        <section class="stack s3" aria-labelledby="steps">
          <Head id="steps" title={t('legal.steps')} count={form.steps.length} />
          <ol class="card rows">
            {form.steps.map(({ step, see, papers, rules }, at) => (
              <li key={step} class="row start-top">
                <Sign icon={stepIcon(step)} />
                <span class="grow">
                  <b>
                    {at + 1}. {stepName(step)}
                  </b>
                  <small class="ink">{t(`office.${see}`)}</small>
                  {papers.map((paper) => (
                    <small key={paper} class="line">
                      <Icon name="doc" size="s" />
                      {t(`paper.${paper}`)}
                    </small>
                  ))}
                  <span class="line wrap cites">
                    {rulesOf(rules).map((rule) => (
                      <Cited key={rule.id} rule={rule} />
                    ))}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </section>
        <section class="stack s3" aria-labelledby="says">
          <Head id="says" title={t('legal.says')} />
          <div class="card pad">
            <Facts form={form} />
          </div>
          <p class="sm dim">{t('result.cost')}</p>
        </section>
      </div>
    </Frame>
  );
}
