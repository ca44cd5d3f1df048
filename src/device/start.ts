/**
 * The device begins before its screens have come: on a poor line it asks about the code in the address while they are still under way. This part
 * holds none of what draws.
 */
import { Device } from './jekulu.ts';
import { browserTab } from './tab.ts';

/** A whole code that came with a link. What is cut short is for the screen to say. */
const WHOLE_CODE = /^#a=((?:\w{4}-?){3})$/;

export const device = new Device({
  tab: browserTab(),
  label: navigator.userAgent,
  secure: isSecureContext && Boolean(globalThis.crypto?.subtle),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  tabMemory: sessionStorage,
  persist: () => void navigator.storage?.persist?.().catch(() => false),
});

const [, code] = WHOLE_CODE.exec(location.hash) ?? [];
void device.start().then(() => code && device.askAhead(code));
