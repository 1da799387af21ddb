import type { Value } from "../../lib/base/value.ts";
import { valueToJson } from "../../lib/base/value_json.ts";
import type { Position } from "../../lib/base/position.ts";
import { type KeyValueMode, parseKeyValue } from "../../lib/source/key_value.ts";
import type { YamlEntry, YamlNode } from "../../lib/source/yaml_node.ts";
import type { Var } from "../../lib/plugin/sdk.ts";
import { keyText, varOf } from "./_fields.ts";
import { type Findings, kindOf } from "./_findings.ts";
import { CMD_MODULES, COMMAND_MODULES, shortName, TEXT_MODULES } from "./keywords.ts";

/** A module with what it is called with. */
export interface ModuleCall {
  readonly module: string;
  readonly modulePosition: Position;
  readonly args: readonly Var[];
  readonly freeForm?: string;
  readonly argsTemplate?: string;
}

/** What a task says about its module, before it is put together. */
interface Draft {
  readonly args: Map<string, Var>;
  freeForm?: string;
  argsTemplate?: string;
}

/**
 * Reads `module: arguments`, with the task's `args:` beside it.
 *
 * The arguments are a mapping, a text of `k=v` words, or nothing. `args:` is merged; the module's
 * own arguments win.
 */
export function readModule(
  entry: YamlEntry,
  args: YamlNode | undefined,
  findings: Findings,
): ModuleCall {
  const module = keyText(entry);
  if (isTemplate(module)) {
    findings.error(
      "unknown-module",
      `couldn't resolve module/action '${module}'. This often indicates a misspelling, missing ` +
        "collection, or incorrect module path.",
      {
        position: entry.key.position,
        hint: "A module's name can be a template under 'action' alone",
      },
    );
  }
  const draft: Draft = { args: new Map() };
  readArgs(draft, args, findings);
  addArguments(draft, entry.value, { module, findings });
  return finish(draft, { module, position: entry.key.position, findings });
}

/**
 * Reads `action:` or `local_action:`, whose value is `module k=v …` or a mapping with `module`.
 *
 * @returns `undefined`, after an error or not, if it names no module.
 */
export function readAction(
  entry: YamlEntry,
  args: YamlNode | undefined,
  findings: Findings,
): ModuleCall | undefined {
  const { value } = entry;
  const draft: Draft = { args: new Map() };
  readArgs(draft, args, findings);
  const mapping = value.kind === "mapping" ? value : undefined;
  const named = mapping === undefined ? value : mapping.get("module");
  if (named === undefined) return undefined;
  if (named.kind !== "scalar" || typeof named.value !== "string") {
    findings.error(
      "invalid-arguments",
      `unexpected parameter type in action: ${kindOf(named)}`,
      named,
    );
    return undefined;
  }
  const [, module = "", text = ""] = /^\s*((?:\{\{[^]*?\}\}|\S)*)\s*([^]*)$/.exec(named.value) ??
    [];
  for (const item of mapping?.entries ?? []) {
    const key = keyText(item);
    if (key !== "module" && key !== "args") draft.args.set(key, varOf(item));
  }
  addText(draft, text, { module, node: named, findings });
  const inner = mapping?.get("args");
  if (inner !== undefined) addArguments(draft, inner, { module: "", findings });
  return finish(draft, { module, position: named.position, findings });
}

function readArgs(draft: Draft, node: YamlNode | undefined, findings: Findings): void {
  if (node === undefined || (node.kind === "scalar" && !node.value)) return;
  if (node.kind === "mapping") {
    for (const entry of node.entries) draft.args.set(keyText(entry), varOf(entry));
  } else if (node.kind === "scalar" && typeof node.value === "string") {
    if (isTemplate(node.value)) {
      draft.argsTemplate = node.value;
      return;
    }
    findings.error(
      "invalid-arguments",
      "Complex args containing variables cannot use bare variables (without Jinja2 delimiters), " +
        "and must use the full variable style ('{{var_name}}')",
      node,
    );
  } else {
    findings.error(
      "invalid-arguments",
      'Complex args must be a dictionary or variable string ("{{var}}").',
      node,
    );
  }
}

