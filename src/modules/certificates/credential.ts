/**
 * A certificate as an Open Badges 3.0 credential (W3C Verifiable Credentials 2.0): who earned what, from whom, when and why. Built from plain
 * facts and read back to them; knows nothing of programmes or cohorts.
 */
import type { Json } from '../../kernel/types.ts';
import { type Document, didOf } from './proof.ts';

/** What a certificate says. Dates are calendar days, `2027-03-11`. */
export interface Facts {
  /** As it is printed, `SEG-2027-0412`. One number is one certificate: a corrected one bears its own. */
  readonly number: string;
  /** The learner, in the letters of their language. */
  readonly name: string;
  readonly issuer: string;
  readonly issued: string;
  readonly achievement: {
    /** Same for all who earned it, letters and digits: the curriculum and its version. */
    readonly id: string;
    readonly name: string;
    /** What one can do who has it. */
    readonly description: string;
    /** What was asked. */
    readonly criteria: string;
  };
  /** What this learner did: « 15 séances sur 16, soit 60 heures ». */
  readonly done?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Both contexts are frozen by those who publish them; no phone ever fetches one. */
const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;
const CERTIFICATE = 'urn:jekulu:certificate:';
const ACHIEVEMENT = 'urn:jekulu:achievement:';

const midnight = (day: string): string => `${day}T00:00:00Z`;
const dayOfText = (moment: string): string => moment.slice(0, 10);

/** @param publicKey of the issuer, `z6Mk…`. */
export function credentialOf(facts: Facts, publicKey: string): Document {
  const { achievement } = facts;
  return {
    '@context': [...CONTEXT],
    id: CERTIFICATE + encodeURIComponent(facts.number),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: { id: didOf(publicKey), type: ['Profile'], name: facts.issuer },
    validFrom: midnight(facts.issued),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: facts.name, identityType: 'name', hashed: false }],
      ...(facts.from !== undefined && { activityStartDate: midnight(facts.from) }),
      ...(facts.to !== undefined && { activityEndDate: midnight(facts.to) }),
      ...(facts.done !== undefined && { narrative: facts.done }),
      achievement: {
        id: ACHIEVEMENT + encodeURIComponent(achievement.id),
        type: ['Achievement'],
        name: achievement.name,
        description: achievement.description,
        criteria: { narrative: achievement.criteria },
      },
    },
  };
}

/** The facts of a credential of ours; null when it is none. What it says is worth what its proof is worth. */
export function factsOf(document: Document): Facts | null {
  const at = (...path: readonly (string | number)[]): string | undefined => {
    let here: unknown = document;
    for (const step of path) here = (here as Record<string | number, unknown> | null | undefined)?.[step];
    return typeof here === 'string' ? here : undefined;
  };
  const id = at('id');
  const achievement = at('credentialSubject', 'achievement', 'id');
  const name = at('credentialSubject', 'identifier', 0, 'identityHash');
  const issuer = at('issuer', 'name');
  const issued = at('validFrom');
  const title = at('credentialSubject', 'achievement', 'name');
  if (!id?.startsWith(CERTIFICATE) || !achievement?.startsWith(ACHIEVEMENT)) return null;
  if (!name || !issuer || !issued || !title) return null;
  const [number, curriculum] = [decoded(id.slice(CERTIFICATE.length)), decoded(achievement.slice(ACHIEVEMENT.length))];
  if (number === null || curriculum === null) return null;
  const [done, from, to] = [
    at('credentialSubject', 'narrative'),
    at('credentialSubject', 'activityStartDate'),
    at('credentialSubject', 'activityEndDate'),
  ];
  return {
    number,
    name,
    issuer,
    issued: dayOfText(issued),
    achievement: {
      id: curriculum,
      name: title,
      description: at('credentialSubject', 'achievement', 'description') ?? '',
      criteria: at('credentialSubject', 'achievement', 'criteria', 'narrative') ?? '',
    },
    ...(done !== undefined && { done }),
    ...(from !== undefined && { from: dayOfText(from) }),
    ...(to !== undefined && { to: dayOfText(to) }),
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A value of any shape as a document; null when it is none. */
export const asDocument = (value: unknown): Document | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { [key: string]: Json }) : null;
