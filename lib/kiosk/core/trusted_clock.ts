import type { BootTime, WallTime } from "./time.ts";

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
