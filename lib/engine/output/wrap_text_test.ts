import assert from "node:assert/strict";
import { wrapText } from "./wrap_text.ts";
import cases from "../../../testdata/output/text_cases.json" with { type: "json" };

for (const { text, width, lines, spaced } of cases.wrapped) {
  const name = JSON.stringify(text.slice(0, 30));
  Deno.test(`wrapText() breaks ${name} at ${width} columns as Python does`, () => {
    assert.deepEqual(wrapText(text, width), lines);
    assert.deepEqual(wrapText(text, width, { keepSpaces: true }), spaced);
  });
}
