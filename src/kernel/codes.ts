/**
 * Every refusal a person can meet, in one list: what it means and the way forward. The help page prints it.
 *
 * Families: RIGHT who may · RULE what is right · HOLD what waits · DEVICE phones · SYNC exchanges · FLAG remarks that stop nothing ·
 * HUB the server · KEY personal codes · IMPORT lists brought in. `does` says what happens to the work: nothing is ever lost.
 */
import type { CodeEntry } from './code-entry.ts';
import { IMPORT_CODES } from './codes-import.ts';
import { ROAD_CODES } from './codes-road.ts';
import { WORK_CODES } from './codes-work.ts';

export type { CodeEntry } from './code-entry.ts';

export const CODES = { ...WORK_CODES, ...ROAD_CODES, ...IMPORT_CODES };

export type Code = keyof typeof CODES;

/** The entry of a code, or undefined for one that a newer version knows. */
export const codeEntry = (code: string): CodeEntry | undefined =>
  Object.hasOwn(CODES, code) ? CODES[code as Code] : undefined;
