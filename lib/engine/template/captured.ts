import type { Value } from "../../base/value.ts";
import type { Activation, Execute } from "./activation.ts";
import { fromOutput } from "./from_output.ts";
import type { CompileUnit } from "./lexical_scope.ts";
import { printed } from "./printed.ts";

/**
 * @returns What a macro, a block set or a filter block makes of its output: text, or a value where
 * the template's own result would be one.
 */
export function captured(
  activation: Activation,
  body: Execute,
  mode: CompileUnit["mode"],
): Value {
  if (mode === "text") return body(activation);
  const { context } = activation;
  const { pieces, lastPiece } = context;
  context.pieces = 0;
  context.lastPiece = null;
  try {
    const text = body(activation);
    return fromOutput(mode, { text, pieces: context.pieces, lastPiece: context.lastPiece });
  } finally {
    context.pieces = pieces;
    context.lastPiece = lastPiece;
  }
}

/** @returns `value` as `{{ }}` prints it; it counts as one piece. */
export function printPiece(activation: Activation, value: Value): string {
  activation.context.pieces++;
  activation.context.lastPiece = value;
  return printed(value);
}
