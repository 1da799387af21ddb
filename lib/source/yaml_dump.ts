import { compareCodePoints } from "../base/compare_code_points.ts";
import { pythonFloat } from "../base/python_float.ts";
import { Float, isDict, isFloat, Tuple, Unsafe, type Value, Vaulted } from "../base/value.ts";
import { plainScalar } from "./_yaml_scalar.ts";
import { type EmitNode, type EmitScalar, YamlEmitter } from "./_yaml_emitter.ts";

/** How YAML is laid out: the arguments of Python's `yaml.dump`, with its defaults. */
export interface YamlDumpOptions {
  /** Spaces per level, 2 to 9; 2 if left out. */
  readonly indent?: number;
  /** Lines are folded at the first space past this column; 80 if left out. */
  readonly width?: number;
  /** Whether keys are sorted: true if left out. */
  readonly sortKeys?: boolean;
  /** Whether characters past ASCII stand for themselves: false if left out. */
  readonly allowUnicode?: boolean;
  /**
   * Where brackets are used: nowhere but for what is empty (`default_flow_style=False`), for lists
   * and dicts of scalars (`None`), or everywhere (`True`). `nowhere` if left out.
   */
  readonly flow?: "nowhere" | "leaves" | "everywhere";
  /** Whether texts of several lines are blocks where YAML can have them: false if left out. */
  readonly blocks?: boolean;
  /** Whether the document starts with `---`: false if left out. */
  readonly explicitStart?: boolean;
  /** Whether the document ends with `...`: false if left out. */
  readonly explicitEnd?: boolean;
}

/**
 * Writes YAML exactly as `yaml.dump` with Ansible's dumper does, so that PyYAML reads the same
 * value: a vaulted text gets its tag, an unsafe one is its text, a list or dict that stands in
 * several places gets an anchor.
 *
 * @returns The document with a line feed at its end.
 */
export function dumpYaml(value: Value, options: YamlDumpOptions = {}): string {
  const { indent = 2, width = 80, sortKeys = true, allowUnicode = false } = options;
  const builder = new NodeBuilder({
    sortKeys,
    flow: options.flow ?? "nowhere",
    blocks: options.blocks ?? false,
  });
  const node = builder.node(value);
  nameAnchors(node);
  const isIndentUsable = indent > 1 && indent < 10;
  const bestIndent = isIndentUsable ? indent : 2;
  return new YamlEmitter({
    indent: bestIndent,
    width: width <= bestIndent * 2 ? 80 : width,
    range: allowUnicode ? "unicode" : "ascii",
    explicitStart: options.explicitStart ?? false,
    explicitEnd: options.explicitEnd ?? false,
  }).document(node);
}

type NodeOptions = Required<Pick<YamlDumpOptions, "sortKeys" | "flow" | "blocks">>;

class NodeBuilder {
  readonly #sortKeys: boolean;
  readonly #flow: NodeOptions["flow"];
  readonly #blocks: boolean;
  readonly #known = new Map<Value, EmitNode>();

  constructor(options: NodeOptions) {
    this.#sortKeys = options.sortKeys;
    this.#flow = options.flow;
    this.#blocks = options.blocks;
  }

  node(value: Value): EmitNode {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const items = listItems(value);
    if (items !== undefined) return this.#list(value, items);
    return isDict(value) ? this.#dict(value) : this.#scalar(value);
  }

  #scalar(value: Value): EmitScalar {
    const node = scalar(value);
    return this.#blocks && /[\n\x85\u2028\u2029]/.test(node.text)
      ? { ...node, isLiteral: true }
      : node;
  }

  #list(value: Value, items: readonly Value[]): EmitNode {
    const children: EmitNode[] = [];
    const node = { kind: "list", items: children, isFlow: false, anchor: undefined } as const;
    return this.#remember(value, node, () => {
      for (const item of items) children.push(this.node(item));
      return children;
    });
  }

  #dict(value: Map<Value, Value>): EmitNode {
    const entries: [EmitNode, EmitNode][] = [];
    const node = { kind: "dict", entries, isFlow: false, anchor: undefined } as const;
    return this.#remember(value, node, () => {
      for (const [key, item] of this.#sortKeys ? sorted(value) : value) {
        entries.push([this.node(key), this.node(item)]);
      }
      return entries.flat();
    });
  }

  /** Remembers the node before its children are built, which may contain it. */
  #remember(
    value: Value,
    fields: Exclude<EmitNode, EmitScalar>,
    build: () => readonly EmitNode[],
  ): EmitNode {
    const node: Exclude<EmitNode, EmitScalar> = { ...fields };
    if (!(value instanceof Tuple) || value.items.length > 0) this.#known.set(value, node);
    const isLeaf = build().every((child) => child.kind === "scalar" && !child.isLiteral);
    node.isFlow = this.#flow === "everywhere" || (this.#flow === "leaves" && isLeaf);
    return node;
  }
}

function listItems(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
}

function scalar(value: Value): EmitScalar {
  const fields = { kind: "scalar", tag: undefined, isLiteral: false, anchor: undefined } as const;
  if (value instanceof Vaulted) {
    return { ...fields, text: value.text, tag: "!vault", isLiteral: true, isPlainSafe: false };
  }
  const text = typeof value === "string" || value instanceof Unsafe
    ? (value instanceof Unsafe ? value.text : value)
    : undefined;
  if (text === undefined) return { ...fields, text: scalarText(value), isPlainSafe: true };
  return { ...fields, text, isPlainSafe: plainScalar(text) === text && !isTimestamp(text) };
}

/** A date reads as a text here, but as a date in Python, which therefore quotes the text. */
function isTimestamp(text: string): boolean {
  return /^[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:$|[Tt \t]+[0-9][0-9]?:[0-9][0-9]:[0-9][0-9])/.test(
    text,
  );
}

function scalarText(value: Value): string {
  if (value === null) return "null";
  if (!isFloat(value)) return String(value);
  const number = value instanceof Float ? value.value : value;
  if (Number.isNaN(number)) return ".nan";
  if (!Number.isFinite(number)) return number > 0 ? ".inf" : "-.inf";
  const text = pythonFloat(number).toLowerCase();
  return text.includes(".") ? text : text.replace("e", ".0e");
}

/** Keys that Python cannot compare stay in their order. */
function sorted(value: Map<Value, Value>): readonly [Value, Value][] {
  const entries = [...value];
  if (entries.every(([key]) => typeof key === "string")) {
    return entries.sort(([a], [b]) => compareCodePoints(String(a), String(b)));
  }
  const number = (key: Value) => key instanceof Float ? key.value : key;
  const isNumber = (key: Value) =>
    typeof key === "boolean" || typeof key === "number" || typeof key === "bigint" ||
    key instanceof Float;
  if (!entries.every(([key]) => isNumber(key))) return entries;
  return entries.sort(([a], [b]) => Number(number(a)) - Number(number(b)));
}

/** Gives a name to each node that stands in several places, as they are met for the second time. */
function nameAnchors(root: EmitNode): void {
  const seen = new Set<EmitNode>();
  let count = 0;
  const visit = (node: EmitNode): void => {
    if (node.kind === "scalar") return;
    if (seen.has(node)) {
      node.anchor ??= `id${String(++count).padStart(3, "0")}`;
      return;
    }
    seen.add(node);
    for (const child of node.kind === "list" ? node.items : node.entries.flat()) visit(child);
  };
  visit(root);
}
