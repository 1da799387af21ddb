import { absolutePath, joinPath } from "../../base/posix_path.ts";
import { pythonJson } from "../../base/python_json.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { FactCache } from "../../engine/executor/ports.ts";
import { plainName } from "../../engine/template/plain_name.ts";
import { replaceFile } from "../../system/replace_file.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { Config } from "../config/config.ts";
import { EXIT } from "../exit_code.ts";

/**
 * @returns What keeps facts between runs, or `undefined` if they are kept for the run alone. Its
 * files are those of Ansible's `jsonfile`.
 * @throws {CommandError} If there is no folder to keep them in.
 */
export function openFactCache(app: App, config: Config): FactCache | undefined {
  const plugin = plainName(config.text("CACHE_PLUGIN") ?? "memory");
  if (plugin !== "jsonfile") return undefined;
  const named = config.text("CACHE_PLUGIN_CONNECTION");
  if (named === undefined) {
    throw new CommandError(
      "error, 'jsonfile' cache plugin requires the 'fact_caching_connection' config option to be " +
        "set (to a writeable directory path)",
      { exitCode: EXIT.options },
    );
  }
  const { environment } = app.system;
  const path = named.replace(/^~(?=\/|$)/, environment.homeFolder());
  const folder = absolutePath(path, environment.workingFolder());
  return new JsonFiles(app, folder, config.number("CACHE_PLUGIN_TIMEOUT"));
}

class JsonFiles implements FactCache {
  readonly #app: App;
  readonly #folder: string;
  /** Seconds; 0 is without end. */
  readonly #timeout: number;

  constructor(app: App, folder: string, timeout: number) {
    this.#app = app;
    this.#folder = folder;
    this.#timeout = timeout;
  }

  read(host: string): Dict | undefined {
    const path = this.#pathOf(host);
    const text = this.#isFresh(path) ? this.#app.system.files.readText(path) : undefined;
    if (text === undefined) return undefined;
    try {
      const facts = valueFromJson(text);
      if (isDict(facts)) return facts;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.#app.warn(`The facts that are kept in ${path} cannot be read: they are gathered anew`);
    return undefined;
  }

  write(host: string, facts: Dict): void {
    const text = pythonJson(facts, { indent: 4, sortKeys: true });
    const path = this.#pathOf(host);
    try {
      Deno.mkdirSync(this.#folder, { recursive: true });
      const options = { mode: 0o600, oldContent: "left" } as const;
      replaceFile(path, new TextEncoder().encode(text), options);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#app.warn(`error in 'jsonfile' cache plugin while trying to write to ${path} : ${why}`);
    }
  }

  forget(host: string): void {
    try {
      Deno.removeSync(this.#pathOf(host));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** A host's name may come from the inventory of others: it names no other folder. */
  #pathOf(host: string): string {
    return joinPath(this.#folder, host.replaceAll("/", "_"));
  }

  #isFresh(path: string): boolean {
    if (this.#timeout === 0) return true;
    try {
      const changed = Deno.statSync(path).mtime?.getTime() ?? 0;
      return this.#app.system.clock.wallNow() - changed <= this.#timeout * 1000;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }
}
