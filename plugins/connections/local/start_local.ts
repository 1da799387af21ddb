import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { quote } from "../quote.ts";
import { shellCommand } from "../shell_command.ts";
import type { ShellStart } from "../shell_connection.ts";

/**
 * What starts a shell on this computer. It is always `sh`, the one program the plugin may run, which
 * then becomes another shell, or sudo, su or doas where another user is wanted.
 *
 * @throws {RangeError} If the become method is unknown.
 */
export function startLocal(request: Pick<ConnectRequest, "settings" | "become">): ShellStart {
  const { argv, prompts } = shellCommand(request);
  if (argv[0] === "sh") return { argv, prompts };
  return { argv: ["sh", "-c", `exec ${argv.map(quote).join(" ")}`], prompts };
}
