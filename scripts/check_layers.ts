import { type Import, type Module, moduleGraph } from "./module_graph.ts";
import { PROJECT_ROOT } from "./project_root.ts";
import { isTest, sourceFiles } from "./source_files.ts";

/** What the files of one folder may import besides each other. */
export interface Row {
  /** From the root of the project; `*` stands for one name. The longest that fits is taken. */
  readonly folder: string;
  /** Folders and files; `{folder}` is the row's own folder, with its `*` filled in. */
  readonly may: readonly string[];
  /** Folders and files of which it may import types alone. */
  readonly types?: readonly string[];
  /** Folders of which it may import JSON files alone. */
  readonly json?: readonly string[];
  readonly why: string;
}

const ENGINE = ["lib/base", "lib/source"];
const MESSAGES = ["lib/wire", "lib/plugin"];

/** The layers, from the ground up. */
export const ROWS: readonly Row[] = [
  { folder: "lib/base", may: [], why: "words without a domain stand on nothing" },
  { folder: "lib/source", may: ["lib/base"], why: "texts are read without knowing what for" },
  { folder: "lib/system", may: ["lib/base"], why: "a touch of the OS knows no domain" },
  { folder: "lib/wire", may: ["lib/base"], why: "bytes to values and back, whoever sends them" },
  { folder: "lib/wire/generated", may: [], why: "written by flatc" },
  {
    folder: "lib/plugin",
    may: ["lib/base", "lib/system", "lib/wire"],
    why: "plugins are started and spoken to without knowing what they do",
  },
  {
    folder: "lib/engine/inventory",
    may: ENGINE,
    types: MESSAGES,
    why: "what hosts there are depends neither on templates nor on tasks",
  },
  {
    folder: "lib/engine/vault",
    may: ENGINE,
    why: "vaults are opened without knowing what is in them",
  },
  {
    folder: "lib/engine/template",
    may: [...ENGINE, "lib/engine/vault"],
    types: MESSAGES,
    why: "the template language is of use without hosts and tasks",
  },
  {
    folder: "lib/engine/playbook",
    may: [...ENGINE, "lib/engine/inventory", "lib/engine/template"],
    types: MESSAGES,
    why: "what is to be done is known before anything is done",
  },
  {
    folder: "lib/engine/checks",
    may: [...ENGINE, "lib/engine/inventory", "lib/engine/template", "lib/engine/playbook"],
    types: MESSAGES,
    why: "what is wrong with playbooks is found without doing any of it",
  },
  {
    folder: "lib/engine/bridge",
    may: [...ENGINE, "lib/engine/playbook"],
    why: "modules are found and packed without knowing what runs them",
  },
  {
    folder: "lib/engine/python",
    may: [...ENGINE, "lib/engine/bridge", "lib/engine/template"],
    why: "plugins in Python are run for templates, whoever starts Python",
  },
  {
    folder: "lib/engine/executor",
    may: [
      ...ENGINE,
      "lib/engine/inventory",
      "lib/engine/template",
      "lib/engine/playbook",
      "lib/engine/bridge",
    ],
    types: MESSAGES,
    why: "things are done without knowing who watches",
  },
  {
    folder: "lib/engine/output",
    may: [
      ...ENGINE,
      "lib/engine/inventory",
      "lib/engine/template",
      "lib/engine/playbook",
      "lib/engine/executor",
    ],
    types: MESSAGES,
    why: "outputs watch a run and have no part in it",
  },
  {
    folder: "lib/engine/journal",
    may: ["lib/base"],
    types: ["lib/engine/executor"],
    why: "a run is kept without knowing how it is carried out",
  },
  {
    folder: "lib/kiosk/core",
    may: ["lib/base"],
    why: "what is allowed is decided without a clock, a disk or a process",
  },
  {
    folder: "lib/kiosk/config",
    may: ["lib/base", "lib/source", "lib/kiosk/core"],
    why: "a policy is read without anything that carries it out",
  },
  {
    folder: "lib/kiosk/store",
    may: ["lib/base", "lib/system", "lib/kiosk/core"],
    why: "what happened is kept without knowing what it leads to",
  },
  {
    folder: "lib/kiosk/host",
    may: ["lib/base", "lib/system", "lib/kiosk/core"],
    why: "programs are started and ended without knowing why",
  },
  {
    folder: "lib/kiosk",
    may: ["lib/base", "lib/source", "lib/system", "lib/kiosk"],
    why: "the daemon puts decisions, clients, store and host together",
  },
  {
    folder: "lib/kiosk/ipc",
    may: ["lib/base", "lib/system", "lib/kiosk/api.ts", "lib/kiosk/config/service_config.ts"],
    why: "clients are served without knowing what is decided",
  },
  {
    folder: "lib/kiosk/health.ts",
    may: ["lib/kiosk"],
    why: "every part is tried",
  },
  { folder: "lib/kiosk/api.ts", may: [], why: "what clients see depends on nothing inside" },
  {
    folder: "lib/kiosk/view.ts",
    may: ["lib/kiosk/api.ts", "lib/kiosk/core"],
    why: "what the core knows is put in the words of clients in one place",
  },
  { folder: "lib/cli", may: ["lib"], why: "the commands put the parts together" },
  {
    folder: "plugins/*",
    may: ["{folder}", "lib/plugin/sdk.ts", "lib/base", "lib/source"],
    why: "plugins run in a sandbox and speak to the host over the wire alone",
  },
  {
    folder: "plugins/connections/testing",
    may: ["lib", "plugins/connections"],
    why: "tests of connections need a clock and a server",
  },
  {
    folder: "plugins/modules/testing",
    may: ["lib", "plugins/connections", "plugins/modules"],
    why: "tests of modules need a host and a shell",
  },
  {
    folder: "plugins/registry.ts",
    may: [],
    types: ["lib/plugin"],
    json: ["plugins"],
    why: "the list of built-ins is data: no code of theirs is loaded with it",
  },
  {
    folder: "plugins/shared_worker.ts",
    may: ["lib/plugin", "plugins"],
    why: "the worker that runs built-in plugins together",
  },
  { folder: "scripts", may: [""], why: "tools for developers are no part of the program" },
  {
    folder: "main.ts",
    may: ["lib/cli", "lib/system", "plugins/registry.ts"],
    why: "the program's start only puts the real system in",
  },
];

