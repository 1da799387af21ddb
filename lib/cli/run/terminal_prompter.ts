import type { Prompter } from "../../engine/executor/ports.ts";
import { Interrupted, type Terminal } from "../../system/terminal.ts";

/** @returns A prompter that asks at the terminal, if a person is there. */
export function terminalPrompter(terminal: Terminal): Prompter {
  return {
    readLine: (prompt) => terminal.ask(prompt),
    tell: (text) => terminal.write("stdout", `${text}\n`),
    isInteractive: terminal.isTerminal("stdin"),
    ask(prompt, echo) {
      const answer = terminal.ask(prompt, { echo: echo === "shown" ? "on" : "off" });
      if (answer === undefined) throw new Interrupted("Cannot go on: the input ended");
      return Promise.resolve(answer);
    },
  };
}
