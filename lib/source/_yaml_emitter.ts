import { analyzeScalar, type CharacterRange, isPrintable } from "./_yaml_analysis.ts";

/** What is written; `anchor` is set on what stands in several places. */
export type EmitNode = EmitScalar | EmitList | EmitDict;

/** A scalar with what is known about its text. */
export interface EmitScalar {
  readonly kind: "scalar";
  readonly text: string;
  readonly tag: string | undefined;
  /** Whether it is to be written as a block with `|`. */
  readonly isLiteral: boolean;
  /** Whether the bare text is read as the same value. */
  readonly isPlainSafe: boolean;
  readonly anchor: undefined;
}

/** A list. */
export interface EmitList {
  readonly kind: "list";
  readonly items: readonly EmitNode[];
  isFlow: boolean;
  anchor: string | undefined;
}

/** A dict. */
export interface EmitDict {
  readonly kind: "dict";
  readonly entries: readonly (readonly [EmitNode, EmitNode])[];
  isFlow: boolean;
  anchor: string | undefined;
}

/** The layout of a document. */
export interface EmitLayout {
  readonly indent: number;
  readonly width: number;
  readonly range: CharacterRange;
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

/** Where a node stands. */
type Place = "root" | "item" | "value" | "key";
type Style = "plain" | "single" | "double" | "literal";

const MAX_KEY_LENGTH = 128;
const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "0",
  "\x07": "a",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\v": "v",
  "\f": "f",
  "\r": "r",
  "\x1b": "e",
  '"': '"',
  "\\": "\\",
  "\x85": "N",
  "\xa0": "_",
  "\u2028": "L",
  "\u2029": "P",
};

/** Writes one document as libyaml's emitter does, which decides where lines break. */
export class YamlEmitter {
  readonly #layout: EmitLayout;
  readonly #written = new Set<EmitNode>();
  #out = "";
  #column = 0;
  #indent = -1;
  #flowLevel = 0;
  /** Whether the last character was white space. */
  #isSpace = true;
  /** Whether only indentation and indicators stand on the line so far. */
  #isIndentation = true;

  constructor(layout: EmitLayout) {
    this.#layout = layout;
  }

  document(root: EmitNode): string {
    const { explicitStart, explicitEnd } = this.#layout;
    if (explicitStart) this.#indicator("---", { needsSpace: true });
    this.#node(root, "root");
    if (this.#column > 0) this.#break();
    return explicitEnd ? `${this.#out}...\n` : this.#out;
  }

  #node(node: EmitNode, place: Place): void {
    if (node.anchor !== undefined) {
      const isAlias = this.#written.has(node);
      this.#indicator((isAlias ? "*" : "&") + node.anchor, { needsSpace: true });
      if (isAlias) return;
      this.#written.add(node);
    }
    if (node.kind === "scalar") this.#scalar(node, place);
    else if (this.#flowLevel > 0 || node.isFlow || isEmpty(node)) this.#flow(node);
    else if (node.kind === "list") this.#blockList(node, place);
    else this.#blockDict(node);
  }

  #blockList(list: EmitList, place: Place): void {
    const before = this.#indent;
    const isIndentless = (place === "value" || place === "key") && !this.#isIndentation;
    this.#increaseIndent(isIndentless ? 0 : this.#layout.indent, 0);
    for (const item of list.items) {
      this.#writeIndent();
      this.#indicator("-", { needsSpace: true, isIndentation: true });
      this.#node(item, "item");
    }
    this.#indent = before;
  }

