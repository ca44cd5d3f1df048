/** Starts the app: the device, its screens, its pulse, and the worker that keeps the app here for days without a network. */
import { render } from 'preact';
import { Device } from './jekulu.ts';
import { App } from './screens/app.tsx';
import { browserTab } from './tab.ts';

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
import('./pulse.ts').then(
  ({ beat }) => beat(device),
  () => undefined,
);

// A newer version comes in the background and is used at the next start: nothing changes under somebody's hands.
navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
