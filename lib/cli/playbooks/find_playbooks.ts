import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import { parseYaml } from "../../source/yaml.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";
import type { YamlNode } from "../../source/yaml_node.ts";

/** What there is to check in a folder. */
export interface FoundProject {
  /** Absolute. */
  readonly playbooks: readonly string[];
  /** Folders of roles, absolute. */
  readonly roles: readonly string[];
}

/**
 * Finds the playbooks and the roles of a project: files that look like playbooks in the folder and
 * below, and the folders of roles; a folder that is a role itself is that role.
 *
 * @param folder Absolute.
 */
export function findPlaybooks(files: Files, folder: string): FoundProject {
  if (isRole(files, folder)) return { playbooks: [], roles: [folder] };
  const playbooks: string[] = [];
  const roles: string[] = [];
  look(files, folder, { playbooks, roles, depth: 0, seen: new Set() });
  return { playbooks, roles };
}

/** @returns A playbook that uses each role once, with nothing but its own variables. */
export function playbookOfRoles(roles: readonly string[]): string {
  return roles.map((role) => `- hosts: all\n  roles:\n    - role: ${JSON.stringify(role)}\n`)
    .join("");
}

/** Folders that hold parts of playbooks and roles, tests of them, or something else. */
const OTHERS: ReadonlySet<string> = new Set([
  "action_plugins",
  "collections",
  "defaults",
  "docs",
  "files",
  "filter_plugins",
  "group_vars",
  "handlers",
  "host_vars",
  "inventory",
  "library",
  "meta",
  "module_utils",
  "molecule",
  "node_modules",
  "tasks",
  "templates",
  "vars",
  "venv",
]);

const MAX_DEPTH = 6;

interface Search {
  readonly playbooks: string[];
  readonly roles: string[];
  readonly depth: number;
  /** Real paths of the folders that were looked into: links may lead back to them. */
  readonly seen: Set<string>;
}

function look(files: Files, folder: string, search: Search): void {
  const real = files.realPath(folder) ?? folder;
  if (search.seen.has(real)) return;
  search.seen.add(real);
  for (const { name, kind } of files.list(folder) ?? []) {
    const path = joinPath(folder, name);
    if (name.startsWith(".")) continue;
    if (kind === "file") {
      if (/\.ya?ml$/.test(name) && isPlaybook(files, path)) search.playbooks.push(path);
    } else if (kind === "directory") {
      if (isRole(files, path)) search.roles.push(path);
      else if (!OTHERS.has(name) && search.depth < MAX_DEPTH) {
        look(files, path, { ...search, depth: search.depth + 1 });
      }
    }
  }
}

function isRole(files: Files, folder: string): boolean {
  return ["tasks/main.yml", "tasks/main.yaml", "meta/main.yml", "meta/main.yaml"]
    .some((name) => files.status(joinPath(folder, name))?.kind === "file");
}

/** A list with a play or an import of a playbook in it. */
function isPlaybook(files: Files, path: string): boolean {
  const text = files.readText(path) ?? "";
  if (!/^\s*-?\s*"?(?:hosts|(?:ansible\.builtin\.)?import_playbook)"?\s*:/m.test(text)) {
    return false;
  }
  try {
    return holdsPlay(parseYaml(text, { file: path }).root);
  } catch (error) {
    // Whoever loads it tells what is wrong.
    if (error instanceof DiagnosticError) return true;
    throw error;
  }
}

function holdsPlay(root: YamlNode): boolean {
  return root.kind === "sequence" && root.items.some((item) =>
    item.kind === "mapping" &&
    item.entries.some(({ key }) => /^(?:hosts|(?:.*\.)?import_playbook)$/.test(key.text))
  );
}
