import type { Files } from "../../base/files.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import type { App } from "../app.ts";
import { inventoryPlaces } from "../inventory/open_inventory.ts";
import { requirePlaybook } from "../run/load_playbooks.ts";
import { overlaidFiles } from "../run/overlaid_files.ts";
import { findPlaybooks, playbookOfRoles } from "./find_playbooks.ts";
import { varsFilesIn } from "./vars_files.ts";

/** What is checked, and the files there are for it. */
export interface FilesToCheck {
  readonly playbooks: readonly string[];
  /** Playbooks that are on no disk and load roles. */
  readonly roles: readonly string[];
  readonly files: Files;
  /** The folders of all playbooks, absolute. */
  readonly projects: readonly string[];
  /** Files of variables beside playbooks and inventories. */
  readonly varsFiles: readonly string[];
}

/**
 * @returns What `paths`, playbooks and folders, stand for.
 * @throws {CommandError} If there is nothing at one of them.
 */
export function filesToCheck(
  app: App,
  paths: readonly string[],
  inventory: readonly string[],
): FilesToCheck {
  const workingFolder = app.system.environment.workingFolder();
  const playbooks: string[] = [];
  const roles: string[] = [];
  let { files } = app.system;
  for (const path of paths) {
    if (files.status(path)?.kind !== "directory") {
      requirePlaybook(app, path);
      playbooks.push(path);
      continue;
    }
    const folder = absolutePath(path, workingFolder);
    const found = findPlaybooks(files, folder);
    playbooks.push(...found.playbooks);
    if (found.roles.length === 0) continue;
    // A role may depend on those beside it.
    const base = found.roles[0] === folder ? folderOf(folder) : folder;
    const file = joinPath(base, ".shep-roles.yml");
    files = overlaidFiles(files, file, playbookOfRoles(found.roles));
    roles.push(file);
  }
  const projects = [...playbooks, ...roles].map((path) =>
    folderOf(absolutePath(path, workingFolder))
  );
  const folders = [...projects, ...inventoryFolders(app, inventory)];
  return { playbooks, roles, files, projects, varsFiles: varsFilesIn(files, folders) };
}

function inventoryFolders(app: App, sources: readonly string[]): readonly string[] {
  if (sources.length === 0) return [];
  const { files } = app.system;
  return inventoryPlaces(app, sources).map((path) =>
    files.status(path)?.kind === "directory" ? path : folderOf(path)
  );
}
