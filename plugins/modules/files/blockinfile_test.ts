import { equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { blockinfile } from "./blockinfile.ts";
import spec from "./blockinfile.json" with { type: "json" };

const BLOCKS: readonly (readonly [string, Record<string, Value>, string])[] = [
  ["a\nb\n", { prepend_newline: true }, "a\nb\n\n# BEGIN\nx\n# END\n"],
  ["a\n \n", { prepend_newline: true }, "a\n \n# BEGIN\nx\n# END\n"],
  ["a\n", { prepend_newline: true, insertbefore: "BOF" }, "# BEGIN\nx\n# END\na\n"],
  ["a\n", { append_newline: true }, "a\n# BEGIN\nx\n# END\n"],
  ["a\n", { append_newline: true, insertbefore: "BOF" }, "# BEGIN\nx\n# END\n\na\n"],
  ["a\n# BEGIN\n# END\nb\n", { append_newline: true }, "a\n# BEGIN\nx\n# END\n\nb\n"],
];

Deno.test("blockinfile() parts a block from other lines as ansible-core 2.18 does", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/f`;
  for (const [before, options, after] of BLOCKS) {
    Deno.writeTextFileSync(path, before);
    for (const _ of ["once", "again"]) {
      await run({ path, block: "x", marker: "# {mark}", ...options });
      equal(Deno.readTextFileSync(path), after);
    }
  }
});

async function run(args: Record<string, Value>) {
  await using target = await openLocalTarget();
  return await runModule({ run: blockinfile, spec, args, target });
}
