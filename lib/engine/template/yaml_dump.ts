import { compareCodePoints } from "../../base/compare_code_points.ts";
import { pythonFloat } from "../../base/python_float.ts";
import { type Dict, isFloat, Tuple, type Value } from "../../base/value.ts";
import { compareOrder } from "./compare.ts";
import { finish } from "./finish.ts";
import { PythonError } from "./errors.ts";
import { toNumber } from "./numbers.ts";
import { toText } from "./text.ts";
import { analyzeScalar, looksTyped, type ScalarAnalysis } from "./yaml_scalar.ts";
import { YamlWriter } from "./yaml_writer.ts";

/** How YAML is laid out: the arguments of PyYAML's `dump` that Ansible's filters hand on. */
export interface YamlDumpOptions {
  readonly indent: number;
  readonly width: number;
  readonly sortKeys: boolean;
  /** `auto`: collections of scalars on one line, others in blocks. */
  readonly flow: "auto" | "always" | "never";
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

/** Longest text that can be a key without a `?`. */
const SIMPLE_KEY = 128;

interface Scalar {
  readonly kind: "scalar";
  readonly text: string;
  readonly analysis: ScalarAnalysis;
  /** Whether the text reads back as what it is without quotes. */
  readonly plain: boolean;
}

type Node =
  | Scalar
  | { readonly kind: "list"; readonly items: readonly Node[]; readonly flow: boolean }
  | {
    readonly kind: "dict";
    readonly entries: readonly { readonly key: Node; readonly value: Node }[];
    readonly flow: boolean;
  };

/** Where a node stands. */
interface Place {
  readonly mapping: boolean;
  readonly simpleKey: boolean;
}

/**
 * @returns `value` as PyYAML (on libyaml) with Ansible's dumper writes it. A list or dict that occurs twice is
 * written twice.
 */
export function yamlDump(value: Value, options: YamlDumpOptions): string {
  const dumper = new Dumper(options);
  return dumper.dump(represent(finish(value), options));
}

class Dumper {
  readonly #writer: YamlWriter;
  readonly #options: YamlDumpOptions;

  constructor(options: YamlDumpOptions) {
    this.#options = options;
    this.#writer = new YamlWriter(options.indent, options.width);
  }

  dump(node: Node): string {
    const writer = this.#writer;
    if (this.#options.explicitStart) writer.indicator("---", { space: true });
    this.#node(node, { mapping: false, simpleKey: false });
    writer.newLine();
    if (this.#options.explicitEnd) {
      writer.indicator("...", { space: true });
      writer.newLine();
    }
    return writer.text;
  }

  #node(node: Node, place: Place): void {
    const writer = this.#writer;
    if (node.kind === "scalar") {
      writer.indented("flow", () => this.#scalar(node, place));
    } else if (node.kind === "list") {
      if (writer.inFlow || node.flow || node.items.length === 0) this.#flowList(node.items);
      else this.#blockList(node.items, place);
    } else if (writer.inFlow || node.flow || node.entries.length === 0) {
      this.#flowDict(node.entries);
    } else {
      this.#blockDict(node.entries);
    }
  }

  #scalar(node: Scalar, place: Place): void {
    const { analysis, text } = node;
    const writer = this.#writer;
    const split = place.simpleKey ? "keep" : "fold";
    const oneLine = !(place.simpleKey && analysis.multiline);
    const fits = writer.inFlow ? analysis.flowPlain : analysis.blockPlain;
    const visible = text !== "" || (!writer.inFlow && !place.simpleKey);
    if (node.plain && oneLine && fits && visible) {
      writer.plain(text, split);
    } else if (analysis.singleQuoted && oneLine) {
      writer.singleQuoted(text, split);
    } else {
      writer.doubleQuoted(text, split);
    }
  }

  #blockList(items: readonly Node[], place: Place): void {
    const writer = this.#writer;
    const same = place.mapping && !writer.indention;
    writer.indented(same ? "same" : "block", () => {
      for (const item of items) {
        writer.indent();
        writer.indicator("-", { space: true, indention: true });
        this.#node(item, { mapping: false, simpleKey: false });
      }
    });
  }

  #blockDict(entries: readonly { readonly key: Node; readonly value: Node }[]): void {
    const writer = this.#writer;
    writer.indented("block", () => {
      for (const { key, value } of entries) {
        writer.indent();
        if (isSimpleKey(key)) {
          this.#node(key, { mapping: true, simpleKey: true });
          writer.indicator(":", {});
        } else {
          writer.indicator("?", { space: true, indention: true });
          this.#node(key, { mapping: true, simpleKey: false });
          writer.indent();
          writer.indicator(":", { space: true, indention: true });
        }
        this.#node(value, { mapping: true, simpleKey: false });
      }
    });
  }

  #flowList(items: readonly Node[]): void {
    const writer = this.#writer;
    writer.flow("[]", items.length, (i) => {
      const item = items[i];
      if (item !== undefined) this.#node(item, { mapping: false, simpleKey: false });
    });
  }

  #flowDict(entries: readonly { readonly key: Node; readonly value: Node }[]): void {
    const writer = this.#writer;
    writer.flow("{}", entries.length, (i) => {
      const entry = entries[i];
      if (entry === undefined) return;
      if (isSimpleKey(entry.key)) {
        this.#node(entry.key, { mapping: true, simpleKey: true });
        writer.indicator(":", {});
      } else {
        writer.indicator("?", { space: true });
        this.#node(entry.key, { mapping: true, simpleKey: false });
        writer.indentIfWide();
        writer.indicator(":", { space: true });
      }
      this.#node(entry.value, { mapping: true, simpleKey: false });
    });
  }
}

function isSimpleKey(node: Node): boolean {
  if (node.kind === "scalar") {
    return node.text.length <= SIMPLE_KEY && !node.analysis.multiline;
  }
  return node.kind === "list" ? node.items.length === 0 : node.entries.length === 0;
}

function represent(value: Value, options: YamlDumpOptions): Node {
  const flow = (children: readonly Node[]) =>
    options.flow === "always" ||
    (options.flow === "auto" && children.every((child) => child.kind === "scalar"));
  if (Array.isArray(value) || value instanceof Tuple) {
    const list = Array.isArray(value) ? value : value.items;
    const items = list.map((item) => represent(item, options));
    return { kind: "list", items, flow: flow(items) };
  }
  if (value instanceof Map) {
    const entries = (options.sortKeys ? sorted(value) : [...value]).map(([key, item]) => ({
      key: represent(key, options),
      value: represent(item, options),
    }));
    return { kind: "dict", entries, flow: flow(entries.flatMap((e) => [e.key, e.value])) };
  }
  const text = scalarText(value);
  const plain = typeof value !== "string" || !looksTyped(value);
  return { kind: "scalar", text, analysis: analyzeScalar(text), plain };
}

function scalarText(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (!isFloat(value)) return toText(value);
  const number = toNumber(value) ?? 0;
  if (Number.isNaN(number)) return ".nan";
  if (!Number.isFinite(number)) return number > 0 ? ".inf" : "-.inf";
  const text = pythonFloat(number);
  return text.includes(".") ? text : text.replace("e", ".0e");
}

/** PyYAML leaves keys alone that Python cannot sort. */
function sorted(dict: Dict): [Value, Value][] {
  const entries = [...dict];
  try {
    return entries.sort(([a], [b]) =>
      typeof a === "string" && typeof b === "string"
        ? compareCodePoints(a, b)
        : compareOrder("<", a, b)
    );
  } catch (error) {
    if (error instanceof PythonError) return [...dict];
    throw error;
  }
}
