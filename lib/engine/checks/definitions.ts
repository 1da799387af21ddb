import type { Files } from "../../base/files.ts";
import { absolutePath, joinPath, nameOf } from "../../base/posix_path.ts";
import { isDict, type Value } from "../../base/value.ts";
import type { Layer, LoadedPlay, LoadedRole, LoadedTask, LoadedVar } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { fileNames } from "./file_names.ts";
import { isNamePattern, matchingFiles } from "./name_glob.ts";
import type { Report } from "./report.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import type { Variables } from "./variables.ts";

/** What definitions are collected with. */
export interface DefinitionParts {
  readonly variables: Variables;
  readonly sources: SourceIndex;
  readonly files: Files;
  readonly report: Report;
  /** Whether the module of a task is the project's own, and may return facts of any name. */
  readonly isProjectModule: (task: LoadedTask) => boolean;
}

/** Collects every name that a play, its roles, files and tasks define. */
export class Definitions {
  readonly #parts: DefinitionParts;

  constructor(parts: DefinitionParts) {
    this.#parts = parts;
  }

  /** @returns The variables of the play's files. */
  play({ varsPrompt, varsFiles, folder }: LoadedPlay): readonly LoadedVar[] {
    const { variables, files } = this.#parts;
    for (const { name } of varsPrompt) variables.define(name);
    if (["action_plugins", "vars_plugins"].some((name) => files.status(joinPath(folder, name)))) {
      variables.open();
    }
    return varsFiles.flatMap(({ candidates }) =>
      candidates.flatMap((name) => this.#varsOfFiles(name, [folder]))
    );
  }

  role({ defaults, vars, entryVars, params }: LoadedRole): void {
    for (const one of [...defaults, ...vars, ...entryVars, ...params]) {
      this.#parts.variables.defineVar(one);
    }
  }

  layer({ vars, settings }: Layer): void {
    const { variables } = this.#parts;
    for (const one of vars) variables.defineVar(one);
    const register = settings.get("register")?.value;
    if (typeof register === "string") variables.define(register);
    const control = settings.get("loop_control")?.value;
    if (isDict(control)) {
      for (const key of ["loop_var", "index_var"]) {
        const name = control.get(key);
        if (typeof name === "string") variables.define(name);
      }
    }
    if (settings.has("loop") || settings.has("loop_with")) variables.defineItem();
  }

  /** @returns The variables of files that the task reads. */
  task(task: LoadedTask): readonly LoadedVar[] {
    const { variables, isProjectModule } = this.#parts;
    switch (task.module) {
      case "set_fact":
      case "add_host":
        if (task.argsTemplate !== undefined) variables.open();
        for (const one of task.args) this.#assigned(one);
        return [];
      case "include_vars":
        return this.#includedVars(task);
      case "package_facts":
        variables.define("packages");
        return [];
      case "service_facts":
        variables.define("services");
        return [];
      case "getent":
        variables.define(`getent_${textOf(task, "database") ?? ""}`);
        return [];
      default:
        if (isProjectModule(task)) variables.open();
        return [];
    }
  }

  #assigned(one: LoadedVar): void {
    const { variables } = this.#parts;
    if (isTemplate(one.key)) variables.open();
    else variables.defineVar(one);
  }

  #includedVars(task: LoadedTask): readonly LoadedVar[] {
    const { variables } = this.#parts;
    const name = textOf(task, "name");
    if (name !== undefined) variables.define(name);
    const folders = task.searchPath.flatMap((folder) => [joinPath(folder, "vars"), folder]);
    const file = task.freeForm ?? textOf(task, "file");
    const folder = textOf(task, "dir");
    if (folder !== undefined) {
      if (isTemplate(folder)) variables.open();
      return folders.flatMap((one) => this.#varsBelow(absolutePath(folder, one)));
    }
    if (file === undefined) return [];
    const { names, isFirstFound } = fileNames(file.trim(), task);
    const where = isFirstFound ? "beside" : "anywhere";
    return names.flatMap((name) => this.#varsOfFiles(name, folders, where));
  }

  /**
   * A name with templates stands for all files that it can be; `where` they can be says whether a
   * name that is all template may be a whole path.
   */
  #varsOfFiles(
    name: string,
    folders: readonly string[],
    where: "beside" | "anywhere" = "anywhere",
  ): readonly LoadedVar[] {
    const { files, variables } = this.#parts;
    if (!isTemplate(name)) {
      const path = folders.map((folder) => absolutePath(name, folder))
        .find((one) => files.status(one)?.kind === "file");
      return path === undefined ? [] : this.varsOf(path);
    }
    const found = matchingFiles(files, name, folders)
      .filter((path) => /^[^.]+$|\.(?:ya?ml|json)$/.test(nameOf(path)));
    const isKnown = isNamePattern(name);
    // Of those that first_found looks for, some may be for systems that have none.
    const isCertain = where === "beside"
      ? isKnown || found.length > 0
      : isKnown && found.length > 0;
    if (!isCertain) variables.open();
    return found.flatMap((path) => this.varsOf(path));
  }

  #varsBelow(folder: string): readonly LoadedVar[] {
    return (this.#parts.files.list(folder) ?? []).flatMap(({ name, kind }) =>
      kind === "directory"
        ? this.#varsBelow(joinPath(folder, name))
        : this.varsOf(joinPath(folder, name))
    );
  }

  /** @returns The variables of one file, which are taken in, too. */
  varsOf(path: string): readonly LoadedVar[] {
    const { sources, variables, report } = this.#parts;
    const root = sources.root(path);
    // A name that may be any file can match licenses and the like.
    if (/\/[^./][^/]*\.ya?ml$/.test(path)) {
      for (const problem of sources.problems(path)) report.add(problem);
    }
    if (root?.kind !== "mapping") {
      if (root === undefined) variables.open();
      return [];
    }
    const vars = root.entries.map(({ key, value }) => ({
      key: String(key.value),
      value: value.value,
      position: key.position,
    }));
    vars.forEach((one) => variables.defineVar(one));
    return vars;
  }
}

function textOf(task: LoadedTask, key: string): string | undefined {
  const value: Value | undefined = task.args.find((one) => one.key === key)?.value;
  return typeof value === "string" ? value : undefined;
}
