import type { Dict } from "../../base/value.ts";
import { equals } from "../template/compare.ts";
import { toText } from "../template/text.ts";
import type { ArgumentSpec } from "./argument_spec.ts";

/** @returns Why options that exclude each other are not right, if so. */
export function mutuallyExclusive(spec: ArgumentSpec, args: Dict): string | undefined {
  const broken = spec.mutuallyExclusive.filter((names) => present(names, args).length > 1);
  if (broken.length === 0) return undefined;
  return `parameters are mutually exclusive: ${broken.map((names) => names.join("|")).join(", ")}`;
}

/** @returns Which required options are missing, if any. */
export function missingRequired(spec: ArgumentSpec, args: Dict): string | undefined {
  const missing = [...spec.options].filter(([name, { required }]) => required && !args.has(name));
  if (missing.length === 0) return undefined;
  return `missing required arguments: ${missing.map(([name]) => name).sort().join(", ")}`;
}

/** @returns What else does not hold between the options: at most one message of each kind. */
export function brokenConstraints(spec: ArgumentSpec, args: Dict): readonly string[] {
  return [
    requiredTogether(spec, args),
    requiredOneOf(spec, args),
    requiredIf(spec, args),
    requiredBy(spec, args),
  ].filter((message) => message !== undefined);
}

function requiredTogether(spec: ArgumentSpec, args: Dict): string | undefined {
  const broken = spec.requiredTogether.find((names) => {
    const count = present(names, args).length;
    return count > 0 && count < names.length;
  });
  return broken && `parameters are required together: ${broken.join(", ")}`;
}

function requiredOneOf(spec: ArgumentSpec, args: Dict): string | undefined {
  const broken = spec.requiredOneOf.find((names) => present(names, args).length === 0);
  return broken && `one of the following is required: ${broken.join(", ")}`;
}

function requiredIf(spec: ArgumentSpec, args: Dict): string | undefined {
  for (const { option, value, required, needs } of spec.requiredIf) {
    if (!args.has(option) || !equals(args.get(option) ?? null, value)) continue;
    const missing = required.filter((name) => !args.has(name));
    const isBroken = needs === "all" ? missing.length > 0 : missing.length === required.length;
    if (!isBroken || missing.length === 0) continue;
    const state = `${option} is ${toText(value)} but ${needs} of the following are missing`;
    return `${state}: ${missing.join(", ")}`;
  }
  return undefined;
}

function requiredBy(spec: ArgumentSpec, args: Dict): string | undefined {
  for (const { option, required } of spec.requiredBy) {
    if ((args.get(option) ?? null) === null) continue;
    const missing = required.filter((name) => (args.get(name) ?? null) === null);
    if (missing.length > 0) {
      return `missing parameter(s) required by '${option}': ${missing.join(", ")}`;
    }
  }
  return undefined;
}

function present(names: readonly string[], args: Dict): readonly string[] {
  return [...new Set(names)].filter((name) => args.has(name));
}
