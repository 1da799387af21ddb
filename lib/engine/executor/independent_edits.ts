import type { Dict, Value } from "../../base/value.ts";

/** A module that changes a file, and what it is given. */
export interface Edit {
  readonly module: string;
  readonly args: Dict;
}

/**
 * @returns Whether two edits of one file surely are about different parts of it: either comes to the
 * same with and without the other.
 */
export function areIndependent(one: Edit, other: Edit): boolean {
  if (one.module !== other.module) return false;
  const both = [one, other];
  if (both.some(({ args }) => (args.get("state") ?? "present") !== "present")) return false;
  // The first has set them, so the second may have nothing to do.
  if (both.every(({ args }) => ATTRIBUTES.some((name) => isText(args.get(name))))) return false;
  switch (one.module) {
    case "blockinfile":
      return differ(one, other, ["marker"]);
    case "ini_file":
      return isText(one.args.get("option")) && isText(other.args.get("option")) &&
        differ(one, other, ["section", "option"]);
    case "lineinfile":
      return differ(one, other, ["line"]) && !mayFind(one, other) && !mayFind(other, one);
    default:
      return false;
  }
}

const ATTRIBUTES = [
  "attributes",
  "group",
  "mode",
  "owner",
  "selevel",
  "serole",
  "setype",
  "seuser",
];

function differ(one: Edit, other: Edit, names: readonly string[]): boolean {
  return names.some((name) => (one.args.get(name) ?? null) !== (other.args.get(name) ?? null));
}

/** Whether `one` may take the line of `other` for the one that it is to replace. */
function mayFind({ args }: Edit, other: Edit): boolean {
  const line = other.args.get("line");
  if (!isText(line) || args.get("backrefs") === true || isText(args.get("search_string"))) {
    return true;
  }
  const pattern = args.get("regexp");
  if (!isText(pattern)) return false;
  try {
    return new RegExp(pattern).test(line);
  } catch {
    return true;
  }
}

function isText(value: Value | undefined): value is string {
  return typeof value === "string";
}
