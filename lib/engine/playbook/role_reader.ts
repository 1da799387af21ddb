import type { Files } from "../../base/files.ts";
import type { Position } from "../../base/position.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import { type Dict, isDict, type Value } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import type { RoleInclude } from "../../wire/playbook.ts";
import { settingsOf, varsOf } from "./_convert.ts";
import type { LoadedRole, LoadedVar, Settings } from "./model.ts";
import { findRole, type RolePlaces } from "./role_folder.ts";
import type { Sources } from "./_sources.ts";

/** `tasks_from` and its kin: a file instead of `main`. */
export interface FromFiles {
  readonly tasks?: string;
  readonly vars?: string;
  readonly defaults?: string;
  readonly handlers?: string;
}

/** A role that somebody wants. */
export interface RoleQuery {
  /** The entry; its name is rendered. */
  readonly entry: RoleInclude;
  readonly places: RolePlaces;
  readonly from: FromFiles;
  readonly isIncluded: boolean;
  /** Instead of what the role's metadata say. */
  readonly allowDuplicates?: boolean;
  readonly validates: boolean;
  /** What the loop around an include adds, as text: a role for each of it. */
  readonly loopVars?: string;
}

/** What is not in a `LoadedRole` and still needed to make nodes of it. */
export interface RoleFiles {
  readonly settings: Settings;
  readonly tasks?: string;
  readonly handlers?: string;
  readonly validation?: Validation;
}

/** What a role's argument spec says of the entry point that is used. */
export interface Validation {
  readonly entryPoint: string;
  readonly shortDescription?: string;
  readonly options: Dict;
  readonly position: Position;
}

/** The roles of one play: equal parameters give the same object. */
export interface RoleCache {
  readonly roles: Map<string, LoadedRole>;
}

/** Renders the name of a dependency. */
export type RenderRole = (entry: RoleInclude) => RoleInclude | undefined;

/** Finds roles and reads what they are made of; their tasks are left to `Unfolder`. */
export class RoleReader {
  readonly #files: Files;
  readonly #sources: Sources;
  readonly #entered: (folder: string) => void;
  readonly #roleFiles = new WeakMap<LoadedRole, RoleFiles>();

  /** @param entered Told of the folder of each role before anything in it is read. */
  constructor(files: Files, sources: Sources, entered: (folder: string) => void) {
    this.#files = files;
    this.#sources = sources;
    this.#entered = entered;
  }

  /** @returns The files of a role that this reader has read. */
  filesOf(role: LoadedRole): RoleFiles {
    const found = this.#roleFiles.get(role);
    if (found === undefined) {
      throw new TypeError(`Cannot unfold role ${role.name}: another reader read it`);
    }
    return found;
  }

  /** @returns The role with its dependencies; `undefined`, after an error, if it cannot be read. */
  async read(
    query: RoleQuery,
    cache: RoleCache,
    render: RenderRole,
  ): Promise<LoadedRole | undefined> {
    const role = await this.#read(query, { cache, render, above: [] });
    if (role === undefined || query.loopVars === undefined) return role;
    const key = cacheKey(role.path, query) + query.loopVars;
    const known = cache.roles.get(key);
    if (known !== undefined) return known;
    const own = { ...role };
    this.#roleFiles.set(own, this.filesOf(role));
    cache.roles.set(key, own);
    return own;
  }

