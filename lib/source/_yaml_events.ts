import { type Event, parseEvents, YAMLException } from "js-yaml";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { SourceText } from "./source_text.ts";
import { syntaxDiagnostic } from "./_yaml_syntax.ts";

/** The parser's events with the text that their offsets refer to. */
export interface YamlEvents {
  readonly events: readonly Event[];
  /** The parsed text: the source, with spaces added where YAML 1.1 needs no indentation. */
  readonly text: string;
  /** @returns The offset in the source of an offset in `text`. */
  originalOffset(offset: number): number;
}

/** Spaces added at an offset of the text as it then was. */
interface Insertion {
  readonly at: number;
  readonly count: number;
}

const MAX_NESTING = 500;
const INDENTATION = 64;
const MAX_INSERTIONS = 20_000;

/**
 * Parses the events of a YAML text.
 *
 * YAML 1.2, which the parser implements, wants the lines of a bracketed or quoted value indented
 * deeper than their parent; YAML 1.1 does not, and people write `]` in the first column. Leading
 * spaces mean nothing there, so such a line gets some and the text is parsed again.
 *
 * @throws {DiagnosticError} If the text is not YAML.
 */
export function yamlEvents(source: SourceText): YamlEvents {
  let text = source.text;
  const insertions: Insertion[] = [];
  for (;;) {
    try {
      const events = parseEvents(text, { maxDepth: MAX_NESTING });
      return { events, text, originalOffset: offsetMap(insertions) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = Math.min(error.mark?.position ?? 0, text.length);
      const isIndentation = error.reason === "deficient indentation";
      if (!isIndentation || insertions.length >= MAX_INSERTIONS) {
        const toOriginal = offsetMap(insertions);
        const firstInsertion = insertions[0];
        throw new DiagnosticError([
          syntaxDiagnostic({
            source,
            offset: toOriginal(offset),
            reason: error.reason,
            firstUnindented: firstInsertion === undefined ? undefined : firstInsertion.at,
          }),
        ], { cause: error });
      }
      const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
      text = text.slice(0, lineStart) + " ".repeat(INDENTATION) + text.slice(lineStart);
      insertions.push({ at: lineStart, count: INDENTATION });
    }
  }
}

/** Insertions come in ascending order, so each is undone from the last to the first. */
function offsetMap(insertions: readonly Insertion[]): (offset: number) => number {
  if (insertions.length === 0) return (offset) => offset;
  return (offset) => {
    for (let index = insertions.length - 1; index >= 0; index--) {
      const insertion = insertions[index];
      if (insertion === undefined || offset <= insertion.at) continue;
      offset = Math.max(insertion.at, offset - insertion.count);
    }
    return offset;
  };
}
