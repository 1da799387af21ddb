import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { md5 } from "./md5.ts";

Deno.test("md5() is that of RFC 1321 at every length around a block", () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    assert.equal(md5(bytes), createHash("md5").update(bytes).digest("hex"), `${length} bytes`);
  }
});
