import type { Position } from "../base/position.ts";
import type { Dict, Value } from "../base/value.ts";
import type { SourceText } from "./source_text.ts";

/** How a scalar was written. */
export type YamlStyle = "plain" | "single" | "double" | "literal" | "folded";

/** A node of a YAML text; its position is computed when it is asked for. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** A text, number, boolean, null, or tagged text. */
export class YamlScalar {
  readonly kind = "scalar";
  readonly source: SourceText;
  /** Offset of the first character, of the quote, or of the first line of a block. */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
  /** The decoded text before its type was found, such as `0644`. */
  readonly text: string;
  readonly style: YamlStyle;
  readonly value: Value;

  constructor(fields: {
    source: SourceText;
    start: number;
    end: number;
    text: string;
    style: YamlStyle;
    value: Value;
  }) {
    this.source = fields.source;
    this.start = fields.start;
    this.end = fields.end;
    this.text = fields.text;
    this.style = fields.style;
    this.value = fields.value;
  }

  get position(): Position {
    return this.source.position(this.start);
  }
}

/** A list of nodes. */
export class YamlSequence {
  readonly kind = "sequence";
  readonly source: SourceText;
  /** Offset of the first `-` or of the bracket. */
  readonly start: number;
  readonly items: readonly YamlNode[];
  #value: Value[] | undefined;

  constructor(source: SourceText, start: number, items: readonly YamlNode[]) {
    this.source = source;
    this.start = start;
    this.items = items;
  }

  get position(): Position {
    return this.source.position(this.start);
  }

  /** The list of the items' values; built once, so an alias shares it. */
  get value(): Value[] {
    return this.#value ??= this.items.map((item) => item.value);
  }
}

/** A key with its value, as two nodes. */
export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/**
 * A mapping after merge keys (`<<`) were filled in and repeated keys dropped: an entry stands where
 * its key came first and has the value that came last.
 */
export class YamlMapping {
  readonly kind = "mapping";
  readonly source: SourceText;
  /** Offset of the first key or of the brace. */
  readonly start: number;
  readonly entries: readonly YamlEntry[];
  #value: Dict | undefined;

  constructor(source: SourceText, start: number, entries: readonly YamlEntry[]) {
    this.source = source;
    this.start = start;
    this.entries = entries;
  }

  get position(): Position {
    return this.source.position(this.start);
  }

  /** The dict of the entries' values; built once, so an alias shares it. */
  get value(): Dict {
    if (this.#value === undefined) {
      this.#value = new Map();
      for (const { key, value } of this.entries) this.#value.set(key.value, value.value);
    }
    return this.#value;
  }

  /** @returns The value node of a text key. */
  get(key: string): YamlNode | undefined {
    return this.entry(key)?.value;
  }

  /** @returns The entry of a text key. */
  entry(key: string): YamlEntry | undefined {
    return this.entries.find((entry) => entry.key.value === key);
  }
}
