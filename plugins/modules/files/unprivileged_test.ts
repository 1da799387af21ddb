import assert from "node:assert/strict";
import { openLocalTarget } from "../testing/local_target.ts";
import { type Module, runModule } from "../testing/run_module.ts";
import { copy } from "./copy.ts";
import copySpec from "./copy.json" with { type: "json" };
import { lineinfile } from "./lineinfile.ts";
import lineinfileSpec from "./lineinfile.json" with { type: "json" };

const NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh"];
const isRoot = Deno.uid() === 0;
const note = isRoot ? "" : " (skipped: needs root, to become nobody)";

async function asNobody(
  module: { readonly run: Module; readonly spec: unknown },
  args: Readonly<Record<string, string>>,
) {
  await using target = await openLocalTarget({ shell: NOBODY });
  return await runModule({ ...module, args, target });
}

/** A folder that everybody may write in, with a file of root's. */
function sharedFolder(): { readonly path: string } & Disposable {
  const path = Deno.makeTempDirSync({ prefix: "shep-test-" });
  Deno.chmodSync(path, 0o777);
  Deno.writeTextFileSync(`${path}/secret`, "old\n");
  Deno.chmodSync(`${path}/secret`, 0o600);
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

Deno.test({
  name: `lineinfile() does not write over a file that it cannot read${note}`,
  ignore: !isRoot,
  async fn() {
    using folder = sharedFolder();
    const path = `${folder.path}/secret`;
    const { failed, msg } = await asNobody({ run: lineinfile, spec: lineinfileSpec }, {
      path,
      line: "new",
    });
    assert.equal(failed, true);
    assert.match(msg ?? "", /^Cannot read .*Permission denied$/);
    assert.equal(Deno.readTextFileSync(path), "old\n");
  },
});

Deno.test({
  name: `copy() tells whose a file is after it could not keep its owner${note}`,
  ignore: !isRoot,
  async fn() {
    using folder = sharedFolder();
    const path = `${folder.path}/secret`;
    const { changed, result } = await asNobody({ run: copy, spec: copySpec }, {
      dest: path,
      content: "new\n",
    });
    assert.deepEqual([changed, result.uid, result.mode], [true, 65534, "0600"]);
    assert.equal(Deno.statSync(path).uid, 65534);
    const fresh = await asNobody({ run: copy, spec: copySpec }, {
      dest: `${folder.path}/fresh`,
      content: "new\n",
      mode: "0640",
    });
    assert.deepEqual([fresh.result.uid, fresh.result.mode], [65534, "0640"]);
  },
});

Deno.test({
  name: `copy() says what it may not do${note}`,
  ignore: !isRoot,
  async fn() {
    const module = { run: copy, spec: copySpec };
    const denied = await asNobody(module, { dest: "/etc/shep-test", content: "x" });
    assert.match(denied.msg ?? "", /^Destination \/etc not writable: /);
    using folder = sharedFolder();
    const dest = `${folder.path}/given`;
    const given = await asNobody(module, { dest, content: "x", owner: "root" });
    assert.match(given.msg ?? "", /Operation not permitted/);
    assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name), ["secret"]);
  },
});
