import type { Files } from "../../base/files.ts";
import type { Position } from "../../base/position.ts";
import { folderOf } from "../../base/posix_path.ts";
import type { RoleInclude } from "../../wire/playbook.ts";
import type { BlockTask, ModuleTask, Task } from "../../wire/task.ts";
import { at } from "./_convert.ts";
import { canonicalName } from "./canonical_name.ts";
import { setting } from "./inherited.ts";
import type { Layer, LoadedBlock, LoadedNode, LoadedRole, LoadedTask, LoadedVar } from "./model.ts";
import {
  flattened,
  handedDown,
  layerOf,
  loadedTask,
  type NodePlace,
  partsOf,
  validationTask,
} from "./_node.ts";
import { entryOf, type FromFiles, type RoleCache, type RoleReader } from "./role_reader.ts";
import type { Sources } from "./_sources.ts";
import { NameError, type NamePlace, type StaticNames } from "./static_names.ts";
import { findTaskFile } from "./task_file.ts";

/** What the tasks of one play share while they are unfolded. */
export interface PlayContext extends Omit<NamePlace, "layer" | "roles"> {
  readonly layer: Layer;
  readonly cache: RoleCache;
  readonly rolesPath: readonly string[];
  readonly collectionsPath: readonly string[];
  /** Roles and handlers that static imports bring; they join the play's. */
  readonly importedRoles: LoadedRole[];
  readonly importedHandlers: LoadedRole[];
  /** There is one set of handlers of each role, however often it is used. */
  readonly handlersOf: Map<LoadedRole, readonly LoadedTask[]>;
}

/** Where a list of tasks stands. */
export interface Place {
  readonly play: PlayContext;
  readonly layer: Layer;
  /** Outermost first. */
  readonly roles: readonly LoadedRole[];
  readonly subfolder: "tasks" | "handlers";
  /** The files that static imports have led through, to notice a circle. */
  readonly imported: readonly string[];
}

/** Makes nodes of tasks: static imports and roles are unfolded, what is inherited is linked. */
export class Unfolder {
  readonly #files: Files;
  readonly #sources: Sources;
  readonly #names: StaticNames;
  readonly #roles: RoleReader;

  constructor(parts: {
    readonly files: Files;
    readonly sources: Sources;
    readonly names: StaticNames;
    readonly roles: RoleReader;
  }) {
    this.#files = parts.files;
    this.#sources = parts.sources;
    this.#names = parts.names;
    this.#roles = parts.roles;
  }

  async nodes(tasks: readonly Task[], place: Place): Promise<readonly LoadedNode[]> {
    const nodes: LoadedNode[] = [];
    for (const task of tasks) {
      if (task.kind === "block") nodes.push(await this.#block(task, place));
      else nodes.push(...await this.#task(task, place));
    }
    return nodes;
  }

  /** Handlers stand alone: what a block or an import around them holds is inherited. */
  async handlers(tasks: readonly Task[], place: Place): Promise<readonly LoadedTask[]> {
    return flattened(await this.nodes(tasks, place));
  }

  /** @returns Nodes of a file of tasks that an include or import names. */
  async fileNodes(path: string, place: Place, position: Position): Promise<readonly LoadedNode[]> {
    if (place.imported.includes(path)) {
      const message = `Cannot import ${path}: it imports itself`;
      this.#sources.report("import-circle", message, { position });
      return [];
    }
    const tasks = await this.#sources.tasks(path, place.subfolder, position);
    if (tasks?.length === 0) {
      this.#sources.warn(`file ${path} is empty and had no tasks to include`);
    }
    return await this.nodes(tasks ?? [], { ...place, imported: [...place.imported, path] });
  }

  /** @returns Nodes of a role, those of its dependencies first. */
  async roleNodes(role: LoadedRole, place: Place): Promise<readonly LoadedNode[]> {
    const own = this.#enter(role, place);
    const nodes: LoadedNode[] = [];
    for (const dependency of role.dependencies) {
      nodes.push(...await this.roleNodes(dependency, own));
    }
    const { tasks, validation } = this.#roles.filesOf(role);
    if (validation !== undefined) nodes.push(validationTask(role, validation, nodePlace(own)));
    if (tasks !== undefined) {
      const position = { file: tasks, line: 1, column: 1 };
      nodes.push(
        ...await this.nodes(await this.#sources.tasks(tasks, "tasks", position) ?? [], own),
      );
    }
    nodes.push({ kind: "role_end", role, layer: own.layer, roles: own.roles });
    return nodes;
  }

  /** @returns Handlers of a role by whose they are, those of its dependencies first. */
  async roleHandlers(
    role: LoadedRole,
    place: Place,
  ): Promise<ReadonlyMap<LoadedRole, readonly LoadedTask[]>> {
    const own: Place = { ...this.#enter(role, place), subfolder: "handlers" };
    const handlers = new Map<LoadedRole, readonly LoadedTask[]>();
    for (const dependency of role.dependencies) {
      for (const [one, its] of await this.roleHandlers(dependency, own)) handlers.set(one, its);
    }
    const { handlers: file } = this.#roles.filesOf(role);
    if (file === undefined) return handlers;
    const position = { file, line: 1, column: 1 };
    const tasks = await this.#sources.tasks(file, "handlers", position);
    return handlers.set(role, await this.handlers(tasks ?? [], own));
  }

  /** @returns The role of an entry; `undefined`, after an error, if it cannot be read. */
  async role(entry: RoleInclude, place: Place, how: {
    readonly from: FromFiles;
    readonly isIncluded: boolean;
    readonly validates: boolean;
    readonly allowDuplicates?: boolean;
    readonly loopVars?: string;
  }): Promise<LoadedRole | undefined> {
    const rendered = this.#renderEntry(entry, place);
    if (rendered === undefined) return undefined;
    const { playFolder, rolesPath, collectionsPath, cache } = place.play;
    const outer = place.roles.at(-1);
    const places = {
      playFolder,
      rolesPath,
      collectionsPath,
      collections: collectionsAt(place.layer),
      ...(outer === undefined ? {} : { besideRole: folderOf(outer.path) }),
    };
    return await this.#roles.read(
      { entry: rendered, places, ...how },
      cache,
      (dependency) => this.#renderEntry(dependency, place),
    );
  }

  #renderEntry(entry: RoleInclude, place: Place): RoleInclude | undefined {
    const role = this.#name(entry.role, place, {
      message: (why) => why,
      position: entry.position,
    });
    return role === undefined ? undefined : { ...entry, role };
  }

