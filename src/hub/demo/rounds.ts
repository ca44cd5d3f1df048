/** One branch on its rounds: who is met, what is written down, what changed since, what was written twice and joined. */
import { aliasOf, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { branchScope, derivedId, sensitiveScope } from '../../kernel/ids.ts';
import { differences, mergeActs } from '../../kernel/merging.ts';
import type { Body, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { isOneSided, sourceOf } from '../../modules/directory/merges.ts';
import { member, type Numbers } from './folk.ts';
import { NEEDS, SUPPORTS } from './given.ts';
import type { Phone } from './phone.ts';
import type { Dice } from './random.ts';

const MINUTE: Millis = 60_000;
const JOINED = 0.45;

/** A person whom two wrote down. */
interface Twice {
  readonly first: RecordId;
  readonly second: RecordId;
}

export class Rounds {
  readonly #branch: string;
  readonly #home: Scope;
  readonly #luck: Dice;
  readonly #numbers: Numbers;
  /** Visits to come. */
  #visits = 0;
  /** By name of organisation: how many people there are to write down, and how many were. */
  readonly #wanted = new Map<string, number>();
  readonly #written = new Map<string, number>();
  /** People who can be met again, and those met by two. */
  readonly #met: RecordId[] = [];
  readonly #twice: Twice[] = [];

  constructor(branch: string, luck: Dice, numbers: Numbers) {
    this.#branch = branch;
    this.#home = branchScope(branch);
    this.#luck = luck;
    this.#numbers = numbers;
  }

  /** One more visit will come. */
  expect(): void {
    this.#visits++;
  }

  /** A day in the field, then the network. @param evening when the telephone comes back. */
  async visit(phone: Phone, evening: Millis, isCoordinator: boolean): Promise<void> {
    const pen = new Day(phone, evening - 8 * 60 * MINUTE);
    const cards = this.#cards(phone);
    const year = new Date(evening).getUTCFullYear();
    if (cards.length > 0) this.#meet(pen, cards, year);
    if (cards.length > 0 && this.#luck.next() < 0.4) this.#news(pen, this.#luck.pick(cards), year);
    if (cards.length > 0 && this.#luck.next() < 0.4) this.#support(pen, this.#luck.pick(cards), evening);
    if (this.#met.length > 0 && this.#luck.next() < 0.5) this.#correct(pen);
    if (this.#met.length > 20 && this.#luck.next() < 0.1) this.#meetAgain(pen);
    if (isCoordinator && this.#luck.next() < JOINED) this.#join(pen);
    this.#visits--;
    await phone.exchange();
  }

  /** The organisations of the branch that this telephone knows, always in the same order. */
  #cards(phone: Phone): readonly RecordState[] {
    const cards = phone.replica.list('organisation').filter((card) => card.home === this.#home);
    for (const name of cards.map((card) => textOf(card, 'name')).sort())
      if (!this.#wanted.has(name)) this.#wanted.set(name, this.#luck.between(22, 52));
    return [...cards].sort((a, b) => (textOf(a, 'name') < textOf(b, 'name') ? -1 : 1));
  }

  /** A share of the people who are still to be written down, one organisation after the other. */
  #meet(pen: Day, cards: readonly RecordState[], year: number): void {
    const left = (card: RecordState): number => {
      const name = textOf(card, 'name');
      return (this.#wanted.get(name) ?? 0) - (this.#written.get(name) ?? 0);
    };
    const all = cards.reduce((sum, card) => sum + left(card), 0);
    let today = Math.ceil(all / Math.max(1, this.#visits));
    for (const card of cards) {
      const name = textOf(card, 'name');
      for (; today > 0 && left(card) > 0; today--) {
        const at = this.#written.get(name) ?? 0;
        this.#written.set(name, at + 1);
        const [women, men] = [valueOf(card, 'women'), valueOf(card, 'men')].map((n) => (typeof n === 'number' ? n : 5));
        const share = (100 * (women ?? 5)) / Math.max(1, (women ?? 5) + (men ?? 5));
        const place = {
          branch: this.#branch,
          home: this.#home,
          organisation: card.id,
          town: valueOf(card, 'place') ?? '',
          women: share,
          year,
        };
        const person = pen.write(member(at, place, this.#numbers, this.#luck), at % 4 === 3 ? 'paper' : undefined);
        this.#met.push(person);
      }
    }
  }

  /** What changed in an organisation since the last visit. */
  #news(pen: Day, card: RecordState, year: number): void {
    const stage = ['identified', 'organised', 'grouped', 'active'];
    const next = stage[stage.indexOf(textOf(card, 'stage')) + 1];
    const women = valueOf(card, 'women');
    const given = textOf(card, 'acronym') || textOf(card, 'name').split(' ').at(-1) || '';
    const news: readonly (() => Body)[] = [
      () => (next ? { stage: next, [`stages.${next}`]: { stage: next, from: String(year) } } : {}),
      () => (typeof women === 'number' && women > 3 ? { women: women + this.#luck.between(1, 6) } : {}),
      () => ({ needs: this.#luck.pick(NEEDS) }),
      () => ({ email: `contact@${plain(given)}.example` }),
      () => ({
        quarter: 'Quartier du marché',
        landmark: this.#luck.pick(['la mosquée', 'l’école', 'la mairie', 'le CSCom']),
      }),
    ];
    const body = this.#luck.pick(news)();
    if (Object.keys(body).length > 0) pen.phone.write([{ do: 'edit', record: card.id, body }], undefined, pen.at());
  }

  #support(pen: Day, card: RecordState, evening: Millis): void {
    const month = new Date(evening).toISOString().slice(0, 7);
    const body = { of: card.id, ...this.#luck.pick(SUPPORTS), from: month };
    pen.phone.write([{ do: 'create', type: 'support', home: this.#home, body }], undefined, pen.at());
  }

  /** A colleague's sheet or one's own is put right, as far as this telephone has it. */
  #correct(pen: Day): void {
    const person = this.#luck.pick(this.#met);
    const state = pen.phone.replica.record(person);
    const contact = pen.phone.replica.record(derivedId('person_contact', person));
    const what = this.#luck.next();
    if (!state || aliasOf(state) !== null) return;
    if (what < 0.4 && contact) pen.edit(contact.id, { phone: this.#numbers.next(), owner: 'own', consent: 'oral' });
    else if (what < 0.7) pen.edit(person, { birth: String(this.#luck.between(1958, 2004)) });
    else
      pen.edit(person, { job: this.#luck.pick(['Formatrice', 'Maraîchage', 'Petit commerce', 'Couture', 'Élevage']) });
  }

  /** Somebody who is written down already, by another hand: without the accents, another age, the same telephone. */
  #meetAgain(pen: Day): void {
    const known = pen.phone.replica.record(this.#luck.pick(this.#met));
    const contact = known && pen.phone.replica.record(derivedId('person_contact', known.id));
    if (!known || !contact || aliasOf(known) !== null) return;
    const birth = textOf(known, 'birth').slice(0, 4);
    const body: Body = {
      name: textOf(known, 'name').normalize('NFD').replace(/\p{M}/gu, ''),
      ...(textOf(known, 'sex') && { sex: textOf(known, 'sex') }),
      ...(birth && { birth: `${birth}~` }),
      place: valueOf(known, 'place') ?? '',
    };
    const again = pen.write((ids) => [
      { do: 'create', type: 'person', home: this.#home, body },
      {
        do: 'create',
        type: 'person_contact',
        home: sensitiveScope(this.#home),
        body: { of: ids(0), phone: textOf(contact, 'phone'), consent: 'oral' },
      },
    ]);
    this.#twice.push({ first: known.id, second: again });
  }

  /** The coordinator looks at two sheets and makes one of them; what only the second one says is kept. */
  #join(pen: Day): void {
    const { replica } = pen.phone;
    const at = this.#twice.findIndex(({ first, second }) => replica.record(first) && replica.record(second));
    const [pair] = at < 0 ? [] : this.#twice.splice(at, 1);
    if (!pair) return;
    const source = sourceOf(replica);
    const take = differences(source, pair.first, pair.second).filter(isOneSided);
    pen.phone.write(mergeActs(source, pair.first, pair.second, take), undefined, pen.at());
  }
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase() || 'exemple';

/** What is written on one day, every few minutes. */
class Day {
  readonly phone: Phone;
  #now: Millis;

  constructor(phone: Phone, morning: Millis) {
    this.phone = phone;
    this.#now = morning;
  }

  at(): Millis {
    this.#now += 7 * MINUTE;
    return this.#now;
  }

  /** Gives the record that the group made first. */
  write(acts: Parameters<Phone['write']>[0], source?: 'paper'): RecordId {
    return this.phone.write(acts, source, this.at())[0]?.record as RecordId;
  }

  edit(record: RecordId, body: Body): void {
    this.phone.write([{ do: 'edit', record, body }], undefined, this.at());
  }
}
