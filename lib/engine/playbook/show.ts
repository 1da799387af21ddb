import { type Dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { Play, Playbook, RoleInclude, VarsFile } from "../../wire/playbook.ts";
import type { Keyword, ModuleTask, Setting, Task } from "../../wire/task.ts";
import { toText } from "../template/text.ts";
import { canonicalName } from "./canonical_name.ts";

/**
 * @returns The structure of one playbook file as `playbook show` prints it: its plays and imports
 * in order, with their settings, roles, tasks and handlers. Nothing is loaded or evaluated.
 */
export function showPlaybook(playbook: Playbook, path: string): string {
  const parts: string[] = [`PLAYBOOK: ${path}`];
  let next = 0;
  for (const entry of playbook.imports) {
    for (; next < entry.index; next++) parts.push(showPlay(playbook.plays[next]));
    parts.push([
      `IMPORT: ${entry.path}`,
      ...(entry.name === undefined ? [] : [`  name: ${entry.name}`]),
      ...entry.settings.map((one) => `  ${showSetting(one)}`),
      ...showVars(entry.vars),
    ].join("\n"));
  }
  for (const play of playbook.plays.slice(next)) parts.push(showPlay(play));
  return `${parts.join("\n\n")}\n`;
}

function showPlay(play: Play | undefined): string {
  if (play === undefined) return "";
  const keywords = new Map(play.settings.map((one) => [one.keyword, one]));
  const gather = keywords.get("gather_facts");
  keywords.delete("gather_facts");
  const head = [
    `PLAY: ${play.name ?? play.hosts}`,
    `  hosts: ${play.hosts}`,
    `  ${gather === undefined ? "gather_facts: true" : showSetting(gather)}`,
    ...[...keywords.values()].map((one) => `  ${showSetting(one)}`),
    ...showVars(play.vars),
    ...showFiles(play.varsFiles),
    ...(play.varsPrompt.length === 0
      ? []
      : [`  vars_prompt: ${play.varsPrompt.map(({ name }) => name).join(", ")}`]),
  ];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["PRE TASKS", showTasks(play.preTasks)],
    ["ROLES", play.roles.map(showRole)],
    ["TASKS", showTasks(play.tasks)],
    ["POST TASKS", showTasks(play.postTasks)],
    ["HANDLERS", showTasks(play.handlers)],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [`  ${title}:`, ...lines.map((line) => `    ${line}`)].join("\n"));
  return [head.join("\n"), ...shown].join("\n\n");
}

function showVars(vars: Play["vars"]): readonly string[] {
  return vars.length === 0 ? [] : [`  vars: ${vars.map(({ key }) => key).join(", ")}`];
}

function showFiles(files: readonly VarsFile[]): readonly string[] {
  if (files.length === 0) return [];
  const names = files.map(({ candidates }) =>
    candidates.length === 1 ? candidates.join() : `first of ${candidates.join(" | ")}`
  );
  return [`  vars_files: ${names.join(", ")}`];
}

function showRole(role: RoleInclude): string {
  const params = role.params.map(({ key, value }) => `${key}=${compact(valueFromJson(value))}`);
  return `- ${role.name ?? role.role}${params.length === 0 ? "" : ` (${params.join(", ")})`}`;
}

function showTasks(tasks: readonly Task[]): readonly string[] {
  return tasks.flatMap((task) => {
    if (task.kind === "task") {
      const module = canonicalName(task.module);
      return [task.name === undefined ? `- ${unnamed(task)}` : `- ${task.name} (${module})`];
    }
    const inner = (["rescue", "always"] as const).flatMap((part) =>
      task[part].length === 0 ? [] : [`  ${part}:`, ...indented(showTasks(task[part]))]
    );
    return [`- ${task.name ?? "block"}:`, ...indented(showTasks(task.block)), ...inner];
  });
}

/** A task without a name: its module, and what it says at once about its work. */
function unnamed(task: ModuleTask): string {
  const module = canonicalName(task.module);
  const args = new Map(task.args.map(({ key, value }) => [key, valueFromJson(value)]));
  const named = ["file", "name", "role"].map((key) => args.get(key)).find((one) =>
    one !== undefined
  );
  const text = task.freeForm ?? (/^(?:in|im)(?:clude|port)/.test(module) ? named : undefined);
  if (text === undefined) return module;
  const [line = ""] = toText(text).split("\n");
  return `${module}: ${line}`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${line}`);
}

function showSetting({ keyword, value }: Setting): string {
  const parsed = valueFromJson(value);
  const text = KEYWORDS_WITH_LISTS.includes(keyword) && Array.isArray(parsed)
    ? parsed.map(compact).join(", ")
    : compact(parsed);
  return `${keyword}: ${text}`;
}

const KEYWORDS_WITH_LISTS: readonly Keyword[] = ["tags", "serial", "collections", "gather_subset"];

/** A value on one line, booleans and nothing as in YAML. */
function compact(value: Value): string {
  if (typeof value === "boolean") return String(value);
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(compact).join(", ")}]`;
  if (isDict(value)) return compactDict(value);
  return toText(value);
}

function compactDict(value: Dict): string {
  const entries = [...value].map(([key, item]) => `${compact(key)}: ${compact(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
