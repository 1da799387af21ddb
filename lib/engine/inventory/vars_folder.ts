import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import { hasVaultHeader } from "../../source/vault_header.ts";
import { parseYaml } from "../../source/yaml.ts";
import type { YamlMapping } from "../../source/yaml_node.ts";

/** What files of variables are read with. */
export interface VarsPorts {
  readonly files: Files;
  /** @returns The plain text of a file that is encrypted as a whole. */
  readonly decrypt: ((text: string, file: string) => string) | undefined;
  /** Takes what is to be told the user, in Ansible's words. */
  readonly warn: (message: string) => void;
}

const EXTENSIONS = [".yml", ".yaml", ".json"];

/**
 * A `group_vars` or `host_vars` folder, listed once: `NAME`, `NAME.yml`, `NAME.yaml` or `NAME.json`,
 * the first there is; a folder stands for all such files in it, sorted.
 */
export class VarsFolder {
  readonly #path: string;
  readonly #ports: VarsPorts;
  /** The names in the folder; `undefined` until the first question. */
  #names: ReadonlySet<string> | undefined;
  readonly #loaded = new Map<string, readonly YamlMapping[]>();

  /** @param path The folder, such as `/project/group_vars`; it need not exist. */
  constructor(path: string, ports: VarsPorts) {
    this.#path = path;
    this.#ports = ports;
  }

  /**
   * @returns The mappings of the files of a group or host; later ones win.
   * @throws {DiagnosticError} If a file is no mapping of variables.
   */
  mappings(name: string): readonly YamlMapping[] {
    this.#names ??= this.#list();
    if (this.#names.size === 0) return [];
    let mappings = this.#loaded.get(name);
    if (mappings === undefined) {
      mappings = this.#filesOf(name).flatMap((file) => this.#load(file));
      this.#loaded.set(name, mappings);
    }
    return mappings;
  }

  #list(): ReadonlySet<string> {
    const { files, warn } = this.#ports;
    const status = files.status(this.#path);
    if (status === undefined) return new Set();
    if (status.kind !== "directory") {
      const name = this.#path.slice(this.#path.lastIndexOf("/") + 1);
      warn(`Found ${name} that is not a directory, skipping: ${this.#path}`);
      return new Set();
    }
    return new Set(files.list(this.#path)?.map((entry) => entry.name));
  }

  #filesOf(name: string): readonly string[] {
    // A host may be named like a path, for connections into a folder.
    if (name.startsWith("/")) return [];
    const found = name.includes("/")
      ? ["", ...EXTENSIONS].find((end) =>
        this.#ports.files.status(joinPath(this.#path, name + end))
      )
      : ["", ...EXTENSIONS].find((end) => this.#names?.has(name + end));
    if (found === undefined) return [];
    const path = joinPath(this.#path, name + found);
    return this.#ports.files.status(path)?.kind === "directory" ? this.#filesIn(path) : [path];
  }

  #filesIn(folder: string): readonly string[] {
    const paths: string[] = [];
    for (const { name, kind } of this.#ports.files.list(folder) ?? []) {
      if (name.startsWith(".") || name.endsWith("~")) continue;
      const extension = /[^.]\.[^.]*$/.test(name) ? name.slice(name.lastIndexOf(".")) : "";
      const path = joinPath(folder, name);
      if (kind === "directory" && extension === "") paths.push(...this.#filesIn(path));
      if (kind === "file" && (extension === "" || EXTENSIONS.includes(extension))) paths.push(path);
    }
    return paths;
  }

  #load(file: string): readonly YamlMapping[] {
    const { root, warnings } = parseYaml(this.#read(file), { file });
    for (const warning of warnings) this.#ports.warn(warning.message);
    if (root.kind === "mapping") return [root];
    if (root.kind === "scalar" && (root.value === null || root.value === "")) return [];
    throw new DiagnosticError([{
      rule: "inventory-vars",
      severity: "error",
      message: `A file of variables must be a mapping: found a ${root.kind}`,
      position: root.position,
      hint: "Write each variable as: name: value",
    }]);
  }

  #read(file: string): string {
    const { files, decrypt } = this.#ports;
    const text = files.readText(file) ?? "";
    if (!hasVaultHeader(text)) return text;
    if (decrypt !== undefined) return decrypt(text, file);
    throw new DiagnosticError([{
      rule: "vault-secret",
      severity: "error",
      message: "Attempting to decrypt but no vault secrets found",
      position: { file, line: 1, column: 1 },
      hint: "Give a vault password, such as with --vault-password-file",
    }]);
  }
}
