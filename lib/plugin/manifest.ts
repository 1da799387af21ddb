import type { Capability } from "../wire/handshake.ts";
import {
  type Grant,
  isSysName,
  PERMISSION_KINDS,
  type PermissionKind,
  type Permissions,
} from "./permissions.ts";

/** What plugin.json says: read before any code of the plugin runs. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The file to run, relative to the plugin's folder. */
  readonly entry: string;
  /** `deno` is confined to its permissions; `native` is a program that nothing confines. */
  readonly runtime: "deno" | "native";
  readonly capabilities: readonly Capability[];
  /** What it asks for; paths may begin with `$project` or `$inventory`. */
  readonly permissions: Permissions;
  /** The file with the options of each task module, relative to the plugin's folder. */
  readonly modules: ReadonlyMap<string, string>;
}

/** A plugin.json with all that is wrong in it. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[], options?: ErrorOptions) {
    super(`Cannot use plugin ${path}: ${problems.join("; ")}`, options);
    this.problems = problems;
  }
}

/**
 * @param path For messages.
 * @throws {ManifestError} If the text is no manifest.
 */
export function parseManifest(text: string, path: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ManifestError(path, ["it is not JSON"], { cause: error });
  }
  return readManifest(content, path);
}

/**
 * @param content The JSON of a plugin.json.
 * @param path For messages.
 * @throws {ManifestError} If it is no manifest.
 */
export function readManifest(content: unknown, path: string): Manifest {
  if (!isRecord(content)) throw new ManifestError(path, ["it must be an object"]);
  const problems: string[] = unknownKeys(content);
  const check = (key: string, pattern: RegExp, shape: string) => {
    const value = content[key];
    if (typeof value === "string" && pattern.test(value)) return value;
    problems.push(`"${key}" must be ${shape}: found ${shown(value)}`);
    return "";
  };
  const manifest = {
    name: check("name", NAME, "a name of lower-case letters, digits, _ and -"),
    version: check("version", VERSION, "a version such as 1.0.0"),
    description: check("description", /\S/, "a text"),
    entry: check("entry", INNER_PATH, "a path within the plugin's folder"),
    runtime: readRuntime(content["runtime"], problems),
    capabilities: readCapabilities(content["capabilities"], problems),
    permissions: readPermissions(content["permissions"], problems),
    modules: readModules(content["modules"], problems),
  };
  if (manifest.runtime === "native" && isAsking(manifest.permissions)) {
    problems.push('"permissions" must be left out for a native plugin: nothing confines it');
  }
  for (const { name } of manifest.capabilities) {
    if (name.startsWith("session.") && !isSessionCall(name, manifest)) {
      problems.push(`capability ${name} is for plugins that offer connect.<name>`);
    }
  }
  const offered = new Set(manifest.capabilities.map(({ name }) => name));
  for (const module of manifest.modules.keys()) {
    if (!offered.has(`execute.${module}`)) {
      problems.push(`"modules" has ${module}, but no capability is named execute.${module}`);
    }
  }
  if (problems.length > 0) throw new ManifestError(path, problems);
  return manifest;
}

/** @returns Whether shep keeps capabilities of that name for itself. */
export function isReserved(capability: string): boolean {
  return /^(shep|host)\./.test(capability);
}

/** @returns Whether it is a call to the sessions of a connection plugin; declaring it is optional. */
export function isSessionCall(
  capability: string,
  { capabilities }: Pick<Manifest, "capabilities">,
): boolean {
  return capability.startsWith("session.") &&
    capabilities.some(({ name }) => name.startsWith("connect."));
}

const KEYS = [
  "name",
  "version",
  "description",
  "entry",
  "runtime",
  "capabilities",
  "permissions",
  "modules",
];
const NAME = /^[a-z][a-z0-9_-]*$/;
const VERSION = /^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;
/** Relative, without `..`, `.` or an empty part. */
const INNER_PATH = /^(?!\/)(?!(.*\/)?\.{1,2}(\/|$))(?!.*\/\/)[^\0]*[^/\0]$/;
const CAPABILITY = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/;

