import type { Files } from "../../base/files.ts";
import { absolutePath, folderOf, joinPath, nameOf } from "../../base/posix_path.ts";

/**
 * Names of files with templates in them, such as `{{ ansible_os_family }}.yml`: any text can stand
 * for a template.
 */

const TEMPLATE = /\{\{.*?\}\}|\{%.*?%\}/gs;

/** Templates whose value is the folder that names start at anyway. */
const FOLDERS = /^\{\{\s*(?:role_path|playbook_dir|inventory_dir)\s*\}\}\//;

/** @returns Whether all files that the name can be are known: it cannot be a whole path. */
export function isNamePattern(name: string): boolean {
  const rest = name.replace(FOLDERS, "");
  return !/^(?:\{\{.*?\}\}|\{%.*?%\})[^{]*\//s.test(rest) &&
    /[^{}\s]/.test(rest.replace(TEMPLATE, ""));
}

/** @returns Whether a template is all of the name but its extension: any file can be meant. */
export function hasAnyStem(name: string): boolean {
  return /^\*+(?:\.\w+)?$/.test(nameOf(name.replace(TEMPLATE, "*")));
}

/** @returns The files in `folders` that the name can be, sorted; a template has no "/" in it. */
export function matchingFiles(
  files: Files,
  name: string,
  folders: readonly string[],
): readonly string[] {
  const rest = name.replace(FOLDERS, "");
  const literal = rest.replace(TEMPLATE, "*");
  const found = new Set<string>();
  for (const folder of folders) {
    const path = absolutePath(literal, folder);
    const inner = folderOf(path);
    if (inner.includes("*")) continue;
    const matches = matcher(nameOf(path));
    for (const { name: entry, kind } of files.list(inner) ?? []) {
      if (kind === "file" && matches(entry)) found.add(joinPath(inner, entry));
    }
  }
  return [...found].sort();
}

function matcher(glob: string): (name: string) => boolean {
  const pattern = glob.split("*").map((part) => RegExp.escape(part)).join(".*");
  const whole = new RegExp(`^${pattern}$`, "s");
  return (name) => whole.test(name);
}
