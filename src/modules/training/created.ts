/** What makes an enterprise « créée »: nobody's word for it is that of everybody, so each programme says its own. Where it says nothing: that it works. */
import { type RecordState, textOf } from '../../kernel/fold.ts';

export const CREATED = [
  { value: 'operating', icon: 'stall' },
  { value: 'registered', icon: 'doc' },
] as const;
export type Creation = (typeof CREATED)[number]['value'];

export const creationIn = (programme: RecordState | null): Creation => {
  const said = programme ? textOf(programme, 'created') : '';
  return CREATED.find(({ value }) => value === said)?.value ?? 'operating';
};
