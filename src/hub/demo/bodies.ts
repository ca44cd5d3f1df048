/**
 * Who sits where. That there are a Board of twenty-three seats, a Permanent Secretariat and six poles is public; the people, the dates of their mandates
 * and the decisions are invented, and the length of a mandate is not known to us.
 */
import type { Act } from '../../kernel/author.ts';
import { type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { group, membership } from './movement.ts';
import type { Told } from './years.ts';

const SEATS = 23;
const BUREAU = [
  'Présidence du Conseil',
  'Première vice-présidence',
  'Deuxième vice-présidence',
  'Secrétariat général',
  'Secrétariat général adjoint',
  'Trésorerie générale',
  'Trésorerie adjointe',
  'Organisation et mobilisation',
  'Communication',
];
/** Seats whose holder was elected again, and the one whose holder left before the end. */
const AGAIN = (seat: number): boolean => seat % 3 === 0;
const LEFT = 11;
/** Seats that are vacant: their holders left after the election, and nobody took them over yet. */
const VACANT: readonly number[] = [13, 20];

/** The Board as the last assembly elected it, with those who sat before; the people of the secretariat and those who coordinate the poles. */
export function tellBodies({ scene, time, stage, say, person, today }: Told): void {
  const year = new Date(today).getUTCFullYear();
  const elected = `${year - 1}-06-28`;
  const before = `${year - 4}-06-25`;
  const minutes = (day: string): string => `Assemblée générale du ${day.split('-').reverse().join('/')} (exemple)`;

  scene(time(140, 10), async () => {
    const { network } = stage;
    const cards = new Map((await network.list('organisation')).map((card) => [card.id, card]));
    const us = [...cards.values()].find((card) => valueOf(card, 'own') === true)?.id as RecordId;
    const bodies = await network.list('body');
    const board = bodies.find((body) => textOf(body, 'kind') === 'board')?.id as RecordId;
    const poles = bodies.filter((body) => textOf(body, 'kind') === 'pole');
    const heads = headsOf(await network.list('involvement'), cards);
    if (heads.length < SEATS + 1 + poles.length) throw new Error(`only ${heads.length} people lead an organisation`);

    const seats = heads.slice(0, SEATS + 1);
    const title = (seat: number): string => BUREAU[seat] ?? `Siège ${seat + 1}`;
    const sit = (from: number, to: number) =>
      group((add) => {
        for (const [at, head] of seats.slice(from, to).entries()) {
          // The last one sat until somebody else took over the seat.
          const last = from + at === SEATS;
          const seat = last ? LEFT : from + at;
          const spans: Body[] =
            AGAIN(seat) && !last ? [{ from: before, to: elected, status: 'active', decision: minutes(before) }] : [];
          if (last)
            spans.push({
              from: before,
              to: `${year - 1}-02`,
              status: 'active',
              category: 'Démission',
              person: head.person,
              decision: minutes(before),
            });
          else {
            const left = VACANT.includes(seat) && { to: `${year - 1}-11` };
            spans.push({
              from: elected,
              ...left,
              status: 'active',
              category: title(seat),
              person: head.person,
              decision: minutes(elected),
            });
          }
          const organisation = cards.get(head.organisation);
          if (organisation) add('membership', membership(organisation.id, board, 'board', spans), organisation.home);
          const mandate = last
            ? { from: before, to: `${year - 1}-02` }
            : { from: AGAIN(seat) ? before : elected, ...(VACANT.includes(seat) && { to: `${year - 1}-11` }) };
          const words = `Conseil d’administration : ${title(seat).toLowerCase()}`;
          const decision = minutes(last || AGAIN(seat) ? before : elected);
          add('involvement', {
            person: head.person,
            organisation: us,
            kind: 'function',
            title: words,
            ...mandate,
            decision,
          });
        }
      });
    const lead = (pole: RecordState, at: number): Act | null => {
      const head = heads[SEATS + 1 + at];
      if (!head) return null;
      const { person, organisation: of } = head;
      const now = { person, of, from: String(year - 1), decision: minutes(elected) };
      // The first pole changed hands.
      const last = { name: 'Une devancière (exemple)', from: String(year - 4), to: String(year - 2) };
      return { do: 'edit', record: pole.id, body: { 'leads.a': now, ...(at === 0 && { 'leads.b': last }) } };
    };
    await say(
      'secretariat',
      poles.flatMap((pole, at) => lead(pole, at) ?? []),
      'paper',
    );
    await say('secretariat', sit(0, 12));
    await say('secretariat', sit(12, SEATS + 1));
    await say(
      'secretariat',
      group((add) => {
        for (const [at, pole] of poles.entries()) {
          const head = heads[SEATS + 1 + at];
          const title = `Coordination du pôle ${String(valueOf(pole, 'number'))}`;
          if (head)
            add('involvement', {
              person: head.person,
              organisation: us,
              kind: 'function',
              title,
              from: String(year - 1),
            });
        }
        const office = (id: RecordId, title: string, from: string) =>
          add('involvement', { person: id, organisation: us, kind: 'employee', title, from });
        office(person('secretariat'), 'Secrétaire permanente', String(year - 5));
        office(add('person', { name: 'Fousseyni SACKO', sex: 'm', place: 'Bamako' }), 'Comptable', String(year - 3));
        office(
          add('person', { name: 'Nassira TOURÉ', sex: 'f', place: 'Bamako' }),
          'Suivi et évaluation',
          `${year - 2}-10`,
        );
        office(add('person', { name: 'Madou KEÏTA', sex: 'm', place: 'Bamako' }), 'Gardien', String(year - 9));
      }),
      'paper',
    );
  });
}

interface Head {
  readonly person: RecordId;
  readonly organisation: RecordId;
}

/** Who leads an organisation, one each, in the order of its name: the same on every installation. */
function headsOf(ties: readonly RecordState[], cards: ReadonlyMap<RecordId, RecordState>): readonly Head[] {
  const heads = new Map<string, Head>();
  for (const tie of ties) {
    const [person, organisation] = [refOf(tie, 'person'), refOf(tie, 'organisation')];
    const card = organisation && cards.get(organisation);
    if (!person || !card || textOf(tie, 'kind') !== 'function' || !textOf(tie, 'title').startsWith('Président'))
      continue;
    heads.set(textOf(card, 'name'), { person, organisation });
  }
  return [...heads].sort(([a], [b]) => (spread(a) < spread(b) ? -1 : 1)).map(([, head]) => head);
}

/** From the end of the name: towns before forms, so that one branch or one form does not take all the seats. */
const spread = (name: string): string => [...name].reverse().join('');
