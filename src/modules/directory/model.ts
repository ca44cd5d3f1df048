/**
 * The directory of the movement: organisations of any kind, registered or not, from a village group to a confederation or a network of networks;
 * what they belong to and since when; bodies and poles; branches with their zones; the support that was given. The card of an organisation is shared
 * with the whole network; how to reach it stays with the branch, in a companion record.
 */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import {
  CONCERNED,
  choice,
  choices,
  count,
  EVERYONE,
  email,
  entries,
  long,
  money,
  OFFICES,
  past,
  READERS,
  STAFF,
  text,
  to,
  when,
  where,
  yesno,
} from '../fields.ts';
import { contactFields } from '../people/model.ts';
import { delegations } from './model-delegation.ts';
import { helped } from './model-helped.ts';
import { SECTORS } from './sectors.ts';
import { SHOWABLE } from './shown.ts';

/**
 * Kinds of organisation as people choose them. Legal forms behind them: OHADA Uniform Act on cooperatives (SCOOPS art. 204, COOP-CA art. 267),
 * GIE (AUSCGIE art. 869), associations (law 04-038, ordinance 2024-008), mutuals (UEMOA Regulation 07/2009). No form and no number is ever required.
 */
export const KINDS = [
  { value: 'scoops', icon: 'coop' },
  { value: 'coop-ca', icon: 'tree' },
  { value: 'group', icon: 'people' },
  { value: 'association', icon: 'doc' },
  { value: 'mutual', icon: 'heart' },
  { value: 'gie', icon: 'stall' },
  { value: 'union', icon: 'network' },
  { value: 'federation', icon: 'network' },
  { value: 'confederation', icon: 'network' },
  { value: 'ngo', icon: 'handshake' },
  { value: 'trade-union', icon: 'megaphone' },
  { value: 'enterprise', icon: 'loom' },
  { value: 'network', icon: 'globe' },
  { value: 'public', icon: 'flag' },
  { value: 'university', icon: 'graduation', group: 'education' },
  { value: 'technical', icon: 'loom', group: 'education' },
  { value: 'vocational', icon: 'pot', group: 'education' },
  { value: 'other', icon: 'more' },
] as const;

/** Where people study: in the directory because clubs belong to them. No form of the solidarity economy, so never offered as members. */
export const EDUCATION: readonly string[] = KINDS.flatMap((kind) => ('group' in kind ? [kind.value] : []));

/** Identify, organise, group, act: how the network accompanies a structure. */
export const STAGES = [
  { value: 'identified', icon: 'pin' },
  { value: 'organised', icon: 'people' },
  { value: 'grouped', icon: 'network' },
  { value: 'active', icon: 'sprout' },
] as const;

/** Ways to belong. `section`: a part of the group; `partner`: works with it without belonging. */
export const BELONGINGS = [
  { value: 'member', icon: 'coop' },
  { value: 'founder', icon: 'sprout' },
  { value: 'section', icon: 'tree' },
  { value: 'board', icon: 'flag' },
  { value: 'host', icon: 'hut' },
  { value: 'partner', icon: 'handshake' },
] as const;

/** What was decided: the last three end what came before them (`source.ts`). Whoever leaves is told apart from whoever is put out. */
export const STATUSES = [
  { value: 'applied', icon: 'clock' },
  { value: 'active', icon: 'check' },
  { value: 'suspended', icon: 'hold' },
  { value: 'refused', icon: 'x', ends: true },
  { value: 'left', icon: 'leave', ends: true },
  { value: 'excluded', icon: 'lock', ends: true },
] as const;

const open = { class: 'public', asked: 'later' } as const;

