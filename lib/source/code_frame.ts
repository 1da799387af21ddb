import type { Finding } from "../base/diagnostic.ts";
import { formatPosition } from "../base/position.ts";
import { textWidth } from "../base/text_width.ts";
import { SourceText } from "./source_text.ts";

/** How the parts of a message are coloured; each member wraps a text. */
export interface FramePalette {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  hint(text: string): string;
  /** Line numbers and other context. */
  dim(text: string): string;
}

/** The palette that adds nothing. */
export const PLAIN_PALETTE: FramePalette = {
  error: (text) => text,
  warning: (text) => text,
  info: (text) => text,
  hint: (text) => text,
  dim: (text) => text,
};

/**
 * Formats a finding for a terminal:
 *
 * ```text
 * site.yml:3:7: error[yaml-syntax]: Message
 *   2 | - hosts: all
 *   3 |   a: b: c
 *     |       ^
 * hint: What to do
 * ```
 *
 * @param text The content of the diagnostic's file; without it there is no frame.
 * @returns The lines without a line break at the end.
 */
export function formatDiagnostic(
  diagnostic: Finding,
  text?: string | SourceText,
  palette: FramePalette = PLAIN_PALETTE,
): string {
  const { severity, rule, message, position, hint } = diagnostic;
  const label = palette[severity](`${severity}[${rule}]`);
  const lines = [`${formatPosition(position)}: ${label}: ${message}`];
  if (text !== undefined) {
    const source = typeof text === "string" ? new SourceText(position.file, text) : text;
    lines.push(...frameLines(source, position, palette));
  }
  if (hint !== undefined) lines.push(`${palette.hint("hint:")} ${hint}`);
  return lines.join("\n");
}

const MAX_LINE_LENGTH = 160;

function frameLines(
  source: SourceText,
  position: { readonly line: number; readonly column: number },
  palette: FramePalette,
): string[] {
  const width = String(position.line).length;
  const result: string[] = [];
  for (const line of [position.line - 1, position.line]) {
    const text = source.line(line);
    if (text === undefined) continue;
    const gutter = palette.dim(`  ${String(line).padStart(width)} |`);
    result.push(`${gutter} ${visible(text)}`.trimEnd());
  }
  const pointed = [...(source.line(position.line) ?? "")].slice(0, position.column - 1);
  const indent = textWidth(visible(pointed.join("")));
  if (indent < MAX_LINE_LENGTH) {
    const gutter = palette.dim(`  ${" ".repeat(width)} |`);
    result.push(`${gutter} ${" ".repeat(indent)}${palette.error("^")}`);
  }
  return result;
}

/** A tab becomes one space, so that the caret stands right; control characters become "?". */
function visible(text: string): string {
  const clean = text.replaceAll("\t", " ").replace(/\p{Cc}/gu, "?");
  return clean.length > MAX_LINE_LENGTH ? `${clean.slice(0, MAX_LINE_LENGTH)}…` : clean;
}
