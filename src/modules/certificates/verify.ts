/**
 * Is this certificate true? Asked of the credential itself (its proof) and of what this copy has heard: whose keys sign, and which numbers were
 * withdrawn. Pure, and without a network: the answer says the date of the list it was given by.
 */
import { type Facts, factsOf } from './credential.ts';
import { signerOf } from './proof.ts';
import { fromCodeText, isCodeText } from './qr.ts';

export interface Withdrawal {
  readonly number: string;
  /** `2027-03-12`. */
  readonly day: string;
  readonly why: string;
  /** The number that replaces it. */
  readonly by?: string;
}

export interface Key {
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
}

/** What a copy knows of certificates. */
export interface Ledger {
  readonly keys: readonly Key[];
  withdrawal(number: string): Withdrawal | null;
  /** The certificate as it was noted, where this copy may read it. */
  noted(number: string): Facts | null;
}

/** `replaced` is withdrawn for the sake of a corrected one. */
export type Verdict =
  | { readonly state: 'valid'; readonly facts: Facts; readonly by: 'proof' | 'note' }
  | { readonly state: 'withdrawn' | 'replaced'; readonly facts: Facts | null; readonly withdrawal: Withdrawal }
  /** Its proof does not fit what it says. Nothing it says is shown. */
  | { readonly state: 'altered' }
  /** Signed by a key that this copy has never heard of, or a number it does not know. */
  | { readonly state: 'unknown'; readonly what: 'key' | 'number' }
  /** No code of a certificate at all. */
  | { readonly state: 'foreign' };

/** @param text what a reader found in a QR code. */
export async function verifyCode(text: string, ledger: Ledger): Promise<Verdict> {
  if (!isCodeText(text)) return { state: 'foreign' };
  const document = fromCodeText(text);
  if (!document) return { state: 'altered' };
  const signer = await signerOf(document);
  const facts = factsOf(document);
  if (signer === null || facts === null) return { state: 'altered' };
  const key = ledger.keys.find((one) => one.key === signer);
  if (!key || (key.from ?? '') > facts.issued || (key.to ?? '9') < facts.issued)
    return { state: 'unknown', what: 'key' };
  return withdrawn(facts.number, facts, ledger) ?? { state: 'valid', facts, by: 'proof' };
}

/** By its number alone, as somebody reads it on the paper: tells less, because a number proves nothing of a name. */
export function verifyNumber(typed: string, ledger: Ledger): Verdict {
  const facts = ledger.noted(typed);
  const gone = withdrawn(typed, facts, ledger);
  return gone ?? (facts ? { state: 'valid', facts, by: 'note' } : { state: 'unknown', what: 'number' });
}

function withdrawn(number: string, facts: Facts | null, ledger: Ledger): Verdict | null {
  const withdrawal = ledger.withdrawal(number);
  return withdrawal && { state: withdrawal.why === 'corrected' ? 'replaced' : 'withdrawn', facts, withdrawal };
}

/** Numbers are the same however they are typed: `seg 2027 412` is not, `seg-2027–0412` is `SEG-2027-0412`. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');
