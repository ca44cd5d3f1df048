/** Of what form are the organisations of the whole directory, members of the network or not, on any date? Every number opens the list behind it. */
import { dayOf } from '../../../kernel/grant.ts';
import { isDay } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Count, DayField } from '../../../ui/records/on-day.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { byFormOn, directoryOn } from '../forms.ts';
import { FORMS } from './addresses.ts';
import { FormList, formPart, NamedList } from './form-list.tsx';
import { formName } from './register-parts.ts';

/** Part of an address: those that say no date at all. No form is called so. */
const UNDATED = 'sans-date';

import '../messages/rules/index.ts';

/**
 * `membres/formes`, `membres/formes/2014-01-01`, and one list of it: `membres/formes/2014-01-01/scoops`; `-` for those of which nobody said, `sans-date`
 * for those that count as they are today.
 */
export default function Forms({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const [asked, kind] = rest;
  const day = isDay(asked) ? asked : dayOf(now);
  const { all, undated } = directoryOn(replica, day);
  const forms = byFormOn(replica, all, day);
  if (kind !== undefined) {
    const back = { href: href('membres', FORMS, day), label: t('forms.back') };
    if (kind === UNDATED) return <NamedList title={t('forms.dateless')} ids={undated} day={day} back={back} />;
    return <FormList day={day} part={kind} forms={forms} back={back} />;
  }
  const rows = [...forms].sort(([, a], [, b]) => b.length - a.length);
  return (
    <Frame title={t('forms.title')} sub={t('forms.sub')} back={{ href: href('membres'), label: t('directory.back') }}>
      <div class="stack narrow">
        <DayField day={day} to={(other) => href('membres', FORMS, other)} />
        <div class="card pad stack s2">
          <p class="big">{t('forms.count', { n: all.length, day: momentText(day) })}</p>
          {rows.length > 0 && (
            <ul class="mini">
              {rows.map(([form, ids]) => (
                <Count
                  key={form}
                  label={formName(form)}
                  n={ids.length}
                  to={href('membres', FORMS, day, formPart(form))}
                />
              ))}
            </ul>
          )}
          {undated.length > 0 && (
            <p class="sm">
              <a href={href('membres', FORMS, day, UNDATED)}>{t('forms.undated', { n: undated.length })}</a>
            </p>
          )}
        </div>
      </div>
    </Frame>
  );
}
