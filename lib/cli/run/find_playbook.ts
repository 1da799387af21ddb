import { collectionPlaybook } from "../../engine/playbook/collection_playbook.ts";
import { collectionFolder, splitQualified } from "../../engine/playbook/role_folder.ts";
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
  return folder && collectionPlaybook(files, folder, qualified.name) || named;
}
