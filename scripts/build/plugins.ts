/** A plugin that comes with shep, as far as a build has to know it. */
export interface BuiltInPlugin {
  readonly name: string;
  /** The module to run, from the root of the project. */
  readonly entry: string;
  /** What its manifest asks for, by Deno's names: `true` is all, a list what it names. */
  readonly permissions: Readonly<Record<string, true | readonly string[]>>;
}

/**
 * @param registry What plugins/registry.ts exports: one list of entries with `name`, `folder` (from
 * plugins/) and `manifest`.
 * @throws {TypeError} If it is something else.
 */
export function readRegistry(registry: object): readonly BuiltInPlugin[] {
  const list: unknown = Object.values(registry).find(Array.isArray);
  if (!Array.isArray(list)) {
    throw new TypeError("Cannot read plugins/registry.ts: it exports no list");
  }
  return list.map((entry: unknown) => {
    const name = field(entry, "name");
    const folder = field(entry, "folder");
    const manifest = field(entry, "manifest");
    if (typeof name !== "string" || typeof folder !== "string") {
      throw new TypeError("Cannot read plugins/registry.ts: an entry without name or folder");
    }
    const file = field(manifest, "entry") ?? `${name}.ts`;
    return {
      name,
      entry: `plugins/${folder}/${file}`,
      permissions: readPermissions(field(manifest, "permissions"), name),
    };
  });
}

/**
 * The host starts an executable plugin with the cookie that tells it so in this variable
 * (lib/plugin/transport/plugin_end.ts).
 */
const COOKIE = "SHEP_PLUGIN_MAGIC";

/**
 * @returns Deno's flags for a plugin that runs as a process of its own.
 * @throws {Error} If it wants what only a running host knows, such as the folder of the project.
 */
export function permissionFlags(plugin: BuiltInPlugin): readonly string[] {
  const flags: string[] = [];
  const permissions: BuiltInPlugin["permissions"] = { env: [], ...plugin.permissions };
  for (const [name, wanted] of Object.entries(permissions)) {
    if (wanted === true) {
      flags.push(`--allow-${name}`);
      continue;
    }
    const values = name === "env" ? [COOKIE, ...wanted] : wanted;
    const placeholder = values.find((value) => value.includes("$"));
    if (placeholder !== undefined) {
      throw new Error(
        `Cannot build the plugin ${plugin.name}: only a running host knows what its permission ` +
          `${name} means by ${placeholder}`,
      );
    }
    if (values.length > 0) flags.push(`--allow-${name}=${values.join(",")}`);
  }
  return flags;
}

function readPermissions(value: unknown, plugin: string): BuiltInPlugin["permissions"] {
  const permissions: Record<string, true | readonly string[]> = {};
  for (const [name, wanted] of Object.entries(Object(value ?? {}))) {
    if (wanted === false) continue;
    if (wanted !== true && !isStrings(wanted)) {
      throw new TypeError(
        `Cannot read plugins/registry.ts: the permission ${name} of ${plugin} is neither true, ` +
          "false nor a list",
      );
    }
    permissions[name] = wanted;
  }
  return permissions;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
