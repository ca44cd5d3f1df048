/**
 * A telephone of the demonstration: a real replica that joins by a code, writes, sends and hears the rulings, inside the hub's own process.
 * Nothing is put into the tables behind the rules' back.
 */
import { webcrypto } from 'node:crypto';
import type { Acts } from '../../kernel/author.ts';
import type { Declarations } from '../../kernel/declare.ts';
import { reachOf } from '../../kernel/grant.ts';
import { deviceIdOf } from '../../kernel/ids.ts';
import { toBase64Url } from '../../kernel/keys.ts';
import { Replica } from '../../kernel/replica.ts';
import { answer, PAGE } from '../../kernel/serve.ts';
import type { Change, DeviceId, Millis, RecordId, Source } from '../../kernel/types.ts';
import { LIMITS } from '../../kernel/wire.ts';
import type { HubNetwork } from '../network.ts';
import type { Dice } from './random.ts';

export const APP = '0.1.0';

export interface Stage {
  readonly network: HubNetwork;
  readonly decl: Declarations;
  readonly luck: Dice;
  /** The time of the story; the network's own clock is the same. */
  now(): Millis;
}

export class Phone {
  readonly #stage: Stage;
  readonly #person: RecordId;
  /** How far its clock is from the truth. */
  readonly #skew: Millis;
  /** When the hub last told it of its rights. */
  #toldAt: Millis = 0;
  readonly replica: Replica;
  readonly device: DeviceId;

  private constructor(stage: Stage, device: DeviceId, person: RecordId, skew: Millis) {
    const { network, authority, settings } = stage.network.card;
    this.#stage = stage;
    this.#person = person;
    this.#skew = skew;
    this.device = device;
    this.replica = new Replica({ network, device, authority, settings, decl: stage.decl });
  }

  /** A new telephone of this person: activated by a code that `giver` made, then filled with what the person may read. */
  static async join(stage: Stage, person: RecordId, giver: RecordId, label: string, skew: Millis = 0): Promise<Phone> {
    const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const key = new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey));
    const device = deviceIdOf(key);
    const code = await stage.network.createCode(person, { createdBy: giver, days: 14 });
    const joined = await stage.network.activate({ code, device, key: toBase64Url(key), label });
    if (!joined.ok) throw new Error(`the demonstration's phone was refused: ${joined.error.code}`);
    const phone = new Phone(stage, device, person, skew);
    await phone.exchange();
    return phone;
  }

  /** @param at when it was written, if it was not now. */
  write(acts: Acts, source?: Source, at?: Millis): readonly Change[] {
    const { luck, now } = this.#stage;
    return this.replica.write(acts, this.#person, {
      now: (at ?? now()) + this.#skew,
      random: luck.bytes,
      ...(source && { source }),
    });
  }

  /**
   * Sends what waits and fetches what is new, until nothing more comes.
   * @param cut the line breaks after this many changes were sent.
   */
  async exchange(cut?: number): Promise<void> {
    const { network, decl } = this.#stage;
    for (let more = true; more; ) {
      const now = this.#stage.now();
      const budget = { changes: cut ?? LIMITS.pushChanges };
      // In the hub's own process the log is as near as a snapshot of it.
      const { segments: _, ...request } = this.replica.request(this.#person, now + this.#skew, APP, budget);
      const toldAt = this.#toldAt;
      const admission = request.push
        ? await network.admit({ device: this.device, push: request.push, toldAt })
        : ({ ok: true, ack: this.replica.meta.acked, rulings: [] } as const);
      if (!admission.ok) throw new Error(`the demonstration was refused: ${admission.error.code}`);
      const { grants, device } = await network.door(this.device, this.#person);
      // It lives in memory: no key is needed for what never rests.
      const holding = { reach: reachOf(decl, this.#person, grants, now), keys: [] };
      const blocked = device?.fields['status']?.[0]?.value === 'blocked';
      const reply = await answer(request, admission, network, { decl, now, grants, holding, limit: PAGE, blocked });
      const noted = network.noteContact({
        device: this.device,
        n: request.n,
        last: request.last,
        servedPos: reply.cursor.pos,
        servedAt: now,
        // Heard at once: this wire does not lose answers.
        toldAt: now,
        app: APP,
        skew: this.#skew,
      });
      // While the hub writes that down.
      this.replica.receive(reply, now + this.#skew);
      await noted;
      this.#toldAt = now;
      more = reply.more && cut === undefined;
    }
  }
}
