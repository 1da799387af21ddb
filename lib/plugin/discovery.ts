import type { Files } from "../base/files.ts";
import type { Environment } from "../system/environment.ts";
import { type Manifest, ManifestError, parseManifest } from "./manifest.ts";

/** A folder with a plugin.json that is one. */
export interface FoundPlugin {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** What a search has found; a plugin.json with problems stops nobody else. */
export interface Discovery {
  readonly found: readonly FoundPlugin[];
  readonly problems: readonly ManifestError[];
}

/**
 * @returns Where plugins of others are looked for, in this order: `--plugin-dir`, SHEP_PLUGIN_PATH,
 * the project, the user, the system.
 */
export function pluginFolders(
  { flags, project, environment }: {
    readonly flags: readonly string[];
    /** The project's folder, if there is one. */
    readonly project?: string;
    readonly environment: Environment;
  },
): readonly string[] {
  const data = environment.variable("XDG_DATA_HOME") || `${environment.homeFolder()}/.local/share`;
  return [
    ...flags,
    ...(environment.variable("SHEP_PLUGIN_PATH") ?? "").split(":").filter((path) => path !== ""),
    ...(project === undefined ? [] : [`${project}/plugins`]),
    `${data}/shep/plugins`,
    "/usr/lib/shep/plugins",
  ];
}

/**
 * Looks for plugins in each folder: it may be one itself, or hold folders that are. Only plugin.json
 * is read; nothing of a plugin runs.
 */
export function discoverPlugins(files: Files, folders: readonly string[]): Discovery {
  const found = new Map<string, FoundPlugin>();
  const problems: ManifestError[] = [];
  for (const folder of folders) {
    for (const candidate of candidates(files, folder)) {
      const real = files.realPath(candidate);
      const text = files.readText(`${candidate}/plugin.json`);
      if (real === undefined || text === undefined || found.has(real)) continue;
      try {
        found.set(real, {
          folder: real,
          manifest: parseManifest(text, `${candidate}/plugin.json`),
        });
      } catch (error) {
        if (!(error instanceof ManifestError)) throw error;
        problems.push(error);
      }
    }
  }
  return { found: [...found.values()], problems };
}

function candidates(files: Files, folder: string): readonly string[] {
  const entries = files.list(folder) ?? [];
  const inner = entries.filter(({ kind, name }) => kind === "directory" && !name.startsWith("."))
    .map(({ name }) => `${folder}/${name}`);
  return [folder, ...inner];
}
