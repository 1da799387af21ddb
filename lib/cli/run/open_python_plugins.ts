import { joinPath } from "../../base/posix_path.ts";
import { ModuleFinder } from "../../engine/bridge/module_finder.ts";
import { PluginFiles } from "../../engine/python/plugin_files.ts";
import { PythonHelper } from "../../engine/python/python_helper.ts";
import { PythonPlugins, type PythonUse } from "../../engine/python/python_plugins.ts";
import { PYTHON_START } from "../../engine/python/python_source.ts";
import { DEFAULT_LIMITS } from "../../engine/template/limits.ts";
import { startDialogue } from "../../system/dialogue.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { bridgeFolders } from "./open_bridge.ts";

/** What a run or a check does with plugins in Python. */
export interface PythonPluginsRequest {
  /** A check only reads their names. */
  readonly use: "run" | "refuse" | "read names";
  readonly verbosity: number;
  readonly warn: (message: string) => void;
}

/** Plugins in Python, and the process that they run in, if there is one. */
export interface OpenPythonPlugins extends Disposable {
  readonly plugins: PythonPlugins;
}

/** @returns The filters, tests and lookups in Python of projects and collections; none is run by this. */
export function openPythonPlugins(
  app: App,
  config: Config,
  { use, verbosity, warn }: PythonPluginsRequest,
): OpenPythonPlugins {
  const { files, clock } = app.system;
  const folders = bridgeFolders(app, config);
  const finder = new ModuleFinder(files, folders);
  let helper: PythonHelper | undefined;
  const pluginFiles = new PluginFiles(files, {
    folders: {
      filter: config.list("DEFAULT_FILTER_PLUGIN_PATH"),
      test: config.list("DEFAULT_TEST_PLUGIN_PATH"),
      lookup: config.list("DEFAULT_LOOKUP_PLUGIN_PATH"),
    },
    packages: folders.packages,
    collection: (name, beside) => finder.collection(name, beside),
  });
  function chosen(): PythonUse {
    if (use === "read names") return { kind: "named" };
    if (use === "refuse") return { kind: "refused", reason: "--no-python-plugins keeps it out" };
    const program = findPython(app);
    if (program === undefined) {
      return { kind: "refused", reason: "there is no python3 on this computer" };
    }
    helper = new PythonHelper({
      start: () => startDialogue({ program, args: ["-c", PYTHON_START] }),
      clock,
      timeLimit: DEFAULT_LIMITS.time,
      collection: (name) => pluginFiles.collection(name),
      print: (text) => app.err(text),
      trace: (text) => verbosity >= 3 && app.err(text),
    });
    return { kind: "run", helper };
  }
  const plugins = new PythonPlugins({ files: pluginFiles, use: chosen, warn });
  return { plugins, [Symbol.dispose]: () => helper?.[Symbol.dispose]() };
}

/** @returns The Python that an installed Ansible runs with, which has what plugins import; else any. */
function findPython({ system: { files, environment } }: App): string | undefined {
  const folders = (environment.variable("PATH") ?? "").split(":").filter((one) => one !== "");
  const isThere = (path: string) => seen(() => files.status(path))?.kind === "file";
  for (const folder of folders) {
    const path = joinPath(folder, "ansible");
    // A link of that name may be shep itself, which is no text.
    const head = seen(() => files.readRange(path, { offset: 0, length: LONGEST_LINE }));
    const line = new TextDecoder().decode(head).split("\n", 1)[0] ?? "";
    const program = /^#!\s*(\S*python[\d.]*)\s*$/.exec(line)?.[1];
    if (program !== undefined && isThere(program)) return program;
  }
  const virtual = environment.variable("VIRTUAL_ENV");
  return [...virtual === undefined ? [] : [joinPath(virtual, "bin")], ...folders]
    .map((folder) => joinPath(folder, "python3")).find(isThere);
}

const LONGEST_LINE = 256;

/** What this user may not look at is nothing that they could run. */
function seen<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
