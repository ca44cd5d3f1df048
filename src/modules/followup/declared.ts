/** Choices and short ways of the declarations of this module. */
import * as v from 'valibot';
import type { FieldDecl } from '../../kernel/declare.ts';
import { count, READERS, STAFF, when } from '../fields.ts';

/** Who accompanies is often who trains. */
export const COUNSELS = [...STAFF, 'trainer'] as const;
export const SEES = [...READERS, 'trainer'] as const;

/** Limits a programme gives itself; each with where it is written. */
export const RULES = [
  { value: 'load', icon: 'people' },
  { value: 'rhythm', icon: 'today' },
  { value: 'justify', icon: 'doc' },
  { value: 'cap', icon: 'cauris' },
  { value: 'hours', icon: 'clock' },
] as const;
export type RuleName = (typeof RULES)[number]['value'];

/** When people are asked where they stand: at the beginning, then so many months after their certificate. */
export const MOMENTS = [
  { value: 'entry', icon: 'flag' },
  { value: '6', icon: 'clock' },
  { value: '12', icon: 'clock' },
  { value: '24', icon: 'clock' },
] as const;

export const SITUATIONS = [
  { value: 'job', icon: 'pot' },
  { value: 'own', icon: 'stall' },
  { value: 'training', icon: 'graduation' },
  { value: 'odd', icon: 'hold' },
  { value: 'seeking', icon: 'search' },
  { value: 'none', icon: 'x' },
] as const;

/** As people of Mali tell the year. */
export const SEASONS = [
  { value: 'rain', icon: 'sprout' },
  { value: 'cold', icon: 'hold' },
  { value: 'hot', icon: 'today' },
] as const;

export const SAYS = [
  { value: 'yes', icon: 'check' },
  { value: 'no', icon: 'x' },
  { value: 'unknown', icon: 'help' },
] as const;

/** Months' income in ranges: nobody counts to the franc, and nobody has to. */
export const INCOMES = [
  { value: 'none', icon: 'x' },
  { value: 'to20', icon: 'cauris' },
  { value: 'to40', icon: 'cauris' },
  { value: 'to80', icon: 'cauris' },
  { value: 'more', icon: 'cauris' },
  { value: 'unknown', icon: 'help' },
] as const;

export const DESTINATIONS = [
  { value: 'none', icon: 'hut' },
  { value: 'bamako', icon: 'pin' },
  { value: 'neighbour', icon: 'moto' },
  { value: 'europe', icon: 'globe' },
  { value: 'other', icon: 'more' },
] as const;

/** « Aucune » is an answer; nothing chosen is none. */
export const PROTECTIONS = [
  { value: 'inps', icon: 'doc' },
  { value: 'amo', icon: 'heart' },
  { value: 'mutual', icon: 'people' },
  { value: 'none', icon: 'x' },
] as const;

/** The highest somebody went to, whether they finished it or not. */
export const SCHOOLINGS = [
  { value: 'none', icon: 'x' },
  { value: 'koranic', icon: 'book' },
  { value: 'primary', icon: 'pencil' },
  { value: 'lower', icon: 'pencil' },
  { value: 'secondary', icon: 'graduation' },
  { value: 'trade', icon: 'pot' },
  { value: 'higher', icon: 'graduation' },
] as const;

/** The way of an enterprise: each step has its day. */
export const STAGES = [
  { value: 'idea', icon: 'speech' },
  { value: 'plan', icon: 'pencil' },
  { value: 'registered', icon: 'doc' },
  { value: 'operating', icon: 'stall' },
] as const;
export type Stage = (typeof STAGES)[number]['value'];

/** How one knows it. */
export const PROOFS = [
  { value: 'paper', icon: 'doc' },
  { value: 'seen', icon: 'pin' },
  { value: 'said', icon: 'speech' },
  { value: 'none', icon: 'x' },
] as const;

/** A day that is known exactly: money changes hands on a day. */
export const day = (more: Partial<FieldDecl> = {}): FieldDecl => when({ widget: 'date', ...more });
export const months = (more: Partial<FieldDecl> = {}): FieldDecl => ({
  ...count(more),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
});
export const hours = (more: Partial<FieldDecl> = {}): FieldDecl => ({
  ...count(more),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(112)),
});
export const later = { asked: 'later' } as const;
export const closed = { class: 'restricted', asked: 'later' } as const;
export const hidden = { class: 'restricted', required: true, widget: 'hidden' } as const;

export const AFTER = 'Durée du programme, puis 5 ans : le bailleur peut contrôler';
export const RENDERS = 'Savoir ce que deviennent les personnes formées, et rendre compte sans rien inventer';
export const AGREED = 'Engagement signé de la personne (loi 2013-015)';
export const EXPRESS = 'Consentement exprès : données sensibles (loi 2013-015)';
