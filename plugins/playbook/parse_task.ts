import type { Position } from "../../lib/base/position.ts";
import type { YamlEntry, YamlMapping } from "../../lib/source/yaml_node.ts";
import { type Keyword, KEYWORDS, type ModuleTask, type Setting } from "../../lib/plugin/sdk.ts";
import { checkInclude } from "./check_include.ts";
import { checkSetting, keyText, nameOf, readVars, settingOf } from "./_fields.ts";
import { didYouMean, type Findings, keywordHint } from "./_findings.ts";
import {
  HANDLER_KEYWORDS,
  INCLUDE_KEYWORDS,
  LOOP_CONTROL_KEYWORDS,
  NO_MODULES,
  shortName,
  TASK_KEYWORDS,
} from "./keywords.ts";
import { type ModuleCall, readAction, readModule } from "./module_arguments.ts";

/** What a list of tasks holds. */
export type TaskRole = "task" | "handler";

/**
 * Reads one task.
 *
 * @returns The task, or `undefined`, after an error, if it has no module.
 */
export function parseTask(
  node: YamlMapping,
  role: TaskRole,
  findings: Findings,
): ModuleTask | undefined {
  const call = readCall(node, findings);
  if (call === undefined) return undefined;
  const loop = readLoop(node, findings);
  checkKeywords(node, { call, role, findings });
  checkInclude(call, { isLooping: loop.isLooping, isHandler: role === "handler", findings });
  const settings: Setting[] = [];
  for (const entry of node.entries) {
    const keyword = TASK_SETTINGS.get(keyText(entry));
    if (keyword === undefined) continue;
    checkSetting(entry, findings);
    if (keyword === "loop" && (isNull(entry) || loop.lookup !== undefined)) continue;
    if (keyword !== "delegate_to" || node.entry("local_action") === undefined) {
      settings.push(settingOf(keyword, entry));
    }
  }
  settings.push(...loop.settings);
  const local = node.entry("local_action");
  if (local !== undefined) {
    settings.push({ keyword: "delegate_to", value: '"localhost"', position: local.key.position });
  }
  const nameEntry = node.entry("name");
  if (nameEntry !== undefined) checkSetting(nameEntry, findings);
  const name = nameOf(nameEntry);
  const vars = node.get("vars");
  return {
    kind: "task",
    ...(name === undefined ? {} : { name }),
    ...call,
    settings,
    vars: vars === undefined ? [] : readVars(vars, ownerOf(call, role), findings),
    ...(loop.lookup === undefined ? {} : { loopWith: loop.lookup }),
    position: node.position,
  };
}

const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS);

/** The task keywords that become settings; `loop_with` is made of `with_<lookup>`. */
const TASK_SETTINGS: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.filter((keyword) => HANDLER_KEYWORDS.has(keyword)).map((keyword) => [keyword, keyword]),
);

/** @returns The keyword of this name, if it is one that becomes a setting. */
export function keywordOf(name: string): Keyword | undefined {
  return KEYWORD_SET.has(name) ? KEYWORDS.find((keyword) => keyword === name) : undefined;
}

function readCall(node: YamlMapping, findings: Findings): ModuleCall | undefined {
  const args = node.get("args");
  const action = node.entry("action");
  const local = node.entry("local_action");
  let call = action && readAction(action, args, findings);
  let failed = action !== undefined && call === undefined && action.value.kind !== "mapping";
  if (local !== undefined) {
    if (call !== undefined) {
      findings.error(
        "conflicting-action",
        "action and local_action are mutually exclusive",
        local.key,
      );
    } else {
      call = readAction(local, args, findings);
      failed ||= call === undefined && local.value.kind !== "mapping";
    }
  }
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (NO_MODULES.has(key) || key.startsWith("with_")) continue;
    if (call !== undefined) refuseSecond(call.module, entry, findings);
    else call = readModule(entry, args, findings);
  }
  if (call === undefined && !failed) {
    findings.error("no-action", "no module/action detected in task.", {
      position: node.position,
      hint: "A task names one module, such as debug, with its arguments",
    });
  }
  return call;
}

