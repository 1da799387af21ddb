import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { folderOf, joinPath, nameOf } from "../../base/posix_path.ts";
import { setting } from "../playbook/inherited.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import type { LoadedPlaybook, LoadedRole, LoadedTask } from "../playbook/model.ts";
import { documentedSpec } from "./documented_spec.ts";
import { type ModuleDocument, moduleDocument } from "./module_document.ts";
import { ModuleFinder, type ModuleFolders, type ModulePlace } from "./module_finder.ts";
import { COMMON_MARK, type ModuleStyle, moduleStyle, shebangOf } from "./module_style.ts";
import { byteText, pythonBundle } from "./python_bundle.ts";

/** Where Ansible's modules and what they import lie on this machine. */
export interface BridgeFolders extends ModuleFolders {
  /** Folders of ANSIBLE_MODULE_UTILS and the like. */
  readonly moduleUtils: readonly string[];
}

/** A module that is a file on the controller, ready to be sent to a target. */
export interface BridgedModule {
  readonly kind: "module";
  readonly path: string;
  readonly style: ModuleStyle;
  /** Its full name in Python. */
  readonly pythonName: string;
  /** What follows `#!`. */
  readonly shebang?: readonly string[];
  readonly document: ModuleDocument;
  /** The release of Ansible whose `module_utils` it runs with. */
  readonly version: string;
}

/** What there is in the place of a module. */
export type Bridged = BridgedModule | { readonly kind: "refused"; readonly reason: string };

/**
 * Finds modules that are no plugins of shep but files on the controller, and packs them for targets
 * that have what they are written in. Nothing of them runs on the controller.
 */
export class Bridge {
  readonly #files: Files;
  readonly #folders: BridgeFolders;
  readonly #finder: ModuleFinder;
  /** Of roles and playbooks: as in Ansible, what one role has all tasks can use. */
  readonly #joined = new Set<string>();
  readonly #modules = new Map<string, BridgedModule>();
  /** By the file of their module. */
  readonly #specs = new Map<string, { readonly spec: ModuleSpec | undefined }>();
  readonly #payloads = new Map<string, Promise<string>>();

  constructor(files: Files, folders: BridgeFolders) {
    this.#files = files;
    this.#folders = folders;
    this.#finder = new ModuleFinder(files, folders);
  }

  /**
   * @returns The documentation of a module by its name, with those beside `folder` first.
   * @throws {DiagnosticError} If it cannot be read.
   */
  describe(name: string, folder: string): ModuleSpec | undefined {
    const found = this.#finder.find({ module: name, folders: [folder], collections: [] });
    if (found?.kind !== "module") return undefined;
    const { path, document } = this.#open(found.path, found.pythonName);
    if (document.documentation === "") return undefined;
    const fragment = (fragment: string) => this.#fragment(fragment, folder);
    return documentedSpec({ name, path, document, fragment });
  }

  /** Lets all tasks use the modules beside a playbook and in its roles. */
  join({ plays }: Pick<LoadedPlaybook, "plays">): void {
    for (const { folder, roles } of plays) {
      this.#joined.add(folder);
      for (const role of withDependencies(roles)) this.#joined.add(role.path);
    }
  }

  /** @returns The module that `task` names, or `undefined` if nothing has that name. */
  find(task: LoadedTask): Bridged | undefined {
    for (const role of withDependencies(task.roles)) this.#joined.add(role.path);
    const found = this.#finder.find(this.#place(task));
    if (found === undefined || found.kind === "refused") return found;
    return this.#open(found.path, found.pythonName);
  }

  /** @returns The file that a playbook has instead of a module of shep, if it has one. */
  override(task: LoadedTask): Bridged | undefined {
    if (task.writtenModule.startsWith("ansible.builtin.")) return undefined;
    const found = this.#finder.findInLibraries(this.#place(task));
    if (found === undefined || found.kind === "refused") return found;
    return this.#open(found.path, found.pythonName);
  }

  /**
   * @returns What the documentation of a task's module says that it accepts; `undefined` if the module
   * is none in Python, or has no documentation that can be read.
   */
  documented(task: LoadedTask): ModuleSpec | undefined {
    const found = this.#finder.find(this.#place(task));
    if (found?.kind !== "module") return undefined;
    const { path, pythonName } = found;
    const known = this.#specs.get(path);
    if (known !== undefined) return known.spec;
    const spec = this.#documented(task, this.#open(path, pythonName));
    this.#specs.set(path, { spec });
    return spec;
  }

