/** The same name by another hand. Habits of writing as people have them, whether or not the rules under test know them. */
import type { Dice } from '../../src/hub/demo/random.ts';

const HABITS: readonly (readonly [RegExp, string])[] = [
  [/ou/g, 'u'],
  [/Ou(?=[aeé])/g, 'W'],
  [/ou(?=[aeé])/g, 'w'],
  [/^C(?=[aou])/, 'K'],
  [/^K(?=[aou])/, 'C'],
  [/^C(?=[ié])/, 'S'],
  [/^S(?=[ié])/, 'C'],
  [/ss/g, 's'],
  [/rr/g, 'r'],
  [/ll/g, 'l'],
  [/^Di(?=[aeéo])/, 'J'],
  [/^Dj/, 'J'],
  [/^J/, 'Dj'],
  [/^Dj/, 'Di'],
  [/gn/g, 'ny'],
  [/y/g, 'i'],
  [/i$/, 'y'],
  [/ï/g, 'y'],
  [/a$/, 'ah'],
  [/^Th/, 'T'],
  [/^H/, ''],
  [/^A(?=[wl])/, 'Ha'],
  [/oul/g, 'ol'],
  [/ibaly/g, 'oubaly'],
  [/aï/g, 'ei'],
  [/é/g, 'è'],
  [/è/g, 'ɛ'],
  [/o$/, 'ɔ'],
  [/n(?=[dgt])/g, ''],
  [/(?<=[aeiou])m(?=[aeiou])/, 'mm'],
];

const bare = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** One or two habits that change something, and no accents every other time. */
export function respelt(d: Dice, name: string): string {
  let text = name;
  for (let i = d.between(1, 2); i > 0; i--) {
    const able = HABITS.filter(([habit]) => text.search(habit) >= 0);
    if (able.length === 0) break;
    const [habit, by] = d.pick(able);
    text = text.replace(habit, by);
  }
  if (d.next() < 0.5) text = bare(text);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One slip of the finger: a letter lost, doubled, swapped with its neighbour, or another. */
export function slip(d: Dice, name: string): string {
  const at = d.between(1, Math.max(1, name.length - 2));
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
  switch (d.between(0, 3)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + after.charAt(0) + letter + after.slice(1);
    default:
      return before + d.pick([...'aeinorst']) + after;
  }
}
