import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";

/** @returns The files of variables for groups and hosts that lie beside playbooks and inventories. */
export function varsFilesIn(files: Files, folders: Iterable<string>): readonly string[] {
  const found = [...new Set(folders)].flatMap((folder) =>
    ["group_vars", "host_vars"].map((name) => joinPath(folder, name)).flatMap((inner) =>
      // No group and no host has that name.
      filesBelow(files, inner).filter((path) => path !== joinPath(inner, "README"))
    )
  );
  return [...new Set(found)];
}

function filesBelow(files: Files, folder: string): readonly string[] {
  return (files.list(folder) ?? []).flatMap(({ name, kind }) => {
    if (name.startsWith(".") || name.endsWith("~")) return [];
    const path = joinPath(folder, name);
    if (kind === "directory") return filesBelow(files, path);
    return kind === "file" && /^[^.]*$|\.(?:ya?ml|json)$/.test(name) ? [path] : [];
  });
}
