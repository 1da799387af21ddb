import { type Diagnostic, DiagnosticError } from "../base/diagnostic.ts";
import type { Position } from "../base/position.ts";
import { parseYaml } from "./yaml.ts";
import type { YamlNode, YamlScalar } from "./yaml_node.ts";

/** Reads a file of the project as a person wrote it: decrypted, `undefined` if it cannot be. */
export type ReadText = (path: string) => string | undefined;

/**
 * The texts behind what was loaded: finds how something was written by where it stands. Each file
 * is read and parsed once, when it is first asked about.
 */
export class SourceIndex {
  readonly #readText: ReadText;
  readonly #files = new Map<string, Parsed | undefined>();

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** The files that were asked about, in that order. */
  files(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Has `file` taken in, so that it is one of `files()`. */
  add(file: string): void {
    this.#parsed(file);
  }

  /** @returns The lines of a file; none if it cannot be read. */
  lines(file: string): readonly string[] {
    return this.#parsed(file)?.text.split("\n") ?? [];
  }

  /** @returns The root of a file, if it is YAML. */
  root(file: string): YamlNode | undefined {
    return this.#parsed(file)?.root;
  }

  /** @returns What is wrong with a file as YAML. */
  problems(file: string): readonly Diagnostic[] {
    return this.#parsed(file)?.problems ?? [];
  }

  /** @returns The value that belongs to the key at `position`. */
  valueAt(position: Position): YamlNode | undefined {
    return this.#parsed(position.file)?.values().get(`${position.line}:${position.column}`);
  }

  /**
   * @returns Where `text` stands in the value of the key at `position`, and what is at `offset` in it
   * if it was written as it is, apart from its indentation; else `position`.
   */
  placeOf(text: string, position: Position, offset = 0): Position {
    const value = this.valueAt(position);
    if (value === undefined) return position;
    for (const scalar of scalarsIn(value)) {
      if (scalar.text === text) return placeIn(scalar, offset) ?? scalar.position;
    }
    return position;
  }

  #parsed(file: string): Parsed | undefined {
    if (!this.#files.has(file)) {
      const text = this.#readText(file);
      this.#files.set(file, text === undefined ? undefined : new Parsed(file, text));
    }
    return this.#files.get(file);
  }
}

/** @returns All scalars that are not keys, below `node` or `node` itself. */
export function* scalarsIn(node: YamlNode): Generator<YamlScalar> {
  switch (node.kind) {
    case "scalar":
      yield node;
      return;
    case "sequence":
      for (const item of node.items) yield* scalarsIn(item);
      return;
    case "mapping":
      for (const { value } of node.entries) yield* scalarsIn(value);
      return;
    default:
      node satisfies never;
  }
}

/**
 * @returns Where what is at `offset` of a scalar's text stands, if it is written as it is but for
 * white space: blocks are indented, and the lines of folded ones are joined.
 */
function placeIn(
  { source, start, end, style, text }: YamlScalar,
  offset: number,
): Position | undefined {
  const isQuoted = style === "single" || style === "double";
  if (isQuoted && offset <= 0) return undefined;
  const written = visible(source.text.slice(0, end), isQuoted ? start + 1 : start);
  for (const [at, character] of visible(text, 0)) {
    const [place, same] = written.next().value ?? [];
    if (place === undefined || same !== character) return undefined;
    if (at >= offset) return source.position(place);
  }
  return undefined;
}

/** The characters from `start` on that can be seen, each with its offset. */
function* visible(text: string, start: number): Generator<[number, string], undefined> {
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (!/\s/.test(character)) yield [at, character];
  }
  return undefined;
}

class Parsed {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly Diagnostic[];
  #values: Map<string, YamlNode> | undefined;

  constructor(file: string, text: string) {
    this.text = text;
    const { root, problems } = read(file, text);
    this.root = root;
    this.problems = problems;
  }

  values(): ReadonlyMap<string, YamlNode> {
    if (this.#values === undefined) {
      this.#values = new Map();
      if (this.root !== undefined) collectValues(this.root, this.#values);
    }
    return this.#values;
  }
}

function read(file: string, text: string): Pick<Parsed, "root" | "problems"> {
  const isOther = !/\.(?:ya?ml|json)$/.test(file) && /\.[^/]*$/.test(file);
  if (isOther) return { root: undefined, problems: [] };
  try {
    const { root, warnings } = parseYaml(text, { file });
    return { root, problems: warnings };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { root: undefined, problems: error.diagnostics };
  }
}

function collectValues(node: YamlNode, values: Map<string, YamlNode>): void {
  if (node.kind === "sequence") { for (const item of node.items) collectValues(item, values); }
  if (node.kind !== "mapping") return;
  for (const { key, value } of node.entries) {
    const { line, column } = key.position;
    values.set(`${line}:${column}`, value);
    collectValues(value, values);
  }
}
