import type { Files } from "../../base/files.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";

/** One thing that hosts are read from. */
export type InventorySource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "hosts"; readonly text: string }
  | { readonly kind: "missing"; readonly path: string };

/** What is skipped in a folder of inventories. */
export interface IgnoreRules {
  /** Endings of names; Ansible's `inventory_ignore_extensions`. */
  readonly extensions: readonly string[];
  /** Regular expressions that may match anywhere; Ansible's `inventory_ignore_patterns`. */
  readonly patterns: readonly string[];
}

/** Ansible's default: among them `.ini` and `.cfg`. */
export const DEFAULT_IGNORE_RULES: IgnoreRules = {
  extensions: [
    ".pyc",
    ".pyo",
    ".swp",
    ".bak",
    "~",
    ".rpm",
    ".md",
    ".txt",
    ".rst",
    ".orig",
    ".ini",
    ".cfg",
    ".retry",
  ],
  patterns: [],
};

const NO_SOURCES = /^\.|^(?:host_vars|group_vars|vars_plugins)$/;

/** A value of `-i` with what it comes down to. */
export interface ExpandedSource {
  readonly sources: readonly InventorySource[];
  /** Where its `group_vars` and `host_vars` are; none for a list of hosts. */
  readonly varsFolder: string | undefined;
}

/** Where sources are looked for. */
export interface SourcePlace {
  readonly files: Files;
  readonly workingFolder: string;
  readonly ignore: IgnoreRules;
}

/**
 * Finds what a value of `-i` stands for: a text with a comma that is no file is a list of hosts; a
 * folder is all files in it, sorted, those of its folders included.
 */
export function expandSource(source: string, place: SourcePlace): ExpandedSource {
  const { files, workingFolder } = place;
  if (source.includes(",") && files.status(source) === undefined) {
    return { sources: [{ kind: "hosts", text: source }], varsFolder: undefined };
  }
  const path = absolutePath(source, workingFolder);
  const kind = files.status(path)?.kind;
  if (kind === undefined) {
    return { sources: [{ kind: "missing", path }], varsFolder: folderOf(path) };
  }
  if (kind !== "directory") {
    return { sources: [{ kind: "file", path }], varsFolder: folderOf(path) };
  }
  return { sources: filesIn(path, place), varsFolder: path };
}

function filesIn(folder: string, place: SourcePlace): readonly InventorySource[] {
  const patterns = place.ignore.patterns.map((pattern) => new RegExp(pattern));
  return (place.files.list(folder) ?? []).flatMap(({ name, kind }): readonly InventorySource[] => {
    const isIgnored = NO_SOURCES.test(name) || patterns.some((pattern) => pattern.test(name)) ||
      place.ignore.extensions.some((extension) => name.endsWith(extension));
    if (isIgnored) return [];
    const path = joinPath(folder, name);
    return kind === "directory" ? filesIn(path, place) : [{ kind: "file", path }];
  });
}
