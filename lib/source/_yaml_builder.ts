import {
  type Event,
  EVENT_ID,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import type { Diagnostic } from "../base/diagnostic.ts";
import { Unsafe, type Value, Vaulted } from "../base/value.ts";
import { InvalidScalar } from "./_yaml_timestamp.ts";
import { jsonScalar, plainScalar } from "./_yaml_scalar.ts";
import { mergeEntries, uniqueEntries } from "./_yaml_mapping.ts";
import { taggedScalar, tagName } from "./_yaml_tag.ts";
import type { SourceText } from "./source_text.ts";
import type { YamlDocument } from "./yaml.ts";
import type { YamlEvents } from "./_yaml_events.ts";
import {
  type YamlEntry,
  YamlMapping,
  type YamlNode,
  YamlScalar,
  YamlSequence,
} from "./yaml_node.ts";

const MAX_ALIASED_NODES = 2_000_000;
const STYLES = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
} as const;

/** Builds the node trees of the events' documents and collects everything that is wrong. */
export class YamlBuilder {
  readonly errors: Diagnostic[] = [];
  readonly #source: SourceText;
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #toOriginal: (offset: number) => number;
  readonly #isJson: boolean;
  #warnings: Diagnostic[] = [];
  #anchors = new Map<string, YamlNode | undefined>();
  #sizes = new Map<YamlNode, number>();
  #next = 0;
  #lastOffset = 0;
  #nodeCount = 0;
  #aliasedNodes = 0;
  #unsafeDepth = 0;

  constructor(options: { source: SourceText; events: YamlEvents; isJson: boolean }) {
    this.#source = options.source;
    this.#events = options.events.events;
    this.#text = options.events.text;
    this.#toOriginal = options.events.originalOffset;
    this.#isJson = options.isJson;
  }

