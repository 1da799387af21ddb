/** What `--tags` and `--skip-tags` ask for. */
export interface TagSelection {
  /** Empty means all. */
  readonly only: ReadonlySet<string>;
  readonly skip: ReadonlySet<string>;
}

/**
 * @returns Whether a task with `tags` runs.
 *
 * `always` runs unless skipped by name, `never` only when one of the task's tags is asked for;
 * `all`, `tagged` and `untagged` stand for groups of tasks (Ansible's documentation of tags).
 */
export function isSelected(tags: readonly string[], selection: TagSelection): boolean {
  return isWanted(tags, selection.only) && !isSkipped(tags, selection);
}

function isWanted(tags: readonly string[], only: ReadonlySet<string>): boolean {
  if (tags.some((tag) => only.has(tag))) return true;
  if (tags.includes("always")) return true;
  const isNever = tags.includes("never");
  if (only.size === 0 || only.has("all")) return !isNever;
  if (only.has("tagged")) return tags.length > 0 && !isNever;
  return only.has("untagged") && tags.length === 0;
}

function isSkipped(tags: readonly string[], { skip }: TagSelection): boolean {
  if (skip.size === 0) return false;
  if (tags.some((tag) => skip.has(tag))) return true;
  if (skip.has("all")) return !tags.includes("always") || skip.has("always");
  if (skip.has("tagged")) return tags.length > 0;
  return skip.has("untagged") && tags.length === 0;
}
