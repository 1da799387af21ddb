import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import type { Position } from "../../base/position.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import type { Value } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import type { Play, PlaybookImport } from "../../wire/playbook.ts";
import type { Keyword, Setting, Task } from "../../wire/task.ts";
import type { Environment } from "../template/environment.ts";
import { collectionPlaybook } from "./collection_playbook.ts";
import { appliedOf, at, settingsOf, varsOf } from "./_convert.ts";
import type {
  Included,
  IncludedRoleRequest,
  IncludedTasksRequest,
  Layer,
  LoadedNode,
  LoadedPlay,
  LoadedPlaybook,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Loader,
  Written,
} from "./model.ts";
import { RememberingFiles } from "../../base/remembering_files.ts";
import { collectionAround } from "./own_collection.ts";
import { collectionFolder, splitQualified } from "./role_folder.ts";
import { entryOf, type RoleCache, RoleReader } from "./role_reader.ts";
import { type Decrypt, type PlaybookParser, Sources } from "./_sources.ts";
import { NameError, StaticNames } from "./static_names.ts";
import { findTaskFile } from "./task_file.ts";
import { flattened } from "./_node.ts";
import { fromFiles, type Place, type PlayContext, Unfolder } from "./unfold.ts";

/** What a loader works with. */
export interface LoaderOptions {
  readonly files: Files;
  readonly parser: PlaybookParser;
  /** For names of static imports and roles that are templates. */
  readonly environment: Environment;
  /** What relative paths start at, absolute. */
  readonly workingFolder: string;
  /** Absolute folders, in the order they are searched. */
  readonly rolesPath: readonly string[];
  readonly collectionsPath: readonly string[];
  /** `-e`. */
  readonly extraVars: ReadonlyMap<string, Value>;
  /** Decrypts a vaulted file; without it such a file is an error. */
  readonly decrypt?: Decrypt;
  /** Told of the folders of playbooks and roles, before anything in them is read. */
  readonly entered?: (folder: string) => void;
  /**
   * Takes all that is found, errors and others: then nothing is thrown, and what could be read of a
   * wrong file counts.
   */
  readonly report?: (diagnostics: readonly Diagnostic[]) => void;
}

/** @returns A loader that reads every file once. */
export function createLoader(options: LoaderOptions): Loader {
  return new PlaybookLoader(options);
}

/** What an import_playbook around a play hands to it. */
interface Imported {
  readonly vars: readonly LoadedVar[];
  readonly when: readonly Written[];
  readonly tags: readonly Value[];
  readonly files: readonly string[];
}

class PlaybookLoader implements Loader {
  readonly #options: LoaderOptions;
  readonly #files: RememberingFiles;
  readonly #sources: Sources;
  readonly #names: StaticNames;
  readonly #unfolder: Unfolder;
  readonly #caches = new WeakMap<LoadedPlay, RoleCache>();

