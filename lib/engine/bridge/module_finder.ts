import type { Files } from "../../base/files.ts";
import { joinPath, nameOf } from "../../base/posix_path.ts";
import { ownCollection } from "../playbook/own_collection.ts";
import { type Route, Routing } from "./routing.ts";

/** A module's name and where it is looked for, besides what all tasks share. */
export interface ModulePlace {
  /** Short, or with its collection. */
  readonly module: string;
  /** Folders of roles and playbooks, nearest first. */
  readonly folders: readonly string[];
  /** Where a name without a collection is looked for first. */
  readonly collections: readonly string[];
}

/** What looking for a module gave. */
export type FoundModule =
  | {
    readonly kind: "module";
    readonly path: string;
    /** Its full name in Python. */
    readonly pythonName: string;
  }
  /** There is something of this name that cannot run here. */
  | { readonly kind: "refused"; readonly reason: string };

/** Where modules lie on this machine. */
export interface ModuleFolders {
  /** Of ANSIBLE_LIBRARY and the like. */
  readonly library: readonly string[];
  /** Folders with a folder `ansible_collections`, or such a folder itself. */
  readonly collections: readonly string[];
  /** Folders of Python packages that may have `ansible` and `ansible_collections`. */
  readonly packages: readonly string[];
}

/** Finds modules that are files on the controller, in the order in which Ansible looks for them. */
export class ModuleFinder {
  readonly #files: Files;
  readonly #folders: ModuleFolders;
  readonly #routing: Routing;
  readonly #indexes = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: Files, folders: ModuleFolders) {
    this.#files = files;
    this.#folders = folders;
    this.#routing = new Routing(files);
  }

  /** @returns What there is of this name, or `undefined` if nothing is. */
  find(place: ModulePlace): FoundModule | undefined {
    return this.#find(place, new Set());
  }

  /** @returns What a folder `library` or ANSIBLE_LIBRARY has of this name. */
  findInLibraries(place: ModulePlace): FoundModule | undefined {
    return place.module.includes(".") ? undefined : this.#inLibraries(place);
  }

  /**
   * @returns The full names of the modules of a group, such as `amazon.aws.aws`; `undefined` if there
   * is no such group.
   */
  group(name: string, folders: readonly string[]): ReadonlySet<string> | undefined {
    const members = new Set<string>();
    return this.#enterGroup(name, folders, members) ? members : undefined;
  }

  #enterGroup(name: string, folders: readonly string[], members: Set<string>): boolean {
    const [, collection = "", short = ""] = /^(\w+\.\w+)\.(.+)$/.exec(name) ?? [];
    const isOwn = collection === "ansible.builtin" || collection === "ansible.legacy";
    const folder = isOwn ? undefined : this.collection(collection, folders);
    const files = isOwn
      ? this.#folders.packages.map((one) => `${one}/ansible/config/ansible_builtin_runtime.yml`)
      : folder === undefined
      ? []
      : [`${folder}/meta/runtime.yml`];
    const group = files.map((file) => this.#routing.group(file, short))
      .find((found) => found !== undefined);
    if (group === undefined) return false;
    const full = (one: string) => one.includes(".") ? one : `${collection}.${one}`;
    for (const module of group.modules) members.add(full(module));
    for (const other of group.extended) this.#enterGroup(full(other), folders, members);
    return true;
  }

  /** @returns The folder of the collection `name`, of those beside `folders` first. */
  collection(name: string, folders: readonly string[]): string | undefined {
    const inside = name.replace(".", "/");
    const roots = [
      ...folders.map((folder) => joinPath(folder, "collections")),
      ...this.#folders.collections,
      ...this.#folders.packages,
    ];
    return roots.flatMap((root) => [
      `${root}/ansible_collections/${inside}`,
      ...nameOf(root) === "ansible_collections" ? [`${root}/${inside}`] : [],
    ]).find((folder) => this.#files.status(folder)?.kind === "directory") ??
      folders.map((folder) => ownCollection(this.#files, name, folder))
        .find((folder) => folder !== undefined);
  }

  #find(place: ModulePlace, seen: Set<string>): FoundModule | undefined {
    const { module } = place;
    if (seen.has(module)) return undefined;
    seen.add(module);
    if (module.includes(".")) return this.#inCollection(place, seen);
    for (const collection of place.collections) {
      if (collection === "ansible.builtin" || collection === "ansible.legacy") continue;
      const found = this.#find({ ...place, module: `${collection}.${module}` }, seen);
      if (found !== undefined) return found;
    }
    return this.#inLibraries(place) ?? this.#inPackages(place, seen);
  }

  #inLibraries({ module, folders }: ModulePlace): FoundModule | undefined {
    for (const folder of folders) {
      const action = this.#index(`${folder}/action_plugins`).get(module);
      if (action !== undefined) return refusedAction(module, action);
      const path = this.#index(`${folder}/library`).get(module);
      if (path !== undefined) return legacy(module, path);
    }
    for (const folder of this.#folders.library) {
      const path = this.#index(folder).get(module);
      if (path !== undefined) return legacy(module, path);
    }
    return undefined;
  }

  #inPackages(place: ModulePlace, seen: Set<string>): FoundModule | undefined {
    const { module } = place;
    for (const folder of this.#folders.packages) {
      const found = this.#plugin(`${folder}/ansible/plugins/action`, module);
      if (found !== undefined) return refusedAction(module, found);
      const path = this.#plugin(`${folder}/ansible/modules`, module);
      if (path !== undefined) return legacy(module, path);
      const runtime = `${folder}/ansible/config/ansible_builtin_runtime.yml`;
      const route = this.#routing.route(runtime, "modules", module);
      if (route !== undefined) return this.#follow(place, route, seen);
    }
    return undefined;
  }

  #inCollection(place: ModulePlace, seen: Set<string>): FoundModule | undefined {
    const { module, folders } = place;
    const [namespace, name, ...rest] = module.split(".");
    if (rest.length === 0) return undefined;
    const folder = this.collection(`${namespace}.${name}`, folders);
    if (folder === undefined) return undefined;
    const short = rest.join(".");
    const runtime = `${folder}/meta/runtime.yml`;
    const route = this.#routing.route(runtime, "modules", short);
    if (route !== undefined) return this.#follow(place, route, seen);
    const action = this.#plugin(`${folder}/plugins/action`, rest.join("/"));
    if (action !== undefined) return refusedAction(module, action);
    const elsewhere = this.#routing.route(runtime, "action", short);
    if (elsewhere?.kind === "redirect") {
      return refused(
        `Cannot run module ${module}: ${runtime} gives it to action plugin ${elsewhere.to}, ` +
          "which is Python code that is not run here",
      );
    }
    const path = this.#plugin(`${folder}/plugins/modules`, rest.join("/"));
    if (path === undefined) return undefined;
    const pythonName = `ansible_collections.${namespace}.${name}.plugins.modules.${short}`;
    return { kind: "module", path, pythonName };
  }

  #follow(place: ModulePlace, route: Route, seen: Set<string>): FoundModule | undefined {
    switch (route.kind) {
      case "redirect":
        return this.#find({ ...place, module: route.to }, seen);
      case "gone":
        return refused(`Cannot run module ${place.module}: it has been removed. ${route.text}`);
      default:
        return route satisfies never;
    }
  }

  #plugin(folder: string, name: string): string | undefined {
    const direct = `${folder}/${name}.py`;
    if (this.#files.status(direct)?.kind === "file") return direct;
    return name.includes("/") ? undefined : this.#index(folder).get(name);
  }

  /** The files of a folder and the folders in it, by their names without what follows the dot. */
  #index(folder: string): ReadonlyMap<string, string> {
    const known = this.#indexes.get(folder);
    if (known !== undefined) return known;
    const index = new Map<string, string>();
    this.#enter(folder, index);
    this.#indexes.set(folder, index);
    return index;
  }

  #enter(folder: string, index: Map<string, string>): void {
    for (const { name, kind } of this.#files.list(folder) ?? []) {
      const path = joinPath(folder, name);
      if (kind === "directory") {
        if (name !== "__pycache__") this.#enter(path, index);
        continue;
      }
      const stem = name.replace(/\.[^.]*$/, "");
      const isNoModule = name.startsWith("__init__") || NO_MODULE.test(name);
      if (!isNoModule && !(index.has(stem) && !name.endsWith(".py"))) index.set(stem, path);
    }
  }
}

const NO_MODULE = /\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|yaml|yml|ini|json|toml)$|~$/;

function legacy(module: string, path: string): FoundModule {
  return { kind: "module", path, pythonName: `ansible.modules.${module}` };
}

function refused(reason: string): FoundModule {
  return { kind: "refused", reason };
}

function refusedAction(module: string, path: string): FoundModule {
  return refused(
    `Cannot run module ${module}: its action plugin ${path} is Python code, of which only ` +
      "filters, tests and lookups are run here",
  );
}
