/** Is there room for a desk: everything on one page, two columns? */
import { signal } from '@preact/signals-core';

const desk = matchMedia('(min-width: 60em)');
export const wide = signal(desk.matches);
desk.addEventListener('change', () => {
  wide.value = desk.matches;
});
