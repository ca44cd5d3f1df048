/** Enterprises, work, and where people stand months later; what may harm somebody stands in companions. */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import { choice, choices, count, entries, OFFICES, READERS, STAFF, text, to, when, where, yesno } from '../fields.ts';
import { LANGUAGES, SEXES } from '../people/model.ts';
import { STATUSES } from '../people/status.ts';
import { SECTORS } from '../training/sectors.ts';
import {
  AFTER,
  AGREED,
  closed,
  DESTINATIONS,
  day,
  EXPRESS,
  hidden,
  hours,
  INCOMES,
  later,
  MOMENTS,
  months,
  PROOFS,
  PROTECTIONS,
  RENDERS,
  SAYS,
  SCHOOLINGS,
  SEASONS,
  SEES,
  SITUATIONS,
  STAGES,
} from './declared.ts';

/** A job without a name: who it is nobody said, sex and age are asked. */
const nameless = { when: { field: 'person', is: [''] } };
/** What figures count of a job. */
const LEFT = ['person', 'sex', 'age', 'programme', 'kind', 'from', 'to', 'hours', 'months', 'effect', 'direct'];
const answered = { when: { field: 'reached', is: ['yes'] } };
/** Where at least one criterion is ticked. */
const looked = { ...later, unless: { field: 'criteria', is: ['', '[]'] } };
const atEntry = { when: { field: 'at', is: ['entry'] } };

