/** What a plugin may be allowed, as Deno names it. */
export const PERMISSION_KINDS = [
  "read",
  "write",
  "net",
  "run",
  "env",
  "sys",
  "ffi",
  "import",
] as const;

export type PermissionKind = typeof PERMISSION_KINDS[number];

/** All of a kind, or what is listed: paths, host names with or without port, names. */
export type Grant = true | readonly string[];

/** Every kind; an empty list is none. */
export type Permissions = Readonly<Record<PermissionKind, Grant>>;

/** What a user allows a plugin at most; a kind left out is as the plugin asks. */
export type Policy = Readonly<Partial<Record<PermissionKind, Grant>>>;

/** What the placeholders of paths stand for: absolute paths. */
export interface Places {
  /** `$project`: the folder of the playbook and what belongs to it. */
  readonly project: readonly string[];
  /** `$inventory`: the inventory's sources. */
  readonly inventory: readonly string[];
}

/** @returns What is granted: never more than the plugin asks for, never more than the policy has. */
export function grantPermissions(
  asked: Permissions,
  { policy, places }: { readonly policy: Policy; readonly places: Places },
): Permissions {
  return mapKinds((kind) => {
    const most = policy[kind];
    const wanted = resolve(asked[kind], places);
    return most === undefined ? wanted : intersect(kind, wanted, resolve(most, places));
  });
}

/** @returns The permissions as a worker takes them: every kind is named, for none is inherited. */
export function toWorkerPermissions(permissions: Permissions): Deno.PermissionOptionsObject {
  const of = (kind: PermissionKind) => {
    const grant = permissions[kind];
    return grant === true ? true : grant.length === 0 ? false : [...grant];
  };
  const sys = permissions.sys;
  return {
    read: of("read"),
    write: of("write"),
    net: of("net"),
    run: of("run"),
    env: of("env"),
    ffi: of("ffi"),
    import: of("import"),
    sys: sys === true ? true : sys.filter(isSysName).length === 0 ? false : sys.filter(isSysName),
  };
}

/**
 * @returns The permissions as flags of `deno run`. Without a flag Deno lets every program import
 * from some hosts, hence the denial.
 * @throws {TypeError} If a value has a comma, which separates values in a flag.
 */
export function toFlags(permissions: Permissions): readonly string[] {
  return PERMISSION_KINDS.flatMap((kind) => {
    const grant = permissions[kind];
    if (grant === true) return [`--allow-${kind}`];
    if (grant.length === 0) return kind === "import" ? ["--deny-import"] : [];
    const odd = grant.find((value) => value.includes(","));
    if (odd !== undefined) {
      throw new TypeError(`Cannot grant ${kind} access to ${odd}: it has a comma`);
    }
    return [`--allow-${kind}=${grant.join(",")}`];
  });
}

/** @returns A line for people, such as `read /project, run sh ssh`; `none` if nothing is granted. */
export function describePermissions(permissions: Permissions): string {
  const parts = PERMISSION_KINDS.flatMap((kind) => {
    const grant = permissions[kind];
    if (grant === true) return [`${kind} anything`];
    return grant.length === 0 ? [] : [`${kind} ${grant.join(" ")}`];
  });
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** @returns Whether `permissions` allow nothing at all. */
export function needsNothing(permissions: Permissions): boolean {
  return PERMISSION_KINDS.every((kind) => {
    const grant = permissions[kind];
    return grant !== true && grant.length === 0;
  });
}

/** @returns Whether Deno has such a piece of system information. */
export function isSysName(name: string): name is SysName {
  return SYS_NAMES.some((known) => known === name);
}

const SYS_NAMES = [
  "loadavg",
  "hostname",
  "systemMemoryInfo",
  "networkInterfaces",
  "osRelease",
  "osUptime",
  "uid",
  "gid",
  "username",
  "cpus",
  "homedir",
  "statfs",
  "getPriority",
  "setPriority",
] as const;

type SysName = typeof SYS_NAMES[number];

function mapKinds(grant: (kind: PermissionKind) => Grant): Permissions {
  return {
    read: grant("read"),
    write: grant("write"),
    net: grant("net"),
    run: grant("run"),
    env: grant("env"),
    sys: grant("sys"),
    ffi: grant("ffi"),
    import: grant("import"),
  };
}

function resolve(grant: Grant, places: Places): Grant {
  if (grant === true) return true;
  return grant.flatMap((value) => {
    const match = /^\$(project|inventory)(?=\/|$)/.exec(value);
    if (match === null) return [value];
    const roots = match[1] === "project" ? places.project : places.inventory;
    return roots.map((root) => root + value.slice(match[0].length));
  });
}

function intersect(kind: PermissionKind, wanted: Grant, most: Grant): Grant {
  if (wanted === true) return most;
  if (most === true) return wanted;
  const both = wanted.flatMap((a) =>
    most.flatMap((b) => covers(kind, b, a) ? [a] : covers(kind, a, b) ? [b] : [])
  );
  return [...new Set(both)];
}

/** Whether a grant of `wide` holds for `narrow`. */
function covers(kind: PermissionKind, wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  switch (kind) {
    case "read":
    case "write":
    case "ffi":
      return !narrow.split("/").includes("..") && narrow.startsWith(wide.replace(/\/*$/, "/"));
    case "net":
    case "import":
      return narrow.startsWith(`${wide}:`) && /^[^:]+$/.test(wide);
    case "run":
    case "env":
    case "sys":
      return false;
    default:
      return kind satisfies never;
  }
}
