import { type Diagnostic, DiagnosticError } from "../base/diagnostic.ts";
import type { Value } from "../base/value.ts";
import { SourceText } from "./source_text.ts";
import { YamlBuilder } from "./_yaml_builder.ts";
import { yamlEvents } from "./_yaml_events.ts";
import type { YamlNode } from "./yaml_node.ts";

/** Where a text came from. */
export interface YamlOptions {
  /** The name that positions and messages show. */
  readonly file: string;
}

/** One document of a YAML text. */
export interface YamlDocument {
  readonly source: SourceText;
  /** An empty document is a scalar whose value is `null`. */
  readonly root: YamlNode;
  /** Repeated keys, in Ansible's words. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads a text that holds one document, as Ansible reads its files: JSON if it is JSON, else YAML
 * 1.1 as PyYAML resolves it, with the tags `!vault`, `!vault-encrypted` and `!unsafe`.
 *
 * Dates become the text that Python prints for them. Other tags, lists and mappings as keys, and
 * aliases that unfold to more than two million nodes are refused.
 *
 * @throws {DiagnosticError} If the text is not such a document: all that was found, with positions.
 */
export function parseYaml(text: string, options: YamlOptions): YamlDocument {
  const documents = parseYamlDocuments(text, options);
  const [first, second] = documents;
  if (first === undefined) throw new Error("Cannot parse YAML: the parser returned no document");
  if (second === undefined) return first;
  throw new DiagnosticError([{
    rule: "yaml-documents",
    severity: "error",
    message: "Expected a single document in the stream but found another document",
    position: first.source.position(markerBefore(second.root.start, text)),
    hint: "Remove the second '---', or split the file",
  }]);
}

/**
 * Reads a text of any number of documents separated by `---`; at least one is returned.
 *
 * @throws {DiagnosticError} As {@link parseYaml}.
 */
export function parseYamlDocuments(text: string, options: YamlOptions): readonly YamlDocument[] {
  const source = new SourceText(options.file, text);
  const isJson = isJsonText(text);
  // JSON may be indented with tabs, which YAML forbids; a space is as wide.
  const events = yamlEvents(
    isJson ? new SourceText(source.file, text.replaceAll("\t", " ")) : source,
  );
  const builder = new YamlBuilder({ source, events, isJson });
  const documents = builder.build();
  if (builder.errors.length > 0) throw new DiagnosticError(builder.errors);
  return documents;
}

/**
 * Reads the value of a text that holds one document, for when positions do not matter.
 *
 * @throws {DiagnosticError} As {@link parseYaml}.
 */
export function parseYamlValue(text: string, options: YamlOptions): Value {
  return parseYaml(text, options).root.value;
}

/** @returns The offset of the `---` that starts the document whose root stands at `offset`. */
function markerBefore(offset: number, text: string): number {
  const lineBreak = text.lastIndexOf("\n---", offset);
  return lineBreak === -1 ? offset : lineBreak + 1;
}

function isJsonText(text: string): boolean {
  if (!/^[ \t\r\n]*[{\["]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
