/**
 * The young people who asked for a place in the programme of 3,000: names, births and quarters as they are written down in Bamako, where families of all
 * regions live side by side. All invented, and the same at every telling. Quarters are facts, who lives in them is not.
 */
import type { Body } from '../../kernel/types.ts';
import { anyName } from './names.ts';
import type { Dice } from './random.ts';

/** The communes of Bamako, and quarters of each. */
export const COMMUNES: readonly (readonly [name: string, quarters: readonly string[]])[] = [
  ['Commune I', ['Korofina', 'Banconi', 'Djélibougou', 'Boulkassoumbougou', 'Sotuba', 'Fadjiguila']],
  ['Commune II', ['Bakaribougou', 'Hippodrome', 'Médina-Coura', 'Niaréla', 'Missira', 'Quinzambougou']],
  ['Commune III', ['Darsalam', 'Bamako-Coura', 'Ouolofobougou', 'N’Tomikorobougou', 'Point G']],
  ['Commune IV', ['Lafiabougou', 'Hamdallaye', 'Sébénikoro', 'Djicoroni-Para', 'Taliko']],
  ['Commune V', ['Badalabougou', 'Daoudabougou', 'Sabalibougou', 'Kalaban-Coura', 'Torokorobougou', 'Baco-Djicoroni']],
  ['Commune VI', ['Sogoniko', 'Faladié', 'Niamakoro', 'Magnambougou', 'Yirimadio', 'Banankabougou']],
];

export interface Young {
  readonly person: Body;
  readonly isWoman: boolean;
  /** Had to leave their home, and agreed that it is kept. */
  readonly displaced: boolean;
}

/** Between 18 and 35 for the whole of the programme. */
const BORN = [1991, 2005] as const;
/** Pairs of one name and one year of birth that stay, as they do in life. */
const NAMESAKES = 6;

/** As it is known: by the day, by the year, about, not at all. */
function birthIn(year: number, luck: Dice): string {
  const how = luck.next();
  if (how < 0.04) return '';
  if (how < 0.1) return `${year}~`;
  if (how < 0.52) return String(year);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(luck.between(1, 12))}-${two(luck.between(1, 28))}`;
}

/** Gives people one after the other; nearly nobody has the name and the year of somebody before. */
export class Crowd {
  readonly #luck: Dice;
  readonly #known = new Set<string>();
  #namesakes = 0;

  constructor(luck: Dice) {
    this.#luck = luck;
  }

  /** Somebody who asked in this commune (by its place in the list): most live there. */
  next(commune: number): Young {
    const luck = this.#luck;
    const isWoman = luck.next() < 0.54;
    const [name, year] = this.#named(isWoman);
    const birth = birthIn(year, luck);
    const lives = luck.next() < 0.84 ? commune : luck.between(0, COMMUNES.length - 1);
    const [where, quarters] = COMMUNES[lives] as (typeof COMMUNES)[number];
    return {
      person: {
        name,
        sex: isWoman ? 'f' : 'm',
        ...(birth !== '' && { birth }),
        place: luck.next() < 0.9 ? `${where}, ${luck.pick(quarters)}` : where,
      },
      isWoman,
      displaced: luck.next() < 0.12,
    };
  }

  #named(isWoman: boolean): readonly [name: string, year: number] {
    for (;;) {
      const [name, year] = [anyName(isWoman, this.#luck), this.#luck.between(...BORN)];
      const key = `${name} ${year}`;
      if (this.#known.has(key) && this.#namesakes++ >= NAMESAKES) continue;
      this.#known.add(key);
      return [name, year];
    }
  }
}
