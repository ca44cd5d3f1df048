/** Starts the app: the device, its screens, its pulse, and the worker that keeps the app here for days without a network. */
import { render } from 'preact';
import { declarations } from '../modules/index.ts';
import { Device } from './jekulu.ts';
import { labelOf } from './joining.ts';
import { beat } from './pulse.ts';
import { App } from './screens/app.tsx';
import { browserTab } from './tab.ts';

const device = new Device({
  decl: declarations,
  tab: browserTab(),
  label: labelOf(navigator.userAgent),
  secure: isSecureContext && Boolean(globalThis.crypto?.subtle),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  persist: () => void navigator.storage?.persist?.().catch(() => false),
});

render(<App jekulu={device} />, document.getElementById('app') as HTMLElement);
beat(device);
void device.start();

// A newer version comes in the background and is used at the next start: nothing changes under somebody's hands.
navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
