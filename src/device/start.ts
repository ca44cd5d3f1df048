/**
 * The device begins before its screens have come: on a poor line it asks about the code in the address while they are still under way. This part
 * holds none of what draws.
 */
import { Device } from './jekulu.ts';
import { WHOLE_CODE } from './spoken.ts';
import { browserTab } from './tab.ts';

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
void device.start().then(() => {
  if (code) device.askAhead(code);
  // Whoever has no link types their code: that screen comes beside the others, not after them.
  else if (device.phase.value === 'nobody') import('./screens/welcome.tsx').catch(() => undefined);
});
