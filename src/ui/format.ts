/**
 * How numbers, money, dates, hours and telephone numbers are written: as in Mali (`fr-ML` of Unicode CLDR 48), in one place. Days and months are
 * words of the catalogue, so that they come out alike in every browser, and in Bambara, which no browser knows.
 */
import { normalPhone, phonePairs } from '../kernel/phone.ts';
import type { Millis } from '../kernel/types.ts';
import { formatNumber, plainLanguage, spoken, t } from './i18n.ts';

export { formatNumber } from './i18n.ts';

/** `1 234 500 F CFA`, never broken over two lines. */
export const moneyText = (francs: number): string => t('money.xof', { n: francs });

/** The same where it may have to go on in the next line, on a narrow screen with large letters: before the currency, nowhere else. */
export const looseMoney = (money: string): string => money.replace('\u00a0', ' ');

/** `38 %`, `48,5 %`: at most one decimal. @param share of 1. */
export const percentText = (share: number): string => {
  const figure = formatNumber(Math.round(share * 1000) / 10);
  return plainLanguage() === 'en' ? `${figure}%` : `${figure}\u00a0%`;
};

/** `340 Ko`, `1,2 Mo`: what goes over the network, rounded up. @param bytes at least one kilobyte is said. */
export function sizeText(bytes: number): string {
  const kilo = Math.max(1, Math.ceil(bytes / 1000));
  return kilo < 1000 ? t('size.kb', { n: kilo }) : t('size.mb', { n: formatNumber(Math.ceil(kilo / 100) / 10) });
}

/** `35 s`, `2 min`: about how long, rounded up. */
export const waitText = (seconds: number): string =>
  seconds < 90
    ? t('wait.s', { n: Math.max(5, Math.ceil(seconds / 5) * 5) })
    : t('wait.min', { n: Math.ceil(seconds / 60) });

/** `Agriculture, Élevage`. */
export const listText = (items: readonly string[]): string => items.join(t('list.comma'));

/** `20 21 53 80` for a number of Mali, `+33 6 12 34 56 78` for another country's; what is no whole number stays as it was written. */
export function phoneText(written: string): string {
  const read = normalPhone(written);
  return read.ok ? phonePairs(read.value) : written.trim();
}

/** Whose day it is: that of the device, or the calendar's own, where a date has no hour and no time zone may move it. Mali's clock is UTC. */
export type Zone = 'here' | 'utc';

/** A date whose UTC parts are those of the zone. */
const inZone = (at: Millis, zone: Zone): Date =>
  new Date(zone === 'utc' ? at : at - new Date(at).getTimezoneOffset() * 60_000);

const two = (n: number): string => String(n).padStart(2, '0');

/** `14:05`. */
export function hourText(at: Millis, zone: Zone = 'here'): string {
  const date = inZone(at, zone);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

const names = (key: string): readonly string[] => t(key).split(' ');

/** Names of the months, January first. */
export const monthNames = (): readonly string[] => names('date.months');

/** `mardi`. */
export const weekdayText = (at: Millis, zone: Zone = 'here'): string =>
  names('date.days')[inZone(at, zone).getUTCDay()] ?? '';

/** What stands between the parts of a date: « 11 de marzo de 2026 » in Spanish. */
const ofDate = (): string => (spoken() === 'es' ? ' de ' : ' ');

/** `mars 2026`. */
export function monthText(at: Millis, zone: Zone = 'here'): string {
  const date = inZone(at, zone);
  return `${monthNames()[date.getUTCMonth()]}${ofDate()}${date.getUTCFullYear()}`;
}

/** `11 mars`, `1er mars 2026`, `jeudi 11 mars 2026`: which parts are said stands in `said`. */
export function dateText(
  at: Millis,
  said: { readonly weekday?: boolean; readonly year?: boolean },
  zone: Zone = 'here',
) {
  const date = inZone(at, zone);
  const day = date.getUTCDate();
  const parts = [day === 1 ? t('date.first') : day, monthNames()[date.getUTCMonth()]];
  const text = [...parts, ...(said.year ? [date.getUTCFullYear()] : [])].join(ofDate());
  return said.weekday ? `${weekdayText(at, zone)} ${text}` : text;
}
