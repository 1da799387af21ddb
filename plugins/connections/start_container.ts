import type { ConnectRequest } from "../../lib/plugin/sdk.ts";
import { type Ending, LoginError } from "./login.ts";
import { Settings } from "./settings.ts";
import { shellCommand } from "./shell_command.ts";
import type { ShellStart } from "./shell_connection.ts";

/** A program that runs commands in containers as Docker's does. */
export interface ContainerProgram {
  readonly program: "docker" | "podman";
  /** The setting with arguments that come before `exec`. */
  readonly extraArgs: string;
}

/**
 * What starts a shell in the container that is called as the request's address.
 *
 * @throws {RangeError} If a setting cannot be obeyed.
 */
export function startContainer(
  request: ConnectRequest,
  { program, extraArgs }: ContainerProgram,
): ShellStart {
  const settings = new Settings(request);
  const { user, address } = request;
  const { argv, prompts } = shellCommand(request);
  return {
    argv: [
      program,
      ...settings.words(extraArgs),
      "exec",
      ...(user === undefined ? [] : ["--user", user]),
      "-i",
      address,
      ...argv,
    ],
    prompts,
    explain: (ending) => explain(ending, program),
  };
}

/** What the program itself says is no fault of what runs in the container. */
function explain({ phase, said }: Ending, program: string): LoginError | undefined {
  if (phase === "session" || !FAILED.test(said)) return undefined;
  return new LoginError("unreachable", `Cannot reach the container by ${program}: ${said}`);
}

const FAILED =
  /^Error|No such container|Cannot connect to the Docker daemon|OCI runtime exec failed/m;
