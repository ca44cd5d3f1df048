/**
 * Five months of the demonstration network, told by its people: founding, registrations on the road, corrections, two people changing the same
 * place, a right that ended, a lost phone, somebody enrolled in the field. Everything goes through the same gate as real work.
 */
import type { Acts } from '../../kernel/author.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { branchScope } from '../../kernel/ids.ts';
import { deviceRecord } from '../../kernel/judge.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { arrival, registration } from './acts.ts';
import { aroundAwa, changedForm, clerkOf, leaders, supports, twice } from './field.ts';
import { branches, levels, movement } from './movement.ts';
import { type Sketch, sketchesOf } from './organisations.ts';
import { CLERKS, type Player, type PlayerKey } from './people.ts';
import { Phone, type Stage } from './phone.ts';
import { tellProgramme } from './programme.ts';
import { hallOf, joinedIn, KNOWN, register } from './register.ts';
import { tellSavings } from './savings.ts';
import { type Scale, SILENT } from './scale.ts';
import { nearer, type SaidPlace } from './towns.ts';
import { tellUnion, tellWays } from './ways.ts';
import { tellYears } from './years.ts';

const DAY: Millis = 24 * 3600 * 1000;
const HOUR: Millis = 3600 * 1000;

/** A phone that lives four years ahead: nothing is refused for it. */
const AHEAD: Millis = 4 * 365 * DAY;

export interface Clock {
  at: Millis;
}

interface Scene {
  readonly at: Millis;
  play(): Promise<void> | void;
}

const isCooperative = (card: RecordState): boolean => ['scoops', 'coop-ca'].includes(textOf(card, 'kind'));
/** A place said more exactly by somebody who went there. */
const further = (card: RecordState): SaidPlace => nearer(valueOf(card, 'place') as SaidPlace, 'quartier du marché');
/** Day of somebody's last work before they are silent. Bréhima works until his right ends, Mariam until her first phone is lost. */
const lastOf = (key: string): number => (key === 'brehima' ? 72 : key === 'mariam' ? 44 : (SILENT[key] ?? 0) + 2);

export class Story {
  readonly #stage: Stage;
  readonly #clock: Clock;
  readonly #today: Millis;
  readonly #scale: Scale;
  readonly #persons = new Map<string, RecordId>();
  readonly #phones = new Map<string, Phone>();
  readonly #scenes: Scene[] = [];

  /** @param today the real time; the story ends just before it. */
  constructor(stage: Stage, clock: Clock, today: Millis, scale: Scale) {
    this.#stage = stage;
    this.#scale = scale;
    this.#clock = clock;
    this.#today = today;
  }

  async tell(): Promise<void> {
    await this.#found();
    this.#structure();
    const sketches = this.#registrations();
    this.#register(sketches);
    this.#field();
    this.#rightThatEnds();
    this.#lostPhone();
    this.#enrolment();
    this.#twoVersions();
    if (this.#scale.years) this.#years();
    this.#training();
    this.#lastCalls();
    for (const scene of this.#scenes.sort((a, b) => a.at - b.at)) {
      this.#clock.at = scene.at;
      await scene.play();
    }
  }

  /** So many days ago, at that hour; never in the future. */
  #time(daysAgo: number, hour: number): Millis {
    const midnight = Math.floor(this.#today / DAY) * DAY;
    return Math.floor(Math.min(midnight - daysAgo * DAY + hour * HOUR, this.#today - 5 * 60_000));
  }

  #scene(at: Millis, play: Scene['play']): void {
    this.#scenes.push({ at, play });
  }

  #person(key: string): RecordId {
    return this.#persons.get(key) as RecordId;
  }

  #phone(key: string): Phone {
    return this.#phones.get(key) as Phone;
  }

