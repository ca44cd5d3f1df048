/**
 * The keys somebody holds on this device: what opens the compartments they may read. A ring rests under two locks, the personal code and the
 * steward's word, and stands open only in memory.
 */
import { classOf, fromBase64Url, type KeyClass, type ScopeKey, toBase64Url } from '../kernel/key-class.ts';
import type { Steps } from '../kernel/keys.ts';
import { personScope } from '../kernel/scopes.ts';
import type { RecordId, Scope } from '../kernel/types.ts';
import type { Holding } from '../kernel/wire.ts';
import { importKey } from './box.ts';

/** Needed once there is something to open: a code is chosen before. */
const derivation = () => import('../kernel/keys.ts');

export interface RingContent {
  readonly keys: readonly ScopeKey[];
  /** Keys of places just left: needed until own work of there was sent and what lies there was put down. */
  readonly parting: readonly ScopeKey[];
  /** Made here, for this person alone: what they keep before any hub gave them a key of their own. */
  readonly local: string;
  /** Second lock, as the hub gave it. */
  readonly recovery?: { readonly n: number; readonly key: string };
}

export class Ring {
  readonly content: RingContent;
  readonly person: RecordId;
  readonly #own: Scope;
  readonly #found = new Map<Scope, Promise<readonly CryptoKey[]>>();
  readonly #steps: readonly [Steps, Steps] = [new Map(), new Map()];

  constructor(person: RecordId, content: RingContent) {
    this.person = person;
    this.content = content;
    this.#own = personScope(person);
  }

  /** A ring that opens nothing but what its person will write here. */
  static empty(person: RecordId, keys: readonly ScopeKey[] = []): Ring {
    return new Ring(person, { keys, parting: [], local: toBase64Url(crypto.getRandomValues(new Uint8Array(32))) });
  }

  /** The ring a hub gave, with what this one alone holds. Keys that are no longer in it part only when `settled` says so. */
  with(holding: Holding): Ring {
    const { keys, recovery } = holding;
    const before = [...this.content.keys, ...this.content.parting];
    const parting = before.filter((old) => !opens(keys, old.class, old.scope));
    return new Ring(this.person, { keys, parting, local: this.content.local, ...(recovery && { recovery }) });
  }

  settled(): Ring {
    return new Ring(this.person, { ...this.content, parting: [] });
  }

  /** Does a key that stays open this scope? One's own is always open. */
  opens(scope: Scope): boolean {
    return scope === this.#own || opens(this.content.keys, classOf(scope), scope);
  }

  /** Keys that may open what rests under a scope, the one to seal with first. */
  keysFor(scope: Scope): Promise<readonly CryptoKey[]> {
    const found = this.#found.get(scope) ?? this.#derive(scope);
    this.#found.set(scope, found);
    // What derives them may not have come yet: asked again, it is tried again.
    found.catch(() => this.#found.delete(scope));
    return found;
  }

  /** The key that was made here: there before anything that derives others. */
  local(): Promise<CryptoKey> {
    return importKey(fromBase64Url(this.content.local));
  }

  async #derive(scope: Scope): Promise<readonly CryptoKey[]> {
    const { keys, parting } = this.content;
    const { openWith } = await derivation();
    const raw = [keys, parting].map((ring, i) => openWith(ring, classOf(scope), scope, this.#steps[i]));
    const found = raw.flatMap((bytes) => (bytes ? [importKey(bytes as Uint8Array<ArrayBuffer>)] : []));
    return Promise.all(scope === this.#own ? [...found, this.local()] : found);
  }

  /** The key of a tree of keys at a scope, or null when this ring does not reach it. */
  async keyAt(keyClass: KeyClass, scope: Scope): Promise<CryptoKey | null> {
    const { openWith } = await derivation();
    const raw = openWith(this.content.keys, keyClass, scope);
    return raw && importKey(raw as Uint8Array<ArrayBuffer>);
  }

  /** Where a record rests: its home when this ring opens it, else the first place it is shared with, else the person's own. */
  compartment(home: Scope, shared: readonly Scope[]): Scope {
    return [home, ...shared].find((scope) => this.opens(scope)) ?? this.#own;
  }
}

const opens = (keys: readonly ScopeKey[], keyClass: KeyClass, scope: Scope): boolean =>
  keys.some((one) => one.class === keyClass && scope.startsWith(one.scope));
