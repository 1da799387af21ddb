import assert from "node:assert/strict";
import { batches } from "./serial.ts";
import { TaskError } from "./task_error.ts";

const hosts = ["a", "b", "c", "d", "e"];

Deno.test("batches() splits hosts by number, percentage and list", () => {
  assert.deepEqual(batches(hosts, null), [hosts]);
  assert.deepEqual(batches(hosts, 0), [hosts]);
  assert.deepEqual(batches(hosts, 2), [["a", "b"], ["c", "d"], ["e"]]);
  assert.deepEqual(batches(hosts, "2"), [["a", "b"], ["c", "d"], ["e"]]);
  assert.deepEqual(batches(hosts, "40%"), [["a", "b"], ["c", "d"], ["e"]]);
  assert.deepEqual(batches(hosts, "1%"), [["a"], ["b"], ["c"], ["d"], ["e"]]);
  assert.deepEqual(batches(hosts, [1, "60%"]), [["a"], ["b", "c", "d"], ["e"]]);
  assert.deepEqual(batches([], 2), []);
});

Deno.test("batches() throws when serial is neither a number nor a percentage", () => {
  assert.throws(() => batches(hosts, "some"), TaskError);
});
