import { deepEqual, equal } from "node:assert/strict";
import { isDict, type Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { find } from "./find.ts";
import spec from "./find.json" with { type: "json" };

const SEARCHES: readonly (readonly [Record<string, Value>, string])[] = [
  [{ mode: "0644" }, "1"],
  [{ mode: "u=rw" }, "2"],
  [{ mode: "0400", exact_mode: false }, "1 2 3"],
  [{ mode: "0004", exact_mode: false }, "1 3"],
  [{ contains: "é", encoding: "latin-1" }, "1"],
  [{ contains: "é", encoding: "utf-8" }, ""],
  [{ contains: "é", encoding: "nope" }, "unknown encoding: nope"],
  [{ limit: 0 }, "limit cannot be 0 (use None for unlimited)"],
];

Deno.test("find() looks at modes and encodings as ansible-core 2.18 does", async () => {
  using folder = new TemporaryFolder();
  const modes: readonly (readonly [string, number])[] = [["1", 0o644], ["2", 0o600], ["3", 0o444]];
  for (const [name, mode] of modes) {
    Deno.writeFileSync(`${folder.path}/${name}`, new Uint8Array(name === "1" ? [0xe9] : []));
    Deno.chmodSync(`${folder.path}/${name}`, mode);
  }
  for (const [options, expected] of SEARCHES) {
    const { msg, result } = await run({ paths: folder.path, ...options });
    const files = result["files"];
    const names = Array.isArray(files)
      ? files.map((file) => isDict(file) ? String(file.get("path")).slice(-1) : "").sort()
      : [msg];
    equal(names.join(" "), expected, JSON.stringify(options));
  }
  const { result } = await run({ paths: folder.path, limit: 2 });
  deepEqual([result["matched"], result["msg"]], [2, "Limit of matches reached"]);
});

async function run(args: Record<string, Value>) {
  await using target = await openLocalTarget();
  return await runModule({ run: find, spec, args, target });
}
