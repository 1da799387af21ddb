import { type BootTime, type Now, SECOND, type WallTime, wallTime } from "./time.ts";

/**
 * The kiosk's own time. Wall time is read once and goes on with boot time; what is done to the
 * computer's clock afterwards counts only when somebody who may has accepted it.
 */
export interface ClockState {
  /** Tells one start of the computer from another. */
  readonly bootId: string;
  /** At `boot`, it was `wall`. */
  readonly wall: WallTime;
  readonly boot: BootTime;
  /** How far the computer's clock is off, as it was told last. */
  readonly step: number;
}

/** Less than this is how clocks are, and no step. */
const TOLERANCE = 2 * SECOND;

/**
 * @param stored What was kept last.
 * @returns The clock after a start of the daemon. In the same boot it goes on; in a new one the
 * computer's clock is believed, but never that it is earlier than it was.
 */
export function startClock(
  stored: ClockState | undefined,
  bootId: string,
  now: Now,
): ClockState {
  if (stored?.bootId === bootId) return stored;
  const wall = stored !== undefined && stored.wall > now.wall ? stored.wall : now.wall;
  return { bootId, wall, boot: now.boot, step: 0 };
}

/** @returns The wall time by which everything is decided. */
export function trustedWall(clock: ClockState, now: Now): WallTime {
  return wallTime(clock.wall + (now.boot - clock.boot));
}

/** @returns Where the trusted time stands now, to be kept. */
export function carried(clock: ClockState, now: Now): ClockState {
  return { ...clock, wall: trustedWall(clock, now), boot: now.boot };
}

/** @returns The clock that knows of the step, or `undefined` if the computer's made none. */
export function stepped(clock: ClockState, now: Now): ClockState | undefined {
  const step = now.wall - trustedWall(clock, now);
  return Math.abs(step - clock.step) < TOLERANCE ? undefined : { ...clock, step };
}

/** @returns The clock that believes what the computer's shows now. */
export function accepted(clock: ClockState, now: Now): ClockState {
  return { bootId: clock.bootId, wall: now.wall, boot: now.boot, step: 0 };
}
