import assert from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { tempfile } from "./tempfile.ts";
import spec from "./tempfile.json" with { type: "json" };

Deno.test("tempfile() makes files and folders that only their owner can use", async () => {
  using folder = new TemporaryFolder();
  await using target = await openLocalTarget();
  for (const [state, mode] of [["file", "0600"], ["directory", "0700"]] as const) {
    const args = { state, path: folder.path, prefix: "a b.", suffix: ".end" };
    const { changed, result } = await runModule({ run: tempfile, spec, args, target });
    assert.equal(changed, true);
    assert.match(String(result.path), /^.*\/a b\.\w{8}\.end$/);
    assert.equal(result.mode, mode);
    assert.equal(result.state, state);
  }
});

Deno.test("tempfile() fails where it cannot make anything", async () => {
  await using target = await openLocalTarget();
  const args = { path: "/no/such/folder" };
  const { failed, msg } = await runModule({ run: tempfile, spec, args, target });
  assert.equal(failed, true);
  assert.match(msg ?? "", /no\/such\/folder/i);
});
