import { collectionFolder, splitQualified } from "../../engine/playbook/role_folder.ts";
import { joinPath } from "../../base/posix_path.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";

/**
 * @returns The path of a playbook that the command line names: as it is, or that of one in a
 * collection, such as `community.general.site`.
 */
export function findPlaybook(app: App, named: string, config: Config): string {
  const { files } = app.system;
  const qualified = splitQualified(named);
  if (qualified === undefined || files.status(named) !== undefined) return named;
  const collectionsPath = config.list("COLLECTIONS_PATHS");
  const folder = collectionFolder(files, qualified.collection, { collectionsPath });
  if (folder === undefined) return named;
  const base = joinPath(folder, `playbooks/${qualified.name.replaceAll(".", "/")}`);
  return [".yml", ".yaml", ".json"].map((extension) => base + extension)
    .find((path) => files.status(path) !== undefined) ?? named;
}
