import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import { Routing } from "../bridge/routing.ts";
import { FilterError } from "../template/errors.ts";

/** The kinds of plugins that templates name. */
export type PluginKind = "filter" | "test" | "lookup";

/** A file with plugins. */
export interface PluginFile {
  readonly kind: PluginKind;
  readonly path: string;
  /** Its name in Python, if it is in a collection. */
  readonly module: string | undefined;
}

/** Where plugins in Python lie. */
export interface PluginPlaces {
  /** Folders besides those of playbooks and roles: ANSIBLE_FILTER_PLUGINS and the like. */
  readonly folders: Readonly<Record<PluginKind, readonly string[]>>;
  /** Folders of Python packages that may have `ansible`. */
  readonly packages: readonly string[];
  /** @returns The folder of a collection such as `community.general`, of those beside first. */
  readonly collection: (name: string, beside: readonly string[]) => string | undefined;
}

/** A name with the files that may have it. */
export interface PluginQuery {
  readonly kind: PluginKind;
  /** Without its collection. */
  readonly name: string;
  readonly files: readonly PluginFile[];
}

/** Finds files of plugins in Python, in the order in which Ansible looks into them. */
export class PluginFiles {
  readonly #files: Files;
  readonly #places: PluginPlaces;
  readonly #routing: Routing;
  /** Of playbooks and roles: as in Ansible, what one role has all tasks can use. */
  readonly #joined = new Set<string>();
  readonly #listed = new Map<string, readonly string[]>();
  readonly #sources = new Map<string, string>();

  constructor(files: Files, places: PluginPlaces) {
    this.#files = files;
    this.#places = places;
    this.#routing = new Routing(files);
  }

  /** Takes in the folder of a playbook or a role. @returns Whether it is a new one. */
  join(folder: string): boolean {
    const before = this.#joined.size;
    return this.#joined.add(folder).size > before;
  }

  /** @returns The folder of a collection. */
  collection(name: string): string | undefined {
    return this.#places.collection(name, [...this.#joined]);
  }

  /** @returns The files of plugins that are in no collection. */
  ofProject(kind: PluginKind): readonly PluginFile[] {
    const folders = [
      ...[...this.#joined].map((folder) => joinPath(folder, `${kind}_plugins`)),
      ...this.#places.folders[kind],
    ];
    return folders.flatMap((folder) => this.#in(folder, { kind, module: undefined }));
  }

  /**
   * @returns Where to look for a name that is not built in; `undefined` if nowhere.
   * @throws {FilterError} If its collection says that it is gone.
   */
  find(kind: PluginKind, written: string): PluginQuery | undefined {
    return this.#find(kind, written, new Set());
  }

  #find(kind: PluginKind, written: string, seen: Set<string>): PluginQuery | undefined {
    const name = withoutLegacy(written);
    if (seen.has(name)) return undefined;
    seen.add(name);
    const [, collection, short = name] = /^(\w+\.\w+)\.([\w.]+)$/.exec(name) ?? [];
    if (collection === "ansible.builtin") return undefined;
    if (collection === undefined) {
      const to = this.#routedByAnsible(kind, name);
      return to === undefined
        ? { kind, name, files: this.ofProject(kind) }
        : this.#find(kind, to, seen);
    }
    const folder = this.collection(collection);
    if (folder === undefined) return undefined;
    const route = this.#routing.route(joinPath(folder, "meta/runtime.yml"), kind, short);
    if (route?.kind === "redirect") return this.#find(kind, route.to, seen);
    if (route?.kind === "gone") {
      throw new FilterError(`Could not load "${name}": it has been removed. ${route.text}`);
    }
    const inner = ["plugins", kind, ...short.split(".").slice(0, -1)];
    return {
      kind,
      name: short.slice(short.lastIndexOf(".") + 1),
      files: this.#in(joinPath(folder, inner.join("/")), {
        kind,
        module: ["ansible_collections", collection, ...inner].join("."),
      }),
    };
  }

  /** @returns What is in a collection by now, as Ansible itself says. */
  #routedByAnsible(kind: PluginKind, name: string): string | undefined {
    for (const folder of this.#places.packages) {
      const file = joinPath(folder, "ansible/config/ansible_builtin_runtime.yml");
      const route = this.#routing.route(file, kind, name);
      if (route?.kind === "redirect") return route.to;
    }
    return undefined;
  }

  #in(
    folder: string,
    { kind, module }: Pick<PluginFile, "kind" | "module">,
  ): readonly PluginFile[] {
    return this.#list(folder).map((file) => ({
      kind,
      path: joinPath(folder, file),
      module: module && `${module}.${file.replace(/\.py$/, "")}`,
    }));
  }

  #list(folder: string): readonly string[] {
    let list = this.#listed.get(folder);
    if (list === undefined) {
      list = (this.#files.list(folder) ?? []).map(({ name }) => name)
        .filter((name) => name.endsWith(".py") && name !== "__init__.py");
      this.#listed.set(folder, list);
    }
    return list;
  }

  /** @returns What is in the file. */
  source({ path }: PluginFile): string {
    let source = this.#sources.get(path);
    if (source === undefined) {
      source = this.#files.readText(path) ?? "";
      this.#sources.set(path, source);
    }
    return source;
  }
}

/** @returns `name` without the collection that stands for what is in none. */
export function withoutLegacy(name: string): string {
  return name.replace(/^ansible\.legacy\./, "");
}
