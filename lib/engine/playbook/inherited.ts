import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import type { Layer, LoadedRole, LoadedTask, LoadedVar, Written } from "./model.ts";

/**
 * What a node of a play inherits. Of most keywords the nearest level wins; `tags`, `when`,
 * `environment` and `module_defaults` add up; keywords that say how one task runs are never
 * inherited (observed with Ansible 2.14).
 */

/** @returns The nearest `keyword` from `layer` outwards, or `undefined` if nobody says it. */
export function setting(layer: Layer, keyword: Keyword): Written | undefined {
  if (OWN.has(keyword)) return layer.settings.get(keyword);
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    const found = at.settings.get(keyword);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @returns Every `keyword` from the play down to `layer`: the last one is the nearest. */
export function settings(layer: Layer, keyword: Keyword): readonly Written[] {
  const found: Written[] = [];
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    const own = at.settings.get(keyword);
    if (own !== undefined) found.push(own);
  }
  return found.reverse();
}

/** @returns All conditions from the play down to `layer`, lists taken apart. */
export function conditions(layer: Layer): readonly Written[] {
  return remembered(CONDITIONS, layer, () => {
    const outer = layer.parent === undefined ? [] : conditions(layer.parent);
    const own = layer.settings.get("when");
    if (own === undefined) return outer;
    const { value, position } = own;
    const where = position === undefined ? {} : { position };
    const items = Array.isArray(value) ? value : [value];
    return [...outer, ...items.map((item) => ({ value: item, ...where }))];
  });
}

/** @returns All tags of `layer` and outwards, each once, own ones first. */
export function tags(layer: Layer): readonly string[] {
  return remembered(TAGS, layer, () => {
    const outer = layer.parent === undefined ? [] : tags(layer.parent);
    const own = layer.settings.get("tags");
    return own === undefined ? outer : [...new Set([...tagsOf(own.value), ...outer])];
  });
}

const CONDITIONS = new WeakMap<Layer, readonly Written[]>();
const TAGS = new WeakMap<Layer, readonly string[]>();

/** What many tasks inherit is put together once; a task's own level has no children. */
function remembered<T>(cache: WeakMap<Layer, T>, layer: Layer, make: () => T): T {
  if (layer.kind === "task") return make();
  const known = cache.get(layer);
  if (known !== undefined) return known;
  const made = make();
  cache.set(layer, made);
  return made;
}

/** @returns A written `tags` as texts: one text is split at commas, those of a list are not. */
export function tagsOf(value: Value): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => Array.isArray(item) ? tagsOf(item) : textOf(item));
  }
  if (typeof value !== "string") return textOf(value);
  return value.split(",").map((tag) => tag.trim()).filter((tag) => tag !== "");
}

function textOf(value: Value): readonly string[] {
  return value === null || value === "" ? [] : [String(value)];
}

/**
 * @returns The mappings of `environment` or `module_defaults` from the play down to `layer`: a later
 * one wins. A text is a template that yields a mapping.
 */
export function mappings(
  layer: Layer,
  keyword: "environment" | "module_defaults",
): readonly (Dict | string)[] {
  return settings(layer, keyword).flatMap(({ value }) => Array.isArray(value) ? value : [value])
    .filter((value) => isDict(value) || typeof value === "string");
}

/** @returns Variables of blocks, imports, includes and the task itself: the nearest wins. */
export function taskVars(layer: Layer): ReadonlyMap<string, LoadedVar> {
  return merged(layer, (at) => at.kind !== "play" && at.kind !== "role");
}

/** @returns Variables of the includes around the task, which win over facts and registers. */
export function includeParams(layer: Layer): ReadonlyMap<string, LoadedVar> {
  return merged(layer, (at) => at.kind === "include");
}

/** @returns The defaults a task in `roles` sees: of dependencies, of the outer roles, its own. */
export function roleDefaults(roles: readonly LoadedRole[]): ReadonlyMap<string, LoadedVar> {
  const own = roles.at(-1);
  if (own === undefined) return new Map();
  const dependencies = allDependencies(own).flatMap((role) => role.defaults);
  return byKey([...dependencies, ...roles.flatMap((role) => role.defaults)]);
}

/** @returns The role variables a task in `roles` sees: of outer roles, of dependencies, its own. */
export function roleVars(roles: readonly LoadedRole[]): ReadonlyMap<string, LoadedVar> {
  const own = roles.at(-1);
  if (own === undefined) return new Map();
  const ordered = [...roles.slice(0, -1), ...allDependencies(own), own];
  return byKey(ordered.flatMap((role) => [...role.entryVars, ...role.vars]));
}

/** @returns The parameters of the roles a task is in: the innermost wins. */
export function roleParams(roles: readonly LoadedRole[]): ReadonlyMap<string, LoadedVar> {
  return byKey(roles.flatMap((role) => role.params));
}

/**
 * @returns What a task is shown as: `role : name`, or its module where it has no name. An include
 * of a role stands without the role it is in, and names the one it includes.
 */
export function displayName(task: LoadedTask): string {
  if (task.module === "include_role") return task.name ?? `${task.writtenModule} : ${named(task)}`;
  const role = task.roles.at(-1);
  const name = task.name ?? task.writtenModule;
  return role === undefined ? name : `${role.name} : ${name}`;
}

function named(task: LoadedTask): string {
  const found = ["name", "role"].map((key) => task.args.find((one) => one.key === key));
  const value = found.find((one) => one !== undefined)?.value ?? "";
  return typeof value === "string" ? value : "";
}

/** Keywords that hold for the level alone that says them. */
const OWN: ReadonlySet<Keyword> = new Set<Keyword>([
  "async",
  "changed_when",
  "delay",
  "fact_path",
  "failed_when",
  "force_handlers",
  "gather_facts",
  "gather_subset",
  "gather_timeout",
  "listen",
  "loop",
  "loop_control",
  "loop_with",
  "max_fail_percentage",
  "order",
  "poll",
  "register",
  "retries",
  "serial",
  "strategy",
  "until",
  "vars_prompt",
]);

function merged(layer: Layer, wants: (layer: Layer) => boolean): ReadonlyMap<string, LoadedVar> {
  const found = new Map<string, LoadedVar>();
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    if (!wants(at)) continue;
    for (const item of at.vars) if (!found.has(item.key)) found.set(item.key, item);
  }
  return found;
}

function byKey(vars: readonly LoadedVar[]): ReadonlyMap<string, LoadedVar> {
  return new Map(vars.map((item) => [item.key, item]));
}

function allDependencies(role: LoadedRole): readonly LoadedRole[] {
  return role.dependencies.flatMap((dependency) => [...allDependencies(dependency), dependency]);
}
