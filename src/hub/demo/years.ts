/**
 * Two years of work in the branches, from the day the register was typed in: each telephone goes out every few weeks and comes back to the network. What
 * two wrote twice somebody joins; some of it is still to be looked at. Beside them the bodies are filled, files are taken out, things go wrong.
 */
import type { Acts } from '../../kernel/author.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { tellBodies } from './bodies.ts';
import { Numbers } from './folk.ts';
import { tellMishaps } from './mishaps.ts';
import type { Player } from './people.ts';
import type { Phone, Stage } from './phone.ts';
import { Rounds } from './rounds.ts';
import { type Scale, SILENT } from './scale.ts';
import type { Clock } from './story.ts';

/** What the story lends to those who tell a part of it. */
export interface Told {
  readonly stage: Stage;
  readonly clock: Clock;
  readonly today: Millis;
  readonly scale: Scale;
  time(daysAgo: number, hour: number): Millis;
  person(key: string): RecordId;
  phone(key: string): Phone;
  say(key: string, acts: Acts, source?: 'paper'): Promise<void>;
  scene(at: Millis, play: () => Promise<void> | void): void;
}

/** The last weeks belong to those whose story is told, and Bréhima's and Mariam's months too. */
const STORY_BEGINS = 24;
const APART: readonly string[] = ['brehima', 'mariam'];

/** Adds the scenes of the years. */
export function tellYears(told: Told): void {
  const numbers = new Numbers();
  for (const branch of Object.keys(told.scale.share)) {
    const goes = ({ key, role }: Player): boolean => ['coordinator', 'animator'].includes(role) && !APART.includes(key);
    const workers = told.scale.people.filter((one) => one.branch === branch && goes(one));
    const rounds = new Rounds(branch, told.stage.luck, numbers);
    for (const { key, role } of workers)
      for (const day of daysOf(told, Math.max(STORY_BEGINS, (SILENT[key] ?? 0) + 1))) {
        rounds.expect();
        told.scene(told.time(day, 17.5 + told.stage.luck.next()), () =>
          rounds.visit(told.phone(key), told.clock.at, role === 'coordinator'),
        );
      }
  }
  tellBodies(told);
  tellMishaps(told);
  tellExports(told);
}

/** Days ago on which one telephone comes back. */
function daysOf({ scale, stage: { luck } }: Told, last: number): readonly number[] {
  const days: number[] = [];
  for (let day = scale.register - 10 - luck.between(0, 40); day > last; day -= luck.between(38, 66)) days.push(day);
  return days;
}

const FILES: readonly (readonly [what: string, how: string, records: number])[] = [
  ['organisation.xlsx', '', 112],
  ['organisation.csv', 'kind=scoops', 21],
  ['membership.csv', '', 183],
  ['sse.csv', '', 67],
  ['person.xlsx', 'sex=f', 1604],
  ['support.csv', '', 128],
];

/** The secretariat takes lists out for its partners, and the register of exports says so. */
function tellExports({ scene, time, stage, person }: Told): void {
  for (const [at, [what, how, records]] of FILES.entries())
    scene(time(260 - 50 * at, 11), async () => {
      const noted = await stage.network.noteExport(person(at % 3 === 2 ? 'oumar' : 'secretariat'), what, how);
      await noted(records);
    });
}
