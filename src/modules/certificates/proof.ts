/**
 * Proofs of credentials: W3C Data Integrity, cryptosuite eddsa-jcs-2022. What is signed is the hash of the proof's own terms and the hash of the
 * document, both as canonical JSON (RFC 8785, which `canonical` is), so that a single letter changed anywhere is seen.
 */
import { getPublicKeyAsync, signAsync, verifyAsync } from '@noble/ed25519';
import { canonical, sha256 } from '../../kernel/hash.ts';
import type { Json } from '../../kernel/types.ts';
import { fromBase58, toBase58 } from './base58.ts';

export type Document = { readonly [key: string]: Json };
export type Proof = Document & { readonly proofValue: string };
export type Signed = Document & { readonly proof: Proof };

const SUITE = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' } as const;
/** Multicodec names of Ed25519 keys, before their bytes. */
const PUBLIC = [0xed, 0x01] as const;
const SECRET = [0x80, 0x26] as const;
const DID = 'did:key:';

const multikey = (head: readonly [number, number], key: Uint8Array): string =>
  `z${toBase58(new Uint8Array([...head, ...key]))}`;

function keyBytes(head: readonly [number, number], multibase: string): Uint8Array | null {
  const bytes = multibase.startsWith('z') ? fromBase58(multibase.slice(1)) : null;
  return bytes?.length === 34 && bytes[0] === head[0] && bytes[1] === head[1] ? bytes.slice(2) : null;
}

/** The 32 bytes of a secret key written `z3u2…`; null when it is none. */
export const secretFromMultibase = (text: string): Uint8Array | null => keyBytes(SECRET, text);

/** Makes ready what the first proof needs: tables that take a weak phone a third of a second, before somebody waits for them. */
export async function warmUp(): Promise<void> {
  await signerOf(await sign({ '@context': [] }, new Uint8Array(32), ''));
}

/** The public key of a secret one, written `z6Mk…`. */
export const publicKeyOf = async (secret: Uint8Array): Promise<string> =>
  multikey(PUBLIC, await getPublicKeyAsync(secret));

/** The identifier of a key, which is the key itself: nobody has to be asked what it is. */
export const didOf = (publicKey: string): string => `${DID}${publicKey}`;
export const methodOf = (publicKey: string): string => `${didOf(publicKey)}#${publicKey}`;

/** The key that a verification method names; null when it is not a `did:key` that names itself. */
export function keyOfMethod(method: unknown): string | null {
  if (typeof method !== 'string' || !method.startsWith(DID)) return null;
  const [key = '', again] = method.slice(DID.length).split('#');
  return key === again ? key : null;
}

function hashed(document: Document, terms: Document): Uint8Array {
  const bytes = (value: Document): Uint8Array => sha256(new TextEncoder().encode(canonical(value)));
  return new Uint8Array([...bytes(terms), ...bytes(document)]);
}

/**
 * Signs a document.
 * @param created when, as an XML date and time. Same document, key and time give the same proof: a paper printed again is the same paper.
 */
export async function sign(document: Document, secret: Uint8Array, created: string): Promise<Signed> {
  const terms: Document = {
    ...SUITE,
    created,
    verificationMethod: methodOf(await publicKeyOf(secret)),
    ...(document['@context'] !== undefined && { '@context': document['@context'] }),
  };
  const signature = await signAsync(hashed(document, terms), secret);
  return { ...document, proof: { ...terms, proofValue: `z${toBase58(signature)}` } };
}

/** The public key that signed this, or null when it was not signed so, or was altered since. Whose key it is, is another question. */
export async function signerOf(signed: Document): Promise<string | null> {
  const { proof, ...document } = signed;
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return null;
  const { proofValue, ...terms } = proof as Document;
  if (Object.entries(SUITE).some(([name, value]) => terms[name] !== value)) return null;
  if (!sameContext(document['@context'], terms['@context'])) return null;
  const key = keyOfMethod(terms['verificationMethod']);
  const point = key && keyBytes(PUBLIC, key);
  const signature = typeof proofValue === 'string' && proofValue.startsWith('z') && fromBase58(proofValue.slice(1));
  if (!point || !signature || signature.length !== 64) return null;
  const meant = terms['@context'] === undefined ? document : { ...document, '@context': terms['@context'] };
  const right = await verifyAsync(signature, hashed(meant, terms), point, { zip215: false }).catch(() => false);
  return right ? key : null;
}

/** The proof's context is where the document's begins, or it names none. */
function sameContext(document: Json | undefined, terms: Json | undefined): boolean {
  if (terms === undefined) return true;
  const list = (value: Json | undefined): readonly unknown[] => (Array.isArray(value) ? value : [value]);
  return list(terms).every((one, i) => canonical(one as Json) === canonical(list(document)[i] as Json));
}