  #blockDict(dict: EmitDict): void {
    const before = this.#indent;
    this.#increaseIndent(this.#layout.indent, 0);
    for (const [key, value] of dict.entries) {
      this.#writeIndent();
      this.#entry(key, value);
    }
    this.#indent = before;
  }

  #entry(key: EmitNode, value: EmitNode): void {
    if (this.#isSimpleKey(key)) {
      this.#node(key, "key");
      this.#indicator(":", {});
    } else {
      this.#indicator("?", { needsSpace: true, isIndentation: true });
      this.#node(key, "value");
      if (this.#flowLevel === 0 || this.#column > this.#layout.width) this.#writeIndent();
      this.#indicator(":", { needsSpace: true, isIndentation: this.#flowLevel === 0 });
    }
    this.#node(value, "value");
  }

  #flow(node: EmitList | EmitDict): void {
    const before = this.#indent;
    this.#indicator(node.kind === "list" ? "[" : "{", { needsSpace: true, isSpace: true });
    this.#increaseIndent(this.#layout.indent, this.#layout.indent);
    this.#flowLevel++;
    const count = node.kind === "list" ? node.items.length : node.entries.length;
    for (let index = 0; index < count; index++) {
      if (index > 0) this.#indicator(",", {});
      if (this.#column > this.#layout.width) this.#writeIndent();
      const item = node.kind === "list" ? node.items[index] : undefined;
      const entry = node.kind === "dict" ? node.entries[index] : undefined;
      if (item !== undefined) this.#node(item, "item");
      if (entry !== undefined) this.#entry(...entry);
    }
    this.#flowLevel--;
    this.#indent = before;
    this.#indicator(node.kind === "list" ? "]" : "}", {});
  }

  #isSimpleKey(key: EmitNode): boolean {
    const anchorLength = key.anchor?.length ?? 0;
    if (key.kind !== "scalar") {
      return this.#written.has(key) ? key.anchor !== undefined : isEmpty(key);
    }
    const { isMultiline } = analyzeScalar(key.text, this.#layout.range);
    const length = new TextEncoder().encode(key.text).length + (key.tag?.length ?? 0);
    return !isMultiline && length + anchorLength <= MAX_KEY_LENGTH;
  }

  #scalar(scalar: EmitScalar, place: Place): void {
    const style = this.#style(scalar, place);
    const before = this.#indent;
    if (scalar.tag !== undefined) this.#indicator(scalar.tag, { needsSpace: true });
    // A scalar that goes on in the next line is indented deeper than its parent.
    this.#increaseIndent(this.#layout.indent, this.#layout.indent);
    if (style === "literal") this.#literal(scalar.text);
    else if (style === "plain") this.#plain(scalar.text, place);
    else if (style === "single") this.#single(scalar.text, place);
    else this.#double(scalar.text, place);
    this.#indent = before;
  }

  #style(scalar: EmitScalar, place: Place): Style {
    const analysis = analyzeScalar(scalar.text, this.#layout.range);
    const isInFlow = this.#flowLevel > 0;
    if (place === "key" && analysis.isMultiline) return "double";
    if (scalar.isLiteral) {
      return analysis.isBlock && !isInFlow && place !== "key" ? "literal" : "double";
    }
    const isPlain = scalar.isPlainSafe && (scalar.text !== "" || (!isInFlow && place !== "key")) &&
      (isInFlow ? analysis.isFlowPlain : analysis.isBlockPlain);
    if (isPlain) return "plain";
    return analysis.isSingleQuoted ? "single" : "double";
  }

  #plain(text: string, place: Place): void {
    if (!this.#isSpace && (text !== "" || this.#flowLevel > 0)) this.#put(" ");
    const chars = [...text];
    let isAfterSpace = false;
    chars.forEach((char, index) => {
      const isSpace = char === " ";
      const canFold = isSpace && place !== "key" && !isAfterSpace &&
        this.#column > this.#layout.width && chars[index + 1] !== " ";
      if (canFold) this.#writeIndent();
      else this.#put(char);
      isAfterSpace = isSpace;
    });
    this.#isSpace = false;
    this.#isIndentation = false;
  }

  #single(text: string, place: Place): void {
    this.#indicator("'", { needsSpace: true });
    const chars = [...text];
    let isAfterSpace = false;
    let isAfterBreak = false;
    chars.forEach((char, index) => {
      if (char === " ") {
        const canFold = place !== "key" && !isAfterSpace && this.#column > this.#layout.width &&
          index !== 0 && index !== chars.length - 1 && chars[index + 1] !== " ";
        if (canFold) this.#writeIndent();
        else this.#put(char);
        isAfterSpace = true;
      } else if (/[\n\u2028\u2029]/.test(char)) {
        if (!isAfterBreak && char === "\n") this.#break();
        this.#break(char);
        this.#isIndentation = true;
        isAfterBreak = true;
      } else {
        if (isAfterBreak) this.#writeIndent();
        this.#put(char === "'" ? "''" : char);
        this.#isIndentation = false;
        isAfterSpace = false;
        isAfterBreak = false;
      }
    });
    if (isAfterBreak) this.#writeIndent();
    this.#indicator("'", {});
    this.#isSpace = false;
    this.#isIndentation = false;
  }

  #double(text: string, place: Place): void {
    this.#indicator('"', { needsSpace: true });
    const chars = [...text];
    let isAfterSpace = false;
    chars.forEach((char, index) => {
      const isBare = isPrintable(char, this.#layout.range) && !/["\\\n]/.test(char);
      const canFold = char === " " && place !== "key" && !isAfterSpace &&
        this.#column > this.#layout.width && index !== 0 && index !== chars.length - 1;
      if (!isBare) this.#put(escaped(char));
      else if (canFold) {
        this.#writeIndent();
        if (chars[index + 1] === " ") this.#put("\\");
      } else this.#put(char);
      isAfterSpace = char === " ";
    });
    this.#indicator('"', {});
    this.#isSpace = false;
    this.#isIndentation = false;
  }

  #literal(text: string): void {
    this.#indicator("|", { needsSpace: true });
    if (/^[ \n]/.test(text)) this.#put(String(this.#layout.indent));
    if (!text.endsWith("\n")) this.#put("-");
    else if (text === "\n" || text.endsWith("\n\n")) this.#put("+");
    this.#break();
    const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
    lines.forEach((line, index) => {
      if (line !== "") this.#put(" ".repeat(Math.max(this.#indent, 0)) + line);
      if (index < lines.length - 1 || text.endsWith("\n")) this.#break();
    });
    this.#isSpace = true;
    this.#isIndentation = true;
  }

  #increaseIndent(step: number, first: number): void {
    this.#indent = this.#indent < 0 ? first : this.#indent + step;
  }

  #writeIndent(): void {
    const indent = Math.max(this.#indent, 0);
    const isMidLine = !this.#isIndentation || this.#column > indent ||
      (this.#column === indent && !this.#isSpace);
    if (isMidLine) this.#break();
    if (this.#column < indent) this.#put(" ".repeat(indent - this.#column));
    this.#isSpace = true;
    this.#isIndentation = true;
  }

  #indicator(
    text: string,
    how: { needsSpace?: boolean; isSpace?: boolean; isIndentation?: boolean },
  ): void {
    if (how.needsSpace === true && !this.#isSpace) this.#put(" ");
    this.#put(text);
    this.#isSpace = how.isSpace ?? false;
    this.#isIndentation &&= how.isIndentation ?? false;
  }

  #put(text: string): void {
    this.#out += text;
    this.#column += text.length;
  }

  #break(char = "\n"): void {
    this.#out += char;
    this.#column = 0;
  }
}

function isEmpty(node: EmitList | EmitDict): boolean {
  return node.kind === "list" ? node.items.length === 0 : node.entries.length === 0;
}

function escaped(char: string): string {
  const short = ESCAPES[char];
  if (short !== undefined) return `\\${short}`;
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
