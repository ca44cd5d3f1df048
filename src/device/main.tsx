/** Draws the app over the device that has begun: its screens, its pulse, and the worker that keeps the app here for days without a network. */
import { effect } from '@preact/signals-core';
import { render } from 'preact';
import { App } from './screens/app.tsx';
import { device } from './start.ts';

render(<App jekulu={device} />, document.getElementById('app') as HTMLElement);

// What beats, and what keeps the app here, are not needed to see the first screens. On a poor line they would stand in the way of whoever is coming in.
let asked = false;
const rest = (): void => {
  if (asked) return;
  asked = true;
  import('./pulse.ts').then(
    ({ beat, keepApp }) => {
      beat(device);
      keepApp(device);
    },
    // Where this part cannot come, no other can, and the page is opened again.
    () => undefined,
  );
};
if (navigator.serviceWorker?.controller) rest();
else {
  setTimeout(rest, 20_000);
  effect(() => {
    const isIn = device.beginning.value !== null || device.phase.value === 'open';
    if (isIn || device.faces.value.some(({ needsPin }) => !needsPin)) rest();
  });
}
