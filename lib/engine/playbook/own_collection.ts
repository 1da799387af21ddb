import type { Files } from "../../base/files.ts";
import { folderOf, joinPath } from "../../base/posix_path.ts";

/**
 * @returns The folder of the collection `name` if `folder` lies in it: its galaxy.yml says what it is
 * called, wherever it was checked out to.
 */
export function ownCollection(files: Files, name: string, folder: string): string | undefined {
  for (let at = folder, above = ""; at !== above; above = at, at = folderOf(at)) {
    const text = files.readText(joinPath(at, "galaxy.yml"));
    if (text === undefined) continue;
    return name === `${valueOf(text, "namespace")}.${valueOf(text, "name")}` ? at : undefined;
  }
  return undefined;
}

function valueOf(text: string, key: string): string | undefined {
  return new RegExp(`^${key}:\\s*["']?(\\w+)`, "m").exec(text)?.[1];
}
