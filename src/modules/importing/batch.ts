/** Names of imports. A batch is the acts of one import, a group a row; its name stands in each of them and tells people which file, when. */
import type { Millis } from '../../kernel/types.ts';
import { unmarked } from '../../ui/search.ts';

const UNDO = 'undo:';
/** Longest piece of a file's name, so that taking a taking-back back still has a name the wire lets through. */
const FILE = 40;

/** `membres-segou.2026-11-26-1405.k3fz`: the file, the day and time in Mali (UTC), four letters so that no two are one. */
export function batchName(file: string, now: Millis, chance: string): string {
  const bare = unmarked(file.replace(/^.*[\\/]/, '').replace(/\.(csv|txt|tsv|xlsx)$/i, ''));
  const slug = bare
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, FILE)
    .replace(/^-+|-+$/g, '');
  const [day = '', time = ''] = new Date(now).toISOString().split('T');
  return `${slug || 'import'}.${day}-${time.slice(0, 5).replace(':', '')}.${chance
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 4)
    .toLowerCase()}`;
}

/** What takes a batch back is a batch of its own. */
export const undoName = (batch: string): string => `${UNDO}${batch}`.slice(0, 80);
export const isUndo = (batch: string): boolean => batch.startsWith(UNDO);
/** What taking it back is: an import is undone, what undid it puts it back. */
export const wayBack = (batch: string): 'undo' | 'redo' =>
  (/^(undo:)*/.exec(batch)?.[0].length ?? 0) % (2 * UNDO.length) > 0 ? 'redo' : 'undo';
/** The file's part of its name, whatever was undone and put back since. */
export const fileOf = (batch: string): string => batch.replace(/^(undo:)+/, '').split('.')[0] ?? batch;