/** Folders that only one other folder may import. */
export const HIDDEN: readonly { readonly folder: string; readonly behind: string }[] = [
  { folder: "lib/wire/generated", behind: "lib/wire" },
];

/** What the rules say about, and what they do not depend on. */
export interface Project {
  readonly modules: readonly Module[];
  readonly rows: readonly Row[];
  readonly hidden: readonly { readonly folder: string; readonly behind: string }[];
  /** Names and versions of packages are written here alone: the keys of deno.json's `imports`. */
  readonly packages: readonly string[];
}

/** @returns What breaks a rule, as `file:line: what is wrong`; empty if nothing does. */
export function checkLayers(project: Project): readonly string[] {
  const { modules, rows, hidden } = project;
  const found: string[] = [];
  for (const folder of [...rows, ...hidden].map((row) => row.folder)) {
    if (!modules.some((module) => matchFolder(folder, module.path))) {
      found.push(`scripts/check_layers.ts: There is a rule for ${folder}, which does not exist`);
    }
  }
  for (const module of modules) {
    if (module.path.endsWith(".ts") && !rowOf(module.path, rows)) {
      found.push(`${module.path}: No rule says what this file may import`);
    }
    for (const one of module.imports) {
      const problem = problemOf(module.path, one, project);
      if (problem) found.push(`${module.path}:${one.line}: ${problem}`);
    }
  }
  return [...found, ...checkStart(modules)];
}

