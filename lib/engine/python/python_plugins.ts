import { nameOf } from "../../base/posix_path.ts";
import { Builtin } from "../template/builtin.ts";
import { FilterError } from "../template/errors.ts";
import type { ForeignLookup, ForeignPlugins } from "../template/ports.ts";
import { mayDefine, mentions } from "./mentions.ts";
import { type PluginFile, type PluginFiles, withoutLegacy } from "./plugin_files.ts";
import type { PythonHelper } from "./python_helper.ts";

/** What becomes of plugins in Python. */
export type PythonUse =
  | { readonly kind: "run"; readonly helper: PythonHelper }
  /** Templates that need one fail. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Only what they are called is of interest: nothing is run. */
  | { readonly kind: "named" };

/** What plugins in Python are used with. */
export interface PythonPluginsOptions {
  readonly files: PluginFiles;
  /** Asked once, when there is a plugin. */
  readonly use: () => PythonUse;
  readonly warn: (message: string) => void;
}

/** The plugins that projects and collections have in Python, for templates. */
export class PythonPlugins implements ForeignPlugins {
  readonly #options: PythonPluginsOptions;
  readonly #found = new Map<string, Builtin | undefined>();
  /** By kind and path. */
  readonly #names = new Map<string, readonly string[]>();
  #use: PythonUse | undefined;

  constructor(options: PythonPluginsOptions) {
    this.#options = options;
  }

  /** Lets templates use what lies beside a playbook or in a role. */
  join(folder: string): void {
    if (this.#options.files.join(folder)) this.#found.clear();
  }

  override(kind: "filter" | "test", written: string): Builtin | undefined {
    const name = withoutLegacy(written);
    if (name.includes(".")) return undefined;
    return this.#remembered(`override ${kind} ${name}`, () => {
      const files = this.#likely(this.#options.files.ofProject(kind), name);
      if (files.length === 0 || this.#using().kind !== "run") return undefined;
      return this.#first(files, name);
    });
  }

  find(kind: "filter" | "test", name: string): Builtin | undefined {
    return this.#remembered(`${kind} ${name}`, () => {
      const query = this.#options.files.find(kind, name);
      if (query === undefined) return undefined;
      if (query.files.every(({ module }) => module === undefined)) {
        return this.#first(query.files, query.name);
      }
      // Most of a collection's files need not be loaded to know that they are others'.
      const likely = this.#likely(query.files, query.name);
      return this.#first(likely, query.name) ??
        this.#first(query.files.filter((file) => !likely.includes(file)), query.name);
    });
  }

  overridingLookup(written: string): ForeignLookup | undefined {
    const name = withoutLegacy(written);
    return this.#lookup(this.#options.files.ofProject("lookup"), name);
  }

  lookup(name: string): ForeignLookup | undefined {
    const query = this.#options.files.find("lookup", name);
    return query && this.#lookup(query.files, query.name);
  }

  #lookup(files: readonly PluginFile[], name: string): ForeignLookup | undefined {
    const file = files.find(({ path }) => nameOf(path) === `${name}.py`);
    if (file === undefined) return undefined;
    return (request, environment) => {
      const use = this.#using();
      if (use.kind === "run") return use.helper.lookup({ file, request, environment });
      throw use.kind === "refused" ? refusal(file, name, use.reason) : notHere();
    };
  }

  #likely(files: readonly PluginFile[], name: string): readonly PluginFile[] {
    return files.filter((file) => mayDefine(this.#options.files.source(file), name));
  }

  #first(files: readonly PluginFile[], name: string): Builtin | undefined {
    if (files.length === 0) return undefined;
    const use = this.#using();
    switch (use.kind) {
      case "run": {
        const file = files.find((one) => this.#namesOf(one, use.helper).includes(name));
        return file && run(use.helper, file, name);
      }
      case "refused": {
        const [file] = this.#likely(files, name);
        if (file === undefined) return undefined;
        throw refusal(file, name, use.reason);
      }
      case "named": {
        const isThere = files.some((one) => mentions(this.#options.files.source(one), name));
        return isThere ? NAMED : undefined;
      }
      default:
        return use satisfies never;
    }
  }

  #namesOf(file: PluginFile, helper: PythonHelper): readonly string[] {
    const key = `${file.kind} ${file.path}`;
    let names = this.#names.get(key);
    if (names === undefined) {
      const loaded = helper.names(file);
      if (loaded.problem !== undefined) this.#options.warn(loaded.problem);
      names = loaded.names;
      this.#names.set(key, names);
    }
    return names;
  }

  #using(): PythonUse {
    return this.#use ??= this.#options.use();
  }

  #remembered(key: string, find: () => Builtin | undefined): Builtin | undefined {
    if (!this.#found.has(key)) this.#found.set(key, find());
    return this.#found.get(key);
  }
}

function run(helper: PythonHelper, file: PluginFile, name: string): Builtin {
  return Builtin.foreign((context, args) => {
    const { value, isUnsafe } = helper.call({ file, name, args, context });
    if (isUnsafe) context.options.state.taint.unsafe = true;
    return value;
  });
}

function refusal({ kind, path }: PluginFile, name: string, reason: string): FilterError {
  return new FilterError(`Cannot run ${kind} ${name}: it is Python code in ${path}, and ${reason}`);
}

/** Stands for a plugin that is not to be run. */
const NAMED = Builtin.foreign(() => {
  throw notHere();
});

function notHere(): FilterError {
  return new FilterError("Plugins in Python are not run here");
}
