/**
 * Clocks are never a reason to refuse, and never a reason to win.
 *
 * Why a hybrid clock: phones lose their date with the battery (1970) or run years ahead (2050). Author side, a stamp is never below the last
 * hub time seen plus the time elapsed since, nor below the device's own last stamp. Hub side, ordering time = min(stamp, received).
 */
import type { Millis, Stamp } from './types.ts';

const TICKS = 1024;
/** Beyond this the difference is told to people (never held against them). */
export const ODD_CLOCK: Millis = 24 * 3600 * 1000;

const YEAR: Millis = 366 * 24 * 3600 * 1000;

/** What a stamp can tell, with room to go on counting: a phone before 1970 or after 2248 is no reason to refuse either. */
const LATEST: Millis = 2 ** 43 - 2 ** 33;

export const stampOf = (time: Millis): Stamp => Math.floor(Math.min(Math.max(time, 0), LATEST)) * TICKS;
export const millisOf = (stamp: Stamp): Millis => Math.floor(stamp / TICKS);

/** What a device remembers about time. */
export interface ClockState {
  /** Last hub time seen, or 0. */
  readonly hubTime: Millis;
  /** What this device's clock said at that moment. */
  readonly deviceTime: Millis;
  /** Last stamp given out. */
  readonly last: Stamp;
}
export const NEW_CLOCK: ClockState = { hubTime: 0, deviceTime: 0, last: 0 };

/**
 * Best estimate of the true time: hub time plus what this device's clock says has passed since. A clock that was years off when the hub was heard, and
 * has since been set to where time may be now, is believed as it is: the years it jumped did not pass.
 */
export function estimate({ hubTime, deviceTime }: ClockState, deviceNow: Millis): Millis {
  if (hubTime === 0) return deviceNow;
  const wasOff = Math.abs(hubTime - deviceTime) > YEAR;
  const wasSet = deviceTime < hubTime || deviceNow < deviceTime;
  if (wasOff && wasSet && deviceNow >= hubTime) return deviceNow;
  return hubTime + Math.max(0, deviceNow - deviceTime);
}

/** Next stamp, above every earlier one of this device. */
export function tick(clock: ClockState, deviceNow: Millis): { stamp: Stamp; clock: ClockState } {
  const stamp = Math.max(stampOf(estimate(clock, deviceNow)), clock.last + 1);
  return { stamp, clock: { ...clock, last: stamp } };
}

/**
 * After an exchange: the hub's time becomes the floor, so that what is written next comes after everything the hub told; and an own stamp that ran
 * ahead is let go (what was written under it counts from when the hub received it).
 */
export function hearHub(hubNow: Millis, deviceNow: Millis, stillUnsent: Stamp): ClockState {
  return { hubTime: hubNow, deviceTime: deviceNow, last: Math.max(stampOf(hubNow) + TICKS - 1, stillUnsent) };
}

/** Ordering time of a change received by a hub whose own clock is trusted. */
export const effective = (stamp: Stamp, received: Millis): Stamp => Math.min(stamp, stampOf(received) + TICKS - 1);
