import type { Files } from "../../base/files.ts";
import {
  type Grant,
  isSysName,
  PERMISSION_KINDS,
  type PermissionKind,
  type Policy,
} from "../../plugin/permissions.ts";
import { CommandError } from "../command_error.ts";

/**
 * Reads what the user allows plugins at most: `{"NAME": {"net": ["example.com"], "run": []}}`. A
 * kind that is left out is as the plugin asks.
 *
 * @returns The policy of each plugin.
 * @throws {CommandError} If the file is not like that.
 */
export function readPolicy(files: Files, path: string): (name: string) => Policy {
  const text = files.readText(path);
  if (text === undefined) return () => ({});
  const policies = new Map<string, Policy>();
  for (const [name, policy] of entries(parse(text, path), path)) {
    policies.set(name, policyOf(policy, `${path}: ${name}`));
  }
  return (name) => policies.get(name) ?? {};
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`Cannot read ${path}: it is not JSON`, { cause });
  }
}

function policyOf(value: unknown, place: string): Policy {
  const policy: Partial<Record<PermissionKind, Grant>> = {};
  for (const [key, grant] of entries(value, place)) {
    const kind = PERMISSION_KINDS.find((known) => known === key);
    if (kind === undefined || !isGrant(grant) || (kind === "sys" && !hasSysNames(grant))) {
      throw new CommandError(`Cannot read ${place}: ${key} is no permission, or not a list`, {
        hint: `there are ${PERMISSION_KINDS.join(", ")}, each true or a list of texts`,
      });
    }
    policy[kind] = grant;
  }
  return policy;
}

function entries(value: unknown, place: string): readonly [string, unknown][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value);
  }
  throw new CommandError(`Cannot read ${place}: it must be an object`);
}

function isGrant(value: unknown): value is Grant {
  return value === true || (Array.isArray(value) && value.every((one) => typeof one === "string"));
}

function hasSysNames(grant: Grant): boolean {
  return grant === true || grant.every(isSysName);
}
