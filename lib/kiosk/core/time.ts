/**
 * The times of the kiosk. Wall time decides windows and days, boot time decides countdowns; the two
 * never mix, and both come in from outside. Durations are plain numbers of milliseconds.
 */

declare const wall: unique symbol;
declare const boot: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z, integral. */
export type WallTime = number & { readonly [wall]: true };

/** Milliseconds since the computer started, those in suspend included (CLOCK_BOOTTIME). */
export type BootTime = number & { readonly [boot]: true };

/** What the clocks of the computer say at one moment. */
export interface Now {
  /** What the computer claims; who decides anything takes `trustedWall` instead. */
  readonly wall: WallTime;
  readonly boot: BootTime;
  /** How many of the milliseconds since the start were spent in suspend. */
  readonly suspended: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * @param milliseconds Fractions are dropped.
 * @throws {RangeError} If it is no time that a calendar can show.
 */
export function wallTime(milliseconds: number): WallTime {
  const whole = Math.floor(milliseconds);
  if (isWallTime(whole)) return whole;
  throw new RangeError(`Cannot use ${milliseconds} as wall time: it is out of range`);
}

/** @throws {RangeError} If it is no finite number. */
export function bootTime(milliseconds: number): BootTime {
  if (isBootTime(milliseconds)) return milliseconds;
  throw new RangeError(`Cannot use ${milliseconds} as boot time: it is not finite`);
}

/** Dates outside of these do not have ten characters. */
const YEAR_1 = Date.parse("0001-01-01");
const YEAR_10000 = Date.UTC(10_000, 0, 1);

function isWallTime(value: number): value is WallTime {
  return Number.isInteger(value) && YEAR_1 <= value && value < YEAR_10000;
}

function isBootTime(value: number): value is BootTime {
  return Number.isFinite(value);
}
