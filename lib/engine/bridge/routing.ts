import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { parseYamlValue } from "../../source/yaml.ts";

/** Where `plugin_routing` of a collection sends a name. */
export type Route =
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "gone"; readonly text: string };

/** Reads the routing of collections and of Ansible itself, each file once. */
export class Routing {
  readonly #files: Files;
  readonly #read = new Map<string, Dict>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** @returns Where `file`, such as meta/runtime.yml, sends the plugin `name`. */
  route(file: string, kind: "modules" | "action", name: string): Route | undefined {
    const entry = at(at(this.#routing(file), kind), name);
    const to = entry.get("redirect");
    if (typeof to === "string") return { kind: "redirect", to };
    const tombstone = entry.get("tombstone");
    if (!isDict(tombstone)) return undefined;
    const text = tombstone.get("warning_text");
    return { kind: "gone", text: typeof text === "string" ? text.trim() : "" };
  }

  #routing(file: string): Dict {
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    const routing = at(this.#document(file), "plugin_routing");
    this.#read.set(file, routing);
    return routing;
  }

  #document(file: string): Dict {
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
