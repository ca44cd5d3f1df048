/** A step of an enterprise as it is written. */
import { entryKey } from '../../../kernel/declare.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import type { Body } from '../../../kernel/types.ts';
import { entryKeyFor } from '../../../ui/records/codec.ts';
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

/** @param before the enterprise as it stands: where nobody wrote its way it works since it began, and goes on doing so. */
export function stepBody(answers: StepAnswers, before: RecordState | null): Body {
  const implied =
    before && !saysSteps(before) && answers.is !== 'operating'
      ? written({ is: 'operating', on: textOf(before, 'on') })
      : {};
  return { ...implied, ...written(answers) };
}
