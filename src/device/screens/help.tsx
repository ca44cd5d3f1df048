/** Questions people ask, and every refusal one can meet with the way on: the same list the screens take their sentences from. Needs no network. */
import { Fragment } from 'preact';
import { CODES } from '../../kernel/codes.ts';
import { Frame } from '../../ui/frame.tsx';
import { QUESTIONS, SUBJECTS } from '../../ui/help.ts';
import { language, t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Listen } from '../../ui/listen.tsx';
import { href } from '../../ui/router.ts';
import '../../ui/messages/help/index.ts';

const FAMILIES = ['RULE', 'RIGHT', 'HOLD', 'FLAG', 'KEY', 'CODE', 'DEVICE', 'SYNC', 'NET', 'HUB', 'STORE'];

const familyOf = (code: string): string => FAMILIES.find((family) => code.startsWith(`${family}-`)) ?? 'OTHER';

export default function Help() {
  const english = language.value === 'en';
  const codes = Object.entries(CODES);
  return (
    <Frame title={t('help.title')} sub={t('help.sub')} back={{ href: href('plus'), label: t('back.more') }}>
      <div class="stack column">
        {SUBJECTS.map((subject) => (
          <Fragment key={subject}>
            <h2>{t(`questions.${subject}`)}</h2>
            {QUESTIONS[subject].map((key) => (
              <details class="card" key={key}>
                <summary class="row">
                  <b class="grow">{t(`ask.${key}`)}</b>
                  <Icon name="down" />
                </summary>
                <div class="pad top0 line">
                  <p class="grow">{t(`answer.${key}`)}</p>
                  <Listen />
                </div>
              </details>
            ))}
          </Fragment>
        ))}
        <h2>{t('ask.codes')}</h2>
        <p>{t('help.lead')}</p>
        {[...FAMILIES, 'OTHER'].map((family) => (
          <details class="card" key={family}>
            <summary class="row">
              <b class="grow">{t(`help.${family}`)}</b>
              <span class="num dim">{codes.filter(([code]) => familyOf(code) === family).length}</span>
              <Icon name="down" />
            </summary>
            <dl class="pad codes">
              {codes
                .filter(([code]) => familyOf(code) === family)
                .map(([code, entry]) => (
                  <div key={code}>
                    <dt>{english ? entry.en : entry.fr}</dt>
                    <dd>
                      {english ? entry.enWay : entry.frWay} <span class="xs dim block">{code}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </details>
        ))}
      </div>
    </Frame>
  );
}