export const work: Declarations['types'] = {
  /** An organisation of the directory that people of a programme founded; its founders are those of its own sheet. */
  enterprise: {
    name: 'enterprise',
    schema: 1,
    fields: {
      organisation: to('organisation', { required: true }),
      programme: to('programme', { required: true }),
      on: when({ required: true }),
      domain: choice(SECTORS),
      /** What of the social and solidarity economy it meets: `sse-criteria.json` says where that is written. */
      criteria: choices(
        [
          { value: 'purpose', icon: 'heart' },
          { value: 'governance', icon: 'people' },
          { value: 'profit', icon: 'cauris' },
          { value: 'autonomy', icon: 'flag' },
        ],
        later,
      ),
      /** Who verified them, when, and by which version of the grid. */
      criteriaBy: to('person', looked),
      criteriaOn: when(looked),
      criteriaVersion: text(20, { ...later, widget: 'hidden' }),
      /** What it does for whom. */
      service: text(120, later),
      /** People served in one month: the same people come again, so months are never added up as people. */
      users: entries({ on: when({ required: true }), users: count({ required: true }), where: where() }, later),
      /** How far it came, each step with its day and how one knows; without any it has worked since it began. */
      stages: entries(
        {
          is: choice(STAGES, { required: true }),
          on: when({ required: true }),
          proof: choice(PROOFS),
          /** Number and kind of the paper. */
          paper: text(80),
        },
        later,
      ),
      /** What the programme gave it and when; without any it helped to create it. */
      supports: entries(
        {
          kind: choice(
            [
              { value: 'created', icon: 'plus' },
              { value: 'strengthened', icon: 'tree' },
            ],
            { required: true },
          ),
          on: when({ required: true }),
          /** Where it is not the one through which it is known. */
          programme: to('programme'),
        },
        later,
      ),
      /** How it was found 6, 12, 24 months later; not reached is an answer too. */
      looks: entries(
        {
          at: choice(
            MOMENTS.filter(({ value }) => value !== 'entry'),
            { required: true },
          ),
          on: when({ required: true }),
          is: choice(
            [
              { value: 'alive', icon: 'check' },
              { value: 'closed', icon: 'x' },
              { value: 'unreached', icon: 'hold' },
            ],
            { required: true },
          ),
        },
        later,
      ),
      ended: when(later),
    },
    access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    livesWith: 'organisation',
    keys: ['organisation'],
    keep: 'always',
    personal: {
      purpose: 'Savoir qui a vérifié les critères de l’économie sociale et solidaire, et quand',
      basis: 'Fonctionnement interne du réseau (loi 2013-015)',
      retention: 'Durée du programme, puis 5 ans',
    },
    face: {
      address: 'entreprises',
      room: 'followup',
      icon: 'sprout',
      sign: 'domain',
      line: ['domain', 'on'],
      filters: ['domain'],
    },
  },
  /** Work somebody has, from a day to a day: several at once are usual. Sex and age stand on the sheet of the person; a line without a name says them itself. */
  job: {
    name: 'job',
    schema: 1,
    fields: {
      name: text(80, { required: true }),
      person: to('person'),
      sex: choice(SEXES, nameless),
      /** When they were hired. */
      age: { ...count(nameless), schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120)) },
      programme: to('programme'),
      kind: choice(
        [
          { value: 'employee', icon: 'pot' },
          { value: 'own', icon: 'stall' },
          { value: 'member', icon: 'coop' },
          { value: 'family', icon: 'people' },
          { value: 'apprentice', icon: 'graduation' },
          { value: 'seasonal', icon: 'sprout' },
        ],
        { required: true },
      ),
      organisation: to('organisation', {
        when: { field: 'kind', is: ['employee', 'member', 'apprentice', 'seasonal'] },
      }),
      from: when({ required: true }),
      to: when(later),
      hours: hours(),
      months: months(later),
      /** When in the year, of what does not go on all year. */
      season: choices(SEASONS, later),
      /** Of several activities the one that counts most to the person. */
      main: yesno(later),
      /** Of the programme itself, and not of whoever works for what it helped to found. */
      direct: yesno(later),
      /** Created is not kept, and kept is not improved. */
      effect: choice([
        { value: 'created', icon: 'plus' },
        { value: 'kept', icon: 'check' },
        { value: 'improved', icon: 'sprout' },
      ]),
      evidence: choice([
        { value: 'contract', icon: 'doc' },
        { value: 'seen', icon: 'pin' },
        { value: 'employer', icon: 'speech' },
        { value: 'said', icon: 'person' },
      ]),
      contract: choice(SAYS, later),
      protection: choices(PROTECTIONS, later),
      safe: choice(SAYS, later),
    },
    access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    livesWith: 'person',
    keep: 'always',
    face: {
      address: 'emplois',
      room: 'followup',
      icon: 'pot',
      sign: 'kind',
      line: ['person', 'kind', 'from'],
      filters: ['kind'],
    },
    personal: { purpose: RENDERS, basis: AGREED, retention: AFTER, months: 60, left: LEFT },
  },
  job_private: {
    name: 'job_private',
    schema: 1,
    fields: { of: to('job', hidden), income: choice(INCOMES, closed) },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keys: ['of'],
    companionOf: 'job',
    stays: true,
    keep: 'always',
    personal: {
      purpose: RENDERS,
      basis: EXPRESS,
      retention: 'Durée du programme, puis 1 an',
      months: 12,
      about: 'of',
      left: [],
    },
  },
  /** Where somebody stands at the beginning and 6, 12, 24 months after their certificate; not reached is an answer too. */
  situation: {
    name: 'situation',
    schema: 1,
    fields: {
      person: to('person', { required: true }),
      programme: to('programme', { required: true }),
      at: choice(MOMENTS, { required: true }),
      attempts: entries(
        {
          on: day({ required: true }),
          way: choice(
            [
              { value: 'phone', icon: 'phone' },
              { value: 'visit', icon: 'pin' },
              { value: 'family', icon: 'people' },
            ],
            { required: true },
          ),
          result: choice(
            [
              { value: 'reached', icon: 'check' },
              { value: 'nobody', icon: 'x' },
              { value: 'moved', icon: 'moto' },
              { value: 'declined', icon: 'hold' },
            ],
            { required: true },
          ),
        },
        { asked: 'later' },
      ),
      reached: choice(
        [
          { value: 'yes', icon: 'check' },
          { value: 'no', icon: 'x' },
        ],
        { required: true },
      ),
      on: day({ required: true }),
      is: choice(SITUATIONS, answered),
      /** Days of work in an ordinary month. */
      days: { ...count(answered), schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(31)) },
      protection: choices(PROTECTIONS, answered),
      schooling: choice(SCHOOLINGS, atEntry),
      /** Languages somebody reads and writes; none is an answer. */
      reads: choices([...LANGUAGES, { value: 'none', icon: 'x' }], atEntry),
    },
    access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    livesWith: 'person',
    keys: ['person', 'programme', 'at'],
    keep: 'always',
    face: {
      address: 'suivis',
      room: 'followup',
      icon: 'clock',
      sign: 'is',
      line: ['at', 'is', 'on'],
      filters: ['at', 'is', 'reached'],
    },
    personal: {
      purpose: RENDERS,
      basis: AGREED,
      retention: AFTER,
      months: 60,
      left: ['programme', 'at', 'reached', 'is', 'days', 'protection', 'schooling'],
    },
  },
  situation_private: {
    name: 'situation_private',
    schema: 1,
    fields: {
      of: to('situation', hidden),
      income: choice(INCOMES, { class: 'restricted' }),
      /** 0: not at all, to 4: has decided to. The same question at every moment, so that it can be compared. */
      leaving: choice(
        ['0', '1', '2', '3', '4'].map((value) => ({ value, icon: 'moto' })),
        { class: 'restricted' },
      ),
      towards: choice(DESTINATIONS, { class: 'restricted' }),
    },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keys: ['of'],
    companionOf: 'situation',
    stays: true,
    keep: 'always',
    personal: {
      purpose: 'Savoir si la formation change les revenus et l’envie de partir, en totaux seulement',
      basis: EXPRESS,
      retention: 'Durée du programme, puis 1 an',
      months: 12,
      about: 'of',
      left: [],
    },
  },
  /** The way somebody came: for who counsels them, never for lists. */
  person_path: {
    name: 'person_path',
    schema: 1,
    fields: {
      of: to('person', hidden),
      migration: choice(STATUSES, closed),
      /** Since when that is so. */
      since: when(closed),
      origin: where(closed),
      /** What kind of place that is. */
      countryside: choice(
        [
          { value: 'rural', icon: 'sprout' },
          { value: 'urban', icon: 'hut' },
        ],
        closed,
      ),
      /** Where the person lived since, each with its dates; without any, the sheet says where they live. */
      homes: entries(
        {
          place: where({ required: true, class: 'restricted' }),
          from: when({ class: 'restricted' }),
          to: when({ class: 'restricted' }),
        },
        closed,
      ),
      arrived: when(closed),
      tried: choice(DESTINATIONS, closed),
    },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keys: ['of'],
    companionOf: 'person',
    stays: true,
    keep: 'always',
    personal: {
      purpose: 'Conseiller la personne selon son parcours ; mesurer l’effet du programme, en totaux seulement',
      basis: EXPRESS,
      retention: 'Durée du programme, puis 1 an',
      months: 12,
      left: [],
    },
  },
};
