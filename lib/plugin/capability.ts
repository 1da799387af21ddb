import type { Clock } from "../base/clock.ts";
import type { LogLevel } from "../base/log.ts";
import type { Random } from "../base/random.ts";

/** What a plugin can do while it serves one call. */
export interface CallContext {
  /** Chosen by the host; log lines and progress name it. */
  readonly correlationId: string;
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
  /** The time, which a plugin must not read by itself. */
  readonly clock: Clock;
  /** Randomness, fit for secrets. */
  readonly random: Random;
  /** Writes a line to the host's log under the plugin's name. */
  log(level: LogLevel, message: string): void;
  /** Says how far the call is. */
  progress(progress: CallProgress): void;
  /**
   * Calls the host.
   *
   * @throws {CallError} If the host cannot or will not answer, or the call is cancelled.
   */
  call(capability: string, payload: Uint8Array): Promise<Uint8Array>;
}

/** How far a call is; `total` absent means that nobody knows. */
export interface CallProgress {
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

/** What serves one capability. */
export interface CapabilityHandler {
  /** Such as `echo` or `execute.copy`. */
  readonly name: string;
  readonly version: number;
  handle(payload: Uint8Array, context: CallContext): Promise<Uint8Array>;
}

/** @returns A capability whose payload is none of shep's messages, version 1. */
export function capability(
  name: string,
  handle: (payload: Uint8Array, context: CallContext) => Promise<Uint8Array>,
): CapabilityHandler {
  return { name, version: 1, handle };
}
