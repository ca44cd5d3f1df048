/**
 * What became of those of the programme of 3,000 who have their certificate: who accompanies them, where they stand 6, 12 and 24 months later, work, groups
 * they founded, kits. Some were not reached, and it says so. Everything is invented.
 */
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { CRITERIA, CRITERIA_FROM } from '../../modules/followup/enterprises.ts';
import { MONTHS } from '../../modules/followup/rules.ts';
import type { CohortStage, Learner, ToldCohort } from './cohort-told.ts';
import { GIVEN } from './cohorts.ts';
import { COMMUNES } from './crowd.ts';
import { type Add, group } from './movement.ts';
import type { Dice } from './random.ts';
import { inPieces } from './training-end.ts';

const INVENTED = 'Organisation inventée pour la démonstration.';
/** Days of an accompaniment, and between a visit and today at most: somebody answers for those accompanied now. */
const [ACCOMPANIED, VISITED] = [183, 40];
const MONTH = 30.44;

/** Names of groups in Bambara, as associations are called; and what they do, its sector, who does it. */
const CALLED = ['Sabali', 'Jiguiya', 'Bɛnkadi', 'Sanuya', 'Nyɛta', 'Danaya', 'Sigida', 'Hɛrɛ'] as const;
const TRADES = [
  ['couture', 'craft', 'Couture'],
  ['savons', 'craft', 'Fabrication de savon'],
  ['fruits séchés', 'food', 'Séchage de fruits'],
  ['restauration', 'food', 'Cuisine de rue'],
  ['nettoyage', 'sanitation', 'Ramassage et tri'],
  ['maçonnerie', 'building', 'Maçonnerie'],
  ['carrelage', 'building', 'Pose de carreaux'],
  ['soutien scolaire', 'education', 'Soutien scolaire'],
  ['soins à domicile', 'health', 'Aide à domicile'],
] as const;
const HIRED = ['Vendeur', 'Aide-comptable', 'Gardien', 'Agent de propreté', 'Aide-maçon', 'Serveuse'] as const;
/** Where people stand that long after, as often as it stands here. */
const STANDS: { readonly [months: number]: readonly string[] } = {
  6: ['own', 'own', 'own', 'job', 'job', 'odd', 'seeking', 'seeking', 'training', 'none'],
  12: ['own', 'own', 'own', 'own', 'job', 'job', 'odd', 'odd', 'seeking', 'none'],
  24: ['own', 'own', 'own', 'own', 'job', 'job', 'job', 'odd', 'seeking', 'seeking'],
};

/** Days from today of the follow-ups of a group that are past. */
export const followUps = (lessons: readonly number[]): readonly (readonly [months: number, from: number])[] => {
  const given = (lessons.at(-1) ?? 0) + GIVEN;
  return MONTHS.map((months) => [months, Math.ceil(given + months * MONTH) + 9] as const).filter(
    ([, from]) => from < -1,
  );
};

/** Tells it all, on the telephone on which the group was told. */
export function tellAfter(stage: CohortStage, told: ToldCohort): void {
  const given = (told.sketch.lessons.at(-1) ?? 0) + GIVEN;
  care(stage, told, given);
  situations(stage, told, given);
  if (told.sketch.n % 2 === 0 && given < -90) enterprise(stage, told, given);
}

/** Most are accompanied for six months; those who are today were visited lately. */
function care({ programme, team, write }: CohortStage, { certified, sketch, luck, day }: ToldCohort, given: number) {
  const begins = given + 5;
  if (begins > -2) return;
  for (const some of inPieces(certified.filter(() => luck.next() < 0.62)))
    write(
      group((add) => {
        for (const [at, { id: mentee }] of some.entries()) {
          const mentor = team.people[(sketch.rank + at) % team.people.length] as RecordId;
          const ends = begins + ACCOMPANIED;
          const isOver = ends < 0;
          const span = { from: day(begins), ...(isOver && { to: day(ends) }) };
          add('mentoring', { mentee, mentor, programme, ...span }, team.home);
          if (isOver) continue;
          const on = day(luck.between(Math.max(begins, -VISITED), -2));
          const way = luck.pick(['there', 'there', 'phone', 'office']);
          add('visit', { mentee, on, mentor, way, advice: luck.pick(ADVICE) }, team.home);
        }
      }),
    );
}
const ADVICE = [
  'Noter les ventes chaque soir.',
  'Séparer l’argent de l’activité et celui de la maison.',
  'Demander la moitié d’avance pour les grosses commandes.',
  'Chercher deux autres personnes pour partager le local.',
  'Va bien.',
] as const;

function situations(stage: CohortStage, { certified, sketch, luck, day }: ToldCohort, given: number): void {
  const { programme, team, write } = stage;
  for (const [months, from] of followUps(sketch.lessons))
    for (const some of inPieces(certified))
      write(
        group((add) => {
          for (const learner of some) {
            // It is asked within a few days, and those who moved are not found.
            const on = day(Math.min(-1, from - luck.between(0, 8)));
            const is = luck.next() < 0.88 - months / 200 ? luck.pick(STANDS[months] ?? []) : null;
            add('situation', situation(learner, { programme, at: String(months), on, is, luck }), team.home);
            if (months === 6 && (is === 'own' || is === 'job') && luck.next() < 0.45)
              add('job', work(learner, { programme, is, from: day(given + luck.between(20, 150)), luck }), team.home);
          }
        }),
      );
}

