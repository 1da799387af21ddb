import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { parseYamlValue } from "../../source/yaml.ts";

/** Where `plugin_routing` of a collection sends a name. */
export type Route =
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "gone"; readonly text: string };

/** The kinds of plugins that shep asks the routing of. */
export type RoutedKind = "modules" | "action" | "filter" | "test" | "lookup";

/** Modules that `module_defaults` can name together. */
export interface ActionGroup {
  readonly modules: readonly string[];
  readonly extended: readonly string[];
}

/** Reads the routing of collections and of Ansible itself, each file once. */
export class Routing {
  readonly #files: Files;
  readonly #documents = new Map<string, Dict>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** @returns Where `file`, such as meta/runtime.yml, sends the plugin `name`. */
  route(file: string, kind: RoutedKind, name: string): Route | undefined {
    const entry = at(at(this.#routing(file), kind), name);
    const to = entry.get("redirect");
    if (typeof to === "string") return { kind: "redirect", to };
    const tombstone = entry.get("tombstone");
    if (!isDict(tombstone)) return undefined;
    const text = tombstone.get("warning_text");
    return { kind: "gone", text: typeof text === "string" ? text.trim() : "" };
  }

  /** @returns The modules of an action group in `file`, and the groups that it extends. */
  group(file: string, name: string): ActionGroup | undefined {
    const members = at(this.#document(file), "action_groups").get(name);
    if (!Array.isArray(members)) return undefined;
    const modules = members.filter((one) => typeof one === "string");
    const extended = members.filter(isDict)
      .flatMap((one) => at(one, "metadata").get("extend_group") ?? [])
      .filter((one) => typeof one === "string");
    return { modules, extended };
  }

  #routing(file: string): Dict {
    return at(this.#document(file), "plugin_routing");
  }

  #document(file: string): Dict {
    const known = this.#documents.get(file);
    if (known !== undefined) return known;
    const document = this.#parsed(file);
    this.#documents.set(file, document);
    return document;
  }

  #parsed(file: string): Dict {
    const text = this.#files.readText(file);
    if (text === undefined) return new Map();
    try {
      const value = parseYamlValue(text, { file });
      return isDict(value) ? value : new Map();
    } catch (error) {
      // Ansible, too, goes on without the routing of a collection that cannot be read.
      if (error instanceof DiagnosticError) return new Map();
      throw error;
    }
  }
}

function at(dict: Dict, key: string): Dict {
  const value = dict.get(key);
  return isDict(value) ? value : new Map();
}