  async #read(query: RoleQuery, state: State): Promise<LoadedRole | undefined> {
    const { entry, places } = query;
    const position = entry.position ?? { file: places.playFolder, line: 1, column: 1 };
    const found = findRole(this.#files, entry.role, places);
    if ("searched" in found) {
      const message = `the role '${entry.role}' was not found in ${found.searched.join(":")}`;
      this.#sources.report("missing-role", message, { position });
      return undefined;
    }
    if (state.above.includes(found.path)) {
      this.#sources.report(
        "role-recursion",
        "A recursion loop was detected with the roles specified. Make sure child roles do not " +
          "have dependencies on parent roles",
        { position },
      );
      return undefined;
    }
    const key = cacheKey(found.path, query);
    const known = state.cache.roles.get(key);
    if (known !== undefined) return known;
    this.#entered(found.path);
    const reading = new Reading(this.#files, this.#sources, { path: found.path, position, query });
    const meta = reading.metadata();
    const collections = [
      ...(found.collection === undefined ? [] : [found.collection]),
      ...meta.collections.filter((one) => one !== found.collection),
    ];
    const role: LoadedRole = {
      ...found,
      defaults: reading.vars("defaults"),
      vars: reading.vars("vars"),
      entryVars: varsOf(entry.vars),
      params: varsOf(entry.params),
      dependencies: meta.path === undefined ? [] : await this.#dependencies(meta.path, state, {
        ...places,
        besideRole: folderOf(found.path),
        collections,
        path: found.path,
      }),
      allowDuplicates: query.allowDuplicates ?? meta.allowDuplicates,
      isIncluded: query.isIncluded,
      collections,
    };
    this.#roleFiles.set(role, this.#prepared(reading, query, meta));
    state.cache.roles.set(key, role);
    return role;
  }

  async #dependencies(
    metadata: string,
    state: State,
    { path, ...places }: RolePlaces & { readonly path: string },
  ): Promise<readonly LoadedRole[]> {
    const position = { file: metadata, line: 1, column: 1 };
    const inner = { ...state, above: [...state.above, path] };
    const dependencies: LoadedRole[] = [];
    for (const entry of await this.#sources.dependencies(metadata, position)) {
      const rendered = state.render(entry);
      if (rendered === undefined) continue;
      const query = { entry: rendered, places, from: {}, isIncluded: false, validates: true };
      const role = await this.#read(query, inner);
      if (role !== undefined) dependencies.push(role);
    }
    return dependencies;
  }

  /** The role's files; they are parsed while the caller does something else. */
  #prepared(reading: Reading, { entry, validates }: RoleQuery, meta: Metadata): RoleFiles {
    const tasks = reading.file("tasks");
    const handlers = reading.file("handlers");
    if (handlers !== undefined) this.#sources.prepare(handlers, "handlers");
    if (tasks !== undefined) this.#sources.prepare(tasks, "tasks");
    const validation = validates ? reading.validation(meta.argumentSpecs) : undefined;
    return {
      settings: settingsOf(entry.settings),
      ...(tasks === undefined ? {} : { tasks }),
      ...(handlers === undefined ? {} : { handlers }),
      ...(validation === undefined ? {} : { validation }),
    };
  }
}

interface State {
  readonly cache: RoleCache;
  readonly render: RenderRole;
  /** The folders of the roles that are being read. */
  readonly above: readonly string[];
}

/** What Ansible compares to see whether a role is the same one again. */
function cacheKey(
  path: string,
  { entry, from, isIncluded, allowDuplicates, validates }: RoleQuery,
): string {
  const pairs = (vars: readonly { readonly key: string; readonly value: string }[]) =>
    vars.map(({ key, value }) => [key, value]).sort();
  const compared = entry.settings.filter(({ keyword }) => keyword === "when" || keyword === "tags");
  return JSON.stringify([
    path,
    pairs(entry.params),
    pairs(entry.vars),
    compared.map(({ keyword, value }) => [keyword, value]).sort(),
    [from.tasks, from.vars, from.defaults, from.handlers].map((name) => name ?? "main"),
    isIncluded,
    allowDuplicates,
    validates,
  ]);
}

interface Metadata {
  readonly path?: string;
  readonly allowDuplicates: boolean;
  readonly collections: readonly string[];
  readonly argumentSpecs?: { readonly value: Value; readonly position: Position };
}

const FROM_EXTENSIONS = ["", ".yml", ".yaml", ".json"];
const MAIN_EXTENSIONS = [".yml", ".yaml", ".json", ""];

/** The files of one role. */
class Reading {
  readonly #files: Files;
  readonly #sources: Sources;
  readonly #path: string;
  readonly #position: Position;
  readonly #query: RoleQuery;

  constructor(files: Files, sources: Sources, { path, position, query }: {
    readonly path: string;
    readonly position: Position;
    readonly query: RoleQuery;
  }) {
    this.#files = files;
    this.#sources = sources;
    this.#path = path;
    this.#position = position;
    this.#query = query;
  }

