import { bash, fish, nu, pwsh, zsh } from "@optique/core/completion";
import { KioskClient } from "../../kiosk/ipc/client.ts";
import { environment } from "../../system/environment.ts";
import { clock } from "../../system/clock.ts";
import { text } from "../command.ts";
import { clientSocket } from "./daemon_paths.ts";

/** Milliseconds that somebody who types waits for a daemon. */
const PATIENCE = 500;

/**
 * Completes the id of an entry, as the daemon that runs knows it.
 *
 * @param words The command line: `completion SHELL kiosk launch PREFIX`.
 * @returns What the shell reads; nothing if no id is asked for, or no daemon answers.
 */
export async function completeEntries(words: readonly string[]): Promise<string> {
  const [, name, , command, prefix] = words;
  const shell = [bash, fish, nu, pwsh, zsh].find((one) => one.name === name);
  const isEntry = (command === "launch" || command === "explain") && words.length === 5;
  if (!shell || !isEntry || prefix === undefined || prefix.startsWith("-")) return "";
  const suggestions = (await knownEntries())
    .filter(({ id }) => id.startsWith(prefix))
    .map(({ id, label }) => ({ kind: "literal", text: id, description: text(label) } as const));
  return [...shell.encodeSuggestions(suggestions)].map((chunk) => `${chunk}\n`).join("");
}

async function knownEntries(): Promise<readonly { readonly id: string; readonly label: string }[]> {
  const stop = new AbortController();
  try {
    using client = await KioskClient.connect(clientSocket(environment));
    const late = clock.sleep(PATIENCE, { signal: stop.signal }).then(
      () => undefined,
      () => undefined,
    );
    const state = await Promise.race([client.ask({ type: "get_state" }, "state"), late]);
    return (state?.entries ?? []).map(({ entry_id, label }) => ({ id: entry_id, label }));
  } catch {
    // Whatever is wrong: a completion has nothing to complain with.
    return [];
  } finally {
    stop.abort();
  }
}
