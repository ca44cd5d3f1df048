/** How many pairs wait for this person's look, as far as they were looked for. Told on the first screen, found by a part that comes later. */
import { signal } from '@preact/signals-core';

export const doublesToDo = signal(0);
