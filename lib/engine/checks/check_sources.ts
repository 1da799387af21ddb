import type { Files } from "../../base/files.ts";
import type { LoadedPlay, LoadedTask, LoadedVar } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { absolutePath, joinPath } from "../../base/posix_path.ts";
import type { Found } from "./found.ts";
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
export type TaskSource =
  | { readonly kind: "none" }
  /** Where its name is a template, all that it may mean, and none is certain. */
  | { readonly kind: "found"; readonly paths: readonly string[]; readonly isCertain: boolean }
  | { readonly kind: "missing"; readonly found: Found };

/**
 * @returns The file that a task reads on the controller, where its name is relative: an absolute one
 * may be there on another computer.
 */
export function sourceOf(task: LoadedTask, files: Files): TaskSource {
  const place = Object.hasOwn(SOURCES, task.module) ? SOURCES[task.module] : undefined;
  if (place === undefined) return { kind: "none" };
  const given = task.args.find(({ key }) => key === place.key);
  if (typeof given?.value === "string" && isTemplate(given.value)) {
    const folders = task.searchPath.flatMap((one) => [joinPath(one, place.subfolder), one]);
    const isKnown = isNamePattern(given.value);
    const paths = isKnown ? matchingFiles(files, given.value.trim(), folders) : [];
    return { kind: "found", paths, isCertain: false };
  }
  const name = nameIn(task, given);
  const isRemote = task.args.some(({ key, value }) => key === "remote_src" && value !== false);
  if (name === undefined || isRemote) return { kind: "none" };
  const candidates = searched(name, task.searchPath, place.subfolder);
  const path = candidates.find((one) => files.status(one) !== undefined);
  if (path !== undefined) return { kind: "found", paths: [path], isCertain: true };
  const position = given?.position;
  return {
    kind: "missing",
    found: {
      rule: "missing-file",
      message: `Could not find or access '${name}' on the Ansible Controller`,
      hint: `Searched: ${candidates.join(", ")}`,
      ...(position === undefined ? {} : { position }),
      ...(mayBeSkipped(task) ? { severity: "warning" } : {}),
    },
  };
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

function nameIn(task: LoadedTask, given: LoadedVar | undefined): string | undefined {
  const text = task.module === "script" && given === undefined
    ? task.freeForm?.trim().split(/\s/, 1)[0]
    : given?.value ?? (task.module === "include_vars" ? task.freeForm?.trim() : undefined);
  if (typeof text !== "string" || text === "" || isTemplate(text)) return undefined;
  // A template that was cut at a blank, a path of a computer, an address.
  if (/^[/~]|:\/\/|[{}'"]/.test(text)) return undefined;
  return text.replace(/\/$/, "");
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
