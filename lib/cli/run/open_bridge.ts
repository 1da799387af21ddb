import { absolutePath, joinPath } from "../../base/posix_path.ts";
import { Bridge, type BridgeFolders } from "../../engine/bridge/bridge.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";

/**
 * @returns What finds modules that are files on this machine.
 * @param modulePath What `-M` says: folders between colons.
 */
export function openBridge(
  app: App,
  config: Config,
  modulePath: readonly string[] = [],
): Bridge {
  return new Bridge(app.system.files, bridgeFolders(app, config, modulePath));
}

/** @returns Where Ansible's code lies on this machine. */
export function bridgeFolders(
  app: App,
  config: Config,
  modulePath: readonly string[] = [],
): BridgeFolders {
  const folder = app.system.environment.workingFolder();
  const first = modulePath.flatMap((paths) => paths.split(":")).filter((path) => path !== "")
    .map((path) => absolutePath(path, folder));
  return {
    library: [...first, ...config.list("DEFAULT_MODULE_PATH")],
    moduleUtils: config.list("DEFAULT_MODULE_UTILS_PATH"),
    collections: config.list("COLLECTIONS_PATHS"),
    packages: pythonPackages(app),
  };
}

/** The folders of Python packages with Ansible's own or with collections. */
function pythonPackages(app: App): readonly string[] {
  const { files, environment } = app.system;
  const virtual = environment.variable("VIRTUAL_ENV");
  const home = environment.homeFolder();
  const roots = [
    ...virtual === undefined ? [] : [joinPath(virtual, "lib")],
    joinPath(home, ".local/share/pipx/venvs/ansible/lib"),
    joinPath(home, ".local/share/pipx/venvs/ansible-core/lib"),
    joinPath(home, ".local/lib"),
    "/usr/local/lib",
    "/usr/lib",
  ];
  const folders = roots.flatMap((root) =>
    (files.list(root) ?? []).filter(({ name }) => /^python3(?:\.\d+)?$/.test(name))
      .flatMap(({ name }) => [
        `${root}/${name}/site-packages`,
        `${root}/${name}/dist-packages`,
      ])
  );
  return folders.filter((folder) =>
    ["ansible", "ansible_collections"].some((name) =>
      files.status(`${folder}/${name}`)?.kind === "directory"
    )
  );
}
