import { parseHostAddress } from "../../source/host_address.ts";
import { type Inventory, LOCALHOST_NAMES } from "./inventory.ts";
import type { InventoryHost } from "./inventory_group.ts";
import { nameMatcher } from "./name_pattern.ts";

/** What a pattern selects. */
export interface HostSelection {
  /** Each once, in inventory order of each part of the pattern. */
  readonly hosts: readonly InventoryHost[];
  /** Parts that match nothing, in Ansible's words. */
  readonly warnings: readonly string[];
}

/** A part of a pattern that can not be used as a selection. */
export class HostPatternError extends Error {
  override readonly name = "HostPatternError";
}

const BRACKET_WORDS = /(?:[^\s:[\]]|\[[^\]]*\])+/g;
const SUBSCRIPT = /^(.+)\[(?:(-?[0-9]+)|([0-9]+)([:-])([0-9]*))\]$/;

/**
 * Splits a pattern into its parts: at commas; else, unless it is one host or address, at colons
 * outside of brackets.
 */
export function splitHostPattern(pattern: string): readonly string[] {
  const parts = pattern.includes(",")
    ? pattern.split(",")
    : parseHostAddress(pattern) !== undefined
    ? [pattern]
    : pattern.match(BRACKET_WORDS) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/**
 * Selects hosts: first all parts are united, then those with `&` intersected, then those with `!`
 * taken out. A part is a name of a host or group, a glob or `~` and a regular expression; all but
 * the last may end in `[0]`, `[-1]`, `[1:3]` (inclusive) or `[2:]`.
 *
 * @throws {HostPatternError} If a part is malformed, or its subscript is out of range.
 */
export function selectHosts(inventory: Inventory, parts: readonly string[]): HostSelection {
  const warnings = new Set<string>();
  let hosts = new Set<InventoryHost>();
  for (const part of orderedParts(parts)) {
    const host = inventory.hosts.get(part);
    if (host !== undefined) {
      hosts.add(host);
      continue;
    }
    const found = matchPart(inventory, part.replace(/^[&!]/, ""), warnings);
    if (part.startsWith("!")) hosts = hosts.difference(new Set(found));
    else if (part.startsWith("&")) hosts = kept(hosts, new Set(found));
    else for (const host of found) hosts.add(host);
  }
  return { hosts: [...hosts], warnings: [...warnings] };
}

/** `Set.intersection` takes the order of the smaller set. */
function kept(hosts: ReadonlySet<InventoryHost>, found: ReadonlySet<InventoryHost>) {
  return new Set([...hosts].filter((host) => found.has(host)));
}

function orderedParts(parts: readonly string[]): readonly string[] {
  const excluded = parts.filter((part) => part.startsWith("!"));
  const intersected = parts.filter((part) => part.startsWith("&"));
  const united = parts.filter((part) => part !== "" && !/^[!&]/.test(part));
  return [...united.length === 0 ? ["all"] : united, ...intersected, ...excluded];
}

function matchPart(
  inventory: Inventory,
  part: string,
  warnings: Set<string>,
): readonly InventoryHost[] {
  if (part === "") throw new HostPatternError("Invalid host list pattern: it is empty");
  const subscript = part.startsWith("~") ? null : SUBSCRIPT.exec(part);
  if (subscript === null) return matchName(inventory, part, warnings);
  const [, name = "", index, start, separator, end] = subscript;
  const hosts = matchName(inventory, name, warnings);
  if (hosts.length === 0) return hosts;
  if (separator === "-") {
    warnings.add("Use [x:y] inclusive subscripts instead of [x-y] which has been removed");
  }
  if (index === undefined && Number(end || "-1") !== 0) {
    const last = end === "" ? hosts.length : Number(end) + 1;
    return hosts.slice(Number(start), last);
  }
  const host = hosts.at(Number(index ?? start));
  if (host !== undefined) return [host];
  throw new HostPatternError(`No hosts matched the subscripted pattern '${part}'`);
}

function matchName(
  inventory: Inventory,
  name: string,
  warnings: Set<string>,
): readonly InventoryHost[] {
  const groups = matching(inventory.groups, name);
  // A host may be found more than once, and a subscript counts it as often, as Ansible's does.
  const found = groups.flatMap((group) => inventory.hostsOf(group));
  if (groups.length === 0 || /^~|[.?*[]/.test(name)) {
    for (const host of matching(inventory.hosts, name)) found.push(host);
  }
  if (found.length === 0 && LOCALHOST_NAMES.has(name)) {
    const host = inventory.host(name);
    if (host !== undefined) found.push(host);
  }
  if (found.length === 0 && groups.length === 0 && name !== "all") {
    warnings.add(`Could not match supplied host pattern, ignoring: ${name}`);
  }
  return found;
}

/** A name without special characters is looked up, not searched for. */
function matching<Item>(items: ReadonlyMap<string, Item>, name: string): readonly Item[] {
  if (!/^~|[*?[]/.test(name)) {
    const item = items.get(name);
    return item === undefined ? [] : [item];
  }
  const matches = matcher(name);
  return [...items].filter(([key]) => matches(key)).map(([, item]) => item);
}

function matcher(name: string): ReturnType<typeof nameMatcher> {
  try {
    return nameMatcher(name);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HostPatternError(error.message, { cause: error });
  }
}