  /** @returns The file of tasks or handlers, if there is one. */
  file(folder: "tasks" | "handlers"): string | undefined {
    return this.#find(folder, this.#query.from[folder]).find((path) =>
      this.#files.status(path)?.kind === "file"
    );
  }

  /** @returns The variables of `defaults` or `vars`: of one file, or of a folder `main`. */
  vars(folder: "defaults" | "vars"): readonly LoadedVar[] {
    const result = new Map<string, LoadedVar>();
    for (const path of this.#find(folder, this.#query.from[folder])) {
      for (const file of this.#varsFiles(path)) {
        const vars = this.#sources.vars(file, this.#position);
        const root = this.#sources.root(file, this.#position);
        if (vars === undefined && root !== undefined) {
          const message = `The ${folder}/main.yml file for role '${this.#query.entry.role}' must ` +
            "contain a dictionary of variables";
          this.#sources.report("invalid-vars", message, { position: root.position });
        }
        for (const one of vars ?? []) result.set(one.key, one);
      }
    }
    return [...result.values()];
  }

  metadata(): Metadata {
    const [path] = this.#find("meta", undefined);
    const root = path === undefined ? undefined : this.#sources.root(path, this.#position);
    if (path === undefined || root?.kind !== "mapping") {
      return { allowDuplicates: false, collections: [], ...(path === undefined ? {} : { path }) };
    }
    const collections = root.get("collections")?.value;
    const specs = root.get("argument_specs");
    return {
      path,
      allowDuplicates: root.get("allow_duplicates")?.value === true,
      collections: Array.isArray(collections)
        ? collections.filter((one) => typeof one === "string")
        : [],
      ...(specs === undefined
        ? {}
        : { argumentSpecs: { value: specs.value, position: specs.position } }),
    };
  }

  /** @returns What meta/argument_specs.yml, or else meta/main.yml, says of the entry point. */
  validation(inMetadata: Metadata["argumentSpecs"]): Validation | undefined {
    const [path] = this.#find("meta", "argument_specs", [".yml", ".yaml", ".json"]);
    let specs: { readonly value: Value; readonly position: Position } | undefined = inMetadata;
    if (path !== undefined) {
      const root = this.#sources.root(path, this.#position);
      specs = root?.kind === "mapping" ? root.get("argument_specs") : undefined;
    }
    const entryPoint = this.#query.from.tasks ?? "main";
    const spec = isDict(specs?.value) ? specs.value.get(entryPoint) : undefined;
    if (specs === undefined || !isDict(spec) || spec.size === 0) return undefined;
    const short = spec.get("short_description");
    const options = spec.get("options");
    return {
      entryPoint,
      ...(typeof short === "string" ? { shortDescription: short } : {}),
      options: isDict(options) ? options : new Map(),
      position: specs.position,
    };
  }

  #find(
    folder: string,
    from: string | undefined,
    extensions?: readonly string[],
  ): readonly string[] {
    const base = joinPath(this.#path, folder);
    if (this.#files.status(base)?.kind !== "directory") return [];
    const name = joinPath(base, from ?? "main");
    const tried = extensions ?? (from === undefined ? MAIN_EXTENSIONS : FROM_EXTENSIONS);
    for (const extension of tried) {
      const path = absolutePath(name + extension, "/");
      if (this.#files.status(path) === undefined) continue;
      if (path.startsWith(`${base}/`)) return [path];
      const message =
        `Failed loading '${path}' for role (${this.#query.entry.role}) as it is not ` +
        `inside the expected role path: '${base}'`;
      this.#sources.report("outside-role", message, { position: this.#position });
      return [];
    }
    if (from !== undefined && extensions === undefined) {
      const message = `Could not find specified file in role: ${folder}/${from}`;
      this.#sources.report("missing-role-file", message, { position: this.#position });
    }
    return [];
  }

  /** A folder stands for the files in it, by name. */
  #varsFiles(path: string): readonly string[] {
    if (this.#files.status(path)?.kind !== "directory") return [path];
    return (this.#files.list(path) ?? []).flatMap(({ name, kind }) => {
      const inner = joinPath(path, name);
      if (name.startsWith(".") || name.endsWith("~")) return [];
      if (kind === "directory") return this.#varsFiles(inner);
      const dot = name.lastIndexOf(".");
      return MAIN_EXTENSIONS.includes(dot === -1 ? "" : name.slice(dot)) ? [inner] : [];
    });
  }
}

/** @returns A role's parameters as a dict, as the validation of its arguments gets them. */
export function paramsDict(role: LoadedRole): Dict {
  return new Map(role.params.map(({ key, value }) => [key, value]));
}

/** @returns An entry of `roles:` that import_role and include_role stand for. */
export function entryOf(fields: {
  readonly role: string;
  readonly vars: readonly LoadedVar[];
  readonly position?: Position;
}): RoleInclude {
  const { role, vars, position } = fields;
  return {
    role,
    vars: vars.map(({ key, value }) => ({ key, value: valueToJson(value) })),
    params: [],
    settings: [],
    ...(position === undefined ? {} : { position }),
  };
}
