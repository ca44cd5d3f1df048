/** A visit: one signed-in person looking at one network, with what they may read and do there now. */
import { createHash } from 'node:crypto';
import type { Logged } from '../../kernel/admit.ts';
import type { Acts } from '../../kernel/author.ts';
import type { Action, Declarations } from '../../kernel/declare.ts';
import { isShare, isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { allows, type Grant, isCurrent, isReached, type Reach, reachOf } from '../../kernel/grant.ts';
import { changeIdOf } from '../../kernel/ids.ts';
import { answersFor } from '../../kernel/serve.ts';
import {
  type Change,
  fail,
  type Millis,
  ok,
  type RecordId,
  type Refusal,
  type Result,
  type Ruling,
  type Scope,
} from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import type { Acting, HubNetwork } from '../network.ts';
import type { BranchNames } from './words.ts';

export class Visit {
  readonly network: HubNetwork;
  readonly decl: Declarations;
  readonly person: RecordId;
  /** Name of the account. */
  readonly login: string;
  /** In force now. */
  readonly grants: readonly Grant[];
  readonly reach: readonly Reach[];
  readonly csrf: string;
  readonly now: Millis;
  /** Names of the branches by their code: cards that everybody reads. */
  readonly branches: BranchNames;
  readonly #names = new Map<RecordId, string>();

  private constructor(
    start: Pick<Visit, 'network' | 'decl' | 'person' | 'login' | 'grants' | 'branches' | 'csrf' | 'now'>,
  ) {
    this.network = start.network;
    this.decl = start.decl;
    this.person = start.person;
    this.login = start.login;
    this.grants = start.grants;
    this.branches = start.branches;
    this.csrf = start.csrf;
    this.now = start.now;
    this.reach = reachOf(start.decl, start.person, start.grants, start.now);
  }

  /**
   * Null when the person has no right in force any more.
   * @param names `codes` where nothing is said to people: the names of the branches are not looked up, each is called by its code.
   */
  static async begin(
    network: HubNetwork,
    decl: Declarations,
    session: { readonly person: RecordId; readonly login: string; readonly secret: string },
    now: Millis,
    names: 'branches' | 'codes' = 'branches',
  ): Promise<Visit | null> {
    const { person, login } = session;
    const [held, cards] = await Promise.all([
      network.grantsOf(person),
      names === 'branches' ? network.list('branch') : [],
    ]);
    const grants = held.filter((grant) => isCurrent(grant, now));
    if (grants.length === 0) return null;
    return new Visit({
      network,
      decl,
      person,
      login,
      grants,
      branches: new Map(
        cards.flatMap((card) => (isVoided(card) ? [] : [[textOf(card, 'code'), textOf(card, 'name')] as const])),
      ),
      csrf: csrfOf(session.secret),
      now,
    });
  }

  may(action: Action, type: string, home: Scope): boolean {
    return this.grants.some((grant) => allows(this.decl, grant, action, type, home));
  }

  /** Does any role allow it anywhere? The reach does not tell: a person's own scope opens every type to them. */
  mayAnywhere(action: Action, type: string): boolean {
    return this.grants.some(({ scope }) => this.may(action, type, scope));
  }

  reads(state: RecordState): boolean {
    return state.created !== null && isReached(this.reach, state.type, [state.home, ...state.shared]);
  }

  /** A record as this visit may see it: which other organisations read it is not for each of them to know. */
  #seen = (state: RecordState): RecordState => {
    const shared = state.shared.filter((scope) => isReached(this.reach, state.type, [scope]));
    const names = Object.keys(state.fields).filter((name) => !isShare(name));
    const fields = Object.fromEntries(names.map((name) => [name, state.fields[name] ?? []]));
    return { ...state, shared, fields };
  };

  /** The record, or null both when it does not exist and when it may not be read: the two must look alike. */
  async record(id: RecordId): Promise<RecordState | null> {
    const state = await this.network.record(id);
    return state && this.reads(state) ? this.#seen(state) : null;
  }

  async list(type: string, limit?: number): Promise<readonly RecordState[]> {
    const states = await this.network.list(type, { reach: this.reach, ...(limit !== undefined && { limit }) });
    return states.map(this.#seen);
  }

  /** Those of a type in which one of these ids stands. */
  async naming(type: string, ids: readonly RecordId[]): Promise<readonly RecordState[]> {
    const states = await this.network.list(type, { reach: this.reach, naming: ids });
    return states.map(this.#seen);
  }

  /** Everything of a type that this person may read, page by page. */
  async *each(type: string): AsyncIterable<readonly RecordState[]> {
    for await (const states of this.network.each(type, this.reach)) yield states.map(this.#seen);
  }

  /** May this person see work that is not confirmed: does somebody answer for that place? */
  answersFor(change: Change): boolean {
    return answersFor(this, change);
  }

  /** Groups that wait for somebody and that this person answers for, newest first. */
  async groups(state: 'returned' | 'held' | 'quarantined', limit = 1000): Promise<readonly (readonly Logged[])[]> {
    const all = await this.network.groups(state, limit);
    return all.filter((group) => group.some((one) => this.answersFor(one.change)));
  }

  /** Name of a person, whatever this visit may read: who did something is always told. */
  async nameOf(person: RecordId | ''): Promise<string> {
    if (person === '') return t('gens.visit.authority');
    const known = this.#names.get(person);
    if (known !== undefined) return known;
    const state = await this.network.record(person);
    const name = state ? textOf(state, 'name') : t('gens.visit.unknown');
    this.#names.set(person, name);
    return name;
  }

  /**
   * Does something in this person's name. The rules judge it like any other work; what they return is withdrawn at once, because the
   * page tells the reason to the person who still sits in front of it.
   */
  async act(acts: Acts, acting?: Acting): Promise<Result<Acted, Refused>> {
    const { changes, admission } = await this.network.act(this.person, acts, acting);
    if (!admission.ok) return fail({ ...admission.error });
    const ruling = admission.rulings.at(-1);
    const first = changes[0];
    if (!ruling || !first) throw new Error('an act without a ruling');
    if (ruling.state !== 'returned') return ok({ changes, ruling });
    await this.network.act(this.person, [{ do: 'settle', of: first, how: 'withdrawn' }]);
    return fail({ code: ruling.code ?? 'RIGHT-NONE', ...(ruling.fields && { fields: ruling.fields }), ruling });
  }
}

export interface Acted {
  readonly changes: readonly Change[];
  readonly ruling: Ruling;
}
export interface Refused extends Refusal {
  readonly ruling?: Ruling;
}

/** The token of a session's forms: made from the session's secret, so that nothing has to be stored and no other site can know it. */
export const csrfOf = (secret: string): string => createHash('sha256').update(`csrf|${secret}`).digest('base64url');

/** First change of a group, by which a decision names it. */
export const groupIdOf = (changes: readonly Change[]): string => changeIdOf(changes[0] as Change);
