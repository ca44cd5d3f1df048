/**
 * A device in memory for the tests of the screens: the kernel's own replica over the simulator's hub, without disk, keys or network. What the
 * screens are promised (`contract.ts`) it keeps; nothing of the kernel is imitated.
 */
import { signal } from '@preact/signals';
import type { Acts } from '../../src/kernel/author.ts';
import { ODD_CLOCK } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchOf } from '../../src/kernel/ids.ts';
import type { FourNumbers, Replica } from '../../src/kernel/replica.ts';
import { type Change, fail, ok, type RecordId, type Refusal, type Result } from '../../src/kernel/types.ts';
import { branchName } from '../../src/ui/branch.ts';
import type { Beginning, Draft, Face, Jekulu, Me, Phase, SyncState } from '../../src/ui/contract.ts';
import type { SimDevice } from '../sim/device.ts';
import { DAY } from '../sim/world.ts';
import { type Player, SEGOU, type Story } from './story.ts';

export const PIN = '482915';
const NETWORK = 'RENAPESS · démonstration';
const NO_NUMBERS: FourNumbers = { pending: 0, received: 0, confirmed: 0, fix: 0 };

export class Fake implements Jekulu {
  readonly phase = signal<Phase>('door');
  readonly faces = signal<readonly Face[]>([]);
  readonly me = signal<Me | null>(null);
  readonly beginning = signal<Beginning | null>(null);
  readonly version = signal(0);
  readonly numbers = signal<FourNumbers>(NO_NUMBERS);
  readonly sync = signal<SyncState>({
    running: false,
    last: 0,
    unreachable: false,
    refused: null,
    arriving: 0,
    coming: null,
    clockOff: 0,
  });
  readonly trouble = signal<Refusal | null>(null);
  readonly network = signal<{ readonly name: string; readonly demo: boolean; readonly practice: boolean } | null>({
    name: NETWORK,
    demo: true,
    practice: false,
  });
  /** Whether the hub can be reached. */
  online = false;
  /** Whether the disk takes what is written. */
  full = false;
  readonly story: Story;
  readonly device: SimDevice;
  readonly #drafts = new Map<string, Draft>();
  readonly #pins = new Map<RecordId, string>();
  #wrong = 0;

  constructor(story: Story, people: readonly Player[]) {
    this.story = story;
    this.device = story.shared;
    for (const player of people) this.#pins.set(player.id, PIN);
    this.faces.value = people.map((player): Face => this.#faceOf(player));
  }

  #faceOf(player: Player): Face {
    const rows = this.device.rows().filter((row) => row.by === player.id && row.seq === row.group[0]);
    const count = (...states: readonly string[]) => rows.filter((row) => states.includes(row.state)).length;
    return {
      network: 'demo',
      person: player.id,
      name: player.name,
      sign: player.sign,
      color: player.color,
      role: player.role,
      place: branchName(player.home) ?? NETWORK,
      pending: count('pending'),
      fix: count('returned', 'quarantined'),
      needsPin: !this.#pins.has(player.id),
      practice: this.network.value?.practice === true,
    };
  }

  /** Somebody on this phone who has no code yet. */
  forgetPin(person: RecordId): void {
    this.#pins.delete(person);
    this.faces.value = this.faces.value.map((face) => (face.person === person ? { ...face, needsPin: true } : face));
  }

  get replica(): Replica {
    return this.device.replica;
  }

  now(): number {
    return this.device.now;
  }