function problemOf(path: string, one: Import, project: Project): string | undefined {
  const { target, specifier } = one;
  if (/^[a-z]+:/.test(target)) {
    if (target.startsWith("node:")) return undefined;
    if (project.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))) {
      return undefined;
    }
    return `${specifier} is not one of the names that deno.json gives to packages`;
  }
  const cover = project.hidden.find((row) => isBelow(target, row.folder));
  if (cover && !isBelow(path, cover.behind)) {
    return `${target} may be imported by ${cover.behind} alone`;
  }
  if (nameOf(target).startsWith("_") && folderOf(target) !== folderOf(path)) {
    return `${target} is private to its folder`;
  }
  if (isTest(target)) return `${target} is a test`;
  if (nameOf(target).startsWith("fake_") && !mayUseFakes(path)) {
    return `${target} is for tests alone`;
  }
  return layerProblemOf(path, one, project.rows);
}

function layerProblemOf(path: string, one: Import, rows: readonly Row[]): string | undefined {
  // A test may put together whatever it needs.
  const row = isTest(path) ? undefined : rowOf(path, rows);
  if (!row || isBelow(one.target, row.own)) return undefined;
  if (row.may.some((allowed) => isBelow(one.target, allowed))) return undefined;
  const isJson = one.target.endsWith(".json");
  if (isJson && row.json?.some((allowed) => isBelow(one.target, allowed))) return undefined;
  const typesAllowed = row.types?.some((allowed) => isBelow(one.target, allowed)) ?? false;
  if (typesAllowed && one.kind === "type") return undefined;
  return `${row.own} may import ${typesAllowed ? "types alone of" : "nothing of"} ` +
    `${one.target}: ${row.why}`;
}

/** The first `node:` import adds about 30 ms to every start of the program. */
function checkStart(modules: readonly Module[]): readonly string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string, chain: readonly string[]) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.kind === "type" || one.when === "dynamic") continue;
      if (one.target.startsWith("node:")) {
        const way = [...chain, path].join(" > ");
        found.push(`${path}:${one.line}: ${one.target} is on the start path (${way})`);
      }
      visit(one.target, [...chain, path]);
    }
  };
  visit("main.ts", []);
  return found;
}

function mayUseFakes(path: string): boolean {
  return isTest(path) || path.includes("/testing/") || nameOf(path).startsWith("fake_") ||
    isBelow(path, "scripts");
}

/** @returns The row with the longest folder that `path` is below, with its `*` filled in. */
function rowOf(path: string, rows: readonly Row[]): Row & { readonly own: string } | undefined {
  const fitting = rows
    .flatMap((row) => {
      const own = matchFolder(row.folder, path);
      if (own === undefined) return [];
      return [{ ...row, own, may: row.may.map((allowed) => allowed.replace("{folder}", own)) }];
    })
    .sort((a, b) => b.own.length - a.own.length);
  return fitting[0];
}

/** @returns The folder above `path` that `pattern` stands for. */
function matchFolder(pattern: string, path: string): string | undefined {
  const names = pattern.split("/");
  const own = path.split("/").slice(0, names.length);
  const fits = own.length === names.length &&
    names.every((name, index) => name === "*" || name === own[index]);
  // `plugins/*` are folders: a file beside them needs a rule of its own.
  if (!fits || (pattern.endsWith("*") && own.join("/") === path)) return undefined;
  return own.join("/");
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

if (import.meta.main) {
  const { modules, failures } = await moduleGraph(PROJECT_ROOT, sourceFiles(PROJECT_ROOT));
  const { default: config } = await import("../deno.json", { with: { type: "json" } });
  const packages = Object.keys(config.imports);
  const found = [
    ...failures,
    ...checkLayers({ modules, rows: ROWS, hidden: HIDDEN, packages }),
  ];
  for (const one of found) console.error(one);
  console.log(`${modules.length} modules, ${found.length} broken rules`);
  if (found.length > 0) Deno.exit(1);
}
