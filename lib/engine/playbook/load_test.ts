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
  includeParams,
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
    about: ({ name, hosts }) => ({
      name: evaluated(name ?? hosts),
      patterns: [evaluated(hosts)],
      hosts: [],
      tagsOf: ({ tags }) => tags.map(evaluated),
    }),
    selects: (tags) => !tags.includes("never"),
  });
}

function evaluated(text: string): string {
  return text.replace(/\{\{.*default\('(.*)'\) *\}\}/, "$1");
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

Deno.test("loadPlaybook() parses every file once", async () => {
  const counts = new Map<string, number>();
  const loader = loaderOf(realFiles, {
    workingFolder: PROJECT,
    rolesPath: [`${PROJECT}/more_roles`],
    collectionsPath: [`${PROJECT}/collections`],
    counts,
  });
  await loader.loadPlaybook("site.yml");
  await loader.loadPlaybook("site.yml");
  ok(counts.size > 20);
  deepEqual([...counts].filter(([, count]) => count !== 1), []);
});

Deno.test("loadPlaybook() shares the role of equal parameters and ends it where its tasks end", async () => {
  const { plays } = await projectLoader().loadPlaybook("site.yml");
  const ends = plays[0]?.tasks.flatMap((node) => node.kind === "role_end" ? [node.role] : []) ?? [];
  deepEqual(ends.map(({ name }) => name), [
    "common",
    ...["base", "geo", "web"],
    ...["base", "geo", "web"],
    ...["base", "geo", "web"],
    "my.coll.inside",
    "geo",
  ]);
  equal(ends[3], ends[6]);
  ok(ends[3] !== ends[9]);
  // A dependency with parameters of its own is the same one below each web.
  equal(ends[1], ends[7]);
  deepEqual(ends.slice(0, 4).map(({ allowDuplicates }) => allowDuplicates), [
    false,
    false,
    true,
    false,
  ]);
  deepEqual(ends[10]?.collections, ["my.coll", "other.coll"]);
});

Deno.test("loadPlaybook() reports all that is missing at once", async () => {
  const files = new FakeFiles({
    "/p/site.yml": `
- hosts: all
  roles: [nowhere, loop, broken]
  tasks:
    - import_tasks: missing.yml
    - import_tasks: "{{ nothing }}.yml"
    - import_tasks: circle.yml
    - import_role: { name: plain, tasks_from: absent }
- import_playbook: gone.yml
- hosts: all
  tasks:
    - import_tasks: broken.yml
`,
    "/p/circle.yml": "- import_tasks: circle.yml\n",
    "/p/broken.yml": "- debug:\n  bogus: 1\n- {}\n",
    "/p/roles/loop/meta/main.yml": "dependencies: [loop]\n",
    "/p/roles/plain/tasks/main.yml": "- ping:\n",
    "/p/roles/broken/tasks/main.yml": "- debug:\n  bogus: 1\n",
    "/p/roles/broken/handlers/main.yml": "- {}\n",
  });
  const error = await loaderOf(files).loadPlaybook("site.yml").catch((error) => error);
  ok(error instanceof DiagnosticError);
  deepEqual(
    error.diagnostics.map(({ rule, message, position }) =>
      `${position.file}:${position.line} ${rule}: ${message.split(". ")[0]}`
    ),
    [
      "/p/site.yml:3 missing-role: the role 'nowhere' was not found in /p/roles:/p",
      "/p/roles/loop/meta/main.yml:1 role-recursion: A recursion loop was detected with the roles specified",
      "/p/roles/broken/handlers/main.yml:1 no-action: no module/action detected in task.",
      "/p/roles/broken/tasks/main.yml:2 conflicting-action: conflicting action statements: debug, bogus",
      "/p/site.yml:5 missing-file: Could not find or access '/p/missing.yml' on the Ansible Controller",
      "/p/site.yml:6 static-name: Error when evaluating variable in import path: {{ nothing }}.yml.",
      "/p/circle.yml:1 import-circle: Cannot import /p/circle.yml: it imports itself",
      "/p/site.yml:8 missing-role-file: Could not find specified file in role: tasks/absent",
      "/p/site.yml:9 missing-file: Could not find or access '/p/gone.yml' on the Ansible Controller",
      "/p/broken.yml:2 conflicting-action: conflicting action statements: debug, bogus",
      "/p/broken.yml:3 no-action: no module/action detected in task.",
    ],
  );
});

const INCLUDES = {
  "/p/site.yml": `
- hosts: all
  become: true
  vars: { level: play }
  tasks:
    - block:
        - include_tasks: sub/a.yml
          tags: [include-tag]
          when: include-when
          vars: { from_include: 1 }
        - include_role: { name: plain }
          vars: { from_role_include: 1 }
      when: block-when
      tags: block-tag
  handlers:
    - include_tasks: more.yml
    - { name: own, ping: }
`,
  "/p/sub/a.yml":
    "- { name: A, ping: , tags: own }\n- include_tasks: b.yml\n- import_tasks: b.yml\n",
  "/p/sub/b.yml": "- { name: B, ping: }\n",
  "/p/b.yml": "- { name: wrong, ping: }\n",
  "/p/more.yml": "- { name: More, ping: , listen: topic }\n",
  "/p/empty.yml": "",
  "/p/roles/plain/tasks/main.yml": "- { name: Plain, ping: }\n- include_tasks: extra.yml\n",
  "/p/roles/plain/tasks/extra.yml": "- { name: Extra, ping: }\n",
  "/p/roles/plain/tasks/other.yml": "- { name: Other, ping: }\n",
  "/p/roles/plain/handlers/main.yml": "- { name: restart, ping: }\n",
  "/p/roles/plain/defaults/main.yml": "color: red\n",
};

async function includes(files: Files = new FakeFiles(INCLUDES)) {
  const loader = loaderOf(files);
  const [play] = (await loader.loadPlaybook("site.yml")).plays;
  ok(play !== undefined);
  const [tasks, role] = tasksOf(play.tasks);
  ok(tasks !== undefined && role !== undefined);
  return { loader, play, tasks, role };
}

Deno.test("loadIncludedTasks() hands vars and what is around the include down, not its keywords", async () => {
  const { loader, play, tasks } = await includes();
  const included = await loader.loadIncludedTasks({
    include: tasks,
    play,
    file: "sub/a.yml",
    vars: [{ key: "item", value: 7 }],
    apply: new Map<Value, Value>([
      ["tags", "applied"],
      ["become_user", "someone"],
      ["vars", new Map([["applied_var", 1]])],
    ]),
  });
  equal(included.file, "/p/sub/a.yml");
  const [a, include, b] = tasksOf(included.nodes);
  ok(a !== undefined && include !== undefined);
  deepEqual(a.tags, ["own", "applied", "block-tag"]);
  deepEqual(a.when.map(({ value }) => value), ["block-when"]);
  equal(setting(a.layer, "become_user")?.value, "someone");
  equal(setting(a.layer, "become")?.value, true);
  deepEqual([...taskVars(a.layer).keys()].sort(), ["applied_var", "from_include", "item"]);
  deepEqual([...includeParams(a.layer).keys()].sort(), ["from_include", "item"]);
  equal(b?.name, "B");
  deepEqual(a.searchPath, ["/p/sub", "/p"]);
  const nested = await loader.loadIncludedTasks({ include, play, file: "b.yml", vars: [] });
  equal(nested.file, "/p/sub/b.yml");
  deepEqual([...taskVars(tasksOf(nested.nodes)[0]?.layer ?? play.layer).keys()].length, 3);
});

Deno.test("loadIncludedTasks() of a handler brings handlers", async () => {
  const { loader, play } = await includes();
  const [include] = play.handlers;
  ok(include !== undefined && include.isHandler);
  const included = await loader.loadIncludedTasks({ include, play, file: "more.yml", vars: [] });
  deepEqual(tasksOf(included.nodes).map(({ name, isHandler }) => [name, isHandler]), [
    ["More", true],
  ]);
});

Deno.test("loadIncludedTasks() throws for a missing file each time, and warns of an empty one", async () => {
  const { loader, play, tasks: include } = await includes();
  for (let i = 0; i < 2; i++) {
    await rejects(
      loader.loadIncludedTasks({ include, play, file: "nowhere.yml", vars: [] }),
      (error) =>
        error instanceof DiagnosticError && error.diagnostics[0]?.rule === "missing-file" &&
        error.message === "Could not find or access '/p/nowhere.yml' on the Ansible Controller.",
    );
  }
  const { warnings } = await loader.loadIncludedTasks({
    include,
    play,
    file: "empty.yml",
    vars: [],
  });
  deepEqual(warnings, ["file /p/empty.yml is empty and had no tasks to include"]);
});

Deno.test("loadIncludedTasks() refuses keywords in apply that no block has", async () => {
  const { loader, play, tasks: include } = await includes();
  const apply = new Map<Value, Value>([["bogus", 1]]);
  await rejects(
    loader.loadIncludedTasks({ include, play, file: "b.yml", vars: [], apply }),
    /'bogus' is not a valid attribute for a Block/,
  );
});

Deno.test("loadIncludedRole() brings tasks, handlers and the role, one object for the same call", async () => {
  const { loader, play, role: include } = await includes();
  const request = {
    include,
    play,
    name: "plain",
    vars: [],
    allowDuplicates: true,
    validates: true,
  } as const;
  const first = await loader.loadIncludedRole(request);
  deepEqual(first.nodes.map((node) => node.kind), ["task", "task", "role_end"]);
  deepEqual(first.handlers.map(displayName), ["plain : restart"]);
  equal(first.role?.path, "/p/roles/plain");
  equal(first.role?.isIncluded, true);
  const [plain, extra] = tasksOf(first.nodes);
  ok(plain !== undefined && extra !== undefined);
  deepEqual(plain.tags, ["block-tag"]);
  deepEqual([...includeParams(plain.layer).keys()], ["from_role_include"]);
  deepEqual([...roleDefaults(plain.roles).keys()], ["color"]);
  equal((await loader.loadIncludedRole(request)).role, first.role);
  const other = await loader.loadIncludedRole({ ...request, tasksFrom: "other.yml" });
  deepEqual(tasksOf(other.nodes).map(({ name }) => name), ["Other"]);
  const nested = await loader.loadIncludedTasks({
    include: extra,
    play,
    file: "extra.yml",
    vars: [],
  });
  equal(nested.file, "/p/roles/plain/tasks/extra.yml");
  await rejects(
    loader.loadIncludedRole({ ...request, name: "gone" }),
    /the role 'gone' was not found/,
  );
});

Deno.test("loadPlaybook() decrypts vaulted files through its port", async () => {
  const files = new FakeFiles({
    "/p/site.yml": "- hosts: all\n  roles: [r]\n",
    "/p/roles/r/vars/main.yml": "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
  });
  const decrypt = (text: string, path: string) =>
    `path: ${path}\nlines: ${text.split("\n").length}\n`;
  const { plays } = await loaderOf(files, { decrypt }).loadPlaybook("site.yml");
  deepEqual(plays[0]?.roles[0]?.vars.map(({ value }) => value), ["/p/roles/r/vars/main.yml", 3]);
  await rejects(
    loaderOf(files).loadPlaybook("site.yml"),
    /Attempting to decrypt but no vault secrets found/,
  );
});

Deno.test("loadPlaybook() names static imports with extra vars above all others", async () => {
  const files = new FakeFiles({
    "/p/site.yml": "- import_playbook: '{{ book }}.yml'\n",
    "/p/a.yml": "- hosts: all\n  vars: {x: b}\n  tasks: [{import_tasks: '{{ x }}.yml'}]\n",
    "/p/c.yml": "- {name: C, ping: }\n",
  });
  const extraVars = new Map<string, Value>([["book", "{{ 'a' }}"], ["x", "c"]]);
  const { plays } = await loaderOf(files, { extraVars }).loadPlaybook("site.yml");
  deepEqual(tasksOf(plays[0]?.tasks ?? []).map(({ name }) => name), ["C"]);
});