  #changed(): void {
    const me = this.me.value;
    if (!me) return;
    const { lastExchange } = this.replica.meta;
    const off = this.device.skew;
    this.numbers.value = this.replica.numbers(me.person);
    this.sync.value = { ...this.sync.value, last: lastExchange, clockOff: Math.abs(off) > ODD_CLOCK ? off : 0 };
    this.version.value++;
  }

  async goOn(): Promise<Result<true, Refusal>> {
    return ok(true);
  }

  begun(): void {
    this.beginning.value = null;
  }

  async takeOver(): Promise<void> {
    this.phase.value = 'door';
  }

  async activate(code: string): Promise<Result<RecordId, Refusal>> {
    if (!this.online) return fail({ code: 'NET-UNREACHABLE' });
    const plain = code.replace(/[^a-z0-9]/g, '');
    if (plain !== 'abcdefghjkmn') return fail({ code: plain === 'useduseduse2' ? 'CODE-USED' : 'CODE-UNKNOWN' });
    const player = this.story.people.korotoumou;
    this.faces.value = [...this.faces.value, { ...this.#faceOf(player), needsPin: true }];
    this.phase.value = 'door';
    return ok(player.id);
  }

  async choosePin(person: RecordId, pin: string): Promise<Result<true, Refusal>> {
    if (/^(\d)\1+$/.test(pin) || pin === '123456') return fail({ code: 'KEY-SIX' });
    this.#pins.set(person, pin);
    return this.open(person, pin);
  }

  async open(person: RecordId, pin: string): Promise<Result<true, Refusal>> {
    const player = Object.values(this.story.people).find((one) => one.id === person);
    if (!player || this.#pins.get(person) !== pin) {
      this.#wrong++;
      return fail({ code: 'KEY-WRONG', detail: String(this.#wrong > 1 ? 4 : 0) });
    }
    this.device.open(person);
    const { name, sign, color, role, home } = player;
    this.me.value = {
      person,
      name,
      sign,
      color,
      role,
      home,
      place: branchOf(home) ? (branchName(home) ?? '') : NETWORK,
    };
    this.#changed();
    this.phase.value = 'open';
    return ok(true);
  }

  close(): void {
    this.me.value = null;
    this.phase.value = 'door';
  }

  async recoveryNumber(person: RecordId): Promise<number | null> {
    return person === this.story.people.fanta.id ? null : 3;
  }

  async recover(person: RecordId, word: string, newPin: string): Promise<Result<true, Refusal>> {
    if (word.replaceAll('-', '') !== 'abcdefghjkmnpqrs') return fail({ code: 'KEY-WORD' });
    return this.choosePin(person, newPin);
  }

  stewardWord(_device: string, _person: RecordId, n: number): Result<string, Refusal> {
    return n === 3 ? ok('abcdefghjkmnpqrs') : fail({ code: 'KEY-STEWARD' });
  }

  async resetPin(person: RecordId, newPin: string): Promise<Result<true, Refusal>> {
    if (newPin === '123456') return fail({ code: 'KEY-SIX' });
    this.#pins.set(person, newPin);
    return ok(true);
  }

  async enrol(
    input: { readonly name: string; readonly role: string; readonly sign: string; readonly color: string },
    pin: string,
  ): Promise<Result<RecordId, Refusal>> {
    if (pin === '123456') return fail({ code: 'KEY-SIX' });
    const { name, role, sign, color } = input;
    const [from, to] = [dayOf(this.now()), dayOf(this.now() + 45 * DAY)];
    const [made] = await this.save((ids) => [
      { do: 'create', type: 'person', home: SEGOU, body: { name, sign, color } },
      {
        do: 'create',
        type: 'grant',
        home: SEGOU,
        body: { person: ids(0), role, scope: SEGOU, from, to, provisional: true },
      },
      { do: 'create', type: 'holder', home: SEGOU, body: { device: this.device.id, person: ids(0) } },
    ]);
    const person = (made as Change).record;
    this.#pins.set(person, pin);
    this.faces.value = [...this.faces.value, this.#faceOf({ id: person, name, role, sign, color, home: SEGOU })];
    return ok(person);
  }

  async save(acts: Acts, how: Parameters<Jekulu['save']>[1] = {}): Promise<readonly Change[]> {
    if (this.full) throw Object.assign(new Error('full'), { refusal: { code: 'STORE-FULL' } });
    this.story.world.pass(1000);
    const changes = this.device.write(acts, how);
    this.#changed();
    return changes;
  }

  async exchange(): Promise<void> {
    if (this.online) await this.story.world.sync(this.device);
    this.sync.value = { ...this.sync.value, unreachable: !this.online };
    this.#changed();
  }

  async past(): Promise<number | null> {
    return this.online ? 0 : null;
  }

  async exportUnsent(): Promise<Blob> {
    return new Blob([JSON.stringify(this.device.rows().filter((row) => row.state === 'pending'))]);
  }

  async drafts(): Promise<readonly Draft[]> {
    return [...this.#drafts.values()];
  }

  async draft(key: string): Promise<Draft | null> {
    return this.#drafts.get(key) ?? null;
  }

  async keepDraft(draft: Omit<Draft, 'at'>): Promise<void> {
    if (this.full) throw Object.assign(new Error('full'), { refusal: { code: 'STORE-FULL' } });
    this.#drafts.set(draft.key, { ...draft, at: this.now() });
  }

  async dropDraft(key: string): Promise<void> {
    this.#drafts.delete(key);
  }
}
