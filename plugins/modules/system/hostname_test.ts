import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { hostname } from "./hostname.ts";
import { HOSTNAME_FILES } from "./hostname_files.ts";
import spec from "./hostname.json" with { type: "json" };

async function run(
  args: Record<string, Value>,
  { file = "old\n", node = "old", family = "Debian", isSystemd = false, checkMode = false } = {},
) {
  const target = new FakeTarget({
    checkMode,
    facts: dict({ os_family: family }),
    commands: (text) => {
      if (text === "test -d /run/systemd/system") return { exitCode: isSystemd ? 0 : 1 };
      if (text === "uname -n") return `${node}\n`;
      if (text.startsWith("getent hosts")) return "10.0.0.1 web web.example.org\n";
      return text.startsWith("cat") ? file : "";
    },
  });
  const outcome = await runModule({ run: hostname, spec, args, target, checkMode });
  return { ...outcome, applied: target.applied, written: target.written };
}

Deno.test("hostname() sets what is not as asked for through systemd", async () => {
  const isSystemd = true;
  const { applied, changed, facts, diff } = await run({ name: "web" }, { isSystemd });
  deepEqual(applied, [
    "hostnamectl --pretty --static set-hostname web",
    "hostnamectl --transient set-hostname web",
  ]);
  ok(changed);
  deepEqual(diff, [{ before: "hostname = old\n", after: "hostname = web\n" }]);
  deepEqual(facts, {
    ansible_hostname: "web",
    ansible_nodename: "web",
    ansible_fqdn: "web.example.org",
    ansible_domain: "example.org",
  });
  const same = await run({ name: "old" }, { isSystemd });
  deepEqual([same.changed, same.applied, same.diff], [false, [], []]);
  const half = await run({ name: "old" }, { isSystemd, node: "other" });
  deepEqual(half.applied, ["hostnamectl --transient set-hostname old"]);
  const check = await run({ name: "web" }, { isSystemd, checkMode: true });
  deepEqual([check.changed, check.applied], [true, []]);
  match((await run({ name: "x".repeat(65) }, { isSystemd })).msg ?? "", /longer than 64/);
});

Deno.test("hostname() writes the distribution's file where there is no systemd", async () => {
  const debian = await run({ name: "web" });
  deepEqual(debian.written, [{ path: "/etc/hostname", content: "web\n", isInPlace: true }]);
  const alpine = await run({ name: "web" }, { family: "Alpine" });
  deepEqual(alpine.applied, ["hostname -F /etc/hostname"]);
  const redhat = await run({ name: "web" }, { family: "RedHat", file: "A=1\nHOSTNAME=old\nB=2\n" });
  equal(redhat.written[0]?.content, "A=1\nHOSTNAME=web\nB=2\n");
  const check = await run({ name: "web" }, { checkMode: true });
  deepEqual([check.changed, check.written], [true, []]);
  ok(!(await run({ name: "old" })).changed);
});

Deno.test("hostname() refuses systems that it does not know", async () => {
  const { failed, msg } = await run({ name: "web" }, { family: "Plan9" });
  ok(failed);
  equal(msg, "hostname module cannot be used on platform Linux (Plan9)");
});

Deno.test("HOSTNAME_FILES adds a setting that is not there", () => {
  const file = HOSTNAME_FILES.get("openrc");
  equal(file?.write("# comment", "web"), '# comment\nhostname="web"\n');
  equal(file?.read('hostname="web"\n'), "web");
});