  #name(text: string, { play, layer, roles }: Place, said: {
    readonly message: (why: string) => string;
    readonly position: Position | undefined;
  }): string | undefined {
    try {
      return this.#names.render(text, { ...play, layer, roles });
    } catch (error) {
      if (!(error instanceof NameError)) throw error;
      this.#sources.report("static-name", said.message(error.message), {
        position: said.position ?? { file: play.playFolder, line: 1, column: 1 },
        hint: `'${text}' is needed before there is a host: only variables of the play, of its ` +
          "files and roles, and those of -e are known",
      });
      return undefined;
    }
  }

  /** The place in a role: its level, with the collections that it looks in. */
  #enter(role: LoadedRole, place: Place): Place {
    const settings = new Map(this.#roles.filesOf(role).settings);
    settings.set("collections", { value: [...role.collections] });
    const layer: Layer = {
      kind: "role",
      role,
      settings,
      vars: role.entryVars,
      parent: place.layer,
    };
    return { ...place, layer, roles: [...place.roles, role], subfolder: "tasks", imported: [] };
  }

  async #block(task: BlockTask, place: Place): Promise<LoadedBlock> {
    const layer = layerOf("block", task, place.layer);
    const inner = { ...place, layer };
    return {
      kind: "block",
      ...(task.name === undefined ? {} : { name: task.name }),
      block: await this.nodes(task.block, inner),
      rescue: await this.nodes(task.rescue, inner),
      always: await this.nodes(task.always, inner),
      layer,
      roles: place.roles,
      ...at(task.position),
    };
  }

  async #task(task: ModuleTask, place: Place): Promise<readonly LoadedNode[]> {
    switch (canonicalName(task.module)) {
      case "import_tasks":
        return await this.#importTasks(task, place, []);
      case "import_role":
        return await this.#importRole(task, place);
      case "include":
        return await this.#include(task, place);
      default:
        return [loadedTask(task, nodePlace(place))];
    }
  }

  /** The old `include`: static where it can be; its arguments are variables. */
  async #include(task: ModuleTask, place: Place): Promise<readonly LoadedNode[]> {
    this.#sources.warn(
      '"include" is deprecated, use include_tasks/import_tasks instead. This feature will be ' +
        "removed in version 2.16",
    );
    const target = targetOf(task);
    const params = partsOf(task).args.filter(({ key }) => key !== "file");
    const isLooping = task.loopWith !== undefined ||
      task.settings.some(({ keyword }) => keyword === "loop");
    const isStatic = !/\{[{%]/.test(target) && !isLooping && isAllStatic(place.layer);
    if (isStatic) return await this.#importTasks(task, place, params);
    const { args: _, ...rest } = loadedTask(task, nodePlace(place));
    const layer = { ...rest.layer, vars: [...rest.layer.vars, ...params] };
    return [{ ...rest, args: [], freeForm: target, module: "include_tasks", layer }];
  }

  async #importTasks(
    task: ModuleTask,
    place: Place,
    params: readonly LoadedVar[],
  ): Promise<readonly LoadedNode[]> {
    const own = layerOf("task", task, place.layer);
    const written = targetOf(task);
    const { position } = task;
    const target = this.#name(written, { ...place, layer: own }, {
      message: () => `Error when evaluating variable in import path: ${written}.`,
      position,
    });
    if (target === undefined) return [];
    const rolePath = place.roles.at(-1)?.path;
    const { path, searched } = findTaskFile(this.#files, {
      target,
      layer: place.layer,
      subfolder: place.subfolder,
      playFolder: place.play.playFolder,
      ...(rolePath === undefined ? {} : { rolePath }),
    });
    const where = task.modulePosition ?? position ?? { file: target, line: 1, column: 1 };
    if (path === undefined) {
      const message = `Could not find or access '${searched.at(-1)}' on the Ansible Controller`;
      const hint = `Searched: ${searched.join(", ")}`;
      this.#sources.report("missing-file", message, { position: where, hint });
      return [];
    }
    const layer: Layer = {
      kind: "import",
      target,
      settings: handedDown(own.settings),
      vars: [...own.vars, ...params],
      parent: place.layer,
    };
    return await this.fileNodes(path, { ...place, layer }, where);
  }

  async #importRole(task: ModuleTask, place: Place): Promise<readonly LoadedNode[]> {
    const own = layerOf("task", task, place.layer);
    const args = new Map(partsOf(task).args.map(({ key, value }) => [key, value]));
    const inTask = { ...place, layer: own };
    const text = (key: string) => {
      const value = args.get(key);
      if (typeof value !== "string") return undefined;
      return this.#name(value, inTask, { message: (why) => why, position: task.position });
    };
    const flag = (key: string) => {
      const value = args.get(key) ?? true;
      return typeof value === "string" ? isTrueWord(text(key) ?? "") : value === true;
    };
    const name = String(args.get("name") ?? args.get("role") ?? "");
    const entry = entryOf({ role: name, vars: own.vars, ...at(task.position) });
    const role = await this.role(entry, inTask, {
      from: fromFiles(text),
      isIncluded: true,
      validates: flag("rolespec_validate"),
      allowDuplicates: flag("allow_duplicates"),
    });
    if (role === undefined) return [];
    const layer: Layer = {
      kind: "import",
      target: name,
      settings: handedDown(own.settings),
      vars: own.vars,
      parent: place.layer,
    };
    const inImport = { ...place, layer };
    place.play.importedRoles.push(role);
    // What the role's own tasks import comes before its handlers.
    const nodes = await this.roleNodes(role, inImport);
    const { importedHandlers, handlersOf } = place.play;
    for (const [one, handlers] of await this.roleHandlers(role, inImport)) {
      importedHandlers.push(one);
      // The last import says what they inherit.
      if (one === role || !handlersOf.has(one)) handlersOf.set(one, handlers);
    }
    return nodes;
  }
}

