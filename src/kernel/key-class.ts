/** Which key opens a scope, and how keys are written. Apart from `keys`, so that a new phone comes in before it derives any. */
import type { Scope } from './types.ts';

export const KEY_CLASSES = ['open', 'sensitive', 'person', 'steward'] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

export interface ScopeKey {
  readonly scope: Scope;
  readonly class: KeyClass;
  /** 32 bytes, base64url. */
  readonly key: string;
}

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
/** Throws on text that is not base64url. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

/** Which tree of keys the content of a scope is sealed with. */
export function classOf(scope: Scope): KeyClass {
  if (scope.includes('/person/')) return 'person';
  return scope.includes('/sensitive/') ? 'sensitive' : 'open';
}
