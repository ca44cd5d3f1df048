/**
 * What the screens may ask of the device, and nothing else. Screens are data in, events out: they read `Jekulu`, call it, and hold no rule.
 * Every call works with no network; what needs one says so in its result and changes nothing.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import type { Acts } from '../kernel/author.ts';
import type { FourNumbers, Replica } from '../kernel/replica.ts';
import type { Change, Millis, RecordId, Refusal, Result, Scope, Source } from '../kernel/types.ts';

/** A person enrolled on this device, as the door shows them before anybody has opened. */
export interface Face {
  readonly network: string;
  readonly person: RecordId;
  readonly name: string;
  /** Pictogram and colour (`p1`…`p6`) that stand for the person. */
  readonly sign: string;
  readonly color: string;
  readonly role: string;
  /** Branch or network name shown under the role. */
  readonly place: string;
  readonly pending: number;
  readonly fix: number;
  /** No personal code chosen yet: the first opening asks for one. */
  readonly needsPin: boolean;
  readonly practice: boolean;
}

export interface Me {
  readonly person: RecordId;
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  readonly role: string;
  /** Where this person's work lives by default. */
  readonly home: Scope;
  readonly place: string;
}

/**
 * loading → nobody (no network joined yet) | door (who are you?) → open. `elsewhere`: another tab of this app is open on this device;
 * `broken`: the browser's storage cannot be read, with a code.
 */
export type Phase = 'loading' | 'nobody' | 'door' | 'open' | 'elsewhere' | 'broken';

export interface SyncState {
  readonly running: boolean;
  /** Hub time of the last exchange, 0 when none yet. */
  readonly last: Millis;
  /** The last attempt did not reach the hub: said, never shouted. */
  readonly unreachable: boolean;
  /** A refusal of the whole exchange, to be explained in words. */
  readonly refused: Refusal | null;
  /** First exchange still under way: how many changes came so far. */
  readonly arriving: number;
  /** Of what was announced, how many bytes are here, and about how long the rest takes, seconds; null as long as nobody can tell. */
  readonly coming: { readonly came: number; readonly of: number; readonly left: number | null } | null;
  /** The clock of this device is off by that much (ms), when more than a day. */
  readonly clockOff: Millis;
}

/** The error with which `save` and `keepDraft` reject: STORE-FULL or STORE-BROKEN, to be shown in words. */
export interface StoreFault extends Error {
  readonly refusal: Refusal;
}

export interface Draft {
  /** Address of the form (`/membres/nouvelle`), `person` for an enrolment, or the first change of the group being corrected. */
  readonly key: string;
  readonly type: string;
  readonly values: { readonly [field: string]: string };
  readonly step: number;
  readonly at: Millis;
}

/** Somebody who has just joined, while what works behind the door is on its way. */
export interface Beginning {
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  /** Types of records they may begin. */
  readonly types: readonly string[];
  /** What they have begun, by address of its form: just now, or when this device was last open. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Kept at every letter, before anything else is there; where nothing is answered any more, let go. Rejects when the disk did not take it. */
  keep(draft: Omit<Draft, 'at'>): Promise<void>;
}

export interface Jekulu {
  readonly phase: ReadonlySignal<Phase>;
  readonly faces: ReadonlySignal<readonly Face[]>;
  readonly me: ReadonlySignal<Me | null>;
  /** Set from the first personal code until `begun`: a first question can be answered, whatever the phase. */
  readonly beginning: ReadonlySignal<Beginning | null>;
  /** Grows with everything that may change a screen; a screen that reads the replica reads this first. */
  readonly version: ReadonlySignal<number>;
  readonly numbers: ReadonlySignal<FourNumbers>;
  readonly sync: ReadonlySignal<SyncState>;
  /** Why the phase is `broken`, why this device shut its door (DEVICE-BLOCKED), or what was found damaged in storage; null when all is well. */
  readonly trouble: ReadonlySignal<Refusal | null>;
  /** Name of the network and whether it is a demonstration or a practice one. */
  readonly network: ReadonlySignal<{
    readonly name: string;
    readonly demo: boolean;
    readonly practice: boolean;
  } | null>;
  /** The open person's copy. Throws when nobody has opened. */
  readonly replica: Replica;
  now(): Millis;

  /** From phase `elsewhere`: goes on here, and the other tab stops. */
  takeOver(): Promise<void>;

  /** Needs a network once: joins with a code (typed, or in the address after `#a=`). */
  activate(code: string): Promise<Result<RecordId, Refusal>>;
  /**
   * First code of a person, six digits; opens. Here and below, `network` (as on the face) is needed only where two networks of this device
   * know somebody by the same id; giving it always is right.
   */
  choosePin(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>>;
  /** Asks again for what could not come for want of a network after a personal code was given. */
  goOn(): Promise<Result<true, Refusal>>;
  /** What works behind the door takes over from `beginning`. */
  begun(): void;
  /** KEY-WRONG with the seconds to wait in `detail`, KEY-WAIT while waiting. */
  open(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>>;
  /** Closes the open person; nothing is lost, drafts stay. */
  close(): void;
  /** Forgotten code: the number to tell the steward, or null when this person cannot be helped from afar yet. */
  recoveryNumber(person: RecordId, network?: string): Promise<number | null>;
  /** With the word the steward read out; opens. */
  recover(person: RecordId, word: string, newPin: string, network?: string): Promise<Result<true, Refusal>>;
  /** For a steward: the word to read out to a person of the branch who forgot their code. Offline. */
  stewardWord(device: string, person: RecordId, n: number): Result<string, Refusal>;
  /** For a steward on the same phone: gives a person enrolled here a new code. For anybody: changes one's own. Offline. */
  resetPin(person: RecordId, newPin: string): Promise<Result<true, Refusal>>;
  /** Enrols somebody on this phone, offline, with a provisional right within one's own. */
  enrol(
    input: {
      readonly name: string;
      readonly role: string;
      readonly sign: string;
      readonly color: string;
      /** For the role of a member organisation: which one. */
      readonly organisation?: RecordId;
    },
    pin: string,
  ): Promise<Result<RecordId, Refusal>>;

  /**
   * Records one act as one group and returns once it is on this device's disk. Rejects with a `StoreFault` when the disk did not take it:
   * then nothing was recorded, what was typed is still on screen.
   */
  save(
    acts: Acts,
    how?: { readonly source?: Source; readonly witness?: string; readonly batch?: string },
  ): Promise<readonly Change[]>;
  /** Exchanges with the hub now, if it can be reached. Never throws. */
  exchange(): Promise<void>;
  /** Unsent work as a file that any hub of the network takes in. */
  exportUnsent(): Promise<Blob>;
  /** Fetches what was written of records before this device began to read them. Says how many changes came; null when the hub is not there. */
  past(records: readonly RecordId[]): Promise<number | null>;

  drafts(): Promise<readonly Draft[]>;
  draft(key: string): Promise<Draft | null>;
  /** Kept at every field. */
  keepDraft(draft: Omit<Draft, 'at'>): Promise<void>;
  dropDraft(key: string): Promise<void>;
}
