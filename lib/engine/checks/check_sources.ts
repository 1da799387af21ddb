import type { Files } from "../../base/files.ts";
import type { LoadedPlay, LoadedTask, LoadedVar } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { absolutePath, joinPath } from "../../base/posix_path.ts";
import type { Found } from "./found.ts";
import { fileNames } from "./file_names.ts";
import { isNamePattern, matchingFiles } from "./name_glob.ts";

/** Where a module's source lies: the folder beside those of the search path, and its argument. */
const SOURCES: Readonly<Record<string, { readonly subfolder: string; readonly key: string }>> = {
  copy: { subfolder: "files", key: "src" },
  include_vars: { subfolder: "vars", key: "file" },
  script: { subfolder: "files", key: "cmd" },
  template: { subfolder: "templates", key: "src" },
  unarchive: { subfolder: "files", key: "src" },
};

/** What a task reads on the controller. */
export interface TaskSources {
  /** Where its name is a template, all that it may mean, and none is certain. */
  readonly found: readonly { readonly path: string; readonly isCertain: boolean }[];
  readonly missing: readonly Found[];
}

/**
 * @returns The files that a task reads on the controller, where their names are relative: an
 * absolute one may be there on another computer.
 * @param textsOf The texts that a variable is known to have.
 */
export function sourcesOf(
  task: LoadedTask,
  files: Files,
  textsOf: (name: string) => readonly string[],
): TaskSources {
  const none = { found: [], missing: [] };
  const place = Object.hasOwn(SOURCES, task.module) ? SOURCES[task.module] : undefined;
  if (place === undefined || task.args.some(isRemote)) return none;
  const given = task.args.find(({ key }) => key === place.key);
  const written = writtenName(task, given);
  if (written === undefined) return none;
  const { names, isFirstFound } = fileNames(written, task);
  const folders = task.searchPath.flatMap((one) => [joinPath(one, place.subfolder), one]);
  const found: { path: string; isCertain: boolean }[] = [];
  const missing: Found[] = [];
  const at = given?.position === undefined ? {} : { position: given.position };
  for (const name of names) {
    const [, variable] = /^\{\{\s*(\w+)\s*\}\}$/.exec(name.trim()) ?? [];
    const texts = variable === undefined ? [name.trim()] : textsOf(variable);
    const isCertain = !isFirstFound && !texts.some(isTemplate);
    for (const text of texts) {
      if (isTemplate(text)) {
        const paths = isNamePattern(text) ? matchingFiles(files, text, folders) : [];
        found.push(...paths.map((path) => ({ path, isCertain: false })));
      } else if (isSearched(text)) {
        const candidates = searched(text.replace(/\/$/, ""), task.searchPath, place.subfolder);
        const path = candidates.find((one) => files.status(one) !== undefined);
        if (path !== undefined) found.push({ path, isCertain });
        else if (isCertain && variable === undefined) {
          missing.push({ ...missingSource(task, text, candidates), ...at });
        }
      }
    }
  }
  return { found, missing };
}

/** @returns The files of variables of a play that are not there. */
export function missingVarsFiles(
  { varsFiles, folder }: LoadedPlay,
  files: Files,
): readonly Found[] {
  return varsFiles.flatMap(({ candidates, position }) => {
    const isKnown = candidates.every((name) => !isTemplate(name));
    const isThere = candidates.some((name) => files.status(absolutePath(name, folder)));
    if (!isKnown || isThere || candidates.length === 0) return [];
    return [{
      rule: "missing-file" as const,
      message: `vars file ${candidates[0]} was not found`,
      ...(position === undefined ? {} : { position }),
    }];
  });
}

/** @returns Whether a condition or a forgiven failure makes a task one that may never matter. */
export function mayBeSkipped(task: LoadedTask): boolean {
  const { settings } = task.layer;
  return task.when.length > 0 || settings.has("ignore_errors") || settings.has("failed_when");
}

function missingSource(task: LoadedTask, name: string, candidates: readonly string[]): Found {
  return {
    rule: "missing-file",
    message: `Could not find or access '${name}' on the Ansible Controller`,
    hint: `Searched: ${candidates.join(", ")}`,
    ...(mayBeSkipped(task) || isLoop(task) ? { severity: "warning" } : {}),
  };
}

/** What an item of a loop names may be made by a task before. */
function isLoop({ layer: { settings } }: LoadedTask): boolean {
  return settings.has("loop") || settings.has("loop_with");
}

function isRemote({ key, value }: LoadedVar): boolean {
  return key === "remote_src" && value !== false;
}

function writtenName(task: LoadedTask, given: LoadedVar | undefined): string | undefined {
  if (typeof given?.value === "string") return given.value;
  if (task.module === "include_vars") return task.freeForm;
  return task.module === "script" ? task.freeForm?.trim().split(/\s/, 1)[0] : undefined;
}

/** Whether it is no template that was cut at a blank, no path of a computer, and no address. */
function isSearched(name: string): boolean {
  return name !== "" && !/^[/~]|:\/\/|[{}'"]/.test(name);
}

function searched(name: string, folders: readonly string[], subfolder: string): readonly string[] {
  const paths = folders.flatMap((folder) => {
    const direct = absolutePath(name, folder);
    return name.startsWith(`${subfolder}/`)
      ? [direct]
      : [absolutePath(`${subfolder}/${name}`, folder), direct];
  });
  return [...new Set(paths)];
}
