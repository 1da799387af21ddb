import type { Dict } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { VarsPrompt } from "../../wire/playbook.ts";
import type { LoadedPlay } from "../playbook/model.ts";
import type { RunOptions } from "./options.ts";
import type { RunPorts } from "./ports.ts";
import { TaskError } from "./task_error.ts";

/**
 * @returns The answers to `vars_prompt`. Variables of `-e` are not asked for; where nobody is there
 * to ask, the default is taken.
 */
export async function promptFor(
  play: LoadedPlay,
  { ports, options }: { readonly ports: RunPorts; readonly options: RunOptions },
): Promise<Dict> {
  const answers: Dict = new Map();
  for (const prompt of play.varsPrompt) {
    if (options.extraVars.has(prompt.name)) continue;
    const fallback = prompt.defaultValue === undefined ? null : valueFromJson(prompt.defaultValue);
    if (!ports.prompter.isInteractive) {
      ports.emit({ kind: "message", level: "warning", text: NOBODY });
      answers.set(prompt.name, fallback);
      continue;
    }
    if (prompt.encrypt !== undefined) {
      throw new TaskError(`Cannot ask for ${prompt.name}: encrypt is not supported`);
    }
    const answer = await ask(prompt, ports);
    if (prompt.private) ports.mask(answer);
    answers.set(prompt.name, answer === "" && fallback !== null ? fallback : answer);
  }
  return answers;
}

const NOBODY = "Not prompting as we are not in interactive mode";

async function ask(prompt: VarsPrompt, { prompter, emit }: RunPorts): Promise<string> {
  const echo = prompt.private ? "hidden" : "shown";
  const text = prompt.prompt ?? prompt.name;
  const shown = prompt.defaultValue === undefined
    ? text
    : `${text} [${String(valueFromJson(prompt.defaultValue))}]`;
  for (;;) {
    const answer = await prompter.ask(`${shown}: `, echo);
    if (!prompt.confirm) return answer;
    if (await prompter.ask(`confirm ${shown}: `, echo) === answer) return answer;
    emit({ kind: "message", level: "error", text: "***** VALUES ENTERED DO NOT MATCH ****" });
  }
}