/** Any key that is no keyword could be a module; two of them are one too many. */
function refuseSecond(first: string, entry: YamlEntry, findings: Findings): void {
  const second = keyText(entry);
  const known = [...HANDLER_KEYWORDS];
  const guess = keywordHint(second, known).hint ?? didYouMean(first, known).hint;
  findings.error("conflicting-action", `conflicting action statements: ${first}, ${second}`, {
    position: entry.key.position,
    hint: guess ?? "A task has one module; every other key must be a keyword",
  });
}

interface Loop {
  readonly isLooping: boolean;
  readonly lookup?: string;
  readonly settings: readonly Setting[];
}

/**
 * Reads `with_<lookup>`. Beside it a `loop` that stands after it gives the terms, and one before it
 * is a second loop, as in Ansible.
 */
function readLoop(node: YamlMapping, findings: Findings): Loop {
  let found: { readonly lookup: string; readonly terms: YamlEntry } | undefined;
  let hasPlain = false;
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (key === "loop" && !isNull(entry)) {
      if (found === undefined) hasPlain = true;
      else found = { lookup: found.lookup, terms: entry };
    }
    if (!key.startsWith("with_")) continue;
    const lookup = key.slice("with_".length);
    if (found !== undefined || hasPlain) {
      findings.error("duplicate-loop", `duplicate loop in task: ${lookup}`, entry.key);
    } else if (isNull(entry)) {
      findings.error("invalid-loop", `you must specify a value when using ${key}`, entry.key);
    }
    found ??= { lookup, terms: entry };
  }
  const control = node.entry("loop_control");
  if (control !== undefined) checkLoopControl(control, findings);
  if (found === undefined) return { isLooping: hasPlain, settings: [] };
  return {
    isLooping: true,
    lookup: found.lookup,
    settings: [settingOf("loop_with", found.terms)],
  };
}

function checkLoopControl({ value }: YamlEntry, findings: Findings): void {
  if (value.kind !== "mapping") {
    findings.error(
      "loop-control",
      "the `loop_control` value must be specified as a dictionary and cannot be a variable itself " +
        "(though it can contain variables)",
      value,
    );
    return;
  }
  for (const entry of value.entries) {
    const key = keyText(entry);
    if (LOOP_CONTROL_KEYWORDS.has(key)) continue;
    findings.unknownKeyword(key, "LoopControl", { place: entry.key, known: LOOP_CONTROL_KEYWORDS });
  }
}

/** Records keywords that this kind of task must not have. */
function checkKeywords(
  node: YamlMapping,
  { call, role, findings }: {
    readonly call: ModuleCall;
    readonly role: TaskRole;
    readonly findings: Findings;
  },
): void {
  const name = shortName(call.module);
  const isInclude = name === "include_tasks" || name === "include_role";
  const all = role === "handler" ? HANDLER_KEYWORDS : TASK_KEYWORDS;
  const known = isInclude ? INCLUDE_KEYWORDS : all;
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (!NO_MODULES.has(key) || known.has(key) || (isInclude && all.has(key) && key === "listen")) {
      continue;
    }
    const place: { readonly position: Position } = entry.key;
    const owner = ownerOf(call, role);
    if (!isInclude || key === "static") findings.unknownKeyword(key, owner, { place, known });
    else {
      findings.error("unknown-keyword", `'${key}' is not a valid attribute for a ${owner}`, {
        position: place.position,
        hint: "Put it under 'apply' to hand it to what is included",
      });
    }
  }
}

/** @returns What Ansible's messages call such a task. */
function ownerOf(call: ModuleCall, role: TaskRole): string {
  const name = shortName(call.module);
  if (name === "include_role" || name === "import_role") return "IncludeRole";
  const isInclude = name === "include" || name === "include_tasks" || name === "import_tasks";
  if (role === "handler") return isInclude ? "HandlerTaskInclude" : "Handler";
  return isInclude ? "TaskInclude" : "Task";
}

function isNull(entry: YamlEntry): boolean {
  return entry.value.kind === "scalar" && entry.value.value === null;
}
