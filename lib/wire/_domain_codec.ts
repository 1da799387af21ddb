import type { Builder, Offset } from "flatbuffers";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Position } from "../base/position.ts";
import type { Diff, KeyValue, Var } from "./domain.ts";
import * as common from "./generated/domain/common.ts";
import * as result from "./generated/domain/result.ts";
import { Malformed } from "./_checked_buffer.ts";
import { given, nameOf, need } from "./_read.ts";
import { text } from "./_write.ts";

/** The files of a message's positions while it is written: each is named once, at the root. */
export class FileTable {
  readonly #indexes = new Map<string, number>();

  /** The files in the order of their indexes. */
  get files(): readonly string[] {
    return [...this.#indexes.keys()];
  }

  /** @returns The offset of a position, written inline: call it just before it is added. */
  write(builder: Builder, position: Position): Offset {
    let index = this.#indexes.get(position.file);
    if (index === undefined) {
      index = this.#indexes.size;
      this.#indexes.set(position.file, index);
    }
    return common.Position.createPosition(builder, index, position.line, position.column);
  }
}

/** @returns A position, or `undefined` if there is none. */
export function readPosition(
  position: common.Position | null,
  files: readonly string[],
): Position | undefined {
  if (position === null) return undefined;
  const file = files[position.file()];
  if (file === undefined) throw new Malformed(`file ${position.file()} of a position is not named`);
  return { file, line: position.line(), column: position.column() };
}

export function writeKeyValue(builder: Builder, { key, value }: KeyValue): Offset {
  return common.KeyValue.createKeyValue(builder, text(builder, key), text(builder, value));
}

export function readKeyValue(table: common.KeyValue): KeyValue {
  return { key: need(table.key(), "key"), value: table.value() ?? "" };
}

/** @returns What writes a variable with its position. */
export function varWriter(files: FileTable): (builder: Builder, item: Var) => Offset {
  return (builder, { key, value, position }) => {
    const keyOffset = text(builder, key);
    const valueOffset = text(builder, value);
    common.Var.startVar(builder);
    common.Var.addKey(builder, keyOffset);
    common.Var.addValue(builder, valueOffset);
    if (position !== undefined) common.Var.addPosition(builder, files.write(builder, position));
    return common.Var.endVar(builder);
  };
}

/** What variables and arguments have in common as generated. */
interface VarTable {
  key(): string | null;
  value(): string | null;
  position(): common.Position | null;
}

/** @returns What reads a variable or an argument. */
export function varReader(files: readonly string[]): (table: VarTable) => Var {
  return (table) => {
    const key = need(table.key(), "key");
    const value = need(table.value(), "value");
    const position = readPosition(table.position(), files);
    return position === undefined ? { key, value } : { key, value, position };
  };
}

const SEVERITIES = ["error", "warning"] as const;

/** @returns What writes a finding. */
export function diagnosticWriter(files: FileTable): (builder: Builder, item: Diagnostic) => Offset {
  return (builder, { rule, severity, message, position, hint }) => {
    const ruleOffset = text(builder, rule);
    const messageOffset = text(builder, message);
    const hintOffset = text(builder, hint);
    common.Diagnostic.startDiagnostic(builder);
    common.Diagnostic.addRule(builder, ruleOffset);
    common.Diagnostic.addSeverity(builder, SEVERITIES.indexOf(severity));
    common.Diagnostic.addMessage(builder, messageOffset);
    common.Diagnostic.addPosition(builder, files.write(builder, position));
    common.Diagnostic.addHint(builder, hintOffset);
    return common.Diagnostic.endDiagnostic(builder);
  };
}

/** @returns What reads a finding. */
export function diagnosticReader(
  files: readonly string[],
): (table: common.Diagnostic) => Diagnostic {
  return (table) =>
    given<Diagnostic>({
      rule: need(table.rule(), "rule"),
      severity: nameOf(SEVERITIES, table.severity(), "severity"),
      message: table.message() ?? "",
      position: need(readPosition(table.position(), files) ?? null, "position"),
      hint: table.hint(),
    });
}

export function writeDiff(builder: Builder, diff: Diff): Offset {
  return result.Diff.createDiff(
    builder,
    text(builder, diff.beforeHeader),
    text(builder, diff.afterHeader),
    text(builder, diff.before),
    text(builder, diff.after),
    text(builder, diff.prepared),
  );
}

export function readDiff(table: result.Diff): Diff {
  return given<Diff>({
    beforeHeader: table.beforeHeader(),
    afterHeader: table.afterHeader(),
    before: table.before(),
    after: table.after(),
    prepared: table.prepared(),
  });
}
