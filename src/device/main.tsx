/** Starts the app: the device, its screens, its pulse, and the worker that keeps the app here for days without a network. */
import { render } from 'preact';
import { Device } from './jekulu.ts';
import { App } from './screens/app.tsx';
import { browserTab } from './tab.ts';

// What is needed next is asked for before anything is drawn: on a poor line it comes while the first screen is made.
const missing = (): void => undefined;
import('./entrance.ts').catch(missing);

const device = new Device({
  tab: browserTab(),
  label: navigator.userAgent,
  secure: isSecureContext && Boolean(globalThis.crypto?.subtle),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  tabMemory: sessionStorage,
  persist: () => void navigator.storage?.persist?.().catch(() => false),
});

render(<App jekulu={device} />, document.getElementById('app') as HTMLElement);
void device.start();
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
