import type { Files } from "../../base/files.ts";
import { formatPosition, type Position } from "../../base/position.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import type { Value } from "../../base/value.ts";
import { parseYaml } from "../../source/yaml.ts";
import { displayName } from "../playbook/inherited.ts";
import type {
  Layer,
  LoadedNode,
  LoadedPlay,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Loader,
} from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { Includes } from "./includes.ts";
import type { Level } from "./precedence.ts";

/** A place that gives a variable a value, or may. */
export interface VarPlace {
  readonly level: Level;
  readonly position?: Position;
  /** As it is written; missing where only a run can tell. */
  readonly value?: Value;
  /** Whose it is: a role, a group, a task. */
  readonly owner?: string;
  /** Where alone it counts, if not for all of a play. */
  readonly only?: string;
}

/** What the places of a play's variables are looked for with. */
export interface VarPlacesParts {
  readonly loader: Loader;
  readonly files: Files;
  /** @returns The text of a vault file decrypted; other text as it is. */
  readonly decrypt: (text: string, path: string) => string;
}

/** @returns Every place in a play that gives `name` a value, the strongest first. */
export async function varPlaces(
  play: LoadedPlay,
  name: string,
  parts: VarPlacesParts,
): Promise<readonly VarPlace[]> {
  const search = new Search(play, name, parts);
  return (await search.run()).toSorted((a, b) => b.level - a.level);
}

/** Goes through a play once. What comes later wins over what is of the same level. */
class Search {
  readonly #play: LoadedPlay;
  readonly #name: string;
  readonly #parts: VarPlacesParts;
  readonly #includes: Includes;
  readonly #found: VarPlace[] = [];
  readonly #seen = new Set<object>();
  readonly #followed = new Set<string>();

  constructor(play: LoadedPlay, name: string, parts: VarPlacesParts) {
    this.#play = play;
    this.#name = name;
    this.#parts = parts;
    this.#includes = new Includes(parts.loader, parts.files);
  }

  async run(): Promise<readonly VarPlace[]> {
    const { layer, varsPrompt, varsFiles, folder, roles } = this.#play;
    this.#vars(12, layer.vars, {});
    for (const { name } of varsPrompt) if (name === this.#name) this.#found.unshift({ level: 13 });
    for (const { candidates, position } of varsFiles) {
      this.#files(14, candidates, { folders: [folder], ...(position && { position }) });
    }
    for (const role of roles) this.#role(role, {});
    const { preTasks, tasks, postTasks, handlers } = this.#play;
    await this.#nodes([...preTasks, ...tasks, ...postTasks, ...handlers]);
    return this.#found;
  }

  async #nodes(nodes: readonly LoadedNode[]): Promise<void> {
    for (const node of nodes) {
      for (const role of node.roles) this.#role(role, { only: `role ${role.name}` });
      this.#layers(node.layer);
      if (node.kind === "block") await this.#nodes([...node.block, ...node.rescue, ...node.always]);
      if (node.kind === "task") await this.#task(node);
    }
  }

  async #task(task: LoadedTask): Promise<void> {
    const owner = `TASK [${displayName(task)}]`;
    const at = task.position ? { position: task.position, owner } : { owner };
    const { layer } = task;
    if (layer.settings.get("register")?.value === this.#name) {
      this.#found.unshift({ level: 19, ...at });
    }
    const isInclude = task.module === "include_tasks" || task.module === "include_role";
    this.#vars(isInclude ? 21 : 17, layer.kind === "task" ? layer.vars : [], { only: owner });
    const fact = task.args.find(({ key }) => key === this.#name);
    if (task.module === "set_fact" && fact !== undefined) {
      this.#found.unshift({ level: 19, value: fact.value, ...at });
    }
    if (task.module === "include_vars") this.#includeVars(task, at);
    // What includes itself is looked into once.
    const place = formatPosition(task.position ?? { file: task.writtenModule, line: 0, column: 0 });
    if (this.#followed.has(place)) return;
    this.#followed.add(place);
    const brought = await this.#includes.follow(task, this.#play);
    for (const { nodes, role, handlers } of brought?.included ?? []) {
      if (role !== undefined) this.#role(role, { only: `role ${role.name}` });
      await this.#nodes([...nodes, ...handlers]);
    }
  }

  #includeVars(task: LoadedTask, at: Pick<VarPlace, "position" | "owner">): void {
    const text = (key: string) => task.args.find((one) => one.key === key)?.value;
    const file = task.freeForm?.trim() ?? text("file");
    if (text("name") === this.#name) this.#found.unshift({ level: 18, ...at });
    if (typeof file !== "string" || text("name") !== undefined) return;
    const folders = [...task.searchPath, folderOf(task.position?.file ?? this.#play.file)];
    this.#files(18, [file], { folders, ...at });
  }

  #role(role: LoadedRole, where: Pick<VarPlace, "only">): void {
    if (this.#isSeen(role)) return;
    for (const one of role.dependencies) this.#role(one, where);
    const owner = role.name;
    this.#vars(2, role.defaults, { ...where, owner });
    this.#vars(15, role.entryVars, { ...where, owner });
    this.#vars(15, role.vars, { ...where, owner });
    this.#vars(20, role.params, { only: `role ${role.name}`, owner });
  }

  /** The levels between a node and its play. */
  #layers(layer: Layer): void {
    for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
      if (at.kind === "block") this.#vars(16, at.vars, { only: "a block" });
      if (at.kind === "import") this.#vars(16, at.vars, { only: `import of ${at.target}` });
      if (at.kind === "include") this.#vars(21, at.vars, { only: `include of ${at.target}` });
    }
  }

  #vars(level: Level, vars: readonly LoadedVar[], about: Pick<VarPlace, "owner" | "only">): void {
    for (const one of vars) {
      if (one.key !== this.#name || this.#isSeen(one)) continue;
      const { value, position } = one;
      this.#found.unshift({ level, value, ...about, ...(position && { position }) });
    }
  }

  /** The first of the files that is there counts; which one that is may be a run's to tell. */
  #files(
    level: Level,
    candidates: readonly string[],
    { folders, ...at }: Pick<VarPlace, "position" | "owner"> & {
      readonly folders: readonly string[];
    },
  ): void {
    for (const candidate of candidates) {
      if (isTemplate(candidate)) {
        return void this.#found.unshift({ level, ...at, owner: `${at.owner ?? ""} ${candidate}` });
      }
      const paths = folders.flatMap((folder) => [
        absolutePath(candidate, folder),
        joinPath(joinPath(folder, "vars"), candidate),
      ]);
      const path = paths.find((one) => this.#parts.files.status(one)?.kind === "file");
      if (path === undefined) continue;
      return this.#file(level, path, at);
    }
  }

  #file(level: Level, path: string, { owner }: Pick<VarPlace, "owner">): void {
    const { files, decrypt } = this.#parts;
    const { root } = parseYaml(decrypt(files.readText(path) ?? "", path), { file: path });
    if (root.kind !== "mapping") return;
    const entry = root.entries.findLast(({ key }) => key.text === this.#name);
    if (entry === undefined) return;
    const { position } = entry.key;
    const { value } = entry.value;
    this.#found.unshift({ level, position, value, ...(owner !== undefined && { owner }) });
  }

  #isSeen(thing: object): boolean {
    if (this.#seen.has(thing)) return true;
    this.#seen.add(thing);
    return false;
  }
}
