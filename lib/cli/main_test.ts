import assert from "node:assert/strict";
import { FakeClock } from "../system/fake_clock.ts";
import { FakeEnvironment } from "../system/fake_environment.ts";
import { FakeFiles } from "../system/fake_files.ts";
import { FakeProcesses } from "../system/fake_processes.ts";
import { FakeRandom } from "../system/fake_random.ts";
import { FakeSignals } from "../system/fake_signals.ts";
import { FakeTerminal } from "../system/fake_terminal.ts";
import { processEnd } from "../system/testing/process_end.ts";
import { CommandError } from "./command_error.ts";
import { EXIT } from "./exit_code.ts";
import { main } from "./main.ts";
import type { System } from "./system.ts";
import { ShepShell } from "./testing/shep_shell.ts";

/**
 * Runs the command lines of testdata/cli/*.txt with the real program, in a copy of the folder
 * `files` beside them. A case is a line after `$ `, then the sections `--- stdout`, `--- stderr` and
 * `--- exit N`, left out where they are empty or 0. `UPDATE=1` writes them anew.
 */

const CASES = new URL("../../testdata/cli", import.meta.url).pathname;

for (const name of [...Deno.readDirSync(CASES)].map((entry) => entry.name).sort()) {
  if (!name.endsWith(".txt")) continue;
  Deno.test(`shep ${name.replace(/\.txt$/, "")}`, async () => {
    const path = `${CASES}/${name}`;
    const expected = await Deno.readTextFile(path);
    const actual = await transcript(expected.split("\n", 1)[0]?.replace(/^\$ /, "") ?? "");
    if (Deno.env.get("UPDATE") === "1") await Deno.writeTextFile(path, actual);
    else assert.equal(actual, expected);
  });
}

Deno.test("shep run ends at Ctrl-C with what it has started, and tells what was done", async () => {
  using shell = new ShepShell("testdata/cli/files");
  const child = shell.start("exec shep run sleeping.yml -i hosts.yml -l web1");
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let shown = "";
  let sleeper: string | undefined;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    shown += next.value;
    sleeper ??= /"msg": "(\d+)"/.exec(shown)?.[1];
    if (sleeper !== undefined && shown.includes("TASK [Sleep]")) break;
  }
  assert(sleeper !== undefined);
  child.kill("SIGINT");
  for (let next = await reader.read(); !next.done; next = await reader.read()) shown += next.value;
  const stderr = await new Response(child.stderr).text();
  assert.equal((await child.status).code, EXIT.interrupted);
  assert.match(stderr, /\[ERROR\]: User interrupted execution/);
  assert.match(shown, /PLAY RECAP \*+\nweb1 +: ok=2 /);
  // The shell of the session, which ran the command.
  await processEnd(Number(sleeper));
});

Deno.test("main() gives up what a command does not need before anything of it is loaded", async () => {
  const done: string[] = [];
  const load = (path: string) => {
    if (path.startsWith("lib/cli/commands/")) return import(`../../${path}`);
    done.push(`load ${path}`);
    return Promise.reject(new CommandError("Cannot go on: this is a test"));
  };
  const giveUp = (name: string) => done.push(name);
  const options = { system: fakeSystem(), start: new URL("file:///main.ts"), load, giveUp };
  assert.equal(await main({ ...options, args: ["plugin", "trust", "x"] }), EXIT.error);
  assert.deepEqual(done, ["run", "net", "sys", "ffi", "load lib/cli/plugins/trust_plugin.ts"]);
  done.length = 0;
  await main({ ...options, args: ["module", "ls"] });
  assert.deepEqual(done.slice(0, -1), ["run", "write", "net", "sys", "ffi"]);
});

function fakeSystem(): System {
  return {
    terminal: new FakeTerminal(),
    environment: new FakeEnvironment(),
    files: new FakeFiles(),
    processes: new FakeProcesses(() => ({})),
    clock: new FakeClock(),
    random: new FakeRandom(),
    signals: new FakeSignals(),
    launch: { calledAs: undefined },
  };
}

async function transcript(line: string): Promise<string> {
  using shell = new ShepShell("testdata/cli/files");
  const { code, stdout, stderr } = await shell.run(line);
  return [
    `$ ${line}\n`,
    section("stdout", stdout),
    section("stderr", stderr),
    code === 0 ? "" : `--- exit ${code}\n`,
  ].join("");
}

function section(name: string, text: string): string {
  if (text === "") return "";
  return `--- ${name}\n${text}${text.endsWith("\n") ? "" : "\n(no line end)\n"}`;
}