function unknownKeys(content: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(content).filter((key) => !KEYS.includes(key)).map((key) =>
    `"${key}" is no key of plugin.json`
  );
}

function readRuntime(value: unknown, problems: string[]): Manifest["runtime"] {
  if (value === undefined || value === "deno") return "deno";
  if (value === "native") return "native";
  problems.push(`"runtime" must be "deno" or "native": found ${shown(value)}`);
  return "deno";
}

function readCapabilities(value: unknown, problems: string[]): readonly Capability[] {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push(`"capabilities" must be a list with an entry or more: found ${shown(value)}`);
    return [];
  }
  const result = new Map<string, Capability>();
  for (const item of value) {
    const name: unknown = isRecord(item) ? item["name"] : undefined;
    const version: unknown = isRecord(item) ? item["version"] : undefined;
    if (
      typeof name !== "string" || !CAPABILITY.test(name) || typeof version !== "number" ||
      !Number.isInteger(version) || version < 1
    ) {
      problems.push(`a capability must be {"name": "x", "version": 1}: found ${shown(item)}`);
    } else if (isReserved(name)) {
      problems.push(`capability ${name} is reserved`);
    } else if (result.has(name)) {
      problems.push(`capability ${name} is there twice`);
    } else {
      result.set(name, { name, version });
    }
  }
  return [...result.values()];
}

function readPermissions(value: unknown, problems: string[]): Permissions {
  const asked: Record<PermissionKind, Grant> = {
    read: [],
    write: [],
    net: [],
    run: [],
    env: [],
    sys: [],
    ffi: [],
    import: [],
  };
  if (value === undefined) return asked;
  if (!isRecord(value)) {
    problems.push(`"permissions" must be an object: found ${shown(value)}`);
    return asked;
  }
  for (const [key, grant] of Object.entries(value)) {
    const kind = PERMISSION_KINDS.find((known) => known === key);
    if (kind === undefined) problems.push(`"${key}" is no permission`);
    else asked[kind] = readGrant(kind, grant, problems);
  }
  return asked;
}

function readGrant(kind: PermissionKind, value: unknown, problems: string[]): Grant {
  if (value === true) return true;
  if (!Array.isArray(value)) {
    problems.push(`permission "${kind}" must be true or a list of texts: found ${shown(value)}`);
    return [];
  }
  const texts: string[] = [];
  for (const item of value) {
    if (typeof item !== "string" || item === "" || item.includes(",")) {
      problems.push(`permission "${kind}" must list texts without commas: found ${shown(item)}`);
    } else if ((kind === "read" || kind === "write" || kind === "ffi") && !isPlace(item)) {
      problems.push(
        `permission "${kind}" must list absolute paths, or ones below $project or $inventory: ` +
          `found ${shown(item)}`,
      );
    } else if (kind === "sys" && !isSysName(item)) {
      problems.push(`permission "sys" has no ${shown(item)}`);
    } else {
      texts.push(item);
    }
  }
  return texts;
}

function isPlace(path: string): boolean {
  return /^(\/|\$project(\/|$)|\$inventory(\/|$))/.test(path) && !path.split("/").includes("..");
}

function readModules(value: unknown, problems: string[]): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  if (value === undefined) return result;
  if (!isRecord(value)) {
    problems.push(`"modules" must be an object: found ${shown(value)}`);
    return result;
  }
  for (const [module, file] of Object.entries(value)) {
    if (typeof file === "string" && INNER_PATH.test(file)) result.set(module, file);
    else problems.push(`"modules" must name files in the plugin's folder: found ${shown(file)}`);
  }
  return result;
}

function isAsking(permissions: Permissions): boolean {
  return PERMISSION_KINDS.some((kind) => {
    const grant = permissions[kind];
    return grant === true || grant.length > 0;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
