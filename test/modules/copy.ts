/** A copy of records for the tests of rules: written by the same kernel as real work, without a hub. */
import { branchScope, ROOT, SHARED } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { Replica } from '../../src/kernel/replica.ts';
import type { Body, RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { dev, NETWORK, NOW } from '../kernel/hands.ts';

export interface SpanSketch {
  readonly from: string;
  readonly to?: string;
  readonly status?: string;
  readonly category?: string;
  readonly decision?: string;
}

export class Copy {
  readonly replica = new Replica({
    network: NETWORK,
    device: dev('a'),
    authority: dev('a'),
    settings: DEFAULT_SETTINGS,
    decl: declarations,
  });
  readonly #env = { now: NOW, random: (count: number) => new Uint8Array(count) };

  create(type: string, body: Body, home: Scope = ROOT): RecordId {
    const shared = declarations.types[type]?.shareable ? [SHARED] : [];
    const [change] = this.replica.write([{ do: 'create', type, body, home, shared }], '', this.#env);
    return change?.record as RecordId;
  }
  edit(record: RecordId, body: Body): void {
    this.replica.write([{ do: 'edit', record, body }], '', this.#env);
  }
  merge(record: RecordId, into: RecordId | null): void {
    this.replica.write([{ do: 'alias', record, into }], '', this.#env);
  }
  hide(record: RecordId): void {
    this.replica.write([{ do: 'void', record, voided: true }], '', this.#env);
  }

  organisation(name: string, more: Body = {}): RecordId {
    return this.create('organisation', { name, kind: 'group', place: 'San', ...more }, branchScope('segou'));
  }
  person(name: string, more: Body = {}): RecordId {
    return this.create('person', { name, ...more }, branchScope('segou'));
  }
  pole(of: RecordId, number: number): RecordId {
    return this.create('body', { name: `Pôle ${number}`, kind: 'pole', of, number });
  }
  /** One membership with its periods; a date alone is a period in good standing that goes on. */
  joins(member: RecordId, group: RecordId, spans: string | readonly SpanSketch[], kind = 'member'): RecordId {
    const list = typeof spans === 'string' ? [{ from: spans, status: 'active' }] : spans;
    const entries = Object.fromEntries(list.map((span, at) => [`spans.${at}`, { ...span }]));
    return this.create('membership', { member, group, kind, ...entries });
  }
  tie(person: RecordId, organisation: RecordId, kind = 'member', more: Body = {}): RecordId {
    return this.create('involvement', { person, organisation, kind, ...more });
  }
}
