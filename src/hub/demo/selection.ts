/**
 * A selection of the demonstration: thirty requests for the next group, two jurors who marked them apart, one tie, one request too late, one that waits
 * for marks; and the convention behind the programme, with one amendment. The people, the promises and every figure are invented.
 */
import { dayOf } from '../../kernel/grant.ts';
import { SHARED, sensitiveScope } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, Millis, RecordId } from '../../kernel/types.ts';
import { scoreId } from '../../modules/training/selection-read.ts';
import { aims as aimsOf, components } from './aims.ts';
import { group } from './movement.ts';
import { learnerAt, spanOf, type TrainingStage } from './training.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** Learners of the groups come before these. */
const FIRST = 400;
const REQUESTS = 30;
const CHUNK = 15;

const PROJECTS = [
  'Un atelier de couture à plusieurs dans mon quartier, avec trois amies qui ont déjà une machine.',
  'Transformer les mangues en confiture et en séchage pour ne plus rien jeter pendant la saison.',
  'Ramasser et trier le plastique, et le vendre à ceux qui font des pavés.',
  'Une petite laiterie avec les femmes de mon grin : yaourt et lait frais, livrés le matin.',
  'Fabriquer du savon et de l’eau de javel pour les écoles de la commune.',
  'Un jardin maraîcher derrière le marché, avec un puits partagé.',
  'Réparer des motos à plusieurs, et former deux apprentis chaque année.',
  'Un service de repas pour les chantiers, cuisiné par des femmes du quartier.',
  'Élever des poulets de chair en groupe et acheter l’aliment ensemble.',
  'Poser des latrines et entretenir les fosses, avec une équipe de jeunes maçons.',
];

const CRITERIA = [
  ['Le projet et son utilité', 40],
  ['La motivation', 30],
  ['Le travail en groupe', 30],
] as const;

export interface Jury {
  readonly first: RecordId;
  readonly second: RecordId;
}

/** Two jurors, with the right to mark and nothing else. The second sits for the partner city. */
export function jury({ home, now, write }: TrainingStage): Jury {
  const from = dayOf(now - 30 * DAY);
  const juror = (name: string, sex: string, sign: string, color: string): RecordId => {
    const [person] = write((ids) => [
      { do: 'create', type: 'person', home, body: { name, sex, sign, color } },
      { do: 'create', type: 'grant', home, body: { person: ids(0), role: 'juror', scope: home, from } },
    ]);
    return person?.record as RecordId;
  };
  return {
    first: juror('Rokia SIDIBÉ', 'f', 'flag', 'p3'),
    second: juror('Youssouf BERTHÉ', 'm', 'book', 'p5'),
  };
}

/** Marks that spread, with two requests equal to the last point. */
const markAt = (request: number, juror: number, criterion: number): number =>
  request === 8 || request === 9 ? 7 : 3 + ((request * 5 + criterion * 3 + juror * 2) % 8);

/** Tells a round that waits for its decision. @param marks whether everybody has marked, or some sheets are still to do. @returns its id. */
export function tellSelection(
  stage: TrainingStage,
  programme: RecordId,
  { first, second }: Jury,
  marks: 'some' | 'whole' = 'some',
): RecordId {
  const { home, now, write } = stage;
  const day = (from: number): Day => dayOf(now + from * DAY);
  const [made] = write([
    {
      do: 'create',
      type: 'selection',
      home,
      body: {
        name: 'Quatrième cohorte',
        programme,
        opens: day(-30),
        closes: day(-6),
        places: 12,
        waiting: 5,
        least: 1,
        ...Object.fromEntries(CRITERIA.map(([name, weight], at) => [`criteria.${at + 1}`, { name, weight, most: 10 }])),
        'jurors.1': { person: first, of: 'RENAPESS' },
        'jurors.2': { person: second, of: 'Ville partenaire (fictive)' },
      },
    },
  ]);
  const selection = made?.record as RecordId;
  for (let begin = 0; begin < REQUESTS; begin += CHUNK) {
    const requests = write(
      group((add) => {
        for (let at = begin; at < Math.min(begin + CHUNK, REQUESTS); at++) {
          const person = add('person', learnerAt(FIRST + at), home);
          const on = at === 27 ? day(-3) : at === 8 || at === 9 ? day(-18) : day(-28 + (at % 20));
          add('application', { person, programme, on, project: PROJECTS[at % PROJECTS.length] as string }, home);
          if (at % 9 === 4) {
            add('person_private', { of: person, displacement: 'displaced' }, sensitiveScope(home));
            add('consent', { person, purpose: 'sensitive', answer: 'yes', way: 'signed', language: 'bam', on }, home);
          }
        }
      }),
    )
      .filter(({ type }) => type === 'application')
      .map(({ record }) => record);
    write(
      requests.flatMap((application, n) =>
        [first, second].flatMap((juror, seat) => {
          const at = begin + n;
          // One has nobody's marks yet, the second juror has six still to do.
          if (marks === 'some' && (at === 29 || (seat === 1 && at % 5 === 3))) return [];
          const given = CRITERIA.map((_, criterion) => [`marks.${criterion + 1}`, { is: markAt(at, seat, criterion) }]);
          const tie: Body = at === 5 && seat === 1 ? { conflict: 'family' } : {};
          const body = { application, juror, ...Object.fromEntries(given), ...tie };
          return [{ do: 'create' as const, type: 'score', record: scoreId(application, juror), home, body }];
        }),
      ),
    );
  }
  return selection;
}