/** @returns `tasks_from` and its kin; of a path the last part counts, as in Ansible. */
export function fromFiles(text: (key: string) => string | undefined): FromFiles {
  const from: { -readonly [key in keyof FromFiles]: string } = {};
  for (const key of ["tasks", "vars", "defaults", "handlers"] as const) {
    const name = text(`${key}_from`);
    if (name !== undefined) from[key] = name.slice(name.lastIndexOf("/") + 1);
  }
  return from;
}

function nodePlace({ play, layer, roles, subfolder }: Place): NodePlace {
  return { layer, roles, subfolder, playFolder: play.playFolder };
}

function targetOf(task: ModuleTask): string {
  const file = partsOf(task).args.find(({ key }) => key === "file")?.value;
  return task.freeForm?.trim() || (typeof file === "string" ? file : "");
}

function isAllStatic(layer: Layer): boolean {
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    if (at.kind === "include") return false;
  }
  return true;
}

function collectionsAt(layer: Layer): readonly string[] {
  const value = setting(layer, "collections")?.value;
  const names = Array.isArray(value) ? value : [value];
  return names.filter((name) => typeof name === "string");
}

function isTrueWord(text: string): boolean {
  return ["y", "yes", "on", "1", "true", "t"].includes(text.trim().toLowerCase());
}
