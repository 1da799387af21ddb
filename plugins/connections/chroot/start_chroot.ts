import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { type Ending, LoginError } from "../login.ts";
import { shellCommand } from "../shell_command.ts";
import type { ShellStart } from "../shell_connection.ts";

/** What starts a shell in the root folder that the request's address names. Takes root. */
export function startChroot(request: ConnectRequest): ShellStart {
  const { argv, prompts } = shellCommand(request);
  return { argv: ["chroot", request.address, ...argv], prompts, explain };
}

function explain({ phase, said }: Ending): LoginError | undefined {
  if (phase === "session" || !/^\S*chroot: /.test(said)) return undefined;
  return new LoginError("unreachable", said);
}
