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
  /** A demonstration: what it gives is worth nothing, and whoever asks without being in it has to be told. */
  readonly demo?: boolean;
  withdrawal(number: string): Withdrawal | null;
  /** The certificate as it was noted, where this copy may read it. */
  noted(number: string): Facts | null;
}

/** `replaced` is withdrawn for the sake of a corrected one. */
export type Verdict =
  | { readonly state: 'valid'; readonly facts: Facts; readonly by: 'proof' | 'note'; readonly demo?: true }
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
  return (
    withdrawn(facts.number, facts, ledger) ?? {
      state: 'valid',
      facts,
      by: 'proof',
      ...(ledger.demo && { demo: true }),
    }
  );
}

const NOBODY: Ledger = { keys: [], withdrawal: () => null, noted: () => null };

/**
 * What somebody showed, wrote or pasted: the text of a code, or a number. Each ledger answers for its own network; the first that knows it is heard.
 */
export async function verifyText(text: string, ledgers: readonly Ledger[]): Promise<Verdict> {
  const look = (ledger: Ledger) => (isCodeText(text) ? verifyCode(text, ledger) : verifyNumber(text, ledger));
  for (const ledger of ledgers) {
    const verdict = await look(ledger);
    if (verdict.state !== 'unknown') return verdict;
  }
  return look(NOBODY);
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
