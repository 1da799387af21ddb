import { DiagnosticError } from "../../lib/base/diagnostic.ts";
import type { Position } from "../../lib/base/position.ts";
import type { Value } from "../../lib/base/value.ts";
import { parsePythonLiteral } from "../../lib/source/python_literal.ts";
import { shellWords } from "../../lib/source/shell_words.ts";
import { expandHostPattern } from "./host_range.ts";
import { InventoryBuilder } from "./inventory_builder.ts";

const SECTION = /^\[([^:\]\s]+)(?::(\w+))?\]\s*(?:#.*)?$/;
const GROUP_NAME = /^([^:\]\s]+)\s*(?:#.*)?$/;

/** A group that was named as a child or given variables before it was declared. */
type Pending =
  | { readonly kind: "vars"; readonly position: Position }
  | { readonly kind: "child"; readonly position: Position; readonly parents: string[] };

/**
 * Reads Ansible's INI inventory: hosts with `key=value` variables under `[group]`, groups under
 * `[group:children]`, variables under `[group:vars]`. Values are Python literals if they parse as
 * such, else text.
 *
 * @throws {DiagnosticError} At the first line that is none of them, with Ansible's message.
 */
export function parseIni(text: string, file: string): InventoryBuilder {
  return new IniReader(file).read(text);
}

class IniReader {
  readonly #file: string;
  readonly #builder = new InventoryBuilder();
  readonly #pending = new Map<string, Pending>();
  #group = "ungrouped";
  #state = "hosts";
  #line = 0;
  #column = 1;
  #text = "";

  constructor(file: string) {
    this.#file = file;
  }

  read(text: string): InventoryBuilder {
    for (const line of text.split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/)) {
      this.#line++;
      this.#text = line.trim();
      this.#column = line.indexOf(this.#text) + 1;
      if (this.#text === "" || /^[;#]/.test(this.#text)) continue;
      this.#readLine();
    }
    this.#checkPending();
    return this.#builder;
  }

  #readLine(): void {
    const section = SECTION.exec(this.#text);
    if (section !== null) {
      this.#openSection(section[1] ?? "", section[2] ?? "hosts");
    } else if (/^\[.*\]$/.test(this.#text)) {
      throw this.#error(
        `Invalid section entry: '${this.#text}'. Please make sure that there are no spaces in ` +
          "the section entry, and that there are no other invalid characters",
      );
    } else if (this.#state === "hosts") {
      this.#readHosts();
    } else if (this.#state === "vars") {
      this.#readVar();
    } else {
      this.#readChild();
    }
  }

  #openSection(group: string, state: string): void {
    this.#group = group;
    this.#state = state;
    if (!["hosts", "children", "vars"].includes(state)) {
      throw this.#error(`Section [${group}:${state}] has unknown type: ${state}`);
    }
    const position = this.#position();
    if (!this.#isDeclared(group)) {
      if (state === "vars" && !this.#pending.has(group)) {
        this.#pending.set(group, { kind: "vars", position });
      }
    }
    this.#builder.addGroup(group, position);
    const pending = this.#pending.get(group);
    if (pending === undefined || state === "vars") return;
    if (pending.kind === "child") this.#adopt(group, pending.parents);
    else this.#pending.delete(group);
  }

  #isDeclared(group: string): boolean {
    return group === "all" || group === "ungrouped" || this.#builder.hasGroup(group);
  }

  #adopt(group: string, parents: readonly string[]): void {
    for (const parent of parents) {
      this.#addChild(parent, group);
      const above = this.#pending.get(parent);
      if (above?.kind === "child" && parent !== group) this.#adopt(parent, above.parents);
    }
    this.#pending.delete(group);
  }

  #readHosts(): void {
    const words = this.#words();
    const pattern = words[0] ?? "";
    const { names, port } = this.#expand(pattern);
    if (pattern.trim().endsWith(":") && port === undefined) {
      throw this.#bareError(
        `Invalid host pattern '${pattern}' supplied, ending in ':' is not allowed, ` +
          "this character is reserved to provide a port.",
      );
    }
    if (names.some((name) => name.trim() === "---")) {
      throw this.#bareError(
        `Invalid host pattern '${pattern}' supplied, ` +
          "'---' is normally a sign this is a YAML file.",
      );
    }
    const vars = words.slice(1).map((word) => this.#assignment(word));
    const position = this.#position();
    for (const name of names) {
      this.#builder.addHost({ name, group: this.#group, port, position });
      for (const entry of vars) this.#builder.setHostVar(name, entry);
    }
  }

  #words(): readonly string[] {
    try {
      return shellWords(this.#text, "comments");
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw this.#error(`Error parsing host definition '${this.#text}': ${error.message}`);
    }
  }

  #expand(pattern: string): ReturnType<typeof expandHostPattern> {
    try {
      return expandHostPattern(pattern);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw this.#bareError(error.message);
    }
  }

  #assignment(word: string): { key: string; value: Value; position: Position } {
    const separator = word.indexOf("=");
    if (separator === -1) {
      throw this.#error(`Expected key=value host variable assignment, got: ${word}`);
    }
    const key = word.slice(0, separator);
    return { key, value: literal(word.slice(separator + 1)), position: this.#position(`${key}=`) };
  }

  #readVar(): void {
    const separator = this.#text.indexOf("=");
    if (separator === -1) throw this.#error(`Expected key=value, got: ${this.#text}`);
    const key = this.#text.slice(0, separator).trim();
    const value = literal(this.#text.slice(separator + 1).trim());
    this.#builder.setGroupVar(this.#group, { key, value, position: this.#position() });
  }

  #readChild(): void {
    const child = GROUP_NAME.exec(this.#text)?.[1];
    if (child === undefined) throw this.#error(`Expected group name, got: ${this.#text}`);
    const pending = this.#pending.get(child);
    if (this.#isDeclared(child)) {
      this.#addChild(this.#group, child);
    } else if (pending?.kind === "child") {
      pending.parents.push(this.#group);
    } else {
      const parents = [this.#group];
      this.#pending.set(child, { kind: "child", position: this.#position(), parents });
    }
  }

  #addChild(parent: string, child: string): void {
    try {
      this.#builder.addChild(parent, child);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw this.#bareError(error.message);
    }
  }

  #checkPending(): void {
    for (const [name, pending] of this.#pending) {
      const { position } = pending;
      const what = pending.kind === "vars"
        ? `Section [${name}:vars] not valid for undefined group: ${name}`
        : `Section [${pending.parents.at(-1)}:children] includes undefined group: ${name}`;
      throw fail(`${this.#file}:${position.line}: ${what}`, position);
    }
  }

  #position(text = ""): Position {
    const offset = Math.max(0, this.#text.indexOf(text));
    return { file: this.#file, line: this.#line, column: this.#column + offset };
  }

  #error(message: string): DiagnosticError {
    return this.#bareError(`${this.#file}:${this.#line}: ${message}`);
  }

  /** Ansible names the line in some of its messages only; the position is always known. */
  #bareError(message: string): DiagnosticError {
    return fail(message, this.#position());
  }
}

function literal(text: string): Value {
  const found = parsePythonLiteral(text);
  return found === undefined ? text : found.value;
}

function fail(message: string, position: Position): DiagnosticError {
  return new DiagnosticError([{ rule: "inventory-ini", severity: "error", message, position }]);
}
