import type { Builder, Offset } from "flatbuffers";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Diagnostic as DiagnosticTable } from "./generated/domain/common.ts";
import { diagnosticReader, diagnosticWriter, type FileTable } from "./_domain_codec.ts";
import { many, texts } from "./_read.ts";
import { list, text, textList } from "./_write.ts";

/** What the replies of all parsing capabilities have in common. */
interface Findings {
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes the last parts of a reply: no position may be written after this.
 *
 * @returns The offsets of `warnings`, `error`, `files` and `diagnostics`.
 */
export function writeFindings(
  builder: Builder,
  { warnings, error, diagnostics }: Findings,
  files: FileTable,
): [warnings: Offset, error: Offset, files: Offset, diagnostics: Offset] {
  const diagnosticsOffset = list(builder, diagnostics, diagnosticWriter(files));
  return [
    textList(builder, warnings),
    text(builder, error),
    textList(builder, files.files),
    diagnosticsOffset,
  ];
}

/** The generated reader of such a reply. */
interface FindingsTable {
  warningsLength(): number;
  warnings(index: number): string | null;
  error(): string | null;
  diagnosticsLength(): number;
  diagnostics(index: number): DiagnosticTable | null;
}

export function readFindings(table: FindingsTable, files: readonly string[]) {
  return {
    warnings: texts(table.warningsLength(), (i) => table.warnings(i)),
    error: table.error(),
    diagnostics: many(table.diagnosticsLength(), {
      at: (i) => table.diagnostics(i),
      read: diagnosticReader(files),
    }),
  };
}
