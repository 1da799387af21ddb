import { deepEqual, equal } from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { existsProbe, isMatch } from "./existing_paths.ts";

Deno.test("isMatch() finds what a path or a pattern names", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/dir`);
  Deno.writeTextFileSync(`${folder.path}/dir/file.txt`, "");
  Deno.writeTextFileSync(`${folder.path}/dir/.hidden`, "");
  Deno.symlinkSync("nowhere", `${folder.path}/broken`);
  await using target = await openLocalTarget();
  const cases: Record<string, boolean> = {
    "dir": true,
    "none": false,
    "broken": true,
    "d*": true,
    "*/file.*": true,
    "dir/*.tx?": true,
    "dir/[a-f]*": true,
    "dir/[!a-f]*": false,
    "dir/.h*": true,
    "dir/*hidden": false,
    "*.txt": false,
    "no/such/*": false,
  };
  for (const [pattern, expected] of Object.entries(cases)) {
    const [relative, absolute] = await target.probe(
      { argv: existsProbe(pattern), cwd: folder.path },
      { argv: existsProbe(`${folder.path}/${pattern}`) },
    );
    equal(isMatch(pattern, relative), expected, pattern);
    equal(isMatch(`${folder.path}/${pattern}`, absolute), expected, `absolute ${pattern}`);
  }
});

Deno.test("existsProbe() looks no deeper than the pattern goes", () => {
  deepEqual(existsProbe("/var/*/x?"), ["find", "/var", "-mindepth", "2", "-maxdepth", "2"]);
  deepEqual(existsProbe("/*"), ["find", "/", "-mindepth", "1", "-maxdepth", "1"]);
  deepEqual(existsProbe("*.c"), ["find", ".", "-mindepth", "1", "-maxdepth", "1"]);
});
