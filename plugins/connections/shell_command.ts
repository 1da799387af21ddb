import type { ConnectRequest } from "../../lib/plugin/sdk.ts";
import { becomeCommand } from "./become.ts";
import type { Prompt } from "./login.ts";
import { randomToken } from "./random_token.ts";
import { READ_EVAL_LOOP } from "./session_script.ts";
import { Settings } from "./settings.ts";

/** What starts a shell where a connection leads, and what may be asked meanwhile. */
export interface ShellCommand {
  readonly argv: readonly string[];
  readonly prompts: readonly Prompt[];
}

/**
 * @param usual The shell of requests that ask for none.
 * @returns The shell that a request asks for, as the user that it asks for.
 * @throws {RangeError} If the become method is unknown.
 */
export function shellCommand(
  request: Pick<ConnectRequest, "settings" | "become">,
  usual = "sh",
): ShellCommand {
  const settings = new Settings(request);
  const shell = settings.text("ansible_shell_executable") ?? usual;
  const argv = [shell, "-c", READ_EVAL_LOOP];
  const { become } = request;
  if (become === undefined) return { argv, prompts: [] };
  const hasTerminal = settings.flag(BECOME_TERMINAL) ?? false;
  return becomeCommand(become, argv, { token: randomToken(), hasTerminal });
}

const BECOME_TERMINAL = "shep_become_terminal";

/** @returns The request to make where sudo has refused `request` because it wants a terminal. */
export function onTerminal(request: ConnectRequest): ConnectRequest {
  const settings = [...request.settings, { key: BECOME_TERMINAL, value: "yes" }];
  return { ...request, settings };
}
