/** Draws the app over the device that has begun: its screens, its pulse, and the worker that keeps the app here for days without a network. */
import { render } from 'preact';
import { App } from './screens/app.tsx';
import { device } from './start.ts';

render(<App jekulu={device} />, document.getElementById('app') as HTMLElement);
const missing = (): void => undefined;
// What beats is not needed to see the first screen. Where this part cannot come, no other can, and the page is opened again.
import('./pulse.ts').then(({ beat }) => beat(device), missing);

// A newer version comes in the background and is used at the next start: nothing changes under somebody's hands. Where the app is not kept here yet,
// whoever is coming in goes first: on a poor line everything else would only stand in their way.
const keep = () => void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
if (navigator.serviceWorker?.controller) keep();
else {
  const begun = Date.now();
  const turn = setInterval(() => {
    const waited = Date.now() - begun;
    const isIn = device.sync.value.last > 0 && !device.sync.value.running;
    const isComing = device.phase.value === 'open' || device.beginning.value !== null;
    if (!isIn && waited < (isComing ? 90_000 : 20_000)) return;
    clearInterval(turn);
    keep();
  }, 500);
}
