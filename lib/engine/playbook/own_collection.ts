import type { Files } from "../../base/files.ts";
import { folderOf, joinPath } from "../../base/posix_path.ts";

/**
 * @returns The folder of the collection `name` if `folder` lies in it: that of an installed one says
 * what it is called, else its galaxy.yml does, wherever it was checked out to.
 */
export function ownCollection(files: Files, name: string, folder: string): string | undefined {
  const around = collectionAround(folder);
  if (around?.name === name) return around.path;
  for (let at = folder, above = ""; at !== above; above = at, at = folderOf(at)) {
    const text = files.readText(joinPath(at, "galaxy.yml"));
    if (text === undefined) continue;
    return name === `${valueOf(text, "namespace")}.${valueOf(text, "name")}` ? at : undefined;
  }
  return undefined;
}

/** @returns The installed collection that `folder` lies in. */
export function collectionAround(
  folder: string,
): { readonly name: string; readonly path: string } | undefined {
  const match = /^(.*\/ansible_collections\/(\w+)\/(\w+))\//.exec(`${folder}/`);
  if (match === null) return undefined;
  const [, path = "", namespace, name] = match;
  return { name: `${namespace}.${name}`, path };
}

function valueOf(text: string, key: string): string | undefined {
  return new RegExp(`^${key}:\\s*["']?(\\w+)`, "m").exec(text)?.[1];
}