/** The convention of the programme, and the aims it is about. */
export function tellConvention(stage: TrainingStage, programme: RecordId, us: RecordId | null): void {
  if (us === null) return;
  const { home, now, write, isLarge = false } = stage;
  const day = (from: number): Day => dayOf(now + from * DAY);
  const [begins, ends] = spanOf(stage);
  // No promise is put into the mouth of a real city.
  const partner = { name: 'Ville partenaire (exemple fictif)', kind: 'public', place: 'Bamako' };
  const [city] = write([{ do: 'create', type: 'organisation', home, shared: [SHARED], body: partner }]).map(
    ({ record }) => record,
  ) as [RecordId];
  const [convention] = write([
    {
      do: 'create',
      type: 'convention',
      home,
      body: {
        name: 'Convention d’exemple (fictive) : former 3 000 jeunes',
        programme,
        signed: day(begins - 40),
        from: day(begins - 30),
        to: day(ends).slice(0, 7),
        object:
          'Exemple inventé pour la démonstration : former, accompagner et financer des jeunes et des femmes de Bamako.',
        'parties.1': { organisation: us, signatory: 'Signataire fictive', as: 'Présidence' },
        'parties.2': { organisation: city, signatory: 'Signataire fictif', as: 'Maire' },
      },
    },
  ]).map(({ record }) => record) as [RecordId];
  const promise = (name: string, by: RecordId, more: Body): RecordId =>
    write([{ do: 'create', type: 'obligation', home, body: { name, convention, by, ...more } }])[0]?.record as RecordId;
  const room = promise('Mettre une salle à disposition dans chaque commune', city, { due: day(-40) });
  promise('Verser la première tranche', city, {
    due: day(begins + 10),
    asked: 12_000_000,
    amount: 10_000_000,
    done: day(begins + 19),
    evidence: 'Avis de crédit',
    'received.1': { on: day(begins + 19), amount: 10_000_000, source: 'Avis de crédit' },
  });
  // Nobody owes the second before the report has come.
  const report = promise(`Remettre le rapport de la ${isLarge ? 'deuxième' : 'première'} année`, us, {
    due: day(-12),
  });
  const second = promise('Verser la deuxième tranche', city, { due: day(-12), amount: 10_000_000, after: report });
  promise('Équiper les ateliers de quartier', city, {
    due: day(60),
    amount: 10_000_000,
    'received.1': { on: day(-70), amount: 2_000_000, source: 'Avis de crédit' },
    'received.2': { on: day(-20), amount: 4_000_000, source: 'Avis de crédit' },
  });
  promise('Former 3 000 jeunes', us, { due: day(ends).slice(0, 7) });
  write([
    {
      do: 'create',
      type: 'amendment',
      home,
      body: {
        name: 'Avenant 1',
        convention,
        number: 1,
        signed: day(-35),
        'changes.1': { obligation: room, due: day(45) },
        'changes.2': { obligation: second, amount: 6_000_000 },
        why: 'Les salles sont en travaux ; la deuxième tranche est versée en deux fois.',
      },
    },
  ]);
  const aims: RecordId[] = [];
  for (const [rank, [name, indicators]] of aimsOf(isLarge).entries()) {
    const [aim] = write([{ do: 'create', type: 'aim', home, body: { name, programme, rank: rank + 1 } }]).map(
      ({ record }) => record,
    );
    aims.push(aim as RecordId);
    for (const [indicator, level, more] of indicators)
      write([
        { do: 'create', type: 'indicator', home, body: { name: indicator, aim: aim as RecordId, level, ...more(day) } },
      ]);
  }
  for (const [rank, [name, share, serves, line, planned, from, spent]] of components(isLarge).entries()) {
    const [component] = write([
      {
        do: 'create',
        type: 'component',
        home,
        body: {
          name,
          programme,
          rank: rank + 1,
          share,
          ...Object.fromEntries(serves.map((at) => [`aims.${at}`, { aim: aims[at] as RecordId }])),
        },
      },
    ]).map(({ record }) => record);
    write([
      {
        do: 'create',
        type: 'budget_line',
        home,
        body: {
          name: line,
          programme,
          component: component as RecordId,
          planned,
          from: from === 'city' ? city : us,
          ...(spent !== null && { spent }),
        },
      },
    ]);
  }
}
