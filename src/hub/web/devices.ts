/** What the pages say of a device: its record, who is on it, and what the hub remembers of its last exchange. */

import { ODD_CLOCK } from '../../kernel/clock.ts';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { DEVICE, HOLDER, personOf } from '../../kernel/judge.ts';
import type { DeviceId, Millis, RecordId } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import type { Contact } from '../network.ts';
import { agoWords, daysBetween, delayWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export interface DeviceLine {
  readonly state: RecordState;
  readonly device: DeviceId;
  readonly label: string;
  readonly status: 'active' | 'ended' | 'blocked';
  readonly people: readonly RecordId[];
  readonly names: readonly string[];
  readonly contact: Contact | null;
  /** Changes the device said it had and the hub has not received; null when it never said. */
  readonly backlog: number | null;
}

/** The hub writes on a device of its own, which is no phone and never falls silent. */
export const devicesOf = async (visit: Visit): Promise<readonly RecordState[]> =>
  (await visit.list(DEVICE)).filter((state) => textOf(state, 'device') !== visit.network.web);

/** May this visit make the code that lets a phone in? */
export const letsIn = (visit: Visit): boolean => visit.grants.some((grant) => visit.may('edit', 'person', grant.scope));

/** Devices this visit may read, the most silent first. */
export async function deviceLines(visit: Visit): Promise<readonly DeviceLine[]> {
  const [states, holders, contacts] = await Promise.all([
    devicesOf(visit),
    visit.list(HOLDER),
    visit.network.contacts(),
  ]);
  const byDevice = new Map(contacts.map((contact) => [contact.device as string, contact]));
  const lines = await Promise.all(
    states.map((state) => lineOf(visit, state, holders, byDevice.get(textOf(state, 'device')) ?? null)),
  );
  return lines.sort((a, b) => (a.contact?.servedAt ?? 0) - (b.contact?.servedAt ?? 0) || (a.label < b.label ? -1 : 1));
}

export async function deviceLine(visit: Visit, id: RecordId): Promise<DeviceLine | null> {
  const state = await visit.record(id);
  if (state?.type !== DEVICE) return null;
  const device = textOf(state, 'device') as DeviceId;
  return lineOf(visit, state, await visit.list(HOLDER), await visit.network.contact(device));
}

async function lineOf(
  visit: Visit,
  state: RecordState,
  holders: readonly RecordState[],
  contact: Contact | null,
): Promise<DeviceLine> {
  const device = textOf(state, 'device') as DeviceId;
  const status = textOf(state, 'status');
  const people = holders
    .filter((holder) => textOf(holder, 'device') === device && !isVoided(holder))
    .flatMap((holder) => personOf(holder) ?? []);
  return {
    state,
    device,
    label: textOf(state, 'label') || t('gens.device.unnamed', { id: device.slice(0, 4) }),
    status: status === 'ended' || status === 'blocked' ? status : 'active',
    people,
    names: await Promise.all(people.map((person) => visit.nameOf(person))),
    contact,
    backlog: contact ? Math.max(0, contact.last - (await visit.network.lastSeq(device))) : null,
  };
}

/** A square with the days of silence; its colour only repeats the number. */
export function agePill(at: Millis | undefined, now: Millis): Html {
  if (!at) return html`<span class="age a0">${t('gens.device.age.never')}</span>`;
  const days = daysBetween(at, now);
  const tint = days <= 1 ? 'a1' : days <= 7 ? 'a2' : days <= 30 ? 'a3' : 'a4';
  return html`<span class="age num ${tint}"><span class="vh">${t('gens.device.age')} </span>${days <= 0 ? t('gens.device.age.today') : t('gens.device.age.days', { n: days })}</span>`;
}

export function statusMark(status: DeviceLine['status']): Html | null {
  if (status === 'blocked') return html`<span class="st bad">${icon('lock', 's')}${t('gens.device.blocked')}</span>`;
  if (status === 'ended') return html`<span class="st pill">${icon('x', 's')}${t('gens.device.out')}</span>`;
  return null;
}

/** « horloge fausse de 4 ans (en avance) », or null when it goes right. */
export function clockWords(contact: Contact | null): string | null {
  if (!contact || Math.abs(contact.skew) < ODD_CLOCK) return null;
  return t(contact.skew > 0 ? 'gens.device.ahead' : 'gens.device.late', { size: delayWords(contact.skew) });
}

/** « dernier échange hier 09:12 ». @param at 0 or undefined where it never came. */
export const heardWords = (at: Millis | undefined, now: Millis): string =>
  at ? t('gens.device.heard', { when: agoWords(at, now) }) : t('gens.device.never');

export const backlogWords = (backlog: number | null): string | null =>
  backlog ? t('gens.device.backlog', { n: backlog }) : null;
