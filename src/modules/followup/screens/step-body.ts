/** A step of an enterprise as it is written. */
import { entryKey } from '../../../kernel/declare.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import type { Body } from '../../../kernel/types.ts';
import { entriesIn, entryKeyFor } from '../../../ui/records/codec.ts';
import { saysSteps } from '../life.ts';

export interface StepAnswers {
  readonly is: string;
  readonly on: string;
  readonly proof?: string;
  readonly paper?: string;
}

const written = ({ is, on, proof = '', paper = '' }: StepAnswers): Body => {
  const told = paper.trim();
  const value = { is, on, ...(proof && { proof }), ...(proof === 'paper' && told && { paper: told }) };
  return { [entryKey('stages', entryKeyFor(value))]: value };
};

/** Where nobody wrote its way an enterprise works since it began: the first steps that are written of it do not end that. */
const implied = (before: RecordState | null, steps: readonly (string | undefined)[]): Body =>
  before && !saysSteps(before) && steps.length > 0 && !steps.includes('operating')
    ? written({ is: 'operating', on: textOf(before, 'on') })
    : {};

/** @param before the enterprise as it stands. */
export const stepBody = (answers: StepAnswers, before: RecordState | null): Body => ({
  ...implied(before, [answers.is]),
  ...written(answers),
});

/** What is written besides, where steps are added in the form of an enterprise. @param stages the answer to that question. */
export const goesOn = (before: RecordState | null, stages: string): Body =>
  implied(
    before,
    Object.values(entriesIn(stages)).flatMap((entry) => (entry ? [entry['is']] : [])),
  );
