import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { becomeCommand } from "../become.ts";
import { quote } from "../quote.ts";
import { randomToken } from "../random_token.ts";
import { READ_EVAL_LOOP } from "../session_script.ts";
import type { ShellStart } from "../shell_connection.ts";

/**
 * What starts a shell on this computer. It is always `sh`, the one program the plugin may run, which
 * then becomes sudo, su or doas where another user is wanted.
 *
 * @throws {RangeError} If the become method is unknown.
 */
export function startLocal({ become }: Pick<ConnectRequest, "become">): ShellStart {
  const shell = ["sh", "-c", READ_EVAL_LOOP];
  if (become === undefined) return { argv: shell };
  const { argv, ...rest } = becomeCommand(become, shell, randomToken());
  return { argv: ["sh", "-c", `exec ${argv.map(quote).join(" ")}`], ...rest };
}
