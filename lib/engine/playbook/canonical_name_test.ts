import { equal } from "node:assert/strict";
import { canonicalName } from "./canonical_name.ts";

const CASES = {
  "copy": "copy",
  "ansible.builtin.copy": "copy",
  "ansible.legacy.copy": "copy",
  "timezone": "timezone",
  "community.general.timezone": "timezone",
  "ansible.posix.sysctl": "sysctl",
  "my.collection.sysctl": "my.collection.sysctl",
};

for (const [module, name] of Object.entries(CASES)) {
  Deno.test(`canonicalName() of ${module} is ${name}`, () => equal(canonicalName(module), name));
}
