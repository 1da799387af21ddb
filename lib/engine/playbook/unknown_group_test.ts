import assert from "node:assert/strict";
import { groupOf } from "./unknown_group.ts";

Deno.test("groupOf() gives the full names of groups, and none for modules", () => {
  const names = ["group/aws", "group/amazon.aws.aws", "copy", 1].map(groupOf);
  assert.deepEqual(names, ["ansible.builtin.aws", "amazon.aws.aws", undefined, undefined]);
});
