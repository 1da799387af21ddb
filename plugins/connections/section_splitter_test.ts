import assert from "node:assert/strict";
import fc from "fast-check";
import { SectionSplitter } from "./section_splitter.ts";

const TOKEN = "\x1eabcd";
const decoder = new TextDecoder();

function split(chunks: readonly Uint8Array[]): readonly (readonly [string, string])[] {
  const splitter = new SectionSplitter(TOKEN, { limit: 1000 });
  for (const chunk of chunks) splitter.push(chunk);
  return splitter.sections.map(({ bytes, trailer }) => [decoder.decode(bytes), trailer] as const);
}

Deno.test("SectionSplitter finds the same sections wherever chunks break", () => {
  const piece = fc.constantFrom("a", "\n", "\x1e", "\x1eab", "\x1eabc\n", "\x1eabx", "é", "\0");
  const section = fc.record({
    text: fc.array(piece).map((all) => all.join("")),
    code: fc.nat(255),
  });
  fc.assert(fc.property(fc.array(section), fc.array(fc.nat(9)), (sections, sizes) => {
    const text = sections.map(({ text, code }) => `${text}${TOKEN} ${code}\n`).join("");
    const bytes = new TextEncoder().encode(text);
    const chunks: Uint8Array[] = [];
    let at = 0;
    for (const size of sizes) {
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    chunks.push(bytes.subarray(at));
    assert.deepEqual(split(chunks), sections.map(({ text, code }) => [text, String(code)]));
  }));
});

Deno.test("SectionSplitter keeps what came since the last marker", () => {
  const splitter = new SectionSplitter(TOKEN, { limit: 1000 });
  splitter.push(new TextEncoder().encode(`one${TOKEN} 0\ntwo\x1eab`));
  assert.equal(decoder.decode(splitter.rest), "two\x1eab");
});

Deno.test("SectionSplitter refuses a section that is longer than its limit", () => {
  const splitter = new SectionSplitter(TOKEN, { limit: 5 });
  splitter.push(new TextEncoder().encode(`12345${TOKEN}\n123`));
  assert.throws(() => splitter.push(new TextEncoder().encode("456")), RangeError);
});

Deno.test("SectionSplitter hands bytes on as soon as they cannot be part of a marker", () => {
  const seen: (readonly [number, string])[] = [];
  const onBytes = (index: number, bytes: Uint8Array) => seen.push([index, decoder.decode(bytes)]);
  const splitter = new SectionSplitter(TOKEN, { limit: 1000, onBytes });
  for (const text of ["x\x1eab", "y", `${TOKEN}\n`, "z"]) {
    splitter.push(new TextEncoder().encode(text));
  }
  assert.deepEqual(seen, [[0, "x"], [0, "\x1eaby"], [1, "z"]]);
});
