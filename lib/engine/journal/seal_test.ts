import assert from "node:assert/strict";
import { Seal, SealError } from "./seal.ts";

const KEY = new Uint8Array(32).fill(7);

Deno.test("open() gives back what was closed for the place", () => {
  const seal = new Seal(KEY);
  for (const text of ["", "swordfish", "ü".repeat(100_000)]) {
    const closed = seal.close(text, "here");
    assert.equal(seal.open(closed, "here"), text);
    if (text === "") continue;
    assert.doesNotMatch(new TextDecoder("latin1").decode(closed), new RegExp(text.slice(0, 8)));
  }
});

Deno.test("open() refuses what is of another place or key, changed or cut off", () => {
  const seal = new Seal(KEY);
  const closed = seal.close("swordfish", "here");
  const changed = closed.map((byte, at) => at === closed.length - 1 ? byte ^ 1 : byte);
  assert.throws(() => seal.open(closed, "there"), SealError);
  assert.throws(() => seal.open(changed, "here"), SealError);
  assert.throws(() => seal.open(closed.subarray(0, 20), "here"), SealError);
  assert.throws(() => new Seal(new Uint8Array(32)).open(closed, "here"), SealError);
});

Deno.test("digest() depends on the text and on the key", () => {
  const seal = new Seal(KEY);
  assert.equal(seal.digest("a"), new Seal(KEY).digest("a"));
  assert.notEqual(seal.digest("a"), seal.digest("b"));
  assert.notEqual(seal.digest("a"), new Seal(new Uint8Array(32)).digest("a"));
});
