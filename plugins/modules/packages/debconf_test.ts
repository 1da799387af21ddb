import { deepEqual, equal } from "node:assert/strict";
import { dict } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { debconf } from "./debconf.ts";
import spec from "./debconf.json" with { type: "json" };

function fake(stdin: unknown[] = []) {
  return new FakeTarget({
    commands: (text, command) => {
      if (text === "debconf-show x") return "* x/a: true\n  x/b: c: d\n  x/e:\n";
      if (text === "command -v debconf-show") return "/usr/bin/debconf-show\n";
      if (text.startsWith("test -x ")) return { exitCode: 1 };
      if (text !== "debconf-set-selections -u") return undefined;
      stdin.push(command.stdin);
      return "";
    },
  });
}

Deno.test("debconf() tells all answers where no question is given", async () => {
  const { result } = await runModule({
    ...{ run: debconf, spec, target: fake(), args: { name: "x" } },
  });
  deepEqual(result, { msg: "", current: dict({ "x/a": "true", "x/b": "c: d", "x/e": "" }) });
});

Deno.test("debconf() answers what has another answer, and tells the old one", async () => {
  const stdin: unknown[] = [];
  const args = { name: "x", question: "x/b", vtype: "string", value: "z", unseen: true };
  const { changed, result } = await runModule({ run: debconf, spec, target: fake(stdin), args });
  equal(changed, true);
  deepEqual(result, { msg: "", current: dict({ "x/b": "z" }), previous: dict({ "x/b": "c: d" }) });
  deepEqual(stdin, ["x x/b string z\n"]);
});

Deno.test("debconf() takes True for true", async () => {
  const args = { name: "x", question: "x/a", vtype: "boolean", value: "True" };
  const { changed } = await runModule({ run: debconf, spec, target: fake(), args });
  equal(changed, false);
});