  #documented(task: LoadedTask, { path, document }: BridgedModule): ModuleSpec | undefined {
    if (document.documentation === "") return undefined;
    const [folder = ""] = task.searchPath;
    const fragment = (name: string) => this.#fragment(name, folder);
    try {
      return documentedSpec({ name: task.module, path, document, fragment });
    } catch (error) {
      if (error instanceof DiagnosticError) return undefined;
      throw error;
    }
  }

  /** @returns The name of a task's module with the collection that it is found in. */
  fullName(task: LoadedTask): string {
    const { module } = task;
    const found = collectionsOf(task).length > 0 || module.includes(".")
      ? this.#finder.find(this.#place(task))
      : undefined;
    const pythonName = found?.kind === "module" ? found.pythonName : "";
    const match = /^ansible_collections\.(\w+\.\w+)\.plugins\.modules\.(.+)$/.exec(pythonName);
    if (match !== null) return `${match[1]}.${match[2]}`;
    return module.includes(".") ? module : `ansible.builtin.${module}`;
  }

  /** @returns The full names of the modules of an action group, if there is one of that name. */
  group(name: string): ReadonlySet<string> | undefined {
    return this.#finder.group(name, [...this.#joined]);
  }

  /**
   * @returns What the target needs, as base64: the module's own bytes, or for Python a zlib stream
   * of a JSON object of sources by path, with one character for each byte.
   * @throws {Error} If the module needs Ansible's `module_utils`, which are not here.
   */
  payload(module: BridgedModule): Promise<string> {
    const key = `${module.pythonName} ${module.path}`;
    let payload = this.#payloads.get(key);
    if (payload === undefined) {
      payload = this.#pack(module);
      this.#payloads.set(key, payload);
    }
    return payload;
  }

  #place(task: LoadedTask): ModulePlace {
    const near = [...task.searchPath, ...task.roles.map(({ path }) => path).reverse()];
    return {
      module: task.module,
      folders: [...new Set([...near, ...this.#joined])],
      collections: collectionsOf(task),
    };
  }

  #open(path: string, pythonName: string): BridgedModule {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const content = this.#read(path);
    const shebang = shebangOf(content);
    const module: BridgedModule = {
      kind: "module",
      path,
      style: this.#isForWindows(path) ? "powershell" : moduleStyle(content),
      pythonName,
      ...(shebang !== undefined && { shebang }),
      document: moduleDocument(new TextDecoder().decode(content)),
      version: this.#version(),
    };
    this.#modules.set(path, module);
    return module;
  }

  /** Modules for Windows have a Python file beside them that only documents them. */
  #isForWindows(path: string): boolean {
    return path.endsWith(".py") && this.#files.status(path.replace(/py$/, "ps1")) !== undefined;
  }

  async #pack(module: BridgedModule): Promise<string> {
    const content = this.#read(module.path);
    if (module.style !== "python") return content.toBase64();
    const folders = [...this.#joined, ...aboveLibrary(module.path)];
    const bundle = pythonBundle(
      {
        name: module.pythonName,
        source: byteText(content)
          .replace(COMMON_MARK, () => "from ansible.module_utils.basic import *"),
      },
      this.#files,
      {
        moduleUtils: [
          ...folders.map((folder) => joinPath(folder, "module_utils")),
          ...this.#folders.moduleUtils,
          ...this.#folders.packages.map((folder) => `${folder}/ansible/module_utils`),
        ],
        collection: (name) => this.#finder.collection(name, folders),
        version: module.version,
      },
    );
    if (!bundle.files.has("ansible/module_utils/basic.py")) {
      throw new Error(
        `Cannot run ${module.path}: it needs ansible.module_utils, which is not on this machine; ` +
          "install ansible-core here, or add a folder module_utils with it",
      );
    }
    const text = JSON.stringify(Object.fromEntries(bundle.files));
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
    return new Uint8Array(await new Response(packed).arrayBuffer()).toBase64();
  }

  /** The source of a documentation fragment, of Ansible's own or of a collection's. */
  #fragment(name: string, folder: string): string | undefined {
    const [namespace, collection, inner, ...rest] = name.split(".");
    if (rest.length > 0) return undefined;
    const isOwn = inner === undefined || (namespace === "ansible" && collection === "builtin");
    const home = this.#finder.collection(`${namespace}.${collection}`, [folder]);
    const folders = isOwn
      ? this.#folders.packages.map((one) => `${one}/ansible/plugins/doc_fragments`)
      : home === undefined
      ? []
      : [`${home}/plugins/doc_fragments`];
    return folders.map((one) => this.#files.readText(`${one}/${inner ?? name}.py`))
      .find((text) => text !== undefined);
  }

  #version(): string {
    for (const folder of this.#folders.packages) {
      const text = this.#files.readText(`${folder}/ansible/release.py`) ?? "";
      const version = /^__version__ = ['"]([^'"]+)/m.exec(text)?.[1];
      if (version !== undefined) return version;
    }
    return "2.18.0";
  }

  #read(path: string): Uint8Array {
    const content = this.#files.read(path);
    if (content === undefined) throw new Error(`Cannot read ${path}: no such file`);
    return content;
  }
}

/** The nearest `collections:` of a task, and the collection of the role it is in. */
function collectionsOf(task: LoadedTask): readonly string[] {
  const role = task.roles.at(-1);
  const said = setting(task.layer, "collections")?.value;
  const own = Array.isArray(said) ? said.filter((name) => typeof name === "string") : [];
  return [
    ...role?.collection === undefined ? [] : [role.collection],
    ...own,
    ...role?.collections ?? [],
  ];
}

/** The role or playbook folder of a module in a folder `library`. */
function aboveLibrary(path: string): readonly string[] {
  const folder = folderOf(path);
  return nameOf(folder) === "library" ? [folderOf(folder)] : [];
}

function withDependencies(roles: readonly LoadedRole[]): ReadonlySet<LoadedRole> {
  const all = new Set<LoadedRole>();
  const add = (role: LoadedRole) => {
    if (all.has(role)) return;
    all.add(role);
    role.dependencies.forEach(add);
  };
  roles.forEach(add);
  return all;
}
