/** What the search for doubles adds to the forms, sheets and lists of people and organisations. The search itself comes when it is needed. */
import { t } from '../../../ui/i18n.ts';
import { useLater } from '../../../ui/later.ts';
import type { Answers } from '../../../ui/record-form.ts';
import { extend } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { KINDS, type Kind } from '../candidates.ts';
import { doublesToDo } from '../doubles.ts';
import { Merged } from './merged.tsx';

const hints = () => import('./hints.tsx');

/** Nothing is looked for before there is a name. */
const NAMED = 3;

function Aside({ kind, answers }: { readonly kind: Kind; readonly answers: Answers }) {
  const { part } = useLater(hints);
  return part ? <part.Hints kind={kind} answers={answers} /> : null;
}

/** How many pairs wait, where somebody is going to look at them anyway. */
function Above() {
  const n = doublesToDo.value;
  return n === 0 ? null : (
    <p class="sm">
      <a class="tall" href={href('doublons')}>
        {t('today.doubles', { n })}
      </a>
    </p>
  );
}

for (const kind of KINDS)
  extend(kind, {
    aside: (_open, answers) =>
      (answers['name'] ?? '').trim().length >= NAMED && <Aside key={kind} kind={kind} answers={answers} />,
    Check: Merged,
    Above,
  });
