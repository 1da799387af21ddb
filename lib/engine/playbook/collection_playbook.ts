import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";

/**
 * @returns The file of the playbook `name` of the collection in `folder`, if it is there.
 * @param name With dots for folders; the extension may be said.
 */
export function collectionPlaybook(
  files: Files,
  folder: string,
  name: string,
): string | undefined {
  const [, stem = "", extension] = /^(.*?)(\.(?:ya?ml|json))?$/.exec(name) ?? [];
  const base = joinPath(folder, `playbooks/${stem.replaceAll(".", "/")}`);
  const extensions = extension === undefined ? [".yml", ".yaml", ".json"] : [extension];
  return extensions.map((one) => base + one).find((path) => files.status(path) !== undefined);
}
