import type { Dict, Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { VarsPrompt } from "../../wire/playbook.ts";
import { toText } from "../template/text.ts";
import type { LoadedPlay } from "../playbook/model.ts";
import type { RunOptions } from "./options.ts";
import type { RunPorts } from "./ports.ts";
import { dataLayer, LayeredScope } from "./scope.ts";

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
    const fallback = defaultOf(prompt);
    if (!ports.prompter.isInteractive) {
      ports.emit({ kind: "message", level: "warning", text: NOBODY });
      answers.set(prompt.name, finished(prompt, fallback, ports.templating));
      continue;
    }
    const answer = await ask(prompt, ports);
    if (prompt.private) ports.mask(answer);
    const value = answer === "" && fallback !== null ? fallback : answer;
    answers.set(prompt.name, finished(prompt, value, ports.templating));
  }
  return answers;
}

/** @returns What `vars_prompt` asks for as if nobody had answered. */
export function defaultAnswers(
  play: LoadedPlay,
  { templating, extraVars }: {
    readonly templating: RunPorts["templating"];
    readonly extraVars: RunOptions["extraVars"];
  },
): Dict {
  const asked = play.varsPrompt.filter((prompt) => !extraVars.has(prompt.name));
  return new Map(asked.map((prompt) => [
    prompt.name,
    finished(prompt, defaultOf(prompt), templating),
  ]));
}

function defaultOf({ defaultValue }: VarsPrompt): Value {
  return defaultValue === undefined ? null : valueFromJson(defaultValue);
}

const NOBODY = "Not prompting as we are not in interactive mode";

/** @returns The answer, which is always a text, or the hash of a password that is given on as one. */
function finished(prompt: VarsPrompt, value: Value, templating: RunPorts["templating"]): Value {
  if (prompt.encrypt === undefined) return value === null ? "None" : toText(value);
  const vars = new Map<Value, Value>([
    ["password", value === null ? "None" : toText(value)],
    ["scheme", prompt.encrypt],
    ["salt", prompt.salt ?? null],
    ["size", prompt.saltSize ?? null],
  ]);
  const salt = prompt.salt === undefined ? "salt_size=size" : "salt=salt";
  const scope = new LayeredScope([dataLayer(vars)], templating);
  return toText(scope.evaluate(`{{ password | password_hash(scheme, ${salt}) }}`));
}

async function ask(prompt: VarsPrompt, { prompter, emit }: RunPorts): Promise<string> {
  const echo = prompt.private ? "hidden" : "shown";
  const text = prompt.prompt ?? prompt.name;
  const shown = prompt.defaultValue === undefined
    ? text
    : `${text} [${toText(valueFromJson(prompt.defaultValue))}]`;
  for (;;) {
    const answer = await prompter.ask(`${shown}: `, echo);
    if (!prompt.confirm) return answer;
    if (await prompter.ask(`confirm ${shown}: `, echo) === answer) return answer;
    emit({ kind: "message", level: "error", text: "***** VALUES ENTERED DO NOT MATCH ****" });
  }
}
