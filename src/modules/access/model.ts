/**
 * Who works in the network: the grants of people, the devices they use and who is enrolled on which.
 * Roles follow the structure of RENAPESS (General Assembly, Board, Permanent Secretariat, regional branches, member organisations).
 */
import * as v from 'valibot';
import type { Declarations, FieldDecl, RoleDecl } from '../../kernel/declare.ts';
import { normalPhone } from '../../kernel/phone.ts';

const role = (at: RoleDecl['at'], more: Partial<RoleDecl> = {}): RoleDecl => ({
  closed: false,
  audits: false,
  grants: [],
  enrols: [],
  at,
  ...more,
});

export const roles = {
  /** Permanent Secretariat: answers for the whole network. */
  secretariat: role('network', {
    closed: true,
    audits: true,
    grants: ['secretariat', 'auditor', 'coordinator', 'animator', 'trainer', 'juror', 'member', 'organisation'],
  }),
  /** Reads everything, writes nothing. */
  auditor: role('network', { closed: true, audits: true }),
  /** Answers for a branch: steward of its records and its devices. */
  coordinator: role('branch', {
    closed: true,
    audits: true,
    grants: ['animator', 'trainer', 'juror', 'member', 'organisation'],
  }),
  /** Works in the field for a branch. */
  animator: role('branch', { closed: true, enrols: ['animator', 'trainer', 'member', 'organisation'] }),
  /** Gives sessions and calls the roll; reads the learners of the branch, nothing sensitive of them. */
  trainer: role('branch'),
  /** Marks requests for a place, often for a partner; reads who applies, nothing sensitive of them. */
  juror: role('branch'),
  /** Belongs to a member organisation or follows the branch: reads cards, writes nothing of the office. */
  member: role('branch'),
  /** Answers for a member organisation: reads what concerns it (its people, how it is reached) and the directory; nothing of the others. */
  organisation: role('organisation', { closed: true }),
} satisfies Record<string, RoleDecl>;

const day = v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/));
const id = v.pipe(v.string(), v.regex(/^(~[a-z0-9]{16}|[a-z0-9]{16}\.\d+)$/));

/** Five to fifteen digits once separators are gone; the length is the office's to check. */
export const phoneSchema = v.pipe(v.string(), v.regex(/^\+?[\d\s().-]{2,24}$/));
/** A number that is not whole is kept, and looked at by the office. */
export const phoneFlag = (value: unknown): string | null => {
  const read = normalPhone(String(value));
  return read.ok || read.error.reason === 'empty' ? null : 'FLAG-PHONE';
};

const field = (schema: FieldDecl['schema'], more: Partial<FieldDecl> = {}): FieldDecl => ({
  schema,
  class: 'branch',
  merge: 'lww',
  widget: 'text',
  ...more,
});

const offices = ['secretariat', 'coordinator'] as const;
const staff = [...offices, 'animator'] as const;
const readers = [...staff, 'auditor'] as const;

export const access: Partial<Declarations> = {
  roles,
  types: {
    grant: {
      name: 'grant',
      schema: 1,
      fields: {
        person: field(id, { required: true, ref: 'person', widget: 'person' }),
        role: field(v.pipe(v.string(), v.maxLength(40)), {
          required: true,
          widget: 'choice',
          choices: [
            { value: 'secretariat', icon: 'hub' },
            { value: 'auditor', icon: 'eye-off' },
            { value: 'coordinator', icon: 'antenna' },
            { value: 'animator', icon: 'moto' },
            { value: 'trainer', icon: 'graduation' },
            { value: 'juror', icon: 'flag' },
            { value: 'member', icon: 'person' },
            { value: 'organisation', icon: 'coop' },
          ],
        }),
        scope: field(v.pipe(v.string(), v.regex(/^n\/([a-z0-9~.-]{1,40}\/){0,10}$/)), {
          required: true,
          widget: 'hidden',
        }),
        from: field(day, { required: true, widget: 'date' }),
        to: field(day, { widget: 'date' }),
        /** Given in the field by somebody who may only enrol; whoever may grant for good sets it to false and the dates they want. */
        provisional: field(v.boolean(), { widget: 'hidden' }),
      },
      access: {
        read: [...readers, 'trainer', 'juror', 'member', 'organisation'],
        create: staff,
        edit: offices,
        void: offices,
      },
      shareable: false,
      keep: 'always',
      personal: {
        purpose: 'Savoir qui peut lire et écrire quoi, où et depuis quand',
        basis: 'Fonctionnement interne du réseau ; sécurité des données (loi 2013-015)',
        retention: 'Vie du réseau : chaque écrit cite le droit sous lequel il a été fait',
      },
    },
    device: {
      name: 'device',
      schema: 1,
      fields: {
        device: field(v.pipe(v.string(), v.regex(/^[a-z0-9]{16}$/)), { required: true, widget: 'hidden' }),
        /** Raw P-256 point, base64url; the device's id is its fingerprint. */
        key: field(v.pipe(v.string(), v.maxLength(120)), { required: true, widget: 'hidden' }),
        label: field(v.pipe(v.string(), v.maxLength(60))),
        steward: field(id, { ref: 'person', widget: 'person' }),
        /** `active`, `ended` (its backlog is still taken) or `blocked` (lost or stolen: what it sends is set aside). */
        status: field(v.picklist(['active', 'ended', 'blocked']), { required: true, widget: 'hidden' }),
        /** Last seq the hub had when it was blocked. */
        blockedAfter: field(v.pipe(v.number(), v.integer(), v.minValue(0)), { widget: 'hidden' }),
      },
      access: { read: readers, create: [], edit: offices, void: [] },
      shareable: false,
      keys: ['device'],
      keep: 'always',
      personal: {
        purpose: 'Savoir de qui dépend un téléphone du réseau, et le bloquer s’il est perdu',
        basis: 'Sécurité des données (loi 2013-015)',
        retention: 'Vie du réseau : chaque écrit nomme le téléphone dont il vient',
      },
    },
    holder: {
      name: 'holder',
      schema: 1,
      fields: {
        device: field(v.pipe(v.string(), v.regex(/^[a-z0-9]{16}$/)), { required: true, widget: 'hidden' }),
        person: field(id, { required: true, ref: 'person', widget: 'person' }),
      },
      access: { read: readers, create: staff, edit: [], void: offices },
      shareable: false,
      keys: ['device', 'person'],
      keep: 'always',
      personal: {
        purpose: 'Savoir qui ouvre quel téléphone, pour que chacun n’y lise que ce qu’il peut lire',
        basis: 'Sécurité des données (loi 2013-015)',
        retention: 'Vie du réseau : chaque écrit nomme la personne et le téléphone',
      },
    },
    /** A file that somebody took out of their phone. What leaves by the hub's pages is noted there; both stand in one book. */
    export: {
      name: 'export',
      schema: 1,
      fields: {
        /** Name of the file. */
        name: field(v.pipe(v.string(), v.minLength(1), v.maxLength(120)), { required: true }),
        /** What the list was narrowed to, in the words of its author. */
        filter: field(v.pipe(v.string(), v.maxLength(300))),
        records: field(v.pipe(v.number(), v.integer(), v.minValue(0)), { required: true, widget: 'number' }),
      },
      access: { read: readers, create: [...readers, 'trainer', 'juror', 'member', 'organisation'], edit: [], void: [] },
      shareable: false,
      keep: 'always',
      personal: {
        purpose: 'Savoir qui a sorti des données du réseau, lesquelles et combien',
        basis: 'Sécurité des données (loi 2013-015)',
        retention: 'Vie du réseau',
      },
    },
  },
};
