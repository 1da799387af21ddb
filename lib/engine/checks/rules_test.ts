import assert from "node:assert/strict";
import { isRuleId, RULES } from "./rules.ts";

/** Where findings are made. */
const FOLDERS = [
  "lib/source",
  "lib/system",
  "lib/engine/checks",
  "lib/engine/inventory",
  "lib/engine/playbook",
  "plugins/inventory",
  "plugins/playbook",
];

const NAMED = /(?:rule: |(?:error|warning|report)\(\s*)"([a-z]+(?:-[a-z]+)+)"/g;

Deno.test("every rule that the code names is in the list, and every listed one is named", () => {
  const named = new Set<string>();
  for (const folder of FOLDERS) {
    for (const { name } of Deno.readDirSync(folder)) {
      if (!name.endsWith(".ts") || name.endsWith("_test.ts")) continue;
      const text = Deno.readTextFileSync(`${folder}/${name}`);
      for (const [, rule = ""] of text.matchAll(NAMED)) named.add(rule);
    }
  }
  assert.deepEqual([...named].filter((rule) => !isRuleId(rule)), []);
  // Of files that commands read for themselves.
  named.add("vars-file");
  assert.deepEqual(Object.keys(RULES).filter((rule) => !named.has(rule)), []);
});
