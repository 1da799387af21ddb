import assert from "node:assert/strict";
import type { Diagnostic } from "../base/diagnostic.ts";
import { formatDiagnostic, PLAIN_PALETTE } from "./code_frame.ts";

const DIAGNOSTIC: Diagnostic = {
  rule: "yaml-syntax",
  severity: "error",
  message: "Something is wrong",
  position: { file: "site.yml", line: 10, column: 4 },
  hint: "Do it right",
};
const TEXT = "\n".repeat(8) + "- a: b\n\tc: d\ne\n";

Deno.test("formatDiagnostic() shows the line, the one before, and a caret", () => {
  assert.equal(
    formatDiagnostic(DIAGNOSTIC, TEXT),
    [
      "site.yml:10:4: error[yaml-syntax]: Something is wrong",
      "   9 | - a: b",
      "  10 |  c: d",
      "     |    ^",
      "hint: Do it right",
    ].join("\n"),
  );
});

Deno.test("formatDiagnostic() shows one line when there is no text and no hint", () => {
  const { hint: _, ...diagnostic } = DIAGNOSTIC;
  assert.equal(
    formatDiagnostic({ ...diagnostic, severity: "warning" }),
    "site.yml:10:4: warning[yaml-syntax]: Something is wrong",
  );
});

Deno.test("formatDiagnostic() uses the palette", () => {
  const palette = { ...PLAIN_PALETTE, error: (text: string) => `<${text}>` };
  const text = formatDiagnostic(DIAGNOSTIC, TEXT, palette);
  assert.ok(text.startsWith("site.yml:10:4: <error[yaml-syntax]>: "));
  assert.ok(text.includes("| " + "   <^>"));
});

Deno.test("formatDiagnostic() puts the caret where a terminal shows the character", () => {
  const position = { file: "f", line: 1, column: 5 };
  const lines = formatDiagnostic({ ...DIAGNOSTIC, position }, "漢字😀 x").split("\n");
  assert.deepEqual(lines.slice(1, 3), ["  1 | 漢字😀 x", `    | ${" ".repeat(7)}^`]);
});

Deno.test("formatDiagnostic() hides control characters and cuts long lines", () => {
  const text = "\x1b[31m" + "x".repeat(500);
  const position = { file: "f", line: 1, column: 1 };
  const lines = formatDiagnostic({ ...DIAGNOSTIC, position }, text).split("\n");
  assert.equal(lines[1], `  1 | ?[31m${"x".repeat(155)}…`);
});
