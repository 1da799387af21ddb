import { type Manifest, readManifest } from "../../lib/plugin/manifest.ts";
import { PERMISSION_KINDS, toFlags } from "../../lib/plugin/permissions.ts";
import { withCookie } from "../../lib/plugin/plugin_environment.ts";

/** A plugin that comes with shep, as far as a build has to know it. */
export interface BuiltInPlugin {
  readonly name: string;
  /** The module to run, from the root of the project. */
  readonly entry: string;
  readonly manifest: Manifest;
}

/**
 * @param registry What plugins/registry.ts exports: one list of entries with `name`, `folder` (from
 * plugins/) and `manifest`, the content of the plugin.json there.
 * @throws {TypeError} If it is something else.
 * @throws {ManifestError} If a manifest has mistakes.
 */
export function readRegistry(registry: object): readonly BuiltInPlugin[] {
  const list: unknown = Object.values(registry).find(Array.isArray);
  if (!Array.isArray(list)) {
    throw new TypeError("Cannot read plugins/registry.ts: it exports no list");
  }
  return list.map((entry: unknown) => {
    const name = field(entry, "name");
    const folder = field(entry, "folder");
    if (typeof name !== "string" || typeof folder !== "string") {
      throw new TypeError("Cannot read plugins/registry.ts: an entry without name or folder");
    }
    const manifest = readManifest(field(entry, "manifest"), `plugins/${folder}/plugin.json`);
    return { name, entry: `plugins/${folder}/${manifest.entry}`, manifest };
  });
}

/**
 * @returns Deno's flags for a plugin that runs as a process of its own: what its manifest asks for,
 * and to see the cookie by which the host says that it has started it.
 * @throws {Error} If it wants what only a running host knows, such as the folder of the project.
 */
export function permissionFlags({ name, manifest }: BuiltInPlugin): readonly string[] {
  const { permissions } = manifest;
  for (const kind of PERMISSION_KINDS) {
    const grant = permissions[kind];
    const place = grant === true ? undefined : grant.find((value) => value.startsWith("$"));
    if (place !== undefined) {
      throw new Error(
        `Cannot build the plugin ${name}: only a running host knows what its permission ${kind} ` +
          `means by ${place}`,
      );
    }
  }
  return toFlags(withCookie(permissions));
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
