import { isDict } from "../../../lib/base/value.ts";
import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";
import { quotedName } from "./mysql_client.ts";

/** By what they are for, such as `` `shop`.* ``, the privileges; GRANT is the right to hand them on. */
export type Privileges = ReadonlyMap<string, readonly string[]>;

/** @returns Privileges from `db.table:SELECT,INSERT/db2.*:ALL`, or a mapping of the same. */
export function parsePrivileges(
  given: Value,
  { ensuresUsage, columns }: { readonly ensuresUsage: boolean; readonly columns: ColumnCase },
): Privileges {
  const items = isDict(given)
    ? [...given].map(([place, privileges]) => `${place}:${privileges}`)
    : String(given).trim().split("/");
  const found = new Map<string, string[]>();
  for (const item of items) {
    const colon = item.lastIndexOf(":");
    if (colon < 0) throw new ModuleFailure(`invalid privileges string: ${item} has no colon`);
    const privileges = item.slice(colon + 1).split(/,\s*(?=[^)]*(?:\(|$))/)
      .map((text) => normalPrivilege(text, columns));
    found.set(placeOf(item.slice(0, colon).trim()), privileges);
  }
  if (ensuresUsage && !found.has("*.*")) found.set("*.*", ["USAGE"]);
  return found;
}

/** @returns What `SHOW GRANTS` says, in the same form. */
export function parseGrants(lines: readonly string[], columns: ColumnCase): Privileges {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const match = GRANT.exec(line)?.groups;
    if (match === undefined) {
      // The grant of a role.
      if (/^GRANT .+ TO /.test(line)) continue;
      throw new ModuleFailure(`unable to parse the MySQL grant string: ${line}`);
    }
    const place = (match["place"] ?? "").replaceAll('"', "`");
    const privileges = (match["privileges"] ?? "").split(/,\s*(?=[^)]*(?:\(|$))/)
      .map((text) => normalPrivilege(text, columns));
    if ((match["rest"] ?? "").includes("WITH GRANT OPTION")) privileges.push("GRANT");
    found.set(place, [...found.get(place) ?? [], ...privileges]);
  }
  return found;
}

/** Whether names of columns are compared as they are written, or in capitals. */
export type ColumnCase = "kept" | "capitals";

/** How given privileges go together with those that are there. */
export type PrivilegeMode = "exactly" | "append" | "subtract";

/** Statements that change privileges, and what is told of them. */
export interface PrivilegeChange {
  readonly statements: readonly string[];
  readonly message: string | undefined;
}

/** Compares privileges of an account, which is written as `'user'@'host'`. */
export function changePrivileges(
  account: string,
  { wanted, current, mode, isRoot }: {
    readonly wanted: Privileges;
    readonly current: Privileges;
    readonly mode: PrivilegeMode;
    readonly isRoot: boolean;
  },
): PrivilegeChange {
  const statements: string[] = [];
  let message: string | undefined;
  if (mode === "exactly" && !isRoot) {
    for (const [place, privileges] of current) {
      if (wanted.has(place) || privileges.includes("PROXY")) continue;
      message = "Privileges updated";
      statements.push(...revokes(account, place, privileges));
    }
  }
  for (const [place, privileges] of wanted) {
    const before = current.get(place);
    if (before === undefined) {
      if (mode === "subtract") continue;
      message = "New privileges granted";
      statements.push(grant(account, place, privileges));
      continue;
    }
    const { granted, revoked } = differenceOf(privileges, before, mode);
    if (granted.length + revoked.length === 0) continue;
    message = `Privileges updated: granted ${told(granted)}, revoked ${told(revoked)}`;
    statements.push(...revokes(account, place, revoked));
    if (granted.length > 0) statements.push(grant(account, place, granted));
  }
  return { statements, message };
}

/** @returns The statement that grants privileges. */
export function grant(account: string, place: string, privileges: readonly string[]): string {
  const named = privileges.filter((privilege) => privilege !== "GRANT");
  const option = privileges.includes("GRANT") ? " WITH GRANT OPTION" : "";
  return `GRANT ${named.join(",") || "USAGE"} ON ${place} TO ${account}${option}`;
}

const GRANT =
  /^GRANT (?<privileges>.+?) ON (?<place>.+?) TO (?:[`'"]).*?[`'"]@[`'"].*?[`'"](?<rest>.*)$/;

function placeOf(text: string): string {
  const [, kind = "", name = ""] = /^((?:FUNCTION|PROCEDURE) )?(.*)$/.exec(text) ?? [];
  const dot = name.lastIndexOf(".");
  const sides = dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
  return kind + sides.map((side) => {
    const bare = side.replace(/^`|`$/g, "");
    return bare === "*" ? "*" : quotedName(bare);
  }).join(".");
}

/** `ALL PRIVILEGES` is `ALL`; columns stand in order, without quotes. */
function normalPrivilege(text: string, columns: ColumnCase): string {
  const [, word = "", listed] = /^\s*(.*?)\s*(?:\((.*)\))?\s*$/.exec(text) ?? [];
  const name = word.toUpperCase();
  if (listed === undefined) return name === "ALL PRIVILEGES" ? "ALL" : name;
  const names = listed.split(",").map((column) => column.trim().replace(/^`|`$/g, ""));
  const sorted = columns === "kept" ? names : names.map((column) => column.toUpperCase());
  return `${name} (${sorted.sort().join(", ")})`;
}

function differenceOf(
  wanted: readonly string[],
  before: readonly string[],
  mode: PrivilegeMode,
): { readonly granted: readonly string[]; readonly revoked: readonly string[] } {
  const missing = wanted.filter((privilege) => !before.includes(privilege));
  switch (mode) {
    case "append":
      return { granted: missing, revoked: [] };
    case "subtract":
      return { granted: [], revoked: wanted.filter((privilege) => before.includes(privilege)) };
    case "exactly": {
      const extra = before.filter((privilege) => !wanted.includes(privilege));
      // ALL takes the place of those that it includes.
      const revoked = missing.includes("ALL")
        ? extra.filter((privilege) => privilege === "GRANT" || privilege === "PROXY")
        : extra;
      return { granted: missing, revoked };
    }
    default:
      return mode satisfies never;
  }
}

function revokes(account: string, place: string, privileges: readonly string[]): readonly string[] {
  const named = privileges.filter((privilege) => privilege !== "GRANT");
  return [
    ...(privileges.includes("GRANT") ? [`REVOKE GRANT OPTION ON ${place} FROM ${account}`] : []),
    ...(named.length === 0 ? [] : [`REVOKE ${named.join(",")} ON ${place} FROM ${account}`]),
  ];
}

function told(privileges: readonly string[]): string {
  return `[${privileges.map((privilege) => `'${privilege}'`).join(", ")}]`;
}
