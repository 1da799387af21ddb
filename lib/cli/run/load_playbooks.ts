import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import type { Value } from "../../base/value.ts";
import { createLoader } from "../../engine/playbook/load.ts";
import type { LoadedPlaybook, Loader } from "../../engine/playbook/model.ts";
import type { Environment } from "../../engine/template/environment.ts";
import { parseFile, parsePlaybook } from "../../plugin/client.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { CommandError } from "../command_error.ts";

/** What loading playbooks takes. */
export interface LoadOptions {
  readonly plugins: Caller;
  readonly environment: Environment;
  readonly extraVars: ReadonlyMap<string, Value>;
  readonly decrypt: (text: string, path: string) => string;
  readonly config: Config;
  /** Told of the folders of playbooks and roles. */
  readonly entered?: (folder: string) => void;
  /** Takes all that is found instead of its being thrown. */
  readonly report?: (diagnostics: readonly Diagnostic[]) => void;
  /** Files besides those on the disk; the disk's alone if left out. */
  readonly files?: Files;
}

/** @returns A loader of play graphs with the playbook plugin behind it. */
export function openLoader(app: App, options: LoadOptions): Loader {
  const { plugins, environment, extraVars, decrypt, config, entered, report, files } = options;
  return createLoader({
    files: files ?? app.system.files,
    parser: {
      parsePlaybook: (request) => parsePlaybook(plugins, request),
      parseFile: (request) => parseFile(plugins, request),
    },
    environment,
    workingFolder: app.system.environment.workingFolder(),
    rolesPath: config.list("DEFAULT_ROLES_PATH"),
    collectionsPath: config.list("COLLECTIONS_PATHS"),
    extraVars,
    decrypt,
    ...(entered === undefined ? {} : { entered }),
    ...(report === undefined ? {} : { report }),
  });
}

/**
 * Loads all playbooks before the first one runs.
 *
 * @throws {CommandError} If one is not there.
 * @throws {DiagnosticError} With all that is wrong in all of them.
 */
export async function loadPlaybooks(
  app: App,
  paths: readonly string[],
  loader: Loader,
): Promise<readonly LoadedPlaybook[]> {
  for (const path of paths) requirePlaybook(app, path);
  const problems: Diagnostic[] = [];
  const playbooks: LoadedPlaybook[] = [];
  for (const path of paths) {
    try {
      playbooks.push(await loader.loadPlaybook(path));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return playbooks;
}

/** @throws {CommandError} If there is no such playbook. */
export function requirePlaybook(app: App, path: string): void {
  const status = app.system.files.status(path);
  if (status === undefined) throw new CommandError(`the playbook: ${path} could not be found`);
  if (status.kind !== "file") {
    throw new CommandError(`the playbook: ${path} does not appear to be a file`);
  }
}