  /** The authority names the secretariat, which names the branches, which name their people; then everybody gets a phone. */
  async #found(): Promise<void> {
    const { network } = this.#stage;
    for (const [i, player] of this.#scale.people.entries()) {
      this.#clock.at = this.#time(this.#scale.founded - i, 9);
      const giver = this.#giverOf(player);
      const acts = arrival(player, this.#clock.at);
      const changes = giver
        ? (await network.act(this.#person(giver), acts)).changes
        : await network.actAsAuthority(acts);
      this.#persons.set(player.key, changes[0]?.record as RecordId);
      if (!player.phone) continue;
      this.#clock.at += 3 * HOUR;
      const skew = player.key === 'zeinabou' ? AHEAD : 0;
      const person = this.#person(player.key);
      const phone = await Phone.join(this.#stage, person, this.#person(giver ?? 'secretariat'), player.phone, skew);
      this.#phones.set(player.key, phone);
    }
  }

  #giverOf(player: Player): string | null {
    if (player.role === 'secretariat') return null;
    const office = this.#scale.people.find((one) => one.role === 'coordinator' && one.branch === player.branch);
    return player.role === 'coordinator' || !office ? 'secretariat' : office.key;
  }

  /** Days ago that everybody has a right and a phone. */
  get #ready(): number {
    return this.#scale.founded - this.#scale.people.length - 3;
  }

  /** The organisations, registered by those of the branch on their rounds, sent some days later; some corrected afterwards. */
  #registrations(): readonly Sketch[] {
    const { luck } = this.#stage;
    const { share, people, years, register: typed } = this.#scale;
    const told = this.#sketches();
    for (const [at, { branch, sketch }] of told.entries()) {
      const isAsking = at >= KNOWN;
      const writers = people.filter((one) => one.branch === branch && ['coordinator', 'animator'].includes(one.role));
      const writer = luck.pick(isAsking && years ? writers.filter(({ key }) => lastOf(key) < 20) : writers);
      const last = lastOf(writer.key);
      const low = !years ? last + 1 : isAsking ? 25 : typed + 8;
      const day = luck.between(low, isAsking && years ? 60 : this.#ready - 4);
      const sent = Math.max(last, day - luck.between(0, 6));
      this.#scene(this.#time(day, luck.between(8, 17) + luck.next()), () => {
        const source = luck.pick([undefined, undefined, 'paper', 'oral'] as const);
        this.#phone(writer.key).write(registration(sketch, branchScope(branch)), source);
      });
      this.#scene(this.#time(sent, 19 + luck.next()), () => this.#phone(writer.key).exchange());
      if (luck.next() < 0.35) this.#correction(luck.pick(writers).key, sketch, Math.max(1, day - luck.between(8, 40)));
    }
    if (told.length !== Object.values(share).reduce((sum, n) => sum + n, 0)) throw new Error('a sketch is missing');
    return told.map(({ sketch }) => sketch);
  }

  /** In the order of the register: a branch after the other in turn, so that every one has old members and new ones. */
  #sketches(): readonly { readonly branch: string; readonly sketch: Sketch }[] {
    const { luck } = this.#stage;
    const lists = Object.entries(this.#scale.share).map(([branch, count]) =>
      sketchesOf(branch, count, luck).map((sketch) => ({ branch, sketch })),
    );
    let isSmallTold = false;
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []))
      .flat()
      .map(({ branch, sketch }, at) => {
        const founded = String(Math.min(joinedIn(at), 2021) - luck.between(0, 9));
        // One cooperative has fewer members than its form asks.
        if (sketch.kind === 'scoops' && at >= 12 && !isSmallTold) {
          isSmallTold = true;
          return { branch, sketch: { ...sketch, women: 3, men: 1, founded } };
        }
        return { branch, sketch: at % 6 === 5 ? sketch : { ...sketch, founded } };
      });
  }

  /** Written at the hub by somebody of the office; what is not confirmed would be a fault of the story. */
  async #say(key: string, acts: Acts, source?: 'paper'): Promise<void> {
    const { admission } = await this.#stage.network.act(this.#person(key), acts, source ? { source } : {});
    const ruling = admission.ok ? admission.rulings.at(-1) : null;
    if (ruling?.state !== 'confirmed') throw new Error(`the demonstration was ${ruling?.state}: ${ruling?.code}`);
  }

  /** The secretariat sets down what the network is before anybody goes out. */
  #structure(): void {
    for (const [at, acts] of [movement, branches, levels].entries())
      this.#scene(this.#time(this.#ready - at, 15), () => this.#say('secretariat', acts));
  }

  /** The paper register is typed in when the cards have come; those who asked since are added. */
  #register(sketches: readonly Sketch[]): void {
    const { register: typed, applied } = this.#scale;
    const type = (day: number, first: number, end: number): void =>
      this.#scene(this.#time(day, 20.5), async () => {
        const { network } = this.#stage;
        const hall = hallOf(await network.list('organisation'), await network.list('body'), this.#clock.at);
        for (const acts of register(sketches, hall, first, end)) await this.#say('secretariat', acts, 'paper');
      });
    type(typed, 0, KNOWN);
    type(applied, KNOWN, sketches.length);
  }

  /** People, supports, a change of form, and two people who meet the same ones. */
  #field(): void {
    for (const [at, [key, branch]] of (
      [
        ['oumar', 'segou'],
        ['salif', 'sikasso'],
      ] as const
    ).entries())
      this.#scene(this.#time(10 - at, 14.5), async () => {
        const home = branchScope(branch);
        const cards = (await this.#stage.network.list('organisation')).filter((card) => card.home === home);
        // Cooperatives first: two of them have an account of their own.
        const order = (card: RecordState): string => `${Number(!isCooperative(card))} ${textOf(card, 'name')}`;
        cards.sort((a, b) => (order(a) < order(b) ? -1 : 1));
        for (const half of [0, 1])
          await this.#say(key, leaders(cards.slice(4 * half, 4 * half + 4), home, at * 30 + 12 * half));
        await this.#say(key, supports(cards.slice(2, 11)));
        if (key !== 'oumar') return;
        await this.#say(key, aroundAwa(cards, home));
        for (const [i, clerk] of CLERKS.entries())
          if (cards[i]) await this.#say(key, clerkOf(clerk, cards[i], this.#clock.at));
      });
    const segou = branchScope('segou');
    this.#scene(this.#time(15, 9.4), () => this.#say('oumar', changedForm(segou)));
    this.#scene(this.#time(14, 10.2), () => void this.#phone('aissata').write(twice(segou, 'first')));
    this.#scene(this.#time(13, 16.8), () => void this.#phone('drissa').write(twice(segou, 'second')));
  }

  /** Somebody who has the card corrects it; who does not have it yet has nothing to correct. */
  #correction(key: string, sketch: Sketch, day: number): void {
    const { luck } = this.#stage;
    if (day <= lastOf(key)) return;
    const moved = luck.next() < 0.5;
    this.#scene(this.#time(day, 11 + luck.next()), async () => {
      const phone = this.#phone(key);
      const card = phone.replica.list('organisation').find((one) => textOf(one, 'name') === sketch.name);
      const contact = phone.replica.list('organisation_contact').find((one) => textOf(one, 'of') === card?.id);
      if (!card || !contact) return;
      if (moved) phone.write([{ do: 'edit', record: card.id, body: { place: further(card) } }]);
      else phone.write([{ do: 'edit', record: contact.id, body: { phone: '70 00 01 23' } }]);
      await phone.exchange();
    });
  }

  /** Bréhima's right ends; his phone hears it; what he writes afterwards comes back, and what hangs on it waits. */
  #rightThatEnds(): void {
    const { network } = this.#stage;
    this.#scene(this.#time(70, 10), async () => {
      const [grant] = await network.grantsOf(this.#person('brehima'));
      if (grant) await network.act(this.#person('hamadoun'), [{ do: 'void', record: grant.id, voided: true }]);
    });
    this.#scene(this.#time(68, 18), () => this.#phone('brehima').exchange());
    this.#scene(this.#time(66, 9.5), () => {
      const name = 'Association des pêcheurs de Youwarou';
      const sketch = { name, kind: 'association', place: 'Youwarou', phone: '70 00 02 10' };
      this.#phone('brehima').write(registration(sketch, branchScope('mopti')));
    });
    this.#scene(this.#time(65, 15.2), () => {
      const { replica } = this.#phone('brehima');
      const card = replica.list('organisation').find((one) => textOf(one, 'name').endsWith('pêcheurs de Youwarou'));
      if (card) this.#phone('brehima').write([{ do: 'edit', record: card.id, body: { place: 'Youwarou, campement' } }]);
    });
  }

  /** Mariam's phone is stolen with work on it; Salif blocks it; it calls later, and what it sends is set aside. She gets another. */
  #lostPhone(): void {
    const { network } = this.#stage;
    this.#scene(this.#time(41, 16.4), () => {
      const name = 'Groupement des transformatrices de beurre de Kadiolo';
      const sketch = { name, kind: 'group', place: 'Kadiolo', phone: '70 00 03 44' };
      this.#phone('mariam').write(registration(sketch, branchScope('sikasso')), 'oral');
    });
    this.#scene(this.#time(40, 8.2), async () => {
      const { device } = this.#phone('mariam');
      const body = { status: 'blocked', blockedAfter: await network.lastSeq(device) };
      await network.act(this.#person('salif'), [{ do: 'edit', record: deviceRecord(device), body }]);
    });
    this.#scene(this.#time(38, 21.1), () => this.#phone('mariam').exchange());
    this.#scene(this.#time(35, 10), async () => {
      const person = this.#person('mariam');
      this.#phones.set(
        'mariam',
        await Phone.join(this.#stage, person, this.#person('salif'), 'Téléphone vert de Mariam'),
      );
    });
    for (const [i, name] of ['GIE des menuisiers de Sikasso', 'Association des maraîchères de Kolondiéba'].entries()) {
      const place = name.split(' de ').at(-1) ?? '';
      const sketch = { name, kind: i === 0 ? 'gie' : 'association', place, phone: `70 00 03 5${i}` };
      this.#scene(this.#time(30 - 9 * i, 10.3), async () => {
        this.#phone('mariam').write(registration(sketch, branchScope('sikasso')));
        await this.#phone('mariam').exchange();
      });
    }
  }

  /** In the field, Drissa enrols Awa on his own phone: provisional, until the branch confirms. */
  #enrolment(): void {
    this.#scene(this.#time(8, 9.7), () => {
      const phone = this.#phone('drissa');
      const home = branchScope('segou');
      const [from, to] = [dayOf(this.#clock.at), dayOf(this.#clock.at + 44 * DAY)];
      phone.write((ids) => [
        { do: 'create', type: 'person', home, body: { name: 'Awa SANOGO', sign: 'heart', color: 'p3' } },
        {
          do: 'create',
          type: 'grant',
          home,
          body: { person: ids(0), role: 'animator', scope: home, from, to, provisional: true },
        },
        { do: 'create', type: 'holder', home, body: { device: phone.device, person: ids(0) } },
      ]);
    });
  }

  /** Aïssata and Drissa correct the same place without seeing each other: both versions stay until somebody chooses. */
  #twoVersions(): void {
    const home = branchScope('segou');
    const sketch = {
      name: 'Association des potières de Kalabougou',
      kind: 'association',
      place: 'Ségou',
      phone: '70 00 04 01',
    };
    this.#scene(this.#time(12, 9), async () => {
      this.#phone('oumar').write(registration(sketch, home));
      await this.#phone('oumar').exchange();
    });
    this.#scene(this.#time(11, 18), () => this.#phone('aissata').exchange());
    this.#scene(this.#time(11, 18.5), () => this.#phone('drissa').exchange());
    const move = (key: PlayerKey, place: string) => () => {
      const card = this.#phone(key)
        .replica.list('organisation')
        .find((one) => textOf(one, 'name') === sketch.name);
      if (card) this.#phone(key).write([{ do: 'edit', record: card.id, body: { place } }]);
    };
    this.#scene(this.#time(9, 10.2), move('drissa', 'Kalabougou'));
    this.#scene(this.#time(7, 17.7), move('aissata', 'Ségou, rive gauche du fleuve'));
  }

  /** Two years of work in the branches, from the register on. */
  #years(): void {
    tellYears({
      stage: this.#stage,
      clock: this.#clock,
      today: this.#today,
      scale: this.#scale,
      time: (daysAgo, hour) => this.#time(daysAgo, hour),
      person: (key) => this.#person(key),
      phone: (key) => this.#phone(key),
      say: (key, acts, source) => this.#say(key, acts, source),
      scene: (at, play) => this.#scene(at, play),
    });
  }

  /** The branch of Bamako writes down its training programme, and the groups it accompanies. */
  #training(): void {
    const home = branchScope('bamako');
    this.#scene(this.#time(2, 16.2), () =>
      tellProgramme({
        network: this.#stage.network,
        phone: this.#phone('modibo'),
        office: this.#person('modibo'),
        branch: home,
        isLarge: this.#scale.years,
        now: this.#today,
        trainerFrom: this.#clock.at,
      }),
    );
    this.#scene(this.#time(2, 16.6), () => {
      const write = (acts: Acts) => this.#phone('modibo').write(acts);
      for (const tell of [tellWays, tellUnion, tellSavings])
        tell({ home, guide: this.#person('modibo'), now: this.#today, write });
    });
  }

  /** The last exchange of every phone. The line of Kayes broke in the middle: the rest is still there. */
  #lastCalls(): void {
    for (const [key, days] of Object.entries(SILENT)) {
      if (!this.#phones.has(key)) continue;
      const at = this.#time(days, days === 0 ? 30 : 18.2);
      if (key === 'fanta') {
        this.#scene(at - HOUR, () => {
          for (const place of ['Kita', 'Mahina'])
            this.#phone('fanta').write(
              registration(
                { name: `Groupement des maçons de ${place}`, kind: 'group', place, phone: '70 00 05 1' },
                branchScope('kayes'),
              ),
            );
        });
        this.#scene(at, () => this.#phone('fanta').exchange(2));
      } else this.#scene(at, () => this.#phone(key).exchange());
    }
  }
}