export const directory: Partial<Declarations> = {
  types: {
    ...delegations,
    ...helped,
    organisation: {
      name: 'organisation',
      schema: 1,
      fields: {
        name: text(120, { class: 'public', required: true }),
        kind: choice(KINDS, { class: 'public', required: true }),
        place: where({ class: 'public', required: true }),
        /** The first is the main one. */
        sectors: choices(SECTORS, { class: 'public' }),
        acronym: text(30, open),
        founded: past(open),
        stage: choice(STAGES, { class: 'network', asked: 'later' }),
        /** When it came to each stage: the day something happened is said by a person, not by the day it was typed. */
        stages: entries(
          { stage: choice(STAGES, { required: true }), from: when({ required: true }) },
          { class: 'network' },
        ),
        women: count({ class: 'network', asked: 'later' }),
        men: count({ class: 'network', asked: 'later' }),
        about: long(600, open),
        needs: long(600, { asked: 'later' }),
        /** Receipt, authorisation, registration: whatever number it has, if any. */
        registration: text(60, open),
        /** Framework agreement of an NGO with the State, and until when. */
        accord: text(60, { ...open, when: { field: 'kind', is: ['ngo'] } }),
        accordUntil: when({ ...open, when: { field: 'kind', is: ['ngo'] } }),
        poBox: text(20, open),
        quarter: text(80, open),
        landmark: text(80, open),
        email: email(open),
        website: text(120, open),
        /** Agreed to be shown outside the network: maps, other networks' directories. Without a yes it is not. */
        listed: yesno(open),
        /** What may be shown besides its name and form, each agreed to apart (`shown.ts`). */
        shown: choices(SHOWABLE, { ...open, when: { field: 'listed', is: ['yes'] } }),
        /** Forms it had and has, each from a date: the group of 2019 that is a cooperative since 2021 stays one organisation. */
        forms: entries(
          {
            kind: choice(KINDS, { required: true }),
            from: when({ required: true }),
            number: text(60),
            authority: text(80),
          },
          { class: 'public' },
        ),
        /** Earlier and other names, each in its time: a ministry changes its name, not its sheet. */
        names: entries({ name: text(120, { required: true }), from: when(), to: when() }, { class: 'public' }),
        /** Prizes and recognitions. */
        awards: entries({ name: text(120, { required: true }), from: text(80), on: when() }, { class: 'public' }),
        /** The network's own organisation: what "our members" are members of. */
        own: yesno({ class: 'public', widget: 'hidden' }),
      },
      access: { read: EVERYONE, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: true,
      hasScope: true,
      keep: 'always',
      face: {
        address: 'membres',
        icon: 'coop',
        sign: 'kind',
        line: ['kind', 'place'],
        filters: ['kind', 'place', 'sectors', 'stage'],
      },
      tabs: [
        { type: 'membership', by: 'member' },
        { type: 'membership', by: 'group' },
        { type: 'involvement', by: 'organisation' },
        { type: 'support', by: 'of' },
        { type: 'contact', by: 'of' },
        { type: 'club', by: 'institution' },
        { type: 'savings_cycle', by: 'group' },
        { type: 'voice', by: 'about' },
      ],
    },
    organisation_contact: {
      name: 'organisation_contact',
      schema: 1,
      fields: { of: to('organisation', { class: 'restricted', required: true, widget: 'hidden' }), ...contactFields },
      access: { read: CONCERNED, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      sharedWith: 'of',
      keys: ['of'],
      companionOf: 'organisation',
      keep: 'always',
      personal: {
        purpose: 'Joindre l’organisation',
        basis: 'Consentement de la personne qui donne son numéro (loi 2013-015)',
        retention: 'Tant que l’organisation est membre, puis 1 an',
        months: 12,
        left: [],
      },
    },
    /** What an organisation belongs to: its union, the network, a pole; in intervals, each with the decision behind it. */
    membership: {
      name: 'membership',
      schema: 1,
      fields: {
        member: to('organisation', { class: 'public', required: true }),
        group: to(['organisation', 'body'], { class: 'public', required: true }),
        kind: choice(BELONGINGS, { class: 'public', required: true }),
        spans: entries(
          {
            from: when({ required: true }),
            to: when(),
            status: choice(STATUSES),
            category: text(60),
            /** Who holds the seat in its name: somebody of the directory, or the name of somebody who is not. */
            person: to('person'),
            name: text(80),
            /** Minutes, letter, page: where it was decided. */
            decision: text(120),
          },
          { class: 'public', asked: 'first' },
        ),
      },
      access: { read: EVERYONE, create: STAFF, edit: STAFF, void: STAFF },
      shareable: true,
      livesWith: 'member',
      keys: ['member', 'group', 'kind'],
      keep: 'always',
      personal: {
        purpose: 'Dire qui siège au nom d’une organisation, pendant quel mandat',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Vie du réseau',
        left: ['member', 'group', 'kind'],
      },
    },
    /** General assembly, board, secretariat, poles, commissions: what an organisation works through. */
    body: {
      name: 'body',
      schema: 1,
      fields: {
        name: text(120, { class: 'public', required: true }),
        kind: choice(
          [
            { value: 'pole', icon: 'sprout' },
            { value: 'assembly', icon: 'people' },
            { value: 'board', icon: 'flag' },
            { value: 'secretariat', icon: 'hut' },
            { value: 'commission', icon: 'handshake' },
          ],
          { class: 'public', required: true },
        ),
        of: to('organisation', { class: 'public', required: true }),
        /** Poles are known by their number, which also gives their colour. */
        number: count({ class: 'public' }),
        seats: count({ ...open, when: { field: 'kind', is: ['board', 'commission'] } }),
        /** Who leads it, one mandate after the other: somebody of the directory, or the name of somebody who is not. */
        leads: entries(
          {
            person: to('person'),
            name: text(80),
            of: to('organisation'),
            from: when({ required: true }),
            to: when(),
            decision: text(120),
          },
          { class: 'network' },
        ),
        about: long(600, open),
      },
      access: { read: EVERYONE, create: ['secretariat'], edit: ['secretariat'], void: ['secretariat'] },
      shareable: true,
      keep: 'always',
      face: { address: 'instances', icon: 'people', sign: 'kind', line: ['kind'], filters: ['kind'] },
      tabs: [
        { type: 'membership', by: 'group' },
        { type: 'programme', by: 'pole' },
      ],
      personal: {
        purpose: 'Dire qui conduit une instance ou un pôle, pendant quel mandat',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Vie du réseau',
      },
    },
    /** A regional branch: its name with its accents, where it sits, which regions and cercles it covers. */
    branch: {
      name: 'branch',
      schema: 1,
      fields: {
        name: text(60, { class: 'public', required: true }),
        /** Its segment in scopes: `segou` of `n/branch/segou/`. */
        code: {
          schema: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
          class: 'public',
          required: true,
          merge: 'lww',
          widget: 'hidden',
        },
        place: where({ class: 'public' }),
        /** Ids of regions and cercles (`modules/places`). No cercle should be in two branches: said, not refused. */
        zone: {
          schema: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(60)),
          class: 'public',
          merge: 'lww',
          widget: 'zone',
        },
        phone: text(30, { class: 'public', widget: 'phone', asked: 'later' }),
      },
      access: { read: EVERYONE, create: ['secretariat'], edit: OFFICES, void: ['secretariat'] },
      shareable: true,
      keys: ['code'],
      keep: 'always',
      face: { address: 'antennes', icon: 'antenna', line: ['place'], filters: [] },
    },
    /** What the network gave an organisation, and what came of it. */
    support: {
      name: 'support',
      schema: 1,
      fields: {
        of: to('organisation', { required: true }),
        kind: choice(
          [
            { value: 'training', icon: 'graduation' },
            { value: 'advice', icon: 'handshake' },
            { value: 'equipment', icon: 'pot' },
            { value: 'money', icon: 'cauris' },
            { value: 'other', icon: 'more' },
          ],
          { required: true },
        ),
        what: text(160, { required: true }),
        from: when({ required: true, once: true }),
        to: when({ asked: 'later' }),
        provider: text(120),
        /** How many were helped, known by name (`helped`) or not. */
        women: count({ asked: 'later' }),
        men: count({ asked: 'later' }),
        cost: money({ asked: 'later' }),
        result: long(600, { asked: 'later' }),
        satisfaction: choice(
          [
            { value: 'good', icon: 'check' },
            { value: 'fair', icon: 'hold' },
            { value: 'poor', icon: 'x' },
          ],
          { asked: 'later' },
        ),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: 'of',
      keep: 'always',
      tabs: [{ type: 'helped', by: 'support' }],
    },
  },
};
