/**
 * A signed credential in a QR code that survives paper, folds and a poor photo: few bytes make large squares. The credential goes whole: its
 * canonical text deflated against a dictionary of what all of them say, after its signature as it is. Reading gives back the very same credential.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { canonical } from '../../kernel/hash.ts';
import type { Json } from '../../kernel/types.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { asDocument } from './credential.ts';
import type { Document, Signed } from './proof.ts';

/**
 * The dictionary of `JK1:`. Never changed: papers printed with it are read for decades. A better one would be `JK2:`, and both be read. What is
 * said most often stands last.
 */
const DICTIONARY = strToU8(
  'la formation des femmes et des jeunes réseau économie sociale et solidaire gestion coopérative épargne entrepreneuriat ' +
    'd’un projet monter une entreprise suivre tenir une caisse vendre niveau module au moins et réussir l’épreuve finale ' +
    'séances sur heures, soit % présence RENAPESS et Ville de Bamako ' +
    '","activityEndDate":"2027-12-31T00:00:00Z","activityStartDate":"2026-01-01T00:00:00Z' +
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],' +
    '"credentialSubject":{"achievement":{"criteria":{"narrative":"","description":"","id":"urn:jekulu:achievement:",' +
    '"name":"","type":["Achievement"]},"identifier":[{"hashed":false,"identityHash":"","identityType":"name",' +
    '"type":"IdentityObject"}],"narrative":"","type":["AchievementSubject"]},"id":"urn:jekulu:certificate:",' +
    '"issuer":{"id":"did:key:z6Mk","name":"","type":["Profile"]},"name":"",' +
    '"proof":{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],' +
    '"created":"2027-01-01T00:00:00Z","cryptosuite":"eddsa-jcs-2022","proofPurpose":"assertionMethod",' +
    '"type":"DataIntegrityProof","verificationMethod":"did:key:z6Mk"},"type":["VerifiableCredential","OpenBadgeCredential"],' +
    '"validFrom":"2027-01-01T00:00:00Z"}',
);
const MARK = 'JK1:';
const SIGNATURE = 64;
/** No credential of ours is longer; a code made to swell is let go. */
const LONGEST = 16 * 1024;

/** The bytes that the code carries: signature, then the deflated rest. */
export function packed(signed: Signed): Uint8Array {
  const { proofValue, ...terms } = signed.proof;
  const text = canonical({ ...signed, proof: terms });
  const rest = deflateSync(strToU8(text), { level: 9, dictionary: DICTIONARY });
  const signature = fromBase58(proofValue.slice(1));
  if (signature?.length !== SIGNATURE) throw new Error('not an eddsa-jcs-2022 proof');
  return new Uint8Array([...signature, ...rest]);
}

/** What stands in the code, in letters that a QR code packs tightest. */
export const codeText = (signed: Signed): string => MARK + toBase45(packed(signed));

/**
 * How the code is drawn. Level M: more correction would make smaller squares, and a poor photo loses squares by blur before it loses them by stains.
 * One mask for all: what is deflated looks like chance under any, and to compare the eight takes longer than the rest of the page.
 */
export const CODE_STYLE = { ecc: 'M', maskPattern: 0 } as const;

/** Is this the text of a certificate's code, whatever else it is worth? */
export const isCodeText = (text: string): boolean => text.startsWith(MARK);

/** The credential of a code, as it was signed; null when the code holds none. Its proof is still to be verified. */
export function fromCodeText(text: string): Document | null {
  const bytes = isCodeText(text) ? fromBase45(text.slice(MARK.length)) : null;
  if (!bytes || bytes.length <= SIGNATURE) return null;
  try {
    const out = inflateSync(bytes.subarray(SIGNATURE), { dictionary: DICTIONARY, out: new Uint8Array(LONGEST) });
    const document = asDocument(JSON.parse(strFromU8(out)) as Json);
    const proof = asDocument(document?.['proof']);
    if (!document || !proof) return null;
    return { ...document, proof: { ...proof, proofValue: `z${toBase58(bytes.subarray(0, SIGNATURE))}` } };
  } catch {
    return null;
  }
}
