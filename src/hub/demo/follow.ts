/**
 * What became of the people of the demonstration's programme: a pilot group certified more than a year ago, those who accompany them, visits, kits and
 * grants on all their ways, two groups that were founded, work, and follow-ups at 6 and 12 months. Everything is invented, limits included.
 */
import type { Acts } from '../../kernel/author.ts';
import { refOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { derivedId, sensitiveScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { tellDelegation } from './delegation.ts';
import { enterprises } from './follow-enterprises.ts';
import { seasonJobs } from './follow-jobs.ts';
import { money } from './follow-money.ts';
import { apartAt, REFUSED, saidAt, statusAt, UNASKED } from './follow-profile.ts';
import { group } from './movement.ts';

const DAY: Millis = 24 * 3600 * 1000;
const SOURCE = 'Convention avec la Ville de Bamako (exemple)';

const PILOT = [
  ['Maïmouna BALLO', 'f', '1999'],
  ['Sékou DEMBÉLÉ', 'm', '1996'],
  ['Kadidia SISSOKO', 'f', '2001-04'],
  ['Boubacar KONÉ', 'm', '1994'],
  ['Ramata SIDIBÉ', 'f', '1998'],
  ['Daouda MARIKO', 'm', '2000'],
  ['Niélé TANGARA', 'f', '1997'],
  ['Oumou GUINDO', 'f', '2002'],
  ['Almamy SYLLA', 'm', '1995'],
  ['Sitan DOUMBIA', 'f', '1993'],
  ['Fatoumata BERTHÉ', 'f', '2000'],
  ['Issa TOGO', 'm', '1998'],
  ['Aïchata CISSOUMA', 'f', '2003'],
  ['Hamidou SANOGO', 'm', '1999'],
  ['Mariétou DICKO', 'f', '1996'],
  ['Youssouf COULOU', 'm', '2001'],
] as const;

export interface FollowStage {
  readonly home: Scope;
  readonly now: Millis;
  readonly programme: RecordId;
  /** A group of the programme, whose contents the pilot group followed. */
  readonly like: RecordId;
  /** People certified lately, who are accompanied. */
  readonly recent: readonly RecordId[];
  /** Accompanies many; and somebody of the branch who accompanies a few. */
  readonly mentor: RecordId;
  readonly office: RecordId;
  readonly source: LinkSource;
  write(acts: Acts): readonly Change[];
}

/** Tells it all. @returns the people of the pilot group. */
export function tellFollow(stage: FollowStage): readonly RecordId[] {
  const people = pilot(stage);
  care(stage, people);
  situations(stage, people);
  money(stage, people);
  work(stage, people);
  tellDelegation(stage.home, stage.source, stage.write);
  return people;
}

export const dayAt =
  ({ now }: FollowStage) =>
  (from: number): Day =>
    dayOf(now + from * DAY);

/** Ten were certified fourteen months ago, six seven months ago. */
function pilot(stage: FollowStage): readonly RecordId[] {
  const { home, programme, source, write } = stage;
  const day = dayAt(stage);
  const like = source.record(stage.like);
  const curriculum = like && refOf(like, 'curriculum');
  const changes = write(
    group((add) => {
      const cohort = add(
        'cohort',
        { name: 'Groupe pilote', programme, curriculum, site: 'Commune I, Korofina', from: day(-500), to: day(-430) },
        home,
      );
      for (const [at, [name, sex, birth]] of PILOT.entries()) {
        const place = at % 4 === 1 ? 'commune 1 de Bamako' : 'Commune I, Korofina';
        const person = add('person', { name, sex, birth, place }, home);
        const certified = { is: 'certified', on: day(at < 10 ? -425 : -205) };
        add('enrolment', { person, cohort, on: day(-500), signed: true, 'steps.a': certified }, home);
        const of = derivedId('enrolment', person, cohort);
        if (at !== REFUSED && at !== UNASKED)
          add('enrolment_status', { of, status: statusAt(at) }, sensitiveScope(home));
        // One said no, and of one nobody noted what they said: that is a task.
        const agreed = { way: 'oral', language: 'bam', witness: 'La formatrice' };
        if (at !== UNASKED)
          add(
            'consent',
            {
              person,
              purpose: 'sensitive',
              ...(at === REFUSED ? { answer: 'no' } : { answer: 'yes', ...agreed }),
              on: day(-500),
            },
            home,
          );
      }
    }),
  );
  return changes.filter(({ type }) => type === 'person').map(({ record }) => record);
}

/** Limits, who accompanies whom, and visits with what comes next. */
function care(stage: FollowStage, people: readonly RecordId[]): void {
  const { home, programme, mentor, office, recent, write } = stage;
  const day = dayAt(stage);
  write(
    group((add) => {
      for (const [what, limit] of [
        ['load', 15],
        ['rhythm', 45],
        ['justify', 60],
        ['cap', 300_000],
      ] as const)
        add('follow_rule', { programme, what, limit, source: SOURCE, from: day(-500) }, home);
      const pair = (who: RecordId, mentees: readonly RecordId[], from: number): void => {
        for (const mentee of mentees) add('mentoring', { mentee, mentor: who, programme, from: day(from) }, home);
      };
      pair(mentor, people.slice(0, 12), -200);
      pair(mentor, recent.slice(0, 5), -30);
      pair(office, people.slice(12), -200);
      pair(office, recent.slice(5, 7), -30);
    }),
  );
  const told: readonly (readonly [
    at: number,
    on: number,
    way: string,
    advice: string,
    next?: string,
    by?: number,
    done?: number,
  ])[] = [
    [
      0,
      -120,
      'there',
      'Séparer l’argent de l’atelier et celui de la maison.',
      'Ouvrir un cahier de caisse',
      -100,
      -104,
    ],
    [
      0,
      -46,
      'there',
      'Le cahier est bien tenu. Calculer le prix d’une tenue avec le tissu et le temps.',
      'Revoir les prix avant la fête',
      -12,
      -10,
    ],
    [
      0,
      -6,
      'phone',
      'Commande de 30 tenues pour l’école : demander la moitié d’avance.',
      'Signer la commande de l’école',
      1,
    ],
    [
      1,
      -70,
      'there',
      'Le matériel est bien rangé, le chantier est propre.',
      'Demander trois devis pour la bétonnière',
      -30,
    ],
    [2, -64, 'office', 'Dossier de demande revu ensemble.'],
    [3, -52, 'phone', 'N’a pas encore trouvé de local.', 'Visiter deux locaux au marché', -2],
    [4, -40, 'there', 'La cuisine tourne ; noter les ventes chaque soir.', 'Peser les portions', 6],
    [6, -33, 'there', 'Le groupe s’entend bien. Parler des parts et des règles.', 'Préparer la première assemblée', 2],
    [7, -33, 'there', 'Vue avec le groupe.'],
    [10, -25, 'office', 'Veut un emploi salarié : revoir le CV.', 'Porter le CV à trois ateliers', -1],
    [12, -20, 'phone', 'Va bien.'],
    [5, -30, 'phone', 'L’activité est arrêtée : parler de la suite.'],
    [8, -28, 'office', 'Va bien.'],
    [9, -22, 'there', 'Va bien.'],
    [11, -17, 'phone', 'Le jardin donne ; noter les ventes.'],
    [14, -15, 'phone', 'Va bien.'],
    [15, -15, 'phone', 'Cherche encore.'],
    [13, -14, 'there', 'Premier client payé en retard : demander une avance.', 'Écrire un modèle de reçu', 3],
  ];
  write(
    group((add) => {
      for (const [at, on, way, advice, next, by, done] of told.filter(([at]) => people[at]))
        add(
          'visit',
          {
            mentee: people[at] as RecordId,
            on: day(on),
            mentor: at < 12 ? mentor : office,
            way,
            advice,
            ...(next && { next }),
            ...(by !== undefined && { by: day(by) }),
            ...(done !== undefined && { done: day(done) }),
          },
          home,
        );
    }),
  );
}

/** At the beginning, after 6 and 12 months; one not reached, one not asked yet. */
function situations({ home, programme, write, ...rest }: FollowStage, people: readonly RecordId[]): void {
  const day = dayAt({ home, programme, write, ...rest });
  const SIX = [
    'own',
    'job',
    'own',
    'seeking',
    'own',
    'job',
    'own',
    'own',
    'no',
    'odd',
    'job',
    'own',
    'training',
    'own',
    'no',
  ];
  const TWELVE = ['own', 'job', 'own', 'job', 'own', 'no', 'own', 'own'];
  const wish = (at: number, after: boolean): string =>
    String(after ? [0, 1, 0, 3, 1, 0, 0, 1][at % 8] : [3, 1, 4, 3, 0, 3, 2, 4][at % 8]);
  write(
    group((add) => {
      const say = (at: number, moment: string, is: string, on: Day) => {
        const person = people[at] as RecordId;
        const reached = is !== 'no';
        const attempts: Body = reached
          ? {}
          : {
              'attempts.a': { on, way: 'phone', result: 'nobody' },
              'attempts.b': { on, way: 'family', result: 'moved' },
            };
        add(
          'situation',
          {
            person,
            programme,
            at: moment,
            reached: reached ? 'yes' : 'no',
            on,
            ...(reached && { is, ...saidAt(at, moment) }),
            ...attempts,
          },
          home,
        );
        // Its id follows from whom, what and when, on every phone alike.
        const of = derivedId('situation', person, programme, moment);
        const leaving = wish(at, moment !== 'entry');
        if (reached && at !== REFUSED)
          add('situation_private', { of, leaving, ...apartAt(at, moment) }, sensitiveScope(home));
      };
      for (const at of people.keys()) say(at, 'entry', at % 2 ? 'odd' : 'seeking', day(-500));
      for (const [at, is] of SIX.entries()) say(at, '6', is, day(at < 10 ? -240 : -18));
      for (const [at, is] of TWELVE.entries()) say(at, '12', is, day(-50));
    }),
  );
}

/** Regions people came from. */
const FROM = ['Ségou', 'Sikasso', 'Ségou', 'Kayes', 'Ségou', 'Koulikoro', 'Sikasso', 'Mopti'];

/** Enterprises that were founded, and work. */
function work(stage: FollowStage, people: readonly RecordId[]): void {
  const { home, programme, write } = stage;
  const day = dayAt(stage);
  const dryers = enterprises(stage, people);
  const jobs: readonly (readonly [at: number, name: string, kind: string, from: number, more?: Body])[] = [
    [0, 'Couturière', 'own', -300, { hours: 45, evidence: 'seen', safe: 'yes', protection: ['mutual'] }],
    [1, 'Maçon', 'own', -280, { hours: 40, months: 9, evidence: 'seen', safe: 'no', protection: ['none'] }],
    [
      2,
      'Séchage de fruits',
      'member',
      -210,
      { organisation: dryers, hours: 24, months: 8, evidence: 'seen', contract: 'yes', safe: 'yes' },
    ],
    [
      3,
      'Vendeur',
      'employee',
      -60,
      { hours: 48, evidence: 'contract', contract: 'yes', protection: ['inps', 'amo'], safe: 'yes' },
    ],
    [4, 'Cuisinière', 'own', -250, { hours: 50, evidence: 'seen', protection: ['none'], safe: 'unknown' }],
    [5, 'Gardien', 'employee', -230, { to: day(-60), hours: 60, evidence: 'said', contract: 'no' }],
    [
      6,
      'Séchage de fruits',
      'member',
      -210,
      { organisation: dryers, hours: 30, months: 8, evidence: 'seen', contract: 'yes', protection: ['amo'] },
    ],
    [
      7,
      'Séchage de fruits',
      'member',
      -210,
      { organisation: dryers, hours: 30, months: 8, evidence: 'seen', contract: 'yes' },
    ],
    [
      10,
      'Aide-comptable',
      'employee',
      -30,
      { hours: 40, evidence: 'employer', contract: 'yes', protection: ['inps', 'amo'], safe: 'yes' },
    ],
    [11, 'Maraîcher', 'own', -90, { evidence: 'said' }],
    [
      13,
      'Réparateur de motos',
      'own',
      -70,
      { hours: 54, evidence: 'seen', contract: 'unknown', protection: ['none'], safe: 'no' },
    ],
  ];
  write(
    group((add) => {
      for (const [at, name, kind, from, more] of jobs)
        add(
          'job',
          { name, person: people[at] as RecordId, programme, kind, from: day(from), effect: 'created', ...more },
          home,
        );
      seasonJobs(add, stage, people[6] as RecordId);
      for (const [at, path] of [
        [2, { migration: 'rural', origin: 'Kolokani', countryside: 'rural', arrived: day(-1500).slice(0, 4) }],
        [3, { migration: 'returned', tried: 'europe' }],
        [6, { migration: 'resident' }],
      ] as const)
        add('person_path', { of: people[at] as RecordId, ...path }, sensitiveScope(home));
      // Enough of them for the table of origins to show something, and to hide what is small.
      for (const [at, person] of people.entries())
        if (at > 7 && at !== REFUSED) {
          const origin = FROM[(at * 5) % FROM.length] as string;
          const countryside = at % 3 === 0 ? 'urban' : 'rural';
          add('person_path', { of: person, migration: 'rural', origin, countryside }, sensitiveScope(home));
        }
    }),
  );
}
