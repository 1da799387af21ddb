import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { setup } from "./setup.ts";
import spec from "./setup.json" with { type: "json" };

async function gathered(args: Record<string, Value>, shell?: readonly string[]) {
  await using target = await openLocalTarget(shell === undefined ? {} : { shell });
  const outcome = await runModule({ run: setup, spec, args, target });
  return { ...outcome, roundTrips: target.roundTrips };
}

Deno.test("setup() gathers everything in one round trip and changes nothing", async () => {
  const { facts, changed, roundTrips, failed } = await gathered({});
  ok(!failed && !changed);
  equal(roundTrips, 1);
  equal(facts["ansible_system"], "Linux");
  equal(facts["ansible_user_uid"], Deno.uid());
  deepEqual(facts["gather_subset"], ["all"]);
  for (const name of ["distribution", "memtotal_mb", "date_time", "mounts", "env", "service_mgr"]) {
    ok(facts[`ansible_${name}`] !== undefined, name);
  }
});

Deno.test("setup() returns the same facts through every shell", async () => {
  const args = { gather_subset: ["all", "!date_time", "!env", "!loadavg"] };
  const reference = comparable((await gathered(args)).facts);
  for (const shell of [["dash"], ["bash"], ["busybox", "sh"]]) {
    if (!isInstalled(shell[0] ?? "")) continue;
    deepEqual(comparable((await gathered(args, shell)).facts), reference, shell.join(" "));
  }
});

Deno.test("setup() returns only facts that match a filter", async () => {
  const args = { gather_subset: ["!all"], filter: ["*_mgr", "ansible_user_i?", "[h]ostname"] };
  deepEqual(Object.keys((await gathered(args)).facts).sort(), [
    "ansible_hostname",
    "ansible_pkg_mgr",
    "ansible_service_mgr",
    "ansible_user_id",
  ]);
});

Deno.test("setup() fails on an unknown subset", async () => {
  const { failed, msg } = await gathered({ gather_subset: ["bogus"] });
  ok(failed);
  match(msg ?? "", /^Bad subset 'bogus' given to Ansible\. gather_subset options allowed: all, /);
});

Deno.test("setup() reads local facts as JSON, INI and from programs", async () => {
  using folder = new TemporaryFolder();
  const write = (name: string, text: string, mode = 0o644) =>
    Deno.writeTextFileSync(`${folder.path}/${name}.fact`, text, { mode });
  write("json", '{"a": [1, 2]}');
  write("ini", "[part]\nKey=some value\n");
  write("program", '#!/bin/sh\necho "{\\"pid\\": true}"\n', 0o755);
  write("broken", "nothing of the sort");
  write("failing", "#!/bin/sh\necho half\necho why >&2\nexit 3\n", 0o755);
  const { facts, warnings } = await gathered({
    gather_subset: ["!all", "!min", "local"],
    fact_path: folder.path,
  });
  const path = (name: string) => `${folder.path}/${name}.fact`;
  const broken = `error loading facts as JSON or ini - please check content: ${path("broken")}`;
  const failing = `Failure executing fact script (${path("failing")}), rc: 3, err: why`;
  deepEqual(
    facts["ansible_local"],
    dict({
      broken,
      failing,
      ini: dict({ part: dict({ key: "some value" }) }),
      json: dict({ a: [1, 2] }),
      program: dict({ pid: true }),
    }),
  );
  deepEqual(warnings, [broken, failing]);
});

function comparable(facts: Readonly<Record<string, Value>>): Map<string, Value> {
  const changing = /mem|mounts|uptime|cap/;
  return new Map(Object.entries(facts).filter(([name]) => !changing.test(name)));
}
