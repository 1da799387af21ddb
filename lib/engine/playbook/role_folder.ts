import type { Files } from "../../base/files.ts";
import { absolutePath, joinPath, nameOf } from "../../base/posix_path.ts";
import { ownCollection } from "./own_collection.ts";

/** Where roles and collections are looked for. */
export interface RolePlaces {
  /** The folder of the playbook. */
  readonly playFolder: string;
  /** `roles_path`. */
  readonly rolesPath: readonly string[];
  /** `collections_path`. */
  readonly collectionsPath: readonly string[];
  /** The folder around the role that names it, for dependencies. */
  readonly besideRole?: string;
  /** Collections that a name without one is looked for in first. */
  readonly collections: readonly string[];
}

/** A role that was found. */
export interface FoundRole {
  readonly name: string;
  /** Absolute; links are resolved, but not in collections. */
  readonly path: string;
  readonly collection?: string;
}

/**
 * Finds a role's folder: in collections, in `roles` beside the playbook, in `roles_path`, beside
 * the role that depends on it, beside the playbook, and as a path of its own.
 *
 * @returns The role, or the folders that were searched.
 */
export function findRole(
  files: Files,
  name: string,
  places: RolePlaces,
): FoundRole | { readonly searched: readonly string[] } {
  const inCollection = findInCollections(files, name, places);
  if (inCollection !== undefined) return inCollection;
  const { playFolder, rolesPath, besideRole } = places;
  const folders = [
    joinPath(playFolder, "roles"),
    ...rolesPath,
    ...(besideRole === undefined ? [] : [besideRole]),
    playFolder,
  ];
  for (const folder of folders) {
    const path = realFolder(files, absolutePath(name, folder));
    if (path !== undefined) return { name, path };
  }
  const own = realFolder(files, absolutePath(name, playFolder));
  if (own !== undefined) return { name: nameOf(name), path: own };
  const legacy = places.collections.length === 0 ? [] : ["ansible.legacy"];
  return { searched: [...places.collections, ...legacy, ...folders] };
}

/** @returns The folder of a collection, such as `community.general`, if it is installed. */
export function collectionFolder(
  files: Files,
  collection: string,
  { playFolder, collectionsPath }:
    & Pick<RolePlaces, "collectionsPath">
    & Partial<Pick<RolePlaces, "playFolder">>,
): string | undefined {
  const inside = `ansible_collections/${collection.replace(".", "/")}`;
  const folders = [
    ...playFolder === undefined ? [] : [joinPath(playFolder, "collections")],
    ...collectionsPath,
  ];
  // Links are left as they are here, as Ansible does.
  const installed = folders.map((folder) => joinPath(folder, inside))
    .find((path) => files.status(path) !== undefined);
  if (installed !== undefined || playFolder === undefined) return installed;
  return ownCollection(files, collection, playFolder);
}

/** @returns The parts of `namespace.collection.name`, if it is such a name. */
export function splitQualified(
  name: string,
): { readonly collection: string; readonly name: string } | undefined {
  const match = /^([A-Za-z_]\w*\.[A-Za-z_]\w*)\.([A-Za-z_][\w.]*)$/.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { collection: match[1], name: match[2] };
}

function findInCollections(
  files: Files,
  name: string,
  places: RolePlaces,
): FoundRole | undefined {
  const qualified = splitQualified(name);
  const candidates = qualified === undefined
    ? places.collections.map((collection) => ({ collection, name }))
    : [qualified];
  for (const { collection, name: role } of candidates) {
    const folder = collectionFolder(files, collection, places);
    const inside = `roles/${role.replaceAll(".", "/")}`;
    const path = folder && joinPath(folder, inside);
    if (path === undefined || files.status(path) === undefined) continue;
    return { name: `${collection}.${role}`, path, collection };
  }
  return undefined;
}

function realFolder(files: Files, path: string): string | undefined {
  return files.status(path) === undefined ? undefined : files.realPath(path) ?? path;
}
