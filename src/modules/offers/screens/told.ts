/** An offer in few words: for a message, and for a wall. */
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { lastDay, momentFault } from '../../../kernel/moment.ts';
import { dateText, phoneText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { placeText } from '../../../ui/place.ts';
import { fitted } from '../sms.ts';

/** `30/11`: short, and read alike by everybody. */
function shortDay(moment: string): string {
  if (momentFault(moment) !== null) return moment;
  const [, month, day] = lastDay(moment).split('-');
  return `${day}/${month}`;
}

/** `mardi 3 décembre 2027`. */
export function endText(offer: RecordState): string {
  const end = textOf(offer, 'deadline');
  if (momentFault(end) !== null) return end;
  return dateText(Date.parse(lastDay(end)), { weekday: true, year: true }, 'utc');
}

/** `18 à 35 ans`, `à partir de 18 ans`; '' where no age is asked. */
export function agesText(offer: RecordState): string {
  const [from, to] = [valueOf(offer, 'ageFrom'), valueOf(offer, 'ageTo')];
  if (typeof from === 'number' && typeof to === 'number') return t('offer.ages', { from, to });
  if (typeof from === 'number') return t('offer.ages.from', { n: from });
  return typeof to === 'number' ? t('offer.ages.to', { n: to }) : '';
}

/** One text message: what it is, until when, whom to call; and as much of the rest as one part holds. */
export function smsText(offer: RecordState): string {
  const [name, by, phone] = [textOf(offer, 'name'), textOf(offer, 'by'), textOf(offer, 'phone')];
  const place = placeText(valueOf(offer, 'place'));
  const ages = agesText(offer);
  return fitted([
    [`${t(`offer.kind.${textOf(offer, 'kind')}`)}\u00a0: ${name}.`, 0],
    [by && `${by}.`, 2],
    [place && `${place}.`, 1],
    [ages && `${ages}.`, 3],
    [t('offer.sms.until', { when: shortDay(textOf(offer, 'deadline')) }), 0],
    [phone && t('offer.sms.phone', { phone: phoneText(phone) }), 0],
  ]);
}

/** The address anybody may open, where the offer is public. The hub finds the network it belongs to. */
export const publicAddress = (offer: RecordState, origin: string): string =>
  valueOf(offer, 'listed') === true ? `${origin}/reseau/annonce/${offer.id}` : '';
