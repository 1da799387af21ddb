import { deepEqual, equal, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { getent } from "./getent.ts";
import spec from "./getent.json" with { type: "json" };

async function run(args: Record<string, Value>) {
  await using target = await openLocalTarget();
  return await runModule({ run: getent, spec, args, target });
}

Deno.test("getent() returns one entry as a fact", async () => {
  const { facts, changed } = await run({ database: "passwd", key: "root" });
  ok(!changed);
  const entry = facts["getent_passwd"];
  ok(entry instanceof Map);
  const fields = entry.get("root");
  ok(Array.isArray(fields));
  deepEqual(fields.slice(0, 3), ["x", "0", "0"]);
});

Deno.test("getent() lists whole databases, keys that come back as lists", async () => {
  const target = new FakeTarget({
    commands: { "getent services": "ftp 21/tcp\nssh 22/tcp\nssh 22/udp x\nssh 23/tcp\n" },
  });
  const args = { database: "services" };
  const { facts } = await runModule({ run: getent, spec, args, target });
  deepEqual(
    facts["getent_services"],
    dict({ ftp: ["21/tcp"], ssh: [["22/tcp"], ["22/udp", "x"], ["23/tcp"]] }),
  );
});

Deno.test("getent() fails on a missing key unless told otherwise", async () => {
  const missing = { database: "passwd", key: "nobody9" };
  const text = "One or more supplied key could not be found in the database.";
  equal((await run(missing)).msg, text);
  const { facts, failed, result } = await run({ ...missing, fail_key: false });
  ok(!failed);
  deepEqual([facts["getent_passwd"], result], [dict({ nobody9: null }), { msg: text }]);
});

Deno.test("getent() fails on an unknown database", async () => {
  equal((await run({ database: "nonsense" })).msg, "Missing arguments, or database unknown.");
});
