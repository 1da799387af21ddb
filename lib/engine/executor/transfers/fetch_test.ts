import assert from "node:assert/strict";
import { type Dict, dict } from "../../../base/value.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { Command, CommandResult } from "../../../wire/host.ts";
import type { ModuleExecution } from "../execute_module.ts";
import { HostState } from "../host_state.ts";
import { type Session, type SessionAddress, Sessions, UnreachableError } from "../sessions.ts";
import { fetch } from "./fetch.ts";
import { controllerAddress, SessionShell } from "./session_shell.ts";

/** A session whose commands run as processes of their own, unless `answer` knows what they do. */
function session(answer: (command: Command) => Partial<CommandResult> | undefined): Session {
  const nothing = { exitCode: 0, stdout: new Uint8Array(), stderr: new Uint8Array() };
  const refuse = () => Promise.reject(new Error("not used"));
  return {
    user: "me",
    home: "/home/me",
    async exec({ commands }) {
      const results: CommandResult[] = [];
      for (const command of commands) {
        const known = answer(command);
        if (known === undefined) results.push(await run(command));
        else results.push({ ...nothing, carriedOut: true, ...known });
      }
      return { results };
    },
    put: refuse,
    get: refuse,
    close: () => Promise.resolve(),
  };
}

async function run({ argv = [], script, stdin }: Command): Promise<CommandResult> {
  const words = script === undefined ? argv : ["sh", "-c", script, "sh", ...argv];
  const [program = "", ...args] = words;
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new Uint8Array(stdin ?? []));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  return { exitCode: code, stdout, stderr, carriedOut: true };
}

const TARGET: SessionAddress = {
  connection: "ssh",
  host: "web",
  address: "web",
  settings: [],
  timeoutMs: 1000,
};

function call(args: Dict, open: (address: SessionAddress["connection"]) => Session) {
  const sessions = new Sessions({ connect: (connection) => Promise.resolve(open(connection)) });
  const signal = new AbortController().signal;
  return {
    target: new SessionShell(sessions, TARGET, { signal }),
    controller: new SessionShell(sessions, controllerAddress(TARGET), { signal }),
    execution: {
      module: "fetch",
      taskName: "fetch",
      args,
      host: new HostState("web"),
      address: TARGET,
      hostAddress: TARGET,
      folder: "/nowhere",
      isCheck: false,
      isDiff: false,
      environment: [],
      scope: UNUSED,
      searchPath: [],
      signal,
    },
  };
}

const UNUSED = {} as ModuleExecution["scope"];

Deno.test("fetch() carries a file that is longer than one part", async () => {
  using folder = new TemporaryFolder();
  const bytes = new Uint8Array(17 * 1024 * 1024 + 5).map((_, index) => index % 251);
  Deno.writeFileSync(`${folder.path}/big`, bytes);
  const args = dict({ src: `${folder.path}/big`, dest: `${folder.path}/new/copy`, flat: true });
  const { result } = await fetch(call(args, () => session(() => undefined)));
  assert.deepEqual([result.get("changed"), result.get("failed")], [true, undefined]);
  assert.deepEqual(Deno.readFileSync(`${folder.path}/new/copy`), bytes);
  assert.deepEqual([...Deno.readDirSync(`${folder.path}/new`)].length, 1);
});

Deno.test("fetch() keeps the old file where the new one is not what it must be", async () => {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/a`, "new");
  Deno.writeTextFileSync(`${folder.path}/old`, "old");
  const bad = { stdout: new TextEncoder().encode(`${"0".repeat(40)}  a\n`) };
  const target = session(({ argv }) => argv?.[0] === "sha1sum" ? bad : undefined);
  const open = (connection: string) => connection === "ssh" ? target : session(() => undefined);
  const args = dict({ src: `${folder.path}/a`, dest: `${folder.path}/old`, flat: true });
  const { result } = await fetch(call(args, open));
  assert.deepEqual([result.get("failed"), result.get("msg")], [true, "checksum mismatch"]);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "old");
  assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name).sort(), [
    "a",
    "old",
  ]);
  const trusting = dict({ ...Object.fromEntries(args), validate_checksum: false });
  assert.equal((await fetch(call(trusting, open))).result.get("changed"), true);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "new");
});

Deno.test("SessionShell opens a new session after one was lost", async () => {
  let opened = 0;
  const lost: Session = {
    ...session(() => ({})),
    exec: () => Promise.resolve({ results: [], lost: "The line is cut" }),
  };
  const sessions = new Sessions({
    connect: () => Promise.resolve(opened++ === 0 ? lost : session(() => ({}))),
  });
  const shell = new SessionShell(sessions, TARGET, { signal: new AbortController().signal });
  await assert.rejects(shell.exec({ argv: ["true"] }), UnreachableError);
  assert.equal((await shell.exec({ argv: ["true"] })).length, 1);
  assert.equal(opened, 2);
});
