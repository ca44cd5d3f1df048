/** Fines, the solidarity contribution, and help out of the solidarity fund. */
import { entryKey } from '../../../kernel/declare.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Head } from '../../../ui/parts.tsx';
import { takingOut } from '../closing.ts';
import { placeOf, type StepProps } from './parts.tsx';
import { refusedBy } from './sum-pad.tsx';
import { Sums } from './sums.tsx';

/** What every member may pay at a meeting. */
function Dues(props: StepProps & { readonly map: 'fines' | 'social'; readonly usual: number }) {
  const { sitting, members, keeper, typing, closed, map, usual } = props;
  return (
    <Sums
      {...{ typing }}
      pad={map}
      lines={members.map((member) => ({ id: member.id, member, sub: placeOf(member, sitting) }))}
      sums={sitting.entries[map]}
      title={t(`savings_meeting.step.${map}`)}
      ask={() => t(`savings.${map}.ask`)}
      done={t('savings.paid')}
      usual={usual}
      tone={map === 'fines' ? 'late' : 'ok'}
      icon={map === 'fines' ? 'flag' : 'heart'}
      closed={closed}
      label={(name, sum) => t(`savings.${map}.of`, { name, sum })}
      onPut={(id, sum) => keeper.put({ [entryKey(map, id)]: sum === 0 ? null : { sum } })}
    />
  );
}

export const Fines = (props: StepProps) => <Dues {...props} map="fines" usual={props.book.rules.fine} />;

export function Social(props: StepProps) {
  const { book, sitting, members, keeper, typing, closed } = props;
  const usual = book.rules.social;
  const { there, social, helped } = sitting.entries;
  const toPay = members.filter(({ id }) => there.get(id) === true && !social.has(id));
  return (
    <>
      {!closed && usual > 0 && toPay.length > 0 && (
        <button
          type="button"
          class="btn full"
          onClick={() =>
            keeper.put(Object.fromEntries(toPay.map(({ id }) => [entryKey('social', id), { sum: usual }])))
          }
        >
          <Icon name="people" />
          {t('savings.social.all', { n: toPay.length })}
        </button>
      )}
      <Dues {...props} map="social" usual={usual} />
      <section class="stack s3">
        <Head title={t('savings_meeting.helped')} />
        <Sums
          {...{ typing }}
          pad="helped"
          lines={members.flatMap((member) => (helped.has(member.id) ? [{ id: member.id, member }] : []))}
          sums={helped}
          title={t('savings_meeting.helped')}
          ask={() => t('savings.help.ask')}
          done={t('savings.given')}
          tone="late"
          icon="heart"
          closed={closed}
          label={(name, sum) => t('savings.helped.of', { name, sum })}
          against={(sum, id) => refusedBy(takingOut(sum, sitting.reckoned.social + (helped.get(id) ?? 0)))}
          more={{ label: t('savings.help'), who: t('savings.help.who'), members }}
          onPut={(id, sum) => keeper.put({ [entryKey('helped', id)]: sum === 0 ? null : { sum } })}
        />
      </section>
    </>
  );
}
