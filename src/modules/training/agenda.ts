/** The secret address of a timetable: made on a phone, kept nowhere; the network knows its mark alone. */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Acts } from '../../kernel/author.ts';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { sha256 } from '../../kernel/hash.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';

export type AgendaOf = 'mine' | 'all';

/** Forty hex digits: nobody guesses 160 bits. */
export const isSecret = (text: string): boolean => /^[0-9a-f]{40}$/.test(text);
export const secretFrom = (random: Uint8Array): string => bytesToHex(random.slice(0, 20));
export const markOf = (secret: string): string => bytesToHex(sha256(new TextEncoder().encode(secret)));

export const agendaId = (person: RecordId): RecordId => derivedId('agenda', person);

/** What the address of this person gives; null where there is none. */
export function agendaOf(state: RecordState | null): AgendaOf | null {
  if (!state?.created || isVoided(state) || textOf(state, 'mark') === '') return null;
  return textOf(state, 'what') === 'all' ? 'all' : 'mine';
}

/** Gives an address, in place of the one before; `null` stops it. */
export function agendaActs(
  state: RecordState | null,
  of: { readonly person: RecordId; readonly home: Scope },
  address: { readonly secret: string; readonly what: AgendaOf } | null,
): Acts {
  const body: Body = address ? { mark: markOf(address.secret), what: address.what } : { mark: null };
  if (state?.created) return [{ do: 'edit', record: state.id, body }];
  return [{ do: 'create', type: 'agenda', home: of.home, body: { person: of.person, ...body } }];
}
