/** Clubs of entrepreneurs of the demonstration, all invented: one at work, one that was silent for more than a year, one that sleeps; some learners are in two. */
import { dayOf } from '../../kernel/grant.ts';
import type { Body, Millis, RecordId } from '../../kernel/types.ts';
import { group } from './movement.ts';
import type { TrainingStage } from './training.ts';

const DAY: Millis = 24 * 3600 * 1000;
const ABOUT = 'Organisation inventée pour la démonstration.';

const INSTITUTIONS = [
  { name: 'Université de Korofina', kind: 'university', place: 'Bamako, Commune I', about: ABOUT },
  { name: 'Lycée technique de Bakaribougou', kind: 'technical', place: 'Bamako, Commune II', about: ABOUT },
];

/** At which institution, how it stands since so many days, the places of its members in the group, and how long ago it last did something. */
const CLUBS = [
  { name: 'Club Jiguiya', at: 0, is: 'active', ago: 400, from: 0, to: 6, last: 24 },
  { name: 'Club Sanuya', at: 1, is: 'active', ago: 700, from: 4, to: 10, last: 420 },
  { name: 'Club Ladili', at: 1, is: 'sleeping', ago: 60, from: 9, to: 13, last: 500 },
] as const;

export function tellClubs(
  { home, now, write, trainer }: TrainingStage,
  programme: RecordId,
  people: readonly RecordId[],
): void {
  const day = (ago: number): string => dayOf(now - ago * DAY);
  write(
    group((add) => {
      const institutions = INSTITUTIONS.map((card) => add('organisation', card, home));
      for (const { name, at, is, ago, from, to, last } of CLUBS) {
        const body: Body = {
          name,
          institution: institutions[at] as RecordId,
          programme,
          mentor: trainer,
          founded: day(800),
        };
        const club = add('club', { ...body, 'states.a': { is, from: day(ago) } }, home);
        const members = people.slice(from, to);
        members.forEach((person, nth) => {
          const span = { year: String(1 + (nth % 3)), from: day(300).slice(0, 7) };
          add('club_member', { person, club, 'spans.a': span }, home);
        });
        const there = Object.fromEntries(members.map((person) => [`people.${person}`, {}]));
        const told = { name: 'Foire des idées', on: day(last), place: 'Bamako, Commune II', hours: 3, club, programme };
        add('action', { ...told, ...there }, home);
      }
    }),
  );
}
