import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { expect } from "./expect.ts";
import spec from "./expect.json" with { type: "json" };

/** Asks for a name and, without an echo, for a password. */
const ASK = `sh -c 'printf "Name: "; read a; printf "Password: "; stty -echo; read b; stty echo; ` +
  `printf "\\n%s and %s\\n" "$a" "$b"; [ -t 0 ] && echo terminal; exit $0'`;

async function run(command: string, responses: Record<string, Value>, more = {}) {
  await using target = await openLocalTarget();
  const args = { command, responses: new Map(Object.entries(responses)), ...more };
  const { changed, msg, result, failed } = await runModule({ run: expect, spec, args, target });
  return { changed, msg, failed, stdout: result["stdout"], rc: result["rc"], result };
}

const needsScript = {
  ignore: !isInstalled("script"),
};

Deno.test({
  name: "expect() answers questions on a terminal (needs script)",
  ...needsScript,
  async fn() {
    const responses = { "Name": "bob", "(?i)password": "geheim" };
    const quiet = await run(`${ASK} 0`, responses);
    deepEqual([quiet.changed, quiet.rc, quiet.stdout], [
      true,
      0,
      "Name: Password: \r\nbob and geheim\r\nterminal",
    ]);
    const loud = await run(`${ASK} 3`, responses, { echo: true });
    deepEqual([loud.msg, loud.rc, loud.stdout], [
      "non-zero return code",
      3,
      "Name: bob\r\nPassword: \r\nbob and geheim\r\nterminal",
    ]);
    deepEqual(
      (await run(`${ASK} 0`, { ": ": ["x", 5] })).stdout,
      "Name: Password: \r\nx and 5\r\nterminal",
    );
    const late = `sh -c 'printf a; sleep 0.2; printf b; read x; echo $x'`;
    equal((await run(late, { "ab": "y" })).stdout, "aby");
    equal((await run("echo 'a  b' $HOME", { x: "y" })).stdout, "a  b $HOME");
  },
});

Deno.test({
  name: "expect() ends a command that asks for what nobody answers (needs script)",
  ...needsScript,
  async fn() {
    const { msg, stdout, rc } = await run(`${ASK} 0`, { Name: "bob" }, { timeout: 1 });
    deepEqual([msg, rc], ["command exceeded timeout", null]);
    // How far it came within a second is up to the computer.
    ok("Name: Password: ".startsWith(String(stdout)));
    equal(
      (await run(`${ASK} 0`, { ":": ["bob"] })).msg,
      "No remaining responses for ':', output was 'b' Password:''",
    );
  },
});

Deno.test({
  name: "expect() shows answers to no other process (needs script)",
  ...needsScript,
  async fn() {
    const command =
      `sh -c 'printf "? "; read x; ps auxww | grep -c -- "--[g]eheim"; env | grep -c geheim'`;
    const { stdout } = await run(command, { "\\?": "--geheim" });
    equal(stdout, "? 0\r\n0");
  },
});

Deno.test({
  name: "expect() says why a command does not start (needs script)",
  ...needsScript,
  async fn() {
    const missing = await run("nosuchprogram a", { x: "y" });
    equal(missing.msg, "The command was not found or was not executable: nosuchprogram.");
    match((await run("echo x", { "(": "y" })).msg ?? "", /unterminated subpattern/);
    match((await run("true", { x: "y" }, { chdir: "/none" })).msg ?? "", /^Unable to change dir/);
  },
});

Deno.test("expect() runs nothing where creates and removes say so", async () => {
  const there = await run("echo a", { x: "y" }, { creates: "/etc/passwd" });
  deepEqual([there.changed, there.stdout], [false, "skipped, since /etc/passwd exists"]);
  const gone = await run("echo a", { x: "y" }, { removes: "/none" });
  equal(gone.stdout, "skipped, since /none does not exist");
  const empty = await run(" ", { x: "y" });
  deepEqual([empty.msg, empty.rc], ["no command given", 256]);
});

Deno.test("expect() says what the target lacks", async () => {
  const target = new FakeTarget({
    commands: (text) =>
      text.startsWith("test") ? { exitCode: text.endsWith("/") ? 0 : 1 } : { exitCode: 90 },
  });
  const args = { command: "x", responses: new Map([["a", "b"]]) };
  const { msg } = await runModule({ run: expect, spec, args, target });
  ok(msg?.includes("the target has no program script"));
});
