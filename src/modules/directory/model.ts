/**
 * The directory: member organisations of any kind, registered or not. The card (name, kind, place) is shared with the whole network;
 * the contact stays with the branch, in a companion record.
 */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import { phoneFlag, phoneSchema } from '../access/model.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

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
  { value: 'other', icon: 'handshake' },
] as const;

const everyone = ['secretariat', 'coordinator', 'animator', 'member', 'auditor'] as const;
const writers = ['secretariat', 'coordinator', 'animator'] as const;
const offices = ['secretariat', 'coordinator'] as const;

export const directory: Partial<Declarations> = {
  types: {
    organisation: {
      name: 'organisation',
      schema: 1,
      fields: {
        name: { schema: text(120), class: 'public', required: true, merge: 'lww', widget: 'text', max: 120 },
        kind: { schema: text(40), class: 'public', required: true, merge: 'lww', widget: 'choice', choices: KINDS },
        place: { schema: text(120), class: 'public', required: true, merge: 'lww', widget: 'place', max: 120 },
      },
      access: { read: everyone, create: writers, edit: writers, void: offices },
      shareable: true,
      keep: 'always',
    },
    organisation_contact: {
      name: 'organisation_contact',
      schema: 1,
      fields: {
        of: {
          schema: v.string(),
          class: 'restricted',
          required: true,
          merge: 'lww',
          ref: 'organisation',
          widget: 'hidden',
        },
        phone: { schema: phoneSchema, class: 'restricted', merge: 'lww', widget: 'phone', flag: phoneFlag, max: 20 },
      },
      access: { read: [...writers, 'auditor'], create: writers, edit: writers, void: offices },
      shareable: false,
      keys: ['of'],
      companionOf: 'organisation',
      keep: 'always',
      personal: {
        purpose: 'Joindre l’organisation',
        basis: 'Consentement de la personne qui donne son numéro (loi 2013-015)',
        retention: 'Tant que l’organisation est membre',
      },
    },
  },
};
