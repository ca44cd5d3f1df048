/**
 * What the branch's office did with its programme: a certificate whose name was wrong, one that no longer counts, what people agreed to and how, and the
 * figures of a day kept to be presented.
 */
import type { Acts } from '../../kernel/author.ts';
import { textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { type Around, correct, nextNumber, withdraw } from '../../modules/certificates/acts.ts';
import { factsOfRecord } from '../../modules/certificates/ledger.ts';
import { jobsToFreeze } from '../../modules/followup/jobs.ts';
import { aimsOf, countingOf } from '../../modules/training/aims.ts';
import { funnelOf } from '../../modules/training/reports.ts';
import { freeze } from '../../modules/training/snapshot.ts';
import { group } from './movement.ts';
import '../../modules/stages.ts';

const DAY: Millis = 24 * 3600 * 1000;
const AROUND = ['person', 'enrolment', 'programme', 'cohort', 'born', 'place', 'signer', 'partner', 'partnerSigner'];

export interface OfficeStage {
  readonly home: Scope;
  readonly now: Millis;
  readonly programme: RecordId;
  /** People of a group that is over. */
  readonly people: readonly RecordId[];
  readonly source: Replica;
  write(acts: Acts): readonly Change[];
}

/** Tells what people agreed to, and of the certificates that were wrong. */
export function tellOffice(stage: OfficeStage): void {
  consents(stage);
  certificates(stage);
}

/** A name that was written with two dots too many, and a certificate that was given by mistake. */
function certificates({ home, now, source, write }: OfficeStage): void {
  const given = source.list('certificate');
  const wrong = given.find((one) => textOf(one, 'name').includes('Ï')) ?? given[0];
  const gone = given.find((one) => one !== wrong);
  if (!wrong || !gone) return;
  const day = (from: number) => dayOf(now + from * DAY);
  const facts = factsOfRecord(wrong);
  const around: Around = Object.fromEntries(
    AROUND.flatMap((field) => (textOf(wrong, field) === '' ? [] : [[field, textOf(wrong, field)]])),
  );
  const name = facts.name.replace('Ï', 'I');
  const next = { ...facts, name, number: nextNumber(facts.number), issued: day(-20) };
  write(correct({ record: wrong.id, number: facts.number, home, around }, next));
  write([withdraw(gone.id, { number: factsOfRecord(gone).number, day: day(-10), why: 'mistake' }, home)]);
}

/** What was said to each before they answered. */
const SAID: { readonly [purpose: string]: string } = {
  contact: 'Nous gardons votre numéro pour vous appeler au sujet de la formation.',
  photo: 'Nous prenons une photo du groupe, pour le rapport et pour le mur du centre.',
  publish: 'Votre nom peut être lu par tout le monde sur la page du réseau.',
  partner: 'La ville qui paie la formation reçoit la liste des noms.',
};
const WAYS = ['oral', 'signed', 'oral', 'recorded'] as const;
const TONGUES = ['bam', 'bam', 'fra', 'ffm', 'bam', 'snk'] as const;

/** Twenty answers of ten people; some said no, one took it back. */
function consents({ home, now, people, write }: OfficeStage): void {
  const purposes = Object.keys(SAID);
  const day = (from: number) => dayOf(now + from * DAY);
  write(
    group((add) => {
      for (let at = 0; at < 20; at++) {
        const person = people[at % 10];
        const purpose = purposes[(at + Math.floor(at / 10)) % purposes.length] as string;
        if (!person) continue;
        const way = WAYS[at % WAYS.length] as string;
        const body: Body = {
          person,
          purpose,
          answer: at % 7 === 3 ? 'no' : 'yes',
          way,
          language: TONGUES[at % TONGUES.length] as string,
          on: day(-96),
          text: SAID[purpose] as string,
          // What is only said needs somebody who heard it.
          ...(way === 'oral' && { witness: 'Assitan DIAKITÉ, formatrice' }),
          ...(at === 8 && { withdrawn: day(-12) }),
        };
        add('consent', body, home);
      }
    }),
  );
}

/** Branches of the demonstration heard that evening: all but two whose telephones are silent. */
const HEARD = [8, 10] as const;

/** As `hub/web/pack-page` keeps them, of the evening before, and shown to everybody. */
export function keepFigures({ home, now, programme, source, write }: Omit<OfficeStage, 'people'>): void {
  const state = source.record(programme);
  if (!state) return;
  const on = dayOf(now - DAY);
  const funnel = funnelOf(source, state, on);
  const aims = aimsOf(
    source,
    programme,
    countingOf(source, state, on, () => funnel),
  );
  const kept = freeze(funnel, on, now - DAY, jobsToFreeze(source, state, on), aims, HEARD);
  write(
    group((add) => {
      const figures = add('programme_figures', { programme, on, figures: JSON.stringify(kept) }, home);
      add('figures_shown', { figures, shown: true }, home);
    }),
  );
}
