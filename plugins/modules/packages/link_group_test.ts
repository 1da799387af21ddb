import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { alternatives } from "./alternatives.ts";
import spec from "./alternatives.json" with { type: "json" };
import { parseLinkGroup } from "./link_group.ts";

const TEXT = `awk - manual mode
  link best version is /usr/bin/gawk
  link currently points to /usr/bin/mawk
  link awk is /usr/bin/awk
  slave nawk is /usr/bin/nawk
/usr/bin/gawk - priority 10
/usr/bin/mawk - priority 5
  slave nawk: /usr/bin/mawk
`;

Deno.test("parseLinkGroup() reads what update-alternatives displays", () => {
  const group = parseLinkGroup(TEXT, []);
  deepEqual([group.mode, group.path, group.link], ["manual", "/usr/bin/mawk", "/usr/bin/awk"]);
  deepEqual([...group.alternatives], [
    ["/usr/bin/gawk", { priority: 10, subcommands: [] }],
    ["/usr/bin/mawk", {
      priority: 5,
      subcommands: [{ name: "nawk", path: "/usr/bin/mawk", link: "/usr/bin/nawk" }],
    }],
  ]);
  equal(parseLinkGroup("", []).isKnown, false);
});

Deno.test("alternatives() selects, and then goes back to auto", async () => {
  const target = new FakeTarget({
    commands: (text) => {
      if (text.startsWith("command -v ")) return "/usr/bin/update-alternatives\n";
      if (text.startsWith("test -x ")) return { exitCode: 1 };
      return text === "update-alternatives --display awk" ? TEXT : "";
    },
  });
  const run = { run: alternatives, spec, target };
  const selected = await runModule({ ...run, args: { name: "awk", path: "/usr/bin/gawk" } });
  equal(selected.result["msg"], "Set alternative '/usr/bin/gawk' for 'awk'.");
  const auto = { name: "awk", path: "/usr/bin/mawk", state: "auto" };
  equal((await runModule({ ...run, args: auto })).changed, true);
  const removed = { name: "awk", path: "/usr/bin/nosuch", state: "absent" };
  equal((await runModule({ ...run, args: removed })).changed, false);
  deepEqual(target.applied, [
    "/usr/bin/update-alternatives --set awk /usr/bin/gawk",
    "/usr/bin/update-alternatives --auto awk",
  ]);
});
