// The device without screens, in a real browser: what a screen would ask of it is asked by the test.
import { Device } from '../../../src/device/jekulu.ts';
import { browserTab } from '../../../src/device/tab.ts';

const device = new Device({
  tab: browserTab(),
  label: 'Navigateur d’essai',
  secure: isSecureContext,
  now: () => Date.now(),
  elapsed: () => performance.now(),
  tabMemory: sessionStorage,
  persist: () => void navigator.storage.persist(),
});
await device.start();
Object.assign(globalThis, { device });
