import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { type Module, type ModuleOutcome, runModule } from "../testing/run_module.ts";
import { commandModule } from "./command_module.ts";
import { shellModule } from "./shell_module.ts";
import commandSpec from "./command.json" with { type: "json" };
import shellSpec from "./shell.json" with { type: "json" };

interface Options {
  readonly checkMode?: boolean;
}

function command(args: Record<string, Value>, options: Options = {}) {
  return run({ module: commandModule, spec: commandSpec, args }, options);
}

function shell(args: Record<string, Value>, options: Options = {}) {
  return run({ module: shellModule, spec: shellSpec, args }, options);
}

async function run(
  { module, spec, args }: { module: Module; spec: unknown; args: Record<string, Value> },
  options: Options,
): Promise<ModuleOutcome & { roundTrips: number }> {
  await using target = await openLocalTarget(options);
  const outcome = await runModule({ run: module, spec, args, target, ...options });
  return { ...outcome, roundTrips: target.roundTrips };
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/;

Deno.test("command runs a program in one round trip and says when", async () => {
  const { result, ...rest } = await command({ _raw_params: 'echo "a  b" c' });
  deepEqual(rest, {
    changed: true,
    failed: false,
    skipped: false,
    rc: 0,
    stdout: "a  b c",
    stderr: "",
    facts: {},
    diff: [],
    warnings: [],
    roundTrips: 1,
  });
  deepEqual(Object.keys(result).sort(), ["cmd", "delta", "end", "msg", "start"]);
  deepEqual(result["cmd"], ["echo", "a  b", "c"]);
  match(String(result["start"]), TIME);
  match(String(result["end"]), TIME);
  match(String(result["delta"]), /^0:00:0\d\.\d{6}$/);
});

Deno.test("command fails with the exit code of its program", async () => {
  const { changed, failed, msg, rc } = await command({ _raw_params: "false" });
  deepEqual([changed, failed, msg, rc], [true, true, "non-zero return code", 1]);
});

Deno.test("command fails like Python when there is no such program", async () => {
  const missing = await command({ _raw_params: "no-such-program 'a b'" });
  equal(missing.msg, "[Errno 2] No such file or directory: b'no-such-program'");
  deepEqual(missing.result, {
    cmd: "no-such-program 'a b'",
    rc: 2,
    stdout: "",
    stderr: "",
  });
  const refused = await command({ _raw_params: "/etc/passwd" });
  equal(refused.msg, "[Errno 13] Permission denied: b'/etc/passwd'");
  equal(refused.result["rc"], 13);
  const builtin = await command({ _raw_params: "cd /" });
  equal(builtin.msg, "[Errno 2] No such file or directory: b'cd'");
});

Deno.test("command tells a program that returns 127 from one that is missing", async () => {
  const outcome = await command({ argv: ["sh", "-c", "exit 127"] });
  deepEqual([outcome.msg, outcome.rc], ["non-zero return code", 127]);
});

Deno.test("command runs programs and no builtins of a shell", async () => {
  equal((await command({ argv: ["echo", "-e", "a\\tb"] })).stdout, "a\tb");
});

Deno.test("command expands variables and homes but nothing else", async () => {
  const { result, stdout } = await command({
    _raw_params: `echo $HOME \${HOME} ~ '~/x' $NO_SUCH $1 "*" '&& |' \`id\``,
  });
  const home = Deno.env.get("HOME");
  equal(stdout, `${home} ${home} ${home} ${home}/x $NO_SUCH $1 * && | \`id\``);
  ok(Array.isArray(result["cmd"]) && result["cmd"][1] === "$HOME");
  const plain = await command({ _raw_params: "echo $HOME ~", expand_argument_vars: false });
  equal(plain.stdout, "$HOME ~");
});

Deno.test("command passes stdin with or without a last line end", async () => {
  equal((await command({ _raw_params: "od -An -c", stdin: "x" })).stdout, "   x  \\n");
  const raw = await command({ _raw_params: "od -An -c", stdin: "x", stdin_add_newline: false });
  equal(raw.stdout, "   x");
});

Deno.test("command keeps line ends at the end of its output on demand", async () => {
  const { stdout } = await command({ _raw_params: "printf 'a\\n\\n'", strip_empty_ends: false });
  equal(stdout, "a\n\n");
});

Deno.test("command changes to a folder first", async () => {
  equal((await command({ _raw_params: "pwd", chdir: "/usr" })).stdout, "/usr");
  const { msg, result } = await command({ _raw_params: "pwd", chdir: "/no/such" });
  equal(
    msg,
    "Unable to change directory before execution: [Errno 2] No such file or directory: b'/no/such'",
  );
  equal(result["rc"], null);
});

Deno.test("command does nothing when what it creates is there", async () => {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/made.txt`, "");
  for (const creates of [`${folder.path}/made.txt`, `${folder.path}/m*.t[wxy]t`, "./*.txt"]) {
    const args = { _raw_params: "touch new", chdir: folder.path, creates };
    const { changed, result } = await command(args);
    ok(!changed);
    deepEqual(result, {
      cmd: ["touch", "new"],
      rc: 0,
      stdout: `skipped, since ${creates} exists`,
      stderr: "",
      start: null,
      end: null,
      delta: null,
      msg: `Did not run command since '${creates}' exists`,
    });
  }
  deepEqual([...Deno.readDirSync(folder.path)].length, 1);
});

Deno.test("command does nothing when what it removes is not there", async () => {
  using folder = new TemporaryFolder();
  const removes = `${folder.path}/a?c`;
  const { changed, result } = await command({ _raw_params: "false", removes });
  ok(!changed);
  equal(result["msg"], `Did not run command since '${removes}' does not exist`);
  Deno.writeTextFileSync(`${folder.path}/abc`, "");
  ok((await command({ _raw_params: "false", removes })).failed);
});

Deno.test("command never runs in check mode and says what it would do", async () => {
  using folder = new TemporaryFolder();
  const creates = `${folder.path}/new`;
  const checkMode = true;
  const unknown = await command({ _raw_params: `touch ${creates}` }, { checkMode });
  deepEqual([unknown.skipped, unknown.changed, unknown.roundTrips], [true, false, 0]);
  equal(unknown.result["msg"], "Command would have run if not in check mode");
  const known = await command({ _raw_params: `touch ${creates}`, creates }, { checkMode });
  deepEqual([known.skipped, known.changed], [false, true]);
  deepEqual([...Deno.readDirSync(folder.path)], []);
  Deno.writeTextFileSync(creates, "");
  const done = await command({ _raw_params: `touch ${creates}`, creates }, { checkMode });
  equal(done.result["msg"], `Would not run command since '${creates}' exists`);
});

Deno.test("command needs exactly one form of a command", async () => {
  equal((await command({})).msg, "no command given");
  equal((await command({ _raw_params: " " })).msg, "no command given");
  const both = await command({ _raw_params: "a", argv: ["b"] });
  equal(both.msg, "only command or argv can be given, not both");
  equal(both.result["rc"], 256);
});

Deno.test("command warns of an executable and refuses an open quote", async () => {
  const { warnings, failed } = await command({ _raw_params: "true", executable: "/bin/bash" });
  ok(!failed);
  match(warnings[0] ?? "", /'executable' is no longer supported with the 'command' module/);
  match((await command({ _raw_params: 'echo "a' })).msg ?? "", /No closing quotation/);
});

Deno.test("shell gives a text to the shell in one round trip", async () => {
  const text = 'echo "$0"; read x; echo "[$x]" | tr x y; exit 3';
  const { stdout, rc, msg, result, roundTrips } = await shell({ _raw_params: text, stdin: "x" });
  deepEqual([stdout, rc, msg, roundTrips], ["/bin/sh\n[y]", 3, "non-zero return code", 1]);
  equal(result["cmd"], text);
});

Deno.test("shell uses another shell on demand", async () => {
  equal((await shell({ _raw_params: "echo $0", executable: "/bin/bash" })).stdout, "/bin/bash");
  const missing = await shell({ _raw_params: "true", executable: "/no/such/sh" });
  equal(missing.msg, "[Errno 2] No such file or directory: b'/no/such/sh'");
});

Deno.test("shell fails with the shell's own message when a program is missing", async () => {
  const { rc, msg, stderr } = await shell({ _raw_params: "no-such-program" });
  deepEqual([rc, msg], [127, "non-zero return code"]);
  match(stderr ?? "", /no-such-program: (command )?not found/);
});

Deno.test("shell cannot disturb the session", async () => {
  await using target = await openLocalTarget();
  const task = (text: string) =>
    runModule({ run: shellModule, spec: shellSpec, args: { _raw_params: text }, target });
  equal((await task("cd /usr; X=1; exec >/dev/null; trap 'echo bye' EXIT; exit 4")).rc, 4);
  equal((await task("echo [$X]; pwd")).stdout, `[]\n${Deno.cwd()}`);
});

Deno.test("shell quotes words that are given as a list", async () => {
  const { stdout, result } = await shell({ argv: ["echo", "a b", "$HOME"] });
  equal(stdout, "a b $HOME");
  deepEqual(result["cmd"], ["echo", "a b", "$HOME"]);
});
