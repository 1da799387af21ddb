import assert from "node:assert/strict";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import type { Command } from "../../wire/host.ts";
import { type JobState, jobState, launching } from "./background_job.ts";

/** Starts a job as a session's shell would, waits for its end, and says what became of it. */
async function outcomeOf(command: Command, seconds: number): Promise<JobState> {
  using home = new TemporaryFolder();
  const folder = `${home.path}/.ansible_async/j1.1`;
  await launch(command, { folder, seconds });
  await sh('while [ ! -e "$1/result" ]; do sleep 0.02; done', folder);
  return await jobState(folder, read);
}

async function launch(command: Command, place: { folder: string; seconds: number }): Promise<void> {
  const { script = "", argv = [], stdin } = launching(command, { id: "j1.1", ...place });
  const child = new Deno.Command("sh", {
    args: ["-c", script, "sh", ...argv],
    stdin: stdin === undefined ? "null" : "piped",
  }).spawn();
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new Uint8Array(stdin));
    await writer.close();
  }
  assert.equal((await child.status).code, 0);
}

async function sh(script: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script, "sh", ...args] }).output();
  return new TextDecoder().decode(stdout);
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function texts(state: JobState) {
  assert.equal(state.kind, "ended");
  if (state.kind !== "ended") throw new Error("The job has not ended");
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { rc: state.rc, stdout: text(state.stdout), stderr: text(state.stderr) };
}

Deno.test("launching() keeps what a program says and how it ends", async () => {
  const state = await outcomeOf({ argv: ["sh", "-c", "echo out; echo err >&2; exit 3"] }, 60);
  assert.deepEqual(texts(state), { rc: 3, stdout: "out\n", stderr: "err\n" });
  assert.match(state.kind === "ended" ? state.start : "", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

Deno.test("launching() hands scripts their words and their input", async () => {
  const stdin = new TextEncoder().encode("from stdin");
  const state = await outcomeOf(
    { script: 'printf "%s|" "$@"; cat', argv: ["a b", "'"], stdin },
    60,
  );
  assert.deepEqual(texts(state), { rc: 0, stdout: "a b|'|from stdin", stderr: "" });
});

Deno.test("launching() kills what takes too long, with all it has started", async () => {
  using home = new TemporaryFolder();
  const folder = `${home.path}/j`;
  const script = `echo $$ >${home.path}/pid; sleep 600 & echo $! >>${home.path}/pid; wait`;
  await launch({ script }, { folder, seconds: 1 });
  await sh('while [ ! -e "$1/result" ]; do sleep 0.02; done', folder);
  assert.equal(texts(await jobState(folder, read)).rc, undefined);
  const alive = 'for pid in $(cat "$1/pid"); do ' +
    'while grep -q "^State:.[RSD]" /proc/$pid/status 2>/dev/null; do sleep 0.02; done; done; echo no';
  assert.equal(await sh(alive, home.path), "no\n");
});

Deno.test("launching() leaves no process behind that waits for the time to be up", async () => {
  using home = new TemporaryFolder();
  const folder = `${home.path}/j`;
  await launch({ argv: ["true"] }, { folder, seconds: 54_321 });
  await sh('while [ ! -e "$1/result" ]; do sleep 0.02; done', folder);
  const waiting =
    "while grep -aslx 'sleep.54321.' /proc/[0-9]*/cmdline; do sleep 0.02; done; echo no";
  assert.match(await sh(waiting), /no\n$/);
});

Deno.test("jobState() tells a job that runs from one that there is not", async () => {
  using home = new TemporaryFolder();
  assert.deepEqual(await jobState(`${home.path}/none`, read), { kind: "unknown" });
  const folder = `${home.path}/j`;
  // Whoever opens a FIFO waits until somebody writes to it.
  await sh('mkfifo "$1/fifo"', home.path);
  await launch({ argv: ["cat", `${home.path}/fifo`] }, { folder, seconds: 60 });
  assert.deepEqual(await jobState(folder, read), { kind: "running" });
  await sh('echo go >"$1/fifo"; while [ ! -e "$1/j/result" ]; do sleep 0.02; done', home.path);
  assert.equal(texts(await jobState(folder, read)).stdout, "go\n");
});