function situation(
  { id: person }: Learner,
  { is, luck, on, ...of }: { programme: RecordId; at: string; on: Day; is: string | null; luck: Dice },
): Body {
  if (is === null)
    return {
      person,
      ...of,
      reached: 'no',
      on,
      'attempts.a': { on, way: 'phone', result: 'nobody' },
      'attempts.b': { on, way: 'family', result: luck.pick(['moved', 'nobody']) },
    };
  const works = is === 'own' || is === 'job';
  const protection = luck.pick([['none'], ['none'], ['mutual'], ['amo', 'mutual']]);
  return {
    person,
    ...of,
    reached: 'yes',
    on,
    is,
    days: works ? luck.between(16, 26) : luck.between(0, 12),
    protection,
  };
}

function work(
  { id: person, young }: Learner,
  { programme, is, from, luck }: { programme: RecordId; is: string; from: Day; luck: Dice },
): Body {
  const own = is === 'own';
  const name = own
    ? luck.pick(TRADES)[2]
    : young.isWoman
      ? luck.pick(['Vendeuse', 'Aide-comptable'])
      : luck.pick(HIRED);
  const evidence = luck.pick(own ? ['seen', 'said'] : ['contract', 'employer', 'said']);
  const safe = luck.pick(['yes', 'yes', 'no', 'unknown']);
  const kept = luck.next() < 0.8 ? { contract: own ? 'unknown' : luck.pick(['yes', 'no']) } : {};
  const protection = [luck.pick(['none', 'none', 'mutual', 'amo'])];
  const hours = luck.between(24, 54);
  return {
    name,
    person,
    programme,
    kind: own ? 'own' : 'employee',
    from,
    effect: 'created',
    direct: true,
    hours,
    evidence,
    safe,
    protection,
    ...kept,
  };
}

/** Three or four of a group found one together, most get a kit for it, and some of these groups have closed since. */
function enterprise(stage: CohortStage, told: ToldCohort, given: number): void {
  const { programme, team, write } = stage;
  const { certified, sketch, luck, day } = told;
  const founders = certified.filter(({ fate }) => fate === 'good').slice(2, 5 + (sketch.rank % 2));
  if (founders.length < 3) return;
  // No two have the same name: as many trades as names, and one of each with every other.
  const nth = sketch.n / 2;
  const [trade, domain] = TRADES[nth % TRADES.length] as (typeof TRADES)[number];
  const called = CALLED[nth % CALLED.length] as string;
  const begins = given + 45;
  const place = COMMUNES[sketch.commune]?.[0] ?? '';
  const mentor = team.people[sketch.rank % team.people.length] as RecordId;
  const [made] = write(
    group((add) => {
      const card: Body = {
        name: `Groupement ${called}, ${trade}`,
        kind: 'group',
        place,
        about: INVENTED,
        founded: day(begins),
      };
      const organisation = add('organisation', card, team.home);
      for (const { id: person } of founders)
        add('involvement', { person, organisation, kind: 'founder', from: day(begins) }, team.home);
      const looks = followUps(sketch.lessons).filter(([, from]) => from > begins);
      const closes = luck.next() < 0.24 && looks.length > 1;
      add(
        'enterprise',
        {
          organisation,
          programme,
          on: day(begins),
          domain,
          ...Object.fromEntries(
            looks.map(([months, from]) => [`looks.${months}`, look(months, day(from), closes, luck)]),
          ),
          // Those that were looked at were verified too, most of them.
          ...(looks.length > 0 && luck.next() < 0.8 && verified(told, mentor)),
          ...(closes && { ended: day((looks.at(-1)?.[1] ?? -30) - 20) }),
        },
        team.home,
      );
    }),
  );
  if (made && luck.next() < 0.8)
    write(
      group((add) => kit(add, { of: made.record, programme, home: team.home, from: begins + 20, trade, luck, day })),
    );
}

const look = (months: number, on: Day, closes: boolean, luck: Dice): Body => ({
  at: String(months),
  on,
  is: closes && months > 6 ? 'closed' : luck.next() < 0.92 ? 'alive' : 'unreached',
});

/** What of the social and solidarity economy it meets, as somebody of the commune found it. */
function verified({ sketch, luck, day }: ToldCohort, by: RecordId): Body {
  const on = day(followUps(sketch.lessons)[0]?.[1] ?? 0);
  const criteria = [...CRITERIA].filter((one) => one !== 'profit' || luck.next() < 0.85);
  return { criteria, criteriaBy: by, criteriaOn: on, criteriaVersion: CRITERIA_FROM.version };
}

/** Asked, granted, handed over and justified. */
function kit(
  add: Add,
  of: Pick<CohortStage, 'programme'> & {
    readonly of: RecordId;
    readonly home: CohortStage['team']['home'];
    readonly from: number;
    readonly trade: string;
    readonly luck: Dice;
    day(from: number): Day;
  },
): void {
  const { programme, home, from, trade, luck, day } = of;
  const sum = luck.between(12, 30) * 10_000;
  const asked = { name: `Kit de ${trade}`, of: of.of, programme, kind: 'kit', asked: sum, on: day(from) };
  const financing = add('financing', { ...asked, outcome: 'granted', granted: sum, decided: day(from + 15) }, home);
  add('payment', { financing, amount: sum, on: day(from + 28), way: 'goods' }, home);
  add(
    'receipt',
    { financing, what: 'Matériel et fournitures', amount: sum, on: day(from + 33), paper: 'invoice' },
    home,
  );
}