  constructor(options: LoaderOptions) {
    const { parser, environment, extraVars, decrypt = refuseVault } = options;
    const entered = options.entered ?? (() => {});
    const files = new RememberingFiles(options.files);
    this.#options = options;
    this.#files = files;
    this.#sources = new Sources(files, parser, {
      decrypt,
      keeps: options.report === undefined ? "correct files" : "what can be read",
    });
    const sources = this.#sources;
    this.#names = new StaticNames({
      environment,
      extraVars,
      files,
      sources,
      decrypt: (text) => decrypt(text, "a variable"),
    });
    const roles = new RoleReader(files, sources, entered);
    this.#unfolder = new Unfolder({ files, sources, names: this.#names, roles });
  }

  async loadPlaybook(file: string): Promise<LoadedPlaybook> {
    const path = absolutePath(file, this.#options.workingFolder);
    const position = { file: path, line: 1, column: 1 };
    const none: Imported = { vars: [], when: [], tags: [], files: [] };
    const plays = await this.#playbook(path, none, position);
    return { file: path, plays, warnings: this.#settle() };
  }

  async loadIncludedTasks(request: IncludedTasksRequest): Promise<Included> {
    const { include, play, file } = request;
    const context = this.#contextOf(play);
    const layer = this.#includeLayer(request, file);
    const subfolder = include.isHandler ? "handlers" : "tasks";
    const rolePath = include.roles.at(-1)?.path;
    const { path, searched } = findTaskFile(this.#files, {
      target: file,
      layer: include.layer.parent ?? play.layer,
      subfolder,
      playFolder: play.folder,
      ...(rolePath === undefined ? {} : { rolePath }),
    });
    const position = placeOf(include) ?? { file, line: 1, column: 1 };
    let nodes: readonly LoadedNode[] = [];
    if (path === undefined) {
      const message = `Could not find or access '${searched.at(-1)}' on the Ansible Controller.`;
      const hint = `Searched: ${searched.join(", ")}`;
      this.#sources.report("missing-file", message, { position, hint });
    } else {
      const { roles } = include;
      const place: Place = { play: context, layer, roles, subfolder, imported: [] };
      nodes = await this.#unfolder.fileNodes(path, place, position);
    }
    return this.#included(path ?? file, { nodes, handlers: new Map() }, context);
  }

  async loadIncludedRole(request: IncludedRoleRequest): Promise<Included> {
    const { include, play, name } = request;
    const context = this.#contextOf(play);
    const layer = this.#includeLayer(request, name);
    const place: Place = {
      play: context,
      layer,
      roles: include.roles,
      subfolder: "tasks",
      imported: [],
    };
    const from = new Map([
      ["tasks_from", request.tasksFrom],
      ["vars_from", request.varsFrom],
      ["defaults_from", request.defaultsFrom],
      ["handlers_from", request.handlersFrom],
    ]);
    const entry = entryOf({ role: name, vars: include.layer.vars, ...at(placeOf(include)) });
    const role = await this.#unfolder.role(entry, place, {
      from: fromFiles((key) => from.get(key)),
      isIncluded: true,
      validates: request.validates,
      allowDuplicates: request.allowDuplicates,
      ...(request.vars.length > 0 && { loopVars: textOfVars(request.vars) }),
    });
    if (role === undefined) {
      return this.#included(name, { nodes: [], handlers: new Map() }, context);
    }
    const handlers = await this.#unfolder.roleHandlers(role, place);
    const nodes = await this.#unfolder.roleNodes(role, place);
    return { ...this.#included(role.path, { nodes, handlers }, context), role };
  }

  /** @throws {DiagnosticError} If anything was wrong, and nobody takes it. */
  #settle(): readonly string[] {
    this.#files.forget();
    const { report } = this.#options;
    if (report === undefined) return this.#sources.settle();
    const { diagnostics, warnings } = this.#sources.drain();
    report(diagnostics);
    return warnings;
  }

  #included(
    file: string,
    { nodes, handlers }: {
      readonly nodes: readonly LoadedNode[];
      readonly handlers: ReadonlyMap<LoadedRole, readonly LoadedTask[]>;
    },
    { importedHandlers, handlersOf }: PlayContext,
  ): Included {
    const warnings = this.#settle();
    const imported = importedHandlers.flatMap((role) => handlersOf.get(role) ?? []);
    return { file, nodes, handlers: [...[...handlers.values()].flat(), ...imported], warnings };
  }

  /** A dynamic include hands its variables down; its keywords only through `apply`. */
  #includeLayer(
    request: IncludedTasksRequest | IncludedRoleRequest,
    target: string,
  ): Layer {
    const { include, vars, apply, play } = request;
    const layer: Layer = {
      kind: "include",
      target,
      settings: new Map(),
      vars: [...include.layer.vars, ...vars],
      parent: include.layer.parent ?? play.layer,
    };
    if (apply === undefined || apply.size === 0) return layer;
    const applied = appliedOf(apply, include.position);
    for (const key of applied.unknown) {
      this.#sources.report("unknown-keyword", `'${key}' is not a valid attribute for a Block`, {
        position: include.position ?? { file: target, line: 1, column: 1 },
      });
    }
    return { kind: "block", settings: applied.settings, vars: applied.vars, parent: layer };
  }

  #contextOf(play: LoadedPlay): PlayContext {
    const cache = this.#caches.get(play) ?? { roles: new Map() };
    this.#caches.set(play, cache);
    return this.#context({
      layer: play.layer,
      playFolder: play.folder,
      playVars: play.layer.vars,
      varsFiles: play.varsFiles,
    }, cache);
  }

  #context(
    fields: Pick<PlayContext, "layer" | "playFolder" | "playVars" | "varsFiles">,
    cache: RoleCache,
  ): PlayContext {
    const { rolesPath, collectionsPath } = this.#options;
    return {
      ...fields,
      cache,
      rolesPath,
      collectionsPath,
      importedRoles: [],
      importedHandlers: [],
      handlersOf: new Map(),
    };
  }

  async #playbook(
    path: string,
    imported: Imported,
    position: Position,
  ): Promise<readonly LoadedPlay[]> {
    if (imported.files.includes(path)) {
      const message = `Cannot import ${path}: it imports itself`;
      this.#sources.report("import-circle", message, { position });
      return [];
    }
    this.#options.entered?.(folderOf(path));
    const playbook = await this.#sources.playbook(path, position);
    if (playbook === undefined) return [];
    const here = { ...imported, files: [...imported.files, path] };
    const plays: LoadedPlay[] = [];
    let next = 0;
    for (const entry of playbook.imports) {
      for (; next < entry.index; next++) {
        const play = playbook.plays[next];
        if (play !== undefined) plays.push(await this.#play(play, path, here));
      }
      plays.push(...await this.#import(entry, path, here));
    }
    for (const play of playbook.plays.slice(next)) plays.push(await this.#play(play, path, here));
    return plays;
  }

  async #import(
    entry: PlaybookImport,
    file: string,
    outer: Imported,
  ): Promise<readonly LoadedPlay[]> {
    const position = entry.position ?? { file, line: 1, column: 1 };
    const vars = varsOf(entry.vars);
    const own = settingsOf(entry.settings);
    const inner: Imported = {
      files: outer.files,
      vars: [...vars, ...outer.vars],
      when: [...outer.when, ...conditionsOf(own.get("when"))],
      tags: [...valuesOf(own.get("tags")), ...outer.tags],
    };
    const path = this.#importPath(entry.path, file, { vars: inner.vars, position });
    return path === undefined ? [] : await this.#playbook(path, inner, position);
  }

  #importPath(written: string, file: string, { vars, position }: {
    readonly vars: readonly LoadedVar[];
    readonly position: Position;
  }): string | undefined {
    const playFolder = folderOf(file);
    const layer: Layer = { kind: "play", settings: new Map(), vars };
    try {
      const place = { layer, roles: [], playFolder, playVars: vars, varsFiles: [] };
      const name = this.#names.render(written, place);
      const qualified = splitQualified(name);
      const files = this.#files;
      const { collectionsPath } = this.#options;
      const folder = qualified && files.status(joinPath(playFolder, name)) === undefined
        ? collectionFolder(files, qualified.collection, { playFolder, collectionsPath })
        : undefined;
      if (qualified === undefined || folder === undefined) return absolutePath(name, playFolder);
      return collectionPlaybook(files, folder, qualified.name) ??
        joinPath(folder, `playbooks/${qualified.name.replaceAll(".", "/")}.yml`);
    } catch (error) {
      if (!(error instanceof NameError)) throw error;
      this.#sources.report("static-name", error.message, {
        position,
        hint: `'${written}' is needed before there is a host: only variables of the import and ` +
          "those of -e are known",
      });
      return undefined;
    }
  }

  async #play(play: Play, file: string, imported: Imported): Promise<LoadedPlay> {
    const folder = folderOf(file);
    const { vars, layer, forHandlers } = levelsOf(play, folder, imported);
    const cache: RoleCache = { roles: new Map() };
    const context = this.#context(
      { layer, playFolder: folder, playVars: vars, varsFiles: play.varsFiles },
      cache,
    );
    const place: Place = { play: context, layer, roles: [], subfolder: "tasks", imported: [] };
    const inHandlers: Place = { ...place, layer: forHandlers, subfolder: "handlers" };
    const roles: LoadedRole[] = [];
    const roleNodes: LoadedNode[] = [];
    const { handlersOf, importedHandlers } = context;
    const withHandlers: LoadedRole[] = [];
    // All are found first, so that their files are parsed while others are unfolded.
    for (const entry of play.roles) {
      const how = { from: {}, isIncluded: false, validates: true };
      const role = await this.#unfolder.role(entry, place, how);
      if (role !== undefined) roles.push(role);
    }
    for (const role of roles) {
      for (const [one, handlers] of await this.#unfolder.roleHandlers(role, inHandlers)) {
        withHandlers.push(one);
        if (!handlersOf.has(one)) handlersOf.set(one, handlers);
      }
      roleNodes.push(...await this.#unfolder.roleNodes(role, place));
    }
    const nodes = (tasks: readonly Task[]) => this.#unfolder.nodes(tasks, place);
    const preTasks = await nodes(play.preTasks);
    const tasks = await nodes(play.tasks);
    const postTasks = await nodes(play.postTasks);
    const own = flattened(await this.#unfolder.nodes(play.handlers, inHandlers));
    const loaded: LoadedPlay = {
      ...(play.name === undefined ? {} : { name: play.name }),
      hosts: play.hosts,
      ...(play.hostPatterns === undefined ? {} : { hostPatterns: play.hostPatterns }),
      ...(play.hostsPosition === undefined ? {} : { hostsPosition: play.hostsPosition }),
      file,
      folder,
      layer,
      when: imported.when,
      preTasks,
      tasks: [...roleNodes, ...tasks],
      postTasks,
      handlers: [
        ...withHandlers.flatMap((role) => handlersOf.get(role) ?? []),
        ...own,
        ...importedHandlers.flatMap((role) => handlersOf.get(role) ?? []),
      ],
      roles: [...roles, ...context.importedRoles],
      varsFiles: play.varsFiles,
      varsPrompt: play.varsPrompt,
      ...at(play.position),
    };
    this.#caches.set(loaded, cache);
    return loaded;
  }
}