function addArguments(
  draft: Draft,
  node: YamlNode,
  { module, findings }: { readonly module: string; readonly findings: Findings },
): void {
  if (node.kind === "mapping") {
    for (const entry of node.entries) {
      const key = keyText(entry);
      draft.args.delete(key);
      draft.args.set(key, varOf(entry));
    }
  } else if (node.kind === "scalar" && typeof node.value === "string") {
    addText(draft, node.value, { module, node, findings });
  } else if (node.kind !== "scalar" || node.value !== null) {
    findings.error(
      "invalid-arguments",
      `unexpected parameter type in action: ${kindOf(node)}`,
      node,
    );
  }
}

function addText(
  draft: Draft,
  text: string,
  { module, node, findings }: {
    readonly module: string;
    readonly node: YamlNode;
    readonly findings: Findings;
  },
): void {
  if (text === "") return;
  const mode: KeyValueMode = COMMAND_MODULES.has(shortName(module)) ? "free-form" : "options";
  try {
    const { options, freeForm } = parseKeyValue(text, mode);
    for (const [key, value] of options) {
      draft.args.set(key, { key, value: valueToJson(value), position: node.position });
    }
    if (freeForm !== undefined) draft.freeForm = freeForm;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    findings.error(
      "argument-splitting",
      `failed at splitting arguments, either an unbalanced jinja2 block or quotes: ${text}`,
      node,
    );
  }
}

/** Settles `_raw_params`, `cmd` and text where there may be none. */
function finish(
  draft: Draft,
  { module, position, findings }: {
    readonly module: string;
    readonly position: Position;
    readonly findings: Findings;
  },
): ModuleCall {
  const name = shortName(module);
  let { freeForm, argsTemplate } = draft;
  const raw = textArgument(draft, "_raw_params");
  if (raw !== undefined) freeForm ??= raw;
  if (CMD_MODULES.has(name) && draft.args.has("cmd") && freeForm) {
    findings.error(
      "conflicting-arguments",
      "The 'cmd' argument cannot be used when other raw parameters are specified. " +
        "Please put everything in one or the other place.",
      { position },
    );
  } else if (CMD_MODULES.has(name)) {
    freeForm = textArgument(draft, "cmd") ?? freeForm;
  }
  const takesText = COMMAND_MODULES.has(name) || TEXT_MODULES.has(name);
  if (freeForm && !takesText) {
    if (isTemplate(freeForm)) argsTemplate = freeForm;
    else refuseText(module, position, findings);
    freeForm = undefined;
  }
  if (!COMMAND_MODULES.has(name)) refuseInternal(draft, module, findings);
  return {
    module,
    modulePosition: position,
    args: [...draft.args.values()],
    ...(freeForm === undefined ? {} : { freeForm }),
    ...(argsTemplate === undefined ? {} : { argsTemplate }),
  };
}

/** Takes an argument out of the draft if it is a text or a number. */
function textArgument(draft: Draft, key: string): string | undefined {
  const found = draft.args.get(key);
  if (found === undefined) return undefined;
  const value: unknown = JSON.parse(found.value);
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  draft.args.delete(key);
  return String(value);
}

function refuseText(module: string, position: Position, findings: Findings): void {
  const allowed = [...COMMAND_MODULES, ...TEXT_MODULES].sort().join(", ");
  findings.error(
    "extra-parameters",
    `this task '${module}' has extra params, which is only allowed in the following modules: ${allowed}`,
    { position, hint: "Write every argument as key=value, or as a mapping" },
  );
}

function refuseInternal(draft: Draft, module: string, findings: Findings): void {
  for (const { key, position } of draft.args.values()) {
    if (!key.startsWith("_ansible_") || position === undefined) continue;
    findings.error(
      "internal-argument",
      `invalid parameter specified for action '${module}': '${key}'`,
      { position },
    );
  }
}

/** @returns Whether a value is a text with a template in it. */
export function isTemplate(value: Value): boolean {
  return typeof value === "string" && /\{\{|\{%|\{#/.test(value);
}
