import { CommandError } from "../command_error.ts";
import type { RunRequest } from "./run_command.ts";
import { EXIT } from "../exit_code.ts";

/**
 * Fails if an option is asked for that would be ignored.
 *
 * @throws {CommandError} With the reason.
 */
export function refuseUnsupported(given: RunRequest): void {
  if (given.flushCache) refuse("--flush-cache", "no facts are kept between runs");
}

function refuse(what: string, why: string): never {
  throw new CommandError(`Cannot run with ${what}: ${why}`, { exitCode: EXIT.options });
}