/** What a play says for all in it, and for its handlers, which the conditions of an import leave out. */
function levelsOf(
  play: Play,
  folder: string,
  imported: Imported,
): { readonly vars: Layer["vars"]; readonly layer: Layer; readonly forHandlers: Layer } {
  const vars = mergedVars(varsOf(play.vars), imported.vars);
  const settings = new Map(settingsOf(play.settings));
  const tags = [...valuesOf(settings.get("tags")), ...imported.tags];
  if (tags.length > 0) settings.set("tags", { value: tags, ...at(positionOf(play, "tags")) });
  const collection = collectionAround(folder);
  if (collection !== undefined) {
    settings.set("collections", {
      value: [collection.name, ...valuesOf(settings.get("collections"))],
      ...at(positionOf(play, "collections")),
    });
  }
  const forHandlers: Layer = { kind: "play", settings, vars };
  const layer: Layer = imported.when.length === 0
    ? forHandlers
    : { ...forHandlers, settings: new Map([...settings, ["when", whenOf(imported.when)]]) };
  return { vars, layer, forHandlers };
}

function refuseVault(): never {
  throw new Error("Attempting to decrypt but no vault secrets found");
}

function textOfVars(vars: readonly LoadedVar[]): string {
  return JSON.stringify(vars.map(({ key, value }) => [key, valueToJson(value)]));
}

/** Where an include says what it includes. */
function placeOf({ modulePosition, position }: LoadedTask): Position | undefined {
  return modulePosition ?? position;
}

function conditionsOf(written: Written | undefined): readonly Written[] {
  return valuesOf(written).map((value) => ({ value, ...at(written?.position) }));
}

function valuesOf(written: Written | undefined): readonly Value[] {
  if (written === undefined || written.value === null) return [];
  return Array.isArray(written.value) ? written.value : [written.value];
}

function whenOf(when: readonly Written[]): Written {
  return { value: when.map(({ value }) => value), ...at(when[0]?.position) };
}

function positionOf(play: Play, keyword: Keyword): Position | undefined {
  const found: Setting | undefined = play.settings.find((one) => one.keyword === keyword);
  return found?.position;
}

function mergedVars(
  below: readonly LoadedVar[],
  above: readonly LoadedVar[],
): readonly LoadedVar[] {
  return [...new Map([...below, ...above].map((one) => [one.key, one])).values()];
}
