import { ParseError, parseTOML } from "toml-eslint-parser";
import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import type { SourceText } from "../../source/source_text.ts";

/** A value of a TOML file, with its place. */
export type TomlNode = TomlTable | TomlArray | TomlScalar;

/** A table; a key that stands in several places has the first. */
export interface TomlTable {
  readonly kind: "table";
  readonly position: Position;
  readonly entries: ReadonlyMap<string, TomlEntry>;
}

/** A key with its value. */
export interface TomlEntry {
  readonly position: Position;
  readonly value: TomlNode;
}

/** An array, or tables in double brackets. */
export interface TomlArray {
  readonly kind: "array";
  readonly position: Position;
  readonly items: readonly TomlNode[];
}

/** A value without parts; of a date or time the text. */
export type TomlScalar =
  | { readonly kind: "string"; readonly position: Position; readonly value: string }
  | { readonly kind: "integer"; readonly position: Position; readonly value: bigint }
  | { readonly kind: "float"; readonly position: Position; readonly value: number }
  | { readonly kind: "boolean"; readonly position: Position; readonly value: boolean }
  | { readonly kind: "datetime"; readonly position: Position; readonly value: string };

/** @throws {DiagnosticError} If it is not TOML. */
export function parseToml(source: SourceText): TomlTable {
  try {
    const tree = new TreeBuilder(source);
    for (const node of parseTOML(source.text).body[0].body) {
      if (node.type === "TOMLTable") tree.addTable(node);
      else tree.addPair(tree.root, node);
    }
    return tree.root;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const message = `Cannot read the configuration: ${error.message.replace(/\.$/, "")}`;
    const position = source.position(error.index);
    throw new DiagnosticError([{ rule: "config-syntax", severity: "error", message, position }], {
      cause: error,
    });
  }
}

type Program = ReturnType<typeof parseTOML>;
type TableNode = Extract<Program["body"][0]["body"][number], { readonly type: "TOMLTable" }>;
type PairNode = TableNode["body"][number];
type ValueNode = PairNode["value"];

/** A table that still grows. */
interface OpenTable extends TomlTable {
  readonly entries: Map<string, OpenEntry>;
}

interface OpenEntry extends TomlEntry {
  readonly value: OpenNode;
}

type OpenNode = OpenTable | OpenArray | TomlScalar;

interface OpenArray extends TomlArray {
  readonly items: OpenNode[];
}

class TreeBuilder {
  readonly root: OpenTable;

  constructor(readonly source: SourceText) {
    this.root = { kind: "table", position: source.position(0), entries: new Map() };
  }

  addTable(node: TableNode): void {
    const position = this.source.position(node.range[0]);
    let table = this.root;
    // Numbers say which table of double brackets it is; the parser has checked the rest.
    node.resolvedKey.forEach((key, index) => {
      if (typeof key === "number") return;
      const place = node.resolvedKey[index + 1];
      table = typeof place === "number"
        ? this.#item(table, { key, index: place, position })
        : this.#table(table, key, position);
    });
    for (const pair of node.body) this.addPair(table, pair);
  }

  addPair(table: OpenTable, node: PairNode): void {
    const position = this.source.position(node.key.range[0]);
    const keys = node.key.keys.map((key) => key.type === "TOMLBare" ? key.name : key.value);
    const last = keys.pop() ?? "";
    for (const key of keys) table = this.#table(table, key, position);
    table.entries.set(last, { position, value: this.#value(node.value) });
  }

  #table(parent: OpenTable, key: string, position: Position): OpenTable {
    const known = parent.entries.get(key)?.value;
    if (known?.kind === "table") return known;
    const table: OpenTable = { kind: "table", position, entries: new Map() };
    parent.entries.set(key, { position, value: table });
    return table;
  }

  #item(
    parent: OpenTable,
    { key, index, position }: {
      readonly key: string;
      readonly index: number;
      readonly position: Position;
    },
  ): OpenTable {
    const known = parent.entries.get(key)?.value;
    const array: OpenArray = known?.kind === "array"
      ? known
      : { kind: "array", position, items: [] };
    if (known !== array) parent.entries.set(key, { position, value: array });
    const item = array.items[index];
    if (item?.kind === "table") return item;
    const table: OpenTable = { kind: "table", position, entries: new Map() };
    array.items[index] = table;
    return table;
  }

  #value(node: ValueNode): OpenNode {
    const position = this.source.position(node.range[0]);
    if (node.type === "TOMLArray") {
      return { kind: "array", position, items: node.elements.map((one) => this.#value(one)) };
    }
    if (node.type === "TOMLInlineTable") {
      const table: OpenTable = { kind: "table", position, entries: new Map() };
      for (const pair of node.body) this.addPair(table, pair);
      return table;
    }
    switch (node.kind) {
      case "string":
        return { kind: "string", position, value: node.value };
      case "integer":
        return { kind: "integer", position, value: node.bigint };
      case "float":
        return { kind: "float", position, value: node.value };
      case "boolean":
        return { kind: "boolean", position, value: node.value };
      default:
        return { kind: "datetime", position, value: node.datetime };
    }
  }
}
