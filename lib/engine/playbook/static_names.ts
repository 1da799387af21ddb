import type { Files } from "../../base/files.ts";
import { absolutePath } from "../../base/posix_path.ts";
import type { Value } from "../../base/value.ts";
import type { VarsFile } from "../../wire/playbook.ts";
import type { Environment } from "../template/environment.ts";
import { TemplateError } from "../template/errors.ts";
import { templateString } from "../template/template_string.ts";
import { toText } from "../template/text.ts";
import { VariableScope } from "../template/variable_scope.ts";
import { includeParams, roleDefaults, roleParams, roleVars, taskVars } from "./inherited.ts";
import type { Layer, LoadedRole, LoadedVar } from "./model.ts";
import type { Sources } from "./_sources.ts";

/** What a name in a playbook can refer to before there is a host. */
export interface NamePlace {
  readonly layer: Layer;
  readonly roles: readonly LoadedRole[];
  readonly playFolder: string;
  readonly playVars: readonly LoadedVar[];
  readonly varsFiles: readonly VarsFile[];
}

/** A name whose template cannot be evaluated before there is a host. */
export class NameError extends Error {
  override readonly name = "NameError";
}

/** What names are evaluated with. */
export interface NameParts {
  readonly environment: Environment;
  readonly extraVars: ReadonlyMap<string, Value>;
  readonly files: Files;
  readonly sources: Sources;
  readonly decrypt?: (text: string) => string;
}

/**
 * Evaluates the names of static imports and roles, with the variables that do not depend on a host:
 * of the play, its files, roles, blocks, and the command line.
 */
export class StaticNames {
  readonly #parts: NameParts;

  constructor(parts: NameParts) {
    this.#parts = parts;
  }

  /** @throws {NameError} If a variable is undefined, or the template is wrong. */
  render(text: string, place: NamePlace): string {
    if (!isTemplate(text)) return text;
    const variables = this.#variables(place);
    const { environment, decrypt } = this.#parts;
    const scope = new VariableScope(variables, { environment, ...(decrypt && { decrypt }) });
    try {
      return toText(templateString(environment, text, scope));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new NameError(error.message, { cause: error });
    }
  }

  #variables(place: NamePlace): ReadonlyMap<string, Value> {
    const { layer, roles, playFolder, playVars, varsFiles } = place;
    const result = new Map<string, Value>();
    const add = (vars: Iterable<LoadedVar>) => {
      for (const { key, value } of vars) result.set(key, value);
    };
    add(roleDefaults(roles).values());
    add(playVars);
    for (const file of varsFiles) add(this.#varsFile(file, playFolder));
    add(roleVars(roles).values());
    add(taskVars(layer).values());
    add(roleParams(roles).values());
    add(includeParams(layer).values());
    for (const [key, value] of this.#parts.extraVars) result.set(key, value);
    result.set("playbook_dir", playFolder);
    const role = roles.at(-1);
    if (role !== undefined) {
      for (const key of ["role_name", "ansible_role_name"]) result.set(key, role.name);
      result.set("role_path", role.path);
    }
    return result;
  }

  /** A file whose name needs a host is left out. */
  #varsFile({ candidates, position }: VarsFile, folder: string): readonly LoadedVar[] {
    for (const candidate of candidates) {
      if (isTemplate(candidate)) continue;
      const path = absolutePath(candidate, folder);
      if (this.#parts.files.status(path) === undefined) continue;
      const place = position ?? { file: path, line: 1, column: 1 };
      return this.#parts.sources.vars(path, place) ?? [];
    }
    return [];
  }
}

/** @returns Whether there is a template in a name. */
export function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}
