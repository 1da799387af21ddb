import type { Files } from "../../base/files.ts";
import { folderOf, joinPath, nameOf } from "../../base/posix_path.ts";
import { isDict } from "../../base/value.ts";
import type { Included, LoadedPlay, LoadedTask, Loader } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { fileNames } from "./file_names.ts";
import { hasAnyStem, isNamePattern, matchingFiles } from "./name_glob.ts";

/** What an include can bring, as far as that is known. */
export interface Brought {
  readonly included: readonly Included[];
  /** Whether it may bring something else, too. */
  readonly isOpen: boolean;
}

/** Follows includes that a run would follow, without a host. */
export class Includes {
  readonly #loader: Loader;
  readonly #files: Files;

  constructor(loader: Loader, files: Files) {
    this.#loader = loader;
    this.#files = files;
  }

  /** @returns What an include brings, `undefined` if the task is none. */
  async follow(include: LoadedTask, play: LoadedPlay): Promise<Brought | undefined> {
    if (include.module === "include_tasks") return await this.#tasks(include, play);
    if (include.module === "include_role") return await this.#role(include, play);
    return undefined;
  }

  async #tasks(include: LoadedTask, play: LoadedPlay): Promise<Brought> {
    const written = include.freeForm?.trim() ?? textOf(include, "file");
    if (written === undefined) return { included: [], isOpen: true };
    const { names, isFirstFound } = fileNames(written, include);
    const files = names.flatMap((name) =>
      isTemplate(name) || isFirstFound ? this.#matching(name, include, play) : [name]
    );
    const isOpen = names.some((name) => isTemplate(name) && !isNamePattern(name));
    const request = { include, play, vars: [], ...applyOf(include) };
    const included: Included[] = [];
    for (const file of new Set(files)) {
      included.push(await this.#loader.loadIncludedTasks({ ...request, file }));
    }
    return { included, isOpen: isOpen || files.length === 0 };
  }

  /** The files that a name with templates can mean: none of a name that is all template. */
  #matching(name: string, include: LoadedTask, play: LoadedPlay): readonly string[] {
    if (!isNamePattern(name)) return [];
    const { position } = include;
    const role = include.roles.at(-1);
    const folders = [
      ...(position === undefined ? [] : [folderOf(position.file)]),
      ...(role === undefined ? [] : [joinPath(role.path, "tasks")]),
    ];
    return matchingFiles(this.#files, name, [...new Set(folders)])
      .filter((path) => /\.ya?ml$/.test(nameOf(path)) && path !== position?.file)
      // Beside a playbook there are playbooks.
      .filter((path) => !hasAnyStem(name) || folderOf(path) !== play.folder);
  }

  async #role(include: LoadedTask, play: LoadedPlay): Promise<Brought> {
    const written = textOf(include, "name") ?? textOf(include, "role");
    const open = { included: [], isOpen: true };
    if (written === undefined) return open;
    const from = FROM.map(([field, key]) => [field, textOf(include, key)] as const)
      .filter(([, name]) => name !== undefined);
    if (from.some(([, name]) => isTemplate(name ?? ""))) return open;
    const { names } = fileNames(written, include);
    if (names.some(isTemplate)) return open;
    const included: Included[] = [];
    for (const name of names) {
      included.push(
        await this.#loader.loadIncludedRole({
          include,
          play,
          name,
          vars: [],
          allowDuplicates: true,
          validates: false,
          ...Object.fromEntries(from),
          ...applyOf(include),
        }),
      );
    }
    return { included, isOpen: false };
  }
}

const FROM = [
  ["tasksFrom", "tasks_from"],
  ["varsFrom", "vars_from"],
  ["defaultsFrom", "defaults_from"],
  ["handlersFrom", "handlers_from"],
] as const;

function applyOf(include: LoadedTask) {
  const apply = include.args.find(({ key }) => key === "apply")?.value;
  return isDict(apply) ? { apply } : {};
}

function textOf(task: LoadedTask, key: string): string | undefined {
  const value = task.args.find((one) => one.key === key)?.value;
  return typeof value === "string" ? value : undefined;
}
