import { deepEqual } from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { pip } from "./pip.ts";
import spec from "./pip.json" with { type: "json" };

Deno.test("pip() predicts by the packages beside the executable that is named", async () => {
  using folder = new TemporaryFolder();
  const executable = `${folder.path}/bin/pip`;
  const run = async (name: string, state: string) => {
    await using target = await openLocalTarget({ checkMode: true });
    const args = { name, state, executable };
    return await runModule({ run: pip, spec, args, target, checkMode: true });
  };
  const missing = await run("six", "absent");
  deepEqual(
    [missing.msg, missing.result["rc"]],
    [`[Errno 2] No such file or directory: b'${executable}'`, 2],
  );
  Deno.mkdirSync(`${folder.path}/bin`);
  Deno.writeTextFileSync(executable, "#!/bin/sh\nexit 9\n", { mode: 0o755 });
  Deno.mkdirSync(`${folder.path}/lib/python3/site-packages/Six-1.2.dist-info`, { recursive: true });
  const cases = [["six", "absent", true], ["six==1.2", "present", false], ["tox", "absent", false]];
  for (const [name, state, changed] of cases) {
    deepEqual((await run(String(name), String(state))).changed, changed, String(name));
  }
});

Deno.test("pip() tells pip that it may break packages of the system", async () => {
  using folder = new TemporaryFolder();
  const executable = `${folder.path}/pip`;
  const script = `#!/bin/sh\necho "\${PIP_BREAK_SYSTEM_PACKAGES-unset}" >>${folder.path}/told\n`;
  Deno.writeTextFileSync(executable, script, { mode: 0o755 });
  for (const more of [{}, { break_system_packages: true }]) {
    await using target = await openLocalTarget();
    await runModule({ run: pip, spec, args: { name: "six", executable, ...more }, target });
  }
  deepEqual(Deno.readTextFileSync(`${folder.path}/told`), "unset\n1\n");
});
