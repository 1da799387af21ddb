import { isDict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";

/** The names that a task may name a file by. */
export interface FileNames {
  readonly names: readonly string[];
  /** Whether a run takes the first that is there, so that no single one has to be. */
  readonly isFirstFound: boolean;
}

/** @returns What `written` stands for, as far as the task's loop or `first_found` tells. */
export function fileNames(written: string, task: LoadedTask): FileNames {
  const { settings, vars } = task.layer;
  const items = (settings.get("loop") ?? settings.get("loop_with"))?.value ?? null;
  const asItem = (texts: readonly string[]) =>
    texts.map((text) => written.replace(ITEM, () => text));
  if (/(?:^|\.)first_found$/.test(task.loopWith ?? "")) {
    const names = firstFoundNames(items);
    return { names: names === undefined ? [written] : asItem(names), isFirstFound: true };
  }
  if (written.includes("first_found")) {
    const names = vars.map(({ value }) => firstFoundNames(value))
      .find((one) => one !== undefined && one.length > 0);
    return { names: names ?? [written], isFirstFound: true };
  }
  const isPlain = task.loopWith === undefined || task.loopWith === "items";
  const names = Array.isArray(items) && isPlain
    ? items.map((item) => withItem(written, item))
    : [written];
  return { names: [...new Set(names)], isFirstFound: false };
}

const ITEM = /\{\{\s*item\s*\}\}/g;
const ITEM_FIELD = /\{\{\s*item(?:\.(\w+)|\[['"](\w+)['"]\])\s*\}\}/g;

/** What a round of a loop makes of a name, as far as its item is literal. */
function withItem(written: string, item: Value): string {
  if (typeof item === "string") return written.replace(ITEM, () => item);
  if (!isDict(item)) return written;
  return written.replace(ITEM_FIELD, (whole, name = "", quoted = "") => {
    const field = item.get(name || quoted);
    return typeof field === "string" ? field : whole;
  });
}

/** The terms of a `first_found`: names, and dicts of names and of folders that they lie in. */
function firstFoundNames(terms: Value): readonly string[] | undefined {
  const names: string[] = [];
  for (const term of Array.isArray(terms) ? terms.flat() : [terms]) {
    if (typeof term === "string") {
      // What is a whole template may be a list, or a name with any folder.
      if (/^\{\{[^}]*\}\}$/.test(term.trim())) return undefined;
      names.push(term);
    } else if (isDict(term)) {
      const files = textsOf(term.get("files"));
      const paths = term.has("paths") ? textsOf(term.get("paths")) : [""];
      if (files === undefined || paths === undefined) return undefined;
      names.push(...paths.flatMap((path) => files.map((file) => path ? `${path}/${file}` : file)));
    } else return undefined;
  }
  return names;
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (typeof value === "string" && !isTemplate(value)) return value.split(/[,;]/);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}
