import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import type { Value } from "../../base/value.ts";
import { valueFromJson, valueToJson } from "../../base/value_json.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { files as realFiles } from "../../system/files.ts";
import { Environment } from "../template/environment.ts";
import {
  displayName,
  mappings,
  roleDefaults,
  roleParams,
  roleVars,
  setting,
  taskVars,
} from "./inherited.ts";
import { listPlaybook } from "./list.ts";
import { createLoader, type LoaderOptions } from "./load.ts";
import type { LoadedNode, LoadedPlaybook, LoadedTask, LoadedVar, Loader } from "./model.ts";
import type { PlaybookParser } from "./_sources.ts";
import {
  parsePlaybook,
  parseRoleDependencies,
  parseTasks,
} from "../../../plugins/playbook/parse_playbook.ts";

const PROJECT = `${Deno.cwd()}/testdata/playbook/project`;

/** The plugin's parser without its wire, counting how often each file is parsed. */
function parserOf(counts: Map<string, number>): PlaybookParser {
  const textOf = (path: string, content: Uint8Array | undefined) => {
    counts.set(path, (counts.get(path) ?? 0) + 1);
    return new TextDecoder().decode(content);
  };
  return {
    parsePlaybook: ({ filePath, content }) =>
      Promise.resolve(parsePlaybook(textOf(filePath, content), filePath)),
    parseFile: ({ filePath, content, kind }) => {
      const text = textOf(filePath, content);
      return Promise.resolve(
        kind === "role_dependencies"
          ? parseRoleDependencies(text, filePath)
          : parseTasks(text, filePath, kind === "handlers" ? "handlers" : "tasks"),
      );
    },
  };
}

function loaderOf(
  files: Files,
  options: Partial<LoaderOptions> & { readonly counts?: Map<string, number> } = {},
): Loader {
  return createLoader({
    files,
    parser: parserOf(options.counts ?? new Map()),
    environment: new Environment({}),
    workingFolder: "/p",
    rolesPath: [],
    collectionsPath: [],
    extraVars: new Map(),
    ...options,
  });
}

function projectLoader(): Loader {
  return loaderOf(realFiles, {
    workingFolder: PROJECT,
    rolesPath: [`${PROJECT}/more_roles`],
    collectionsPath: [`${PROJECT}/collections`],
  });
}

function tasksOf(nodes: readonly LoadedNode[]): readonly LoadedTask[] {
  return nodes.flatMap((node) => {
    if (node.kind === "task") return [node];
    if (node.kind === "role_end") return [];
    return [...tasksOf(node.block), ...tasksOf(node.rescue), ...tasksOf(node.always)];
  });
}

const object = (vars: Iterable<LoadedVar>): Value =>
  new Map([...vars].map(({ key, value }): [Value, Value] => [key, value]).sort());

/** The same facts of a task as scripts/gen_playbook_cases.py writes down. */
function factsOf(task: LoadedTask, folder: string): Record<string, Value> {
  const { layer, roles } = task;
  return {
    name: displayName(task),
    module: task.writtenModule,
    when: task.when.map(({ value }) => value),
    tags: [...task.tags].sort(),
    become: setting(layer, "become")?.value ?? null,
    become_user: setting(layer, "become_user")?.value ?? null,
    environment: [...mappings(layer, "environment")],
    vars: object(taskVars(layer).values()),
    search: task.searchPath
      .filter((path) => path !== folder)
      .map((path) => path.replace(PROJECT, "PROJECT")),
    defaults: object(roleDefaults(roles).values()),
    role_vars: object(roleVars(roles).values()),
    params: object(roleParams(roles).values()),
  };
}

/**
 * The facts of a task without what Ansible says twice, without the play's folder, which stands
 * somewhere in every search path, and without what only Ansible has.
 */
function comparable(facts: Record<string, Value>, folder: string): string {
  const result = new Map<Value, Value>();
  for (const [key, value] of Object.entries(facts)) {
    if (value instanceof Map) {
      const entries = [...value].filter(([name]) => name !== "_raw_params");
      result.set(key, new Map(entries.sort()));
    } else if (Array.isArray(value)) {
      const unique = new Map(value.map((item) => [valueToJson(item), item]));
      unique.delete(valueToJson(folder.replace(PROJECT, "PROJECT")));
      result.set(key, [...unique.values()]);
    } else result.set(key, value);
  }
  // Tasks read from JSON have no file there.
  if (facts["name"] === "geo : Geo") result.delete("search");
  return valueToJson(result);
}

for (const name of ["site", "checked", "inherit"]) {
  Deno.test(`loadPlaybook() unfolds ${name}.yml as Ansible does`, async () => {
    const { plays } = await projectLoader().loadPlaybook(`${name}.yml`);
    const text = Deno.readTextFileSync(`${PROJECT}/${name}.loaded.json`);
    const expected = valueFromJson(text);
    ok(Array.isArray(expected));
    equal(plays.length, expected.length);
    plays.forEach((play, index) => {
      const wanted = expected[index];
      ok(wanted instanceof Map);
      deepEqual(play.roles.map((role) => role.name), wanted.get("roles"));
      deepEqual(object(play.layer.vars), sortedMap(wanted.get("vars")));
      const tasks = tasksOf([...play.preTasks, ...play.tasks, ...play.postTasks]);
      const theirs = listOf(wanted.get("tasks"));
      const { folder } = play;
      deepEqual(
        tasks.map((task) => comparable(factsOf(task, folder), folder)),
        theirs.map((one) => comparable(recordOf(one), folder)),
      );
      // Handlers of a role that is used twice all get the last import's context there.
      const handlers = listOf(wanted.get("handlers")).map((one) => recordOf(one)["name"]);
      deepEqual(play.handlers.map(displayName), handlers);
    });
  });

  Deno.test(`listPlaybook() prints what --list-tasks --list-tags prints of ${name}.yml`, async () => {
    const playbook = await projectLoader().loadPlaybook(`${name}.yml`);
    equal(listed(playbook, `${name}.yml`), Deno.readTextFileSync(`${PROJECT}/${name}.list.txt`));
  });
}

function listed(playbook: LoadedPlaybook, path: string): string {
  return listPlaybook(playbook, {
    shows: new Set(["tasks", "tags"]),
    path,
    hosts: () => [],
    selects: ({ tags }) => !tags.includes("never"),
    render: (text) => text.replace(/\{\{.*default\('(.*)'\) *\}\}/, "$1"),
  });
}

function sortedMap(value: Value | undefined): Value {
  return value instanceof Map ? new Map([...value].sort()) : null;
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: Value): Record<string, Value> {
  return value instanceof Map ? Object.fromEntries([...value]) : {};
}
