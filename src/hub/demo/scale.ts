/** How much there is to tell: a short story for tests, the years of a whole network for those who look at it. */
import { CREW } from './crew.ts';
import type { Share } from './organisations.ts';
import { PEOPLE, type Player } from './people.ts';

export type DemoSize = 'small' | 'full';

export interface Scale {
  /** Days ago that the network was founded on this hub. */
  readonly founded: number;
  /** Organisations of each branch; seventy-seven in all. */
  readonly share: Share;
  /** Everybody with a right, in the order in which they come; those of the secretariat and the coordinators before their people. */
  readonly people: readonly Player[];
  /** Days ago that the paper register of members was typed in, and that those who asked since were added. */
  readonly register: number;
  readonly applied: number;
  /** Whether the work of the years between is told: thousands of people, supports, corrections. */
  readonly years: boolean;
}

export const SCALES: Readonly<Record<DemoSize, Scale>> = {
  small: {
    founded: 150,
    share: { sikasso: 17, segou: 19, kayes: 9, mopti: 8, gao: 7, bamako: 17 },
    people: PEOPLE,
    register: 1,
    applied: 1,
    years: false,
  },
  full: {
    founded: 1160,
    share: {
      sikasso: 14,
      segou: 16,
      kayes: 8,
      mopti: 8,
      gao: 6,
      bamako: 14,
      koulikoro: 5,
      tombouctou: 3,
      nioro: 2,
      kidal: 1,
    },
    people: [...PEOPLE, ...CREW],
    register: 600,
    applied: 15,
    years: true,
  },
};

/** Days ago of each telephone's last exchange: some come daily, some fall silent; nobody of Kayes has for weeks, nobody of Kidal for months. */
export const SILENT: Readonly<Record<string, number>> = {
  secretariat: 0,
  salif: 0,
  mariam: 1,
  kadiatou: 23,
  oumar: 0,
  aissata: 2,
  drissa: 6,
  fanta: 41,
  hamadoun: 12,
  brehima: 60,
  zeinabou: 9,
  modibo: 1,
  assitan: 3,
  alassane: 16,
  sira: 5,
  almahdi: 132,
  nana: 8,
  zoumana: 19,
  baba: 27,
  penda: 11,
  fily: 58,
  bakary: 44,
  boureima: 4,
  coumba: 21,
  niele: 2,
  lassina: 7,
  tenin: 33,
  korotoumou: 3,
  soumaila: 14,
  idrissa: 10,
  wassa: 18,
  madou: 5,
  ramata: 4,
  maimouna: 1,
};
