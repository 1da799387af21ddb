import assert from "node:assert/strict";
import { sha1 } from "./sha1.ts";

Deno.test("sha1() gives what sha1sum prints", async () => {
  const sums = ["", "abc"].map((text) => sha1(new TextEncoder().encode(text)));
  assert.deepEqual(await Promise.all(sums), [
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "a9993e364706816aba3e25717850c26c9cd0d89d",
  ]);
});
