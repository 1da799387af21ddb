import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { readLimit } from "./host_limit.ts";

const files = new FakeFiles({ "/retry": "a\n\n b \n", "/folder/x": "" });

Deno.test("readLimit() puts the lines of a file in the place of its name", () => {
  assert.deepEqual(readLimit("x:@/retry:!y", files), ["x", "a", "b", "!y"]);
  assert.deepEqual(readLimit("web[0]", files), ["web[0]"]);
});

Deno.test("readLimit() refuses a file that is not there, and a folder", () => {
  assert.throws(() => readLimit("@/none", files), { message: "Unable to find limit file /none" });
  assert.throws(() => readLimit("@/folder", files), {
    message: 'Limit starting with "@" must be a file, not a directory: /folder',
  });
});
