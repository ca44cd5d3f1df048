/** What the demonstration tells others of its programme: offers, and three stories, of which one is not agreed to and stays inside. Invented. */
import type { Act } from '../../kernel/author.ts';
import { isVoided, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Body, Millis } from '../../kernel/types.ts';
import { type OffersStage, tellOffers } from './offers.ts';

const DAY: Millis = 24 * 3600 * 1000;

/** Title, how she is called, what she tells, whether she agrees that it is published. */
const STORIES: readonly (readonly [name: string, called: string, text: string, agrees: boolean])[] = [
  [
    'Ma table est devenue un atelier',
    'Maïmouna, couturière (personne inventée)',
    'Avant, je cousais sur une table prêtée. À la formation, j’ai appris à écrire chaque dépense dans un cahier.\nAujourd’hui nous sommes trois, et nous partageons la machine et le loyer.',
    true,
  ],
  [
    'Nous vendons ensemble',
    'Sékou, éleveur de poules (personne inventée)',
    'Seul, je vendais quand je pouvais. Avec le groupe, nous vendons le même jour au même prix, et les clientes reviennent.',
    true,
  ],
  [
    'Ce que je garde pour moi',
    'Kadidia (personne inventée)',
    'Cette histoire est écrite, mais la personne n’a pas dit oui à la publication : elle reste dans le réseau.',
    false,
  ],
];

/** What the branch tells others: offers, then stories. */
export function tellOutside(stage: OffersStage): void {
  tellOffers(stage);
  tellStories(stage);
}

function tellStories({ home, now, programme, source, write }: OffersStage): void {
  const act = (type: string, body: Body): Act => ({ do: 'create', type, home, body });
  const people = source
    .list('person')
    .filter((one) => one.home === home && !isVoided(one) && textOf(one, 'sex') !== '');
  write(
    STORIES.flatMap(([name, called, text, agrees], at): Act[] => {
      const person = people[people.length - 1 - at]?.id;
      if (!person) return [];
      const told = act('story', { name, person, called, text, on: dayOf(now - 20 * DAY), shown: true, programme });
      if (!agrees) return [told];
      const consent = {
        person,
        purpose: 'publish',
        answer: 'yes',
        way: 'signed',
        on: dayOf(now - 21 * DAY),
        language: 'bam',
      };
      return [told, act('consent', consent)];
    }),
  );
}
