import {
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { APT_ENVIRONMENT } from "./apt_command.ts";
import type { AptOptions } from "./apt_options.ts";

/** What became of the lists of available packages. */
export interface CacheOutcome {
  readonly isUpdated: boolean;
  /** When they were last fetched, in seconds since 1970. */
  readonly time: number;
}

/**
 * Fetches the lists of available packages if they are asked for and too old.
 *
 * @returns What became of them, or `undefined` if they were not asked for.
 */
export async function updateAptCache(
  call: ModuleCall,
  target: Target,
  options: AptOptions,
): Promise<CacheOutcome | undefined> {
  if (!options.updateCache && options.cacheValidTime === 0) return undefined;
  const time = cacheTime(await target.probe(...CACHE_TIMES));
  // A controller's clock may be another one than the target's; only the age in hours matters here.
  const now = call.clock.wallNow() / 1000;
  if (time + options.cacheValidTime >= now) return { isUpdated: false, time };
  if (options.checkMode) return { isUpdated: true, time };
  const fetched = await fetchLists(call, target, options);
  return { isUpdated: fetched !== time, time: fetched };
}

/** A stamp that is touched after each update where something does so, else the lists themselves. */
export const CACHE_TIMES: readonly ProbeCommand[] = [
  { argv: ["stat", "-c", "%Y", "/var/lib/apt/periodic/update-success-stamp"] },
  { argv: ["stat", "-c", "%Y", "/var/lib/apt/lists"] },
];

/** @returns When the lists were last fetched, from the outcomes of `CACHE_TIMES`. */
export function cacheTime(outcomes: readonly CommandOutcome[]): number {
  return Number(
    outcomes.find(({ stdout }) => stdout.trim() !== "")?.stdout ?? 0,
  );
}

/**
 * Fetches the lists of available packages.
 *
 * @returns When that was, in seconds since 1970.
 * @throws {ModuleFailure} If they cannot be fetched.
 */
export async function fetchLists(
  { clock, signal }: ModuleCall,
  target: Target,
  options: Pick<AptOptions, "updateRetries" | "updateRetryMaxDelay" | "lockTimeout">,
): Promise<number> {
  // Without this, apt-get is content when one of several sources cannot be fetched.
  const argv = ["apt-get", "update", "-q", "-o", "APT::Update::Error-Mode=any"];
  const deadline = clock.monotonicNow() + options.lockTimeout * 1000;
  let failure = "";
  for (let attempt = 0; attempt < options.updateRetries;) {
    const outcomes = await target.applyAll(
      { argv, env: APT_ENVIRONMENT },
      ...CACHE_TIMES,
    );
    const [update, ...times] = outcomes;
    if (update?.exitCode === 0) return cacheTime(times);
    failure = update?.stderr ?? "";
    if (/Could not get lock/.test(failure)) {
      if (clock.monotonicNow() >= deadline) {
        throw new ModuleFailure(
          `Failed to lock apt for exclusive operation: ${failure}`,
        );
      }
      await clock.sleep(1000, { signal });
      continue;
    }
    const seconds = Math.min(2 ** attempt, options.updateRetryMaxDelay);
    attempt++;
    if (attempt < options.updateRetries) {
      await clock.sleep(seconds * 1000, { signal });
    }
  }
  throw new ModuleFailure(
    `Failed to update apt cache: ${failure || "unknown reason"}`,
  );
}