  build(): readonly YamlDocument[] {
    const documents: YamlDocument[] = [];
    while (this.#next < this.#events.length) {
      const event = this.#events[this.#next++];
      if (event?.type !== EVENT_ID.DOCUMENT) continue;
      this.#warnings = [];
      this.#anchors = new Map();
      documents.push({ source: this.#source, root: this.#node(), warnings: this.#warnings });
    }
    if (documents.length === 0) {
      documents.push({ source: this.#source, root: this.#null(0), warnings: [] });
    }
    return documents;
  }

  #node(): YamlNode {
    const event = this.#events[this.#next++];
    this.#nodeCount++;
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        if (event.anchorStart < 0) return this.#scalar(event);
        return this.#anchored(event, () => this.#scalar(event));
      case EVENT_ID.SEQUENCE:
        if (event.anchorStart < 0) return this.#sequence(event);
        return this.#anchored(event, () => this.#sequence(event));
      case EVENT_ID.MAPPING:
        if (event.anchorStart < 0) return this.#mapping(event);
        return this.#anchored(event, () => this.#mapping(event));
      case EVENT_ID.ALIAS:
        return this.#alias(this.#text.slice(event.anchorStart, event.anchorEnd), event.anchorStart);
      default:
        throw new Error("Cannot build YAML nodes: the events are not balanced");
    }
  }

  #anchored(event: ScalarEvent | SequenceEvent | MappingEvent, build: () => YamlNode): YamlNode {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, undefined);
    const countBefore = this.#nodeCount + this.#aliasedNodes;
    const node = build();
    this.#anchors.set(name, node);
    this.#sizes.set(node, this.#nodeCount + this.#aliasedNodes - countBefore + 1);
    return node;
  }

  #alias(name: string, offset: number): YamlNode {
    const start = this.#toOriginal(offset - 1);
    this.#lastOffset = start;
    const node = this.#anchors.get(name);
    if (node === undefined) {
      const isOpen = this.#anchors.has(name);
      const hint = isOpen ? undefined : `Quote a value that starts with *, such as "*${name}"`;
      const message = isOpen ? "Found unconstructable recursive node" : "Found undefined alias";
      this.#error(start, message, hint);
      return this.#null(start);
    }
    this.#aliasedNodes += this.#sizes.get(node) ?? 1;
    if (this.#aliasedNodes <= MAX_ALIASED_NODES) return node;
    if (this.errors.every((error) => error.rule !== "yaml-aliases")) {
      this.errors.push({
        rule: "yaml-aliases",
        severity: "error",
        message: `The aliases of this file unfold to more than ${MAX_ALIASED_NODES} values`,
        position: this.#source.position(start),
      });
    }
    return this.#null(start);
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const isEmpty = event.valueStart < 0;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED ||
      event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const quote = isQuoted ? 1 : 0;
    const start = isEmpty ? this.#emptyStart(event) : this.#toOriginal(event.valueStart - quote);
    const end = isEmpty ? start : this.#toOriginal(event.valueEnd + quote);
    this.#lastOffset = end;
    const text = this.#scalarText(event);
    const value = this.#scalarValue(event, text, start);
    return new YamlScalar({
      source: this.#source,
      start,
      end,
      text,
      style: STYLES[event.style],
      value,
    });
  }

  #scalarText(event: ScalarEvent): string {
    const text = getScalarValue(this.#text, event);
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK ||
      event.style === SCALAR_STYLE.FOLDED_BLOCK;
    if (!isBlock || event.valueEnd < this.#text.length || !text.endsWith("\n")) return text;
    // Where a file ends without a line break, YAML 1.1 adds none to the block that it ends in.
    const lastLine = this.#text.slice(this.#text.lastIndexOf("\n") + 1);
    return lastLine.length > event.indent ? text.slice(0, -1) : text;
  }

  #scalarValue(event: ScalarEvent, text: string, start: number): Value {
    let value: Value | InvalidScalar;
    if (event.tagStart >= 0) {
      start = this.#toOriginal(event.tagStart);
      value = taggedScalar(this.#tag(event), text);
    } else if (event.style !== SCALAR_STYLE.PLAIN) {
      value = text;
    } else {
      value = this.#isJson ? jsonScalar(text) : plainScalar(text);
    }
    if (value instanceof InvalidScalar) {
      this.#error(start, value.reason);
      return text;
    }
    return this.#unsafeDepth > 0 && typeof value === "string" ? new Unsafe(value) : value;
  }

  #sequence(event: SequenceEvent): YamlSequence {
    const start = this.#toOriginal(event.start);
    this.#lastOffset = start;
    const leave = this.#enterTagged(event, "seq");
    const items: YamlNode[] = [];
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) items.push(this.#node());
    this.#next++;
    leave();
    return new YamlSequence(this.#source, start, items);
  }

  #mapping(event: MappingEvent): YamlMapping | YamlScalar {
    const start = this.#toOriginal(event.start);
    this.#lastOffset = start;
    const leave = this.#enterTagged(event, "map");
    const own: YamlEntry[] = [];
    const merged: YamlNode[] = [];
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) {
      if (this.#takeMergeKey()) {
        merged.push(this.#node());
        continue;
      }
      const key = this.#key();
      const value = this.#node();
      if (key !== undefined) own.push({ key, value });
    }
    this.#next++;
    leave();
    const tagged = this.#isJson ? this.#jsonTagged(own) : undefined;
    if (tagged !== undefined) return tagged;
    const repeated = this.#isJson ? undefined : (entry: YamlEntry) => this.#repeated(entry, start);
    const entries = uniqueEntries(own, repeated);
    if (merged.length === 0) return new YamlMapping(this.#source, start, entries);
    const below = mergeEntries(merged, (node, message) => this.#error(node.start, message));
    return new YamlMapping(this.#source, start, uniqueEntries([...below, ...entries], undefined));
  }

  /** In JSON a tag is an object with the tag's name as its only key. */
  #jsonTagged([entry, ...others]: readonly YamlEntry[]): YamlScalar | undefined {
    if (entry === undefined || others.length > 0 || entry.value.kind !== "scalar") return undefined;
    const { start, end, text, style } = entry.value;
    if (style !== "double") return undefined;
    const fields = { source: this.#source, start, end, text, style };
    if (entry.key.text === "__ansible_unsafe") {
      return new YamlScalar({ ...fields, value: new Unsafe(text) });
    }
    if (entry.key.text !== "__ansible_vault") return undefined;
    return new YamlScalar({ ...fields, value: new Vaulted(text) });
  }

  #takeMergeKey(): boolean {
    const event = this.#events[this.#next];
    const isMergeKey = event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN &&
      event.valueEnd - event.valueStart === 2 && event.tagStart < 0 &&
      this.#text.startsWith("<<", event.valueStart);
    if (isMergeKey) {
      this.#next++;
      this.#lastOffset = this.#toOriginal(event.valueEnd);
    }
    return isMergeKey;
  }

  #key(): YamlScalar | undefined {
    const unsafeDepth = this.#unsafeDepth;
    this.#unsafeDepth = 0;
    const key = this.#node();
    this.#unsafeDepth = unsafeDepth;
    if (key.kind === "scalar") return key;
    const kind = key.kind === "sequence" ? "AnsibleSequence" : "AnsibleMapping";
    const before = this.#source.text.slice(Math.max(0, key.start - 1), key.start + 1);
    this.#error(
      key.start,
      `Found unacceptable key (unhashable type: '${kind}')`,
      before === "{{"
        ? 'Quote a value that starts with "{{", such as: name: "{{ value }}"'
        : undefined,
    );
    return undefined;
  }

  #repeated(entry: YamlEntry, mappingStart: number): void {
    const { file, line, column } = this.#source.position(mappingStart);
    this.#warnings.push({
      rule: "yaml-duplicate-key",
      severity: "warning",
      message: `While constructing a mapping from ${file}, line ${line}, column ${column}, ` +
        `found a duplicate dict key (${keyText(entry.key)}). Using last defined value only.`,
      position: entry.key.position,
    });
  }

  /** @returns What to call after the collection's last child. */
  #enterTagged(event: SequenceEvent | MappingEvent, expected: "seq" | "map"): () => void {
    if (event.tagStart < 0) return () => {};
    const tag = this.#tag(event);
    if (tag === "!unsafe") {
      this.#unsafeDepth++;
      return () => this.#unsafeDepth--;
    }
    if (tag !== "!" && tag !== `tag:yaml.org,2002:${expected}`) {
      this.#error(
        this.#toOriginal(event.tagStart),
        `Could not determine a constructor for the tag '${tag}'`,
      );
    }
    return () => {};
  }

  #tag(event: ScalarEvent | SequenceEvent | MappingEvent): string {
    return tagName(this.#text.slice(event.tagStart, event.tagEnd));
  }

  /** An empty value stands after its tag or anchor, else after what came before it. */
  #emptyStart(event: ScalarEvent): number {
    const propertyEnd = Math.max(event.tagEnd, event.anchorEnd);
    return propertyEnd >= 0 ? this.#toOriginal(propertyEnd) : this.#lastOffset;
  }

  #null(offset: number): YamlScalar {
    const fields = { source: this.#source, start: offset, end: offset, text: "", value: null };
    return new YamlScalar({ ...fields, style: "plain" });
  }

  #error(offset: number, message: string, hint?: string): void {
    this.errors.push({
      rule: "yaml-construct",
      severity: "error",
      message,
      position: this.#source.position(offset),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** @returns The key as Python's `str` prints it. */
function keyText(key: YamlScalar): string {
  if (typeof key.value === "boolean") return key.value ? "True" : "False";
  if (key.value === null) return "None";
  return typeof key.value === "number" ? String(key.value) : key.text;
}
