import type { Scope } from "../scope.ts";
import type { LookupContext } from "./lookup.ts";
import { asTexts } from "./option.ts";

/** @returns The first file called `name` by Ansible's search path, `undefined` if there is none. */
export function findFile(
  name: string,
  subfolder: string,
  { scope, context }: { readonly scope: Scope; readonly context: LookupContext },
): string | undefined {
  const candidates = name.startsWith("/") ? [name] : searchPath(scope).flatMap((folder) => [
    `${folder}/${subfolder}/${name}`,
    `${folder}/${name}`,
  ]);
  return candidates.find((path) => context.files.status(path) !== undefined);
}

/** @returns The folders that a task's files are looked for in, the nearest first. */
export function searchPath(scope: Scope): readonly string[] {
  return asTexts(scope.get("ansible_search_path") ?? scope.get("playbook_dir"));
}
