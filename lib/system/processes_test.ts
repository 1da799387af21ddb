import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { FakeProcesses } from "./fake_processes.ts";
import { type Command, processes } from "./processes.ts";
import { TemporaryFolder } from "./temporary_folder.ts";
import { processEnd } from "./testing/process_end.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const sh = (script: string, more: Partial<Command> = {}): Command => ({
  program: "sh",
  args: ["-c", script],
  ...more,
});

Deno.test("processes.run() gives exit code and bytes of both streams", async () => {
  const done = await processes.run(sh("printf 'a\\0b'; printf error >&2; exit 3"));
  deepEqual(done.ending, { kind: "exited", code: 3 });
  equal(text(done.stdout), "a\0b");
  equal(text(done.stderr), "error");
});

Deno.test("processes.run() passes stdin, variables and working folder", async () => {
  using folder = new TemporaryFolder();
  const done = await processes.run(sh('cat; echo "$WORD"; pwd', {
    stdin: "in ",
    variables: { WORD: "w" },
    workingFolder: folder.path,
  }));
  equal(text(done.stdout), `in w\n${Deno.realPathSync(folder.path)}\n`);
});

Deno.test("processes.run() carries more than a pipe holds both ways", async () => {
  const stdin = new Uint8Array(3_000_000).fill(120);
  const done = await processes.run({ program: "cat", stdin });
  deepEqual(done.stdout, stdin);
});

Deno.test("processes.run() does not mind a program that does not read", async () => {
  const done = await processes.run(sh("exit 0", { stdin: new Uint8Array(3_000_000) }));
  deepEqual(done.ending, { kind: "exited", code: 0 });
});

Deno.test("processes.run() says which signal killed the program", async () => {
  const done = await processes.run(sh("kill -9 $$"));
  deepEqual(done.ending, { kind: "killed", signal: "SIGKILL" });
});

Deno.test("processes.run() kills at the timeout what the program has started", async () => {
  const done = await processes.run(sh("sleep 1000 & echo $!; wait", { timeout: 100 }));
  deepEqual(done.ending, { kind: "timed-out" });
  await processEnd(Number(text(done.stdout)));
});

Deno.test("processes.run() kills at the timeout what ignores SIGTERM", async () => {
  const done = await processes.run(
    sh("trap '' TERM; echo $$; while :; do sleep 1000; done", { timeout: 100 }),
  );
  deepEqual(done.ending, { kind: "timed-out" });
  await processEnd(Number(text(done.stdout)));
});

Deno.test("processes.run() rejects with the reason when it is aborted", async () => {
  using folder = new TemporaryFolder();
  const controller = new AbortController();
  const fifo = `${folder.path}/fifo`;
  await processes.run({ program: "mkfifo", args: [fifo] });
  const running = processes.run(
    sh(`sleep 1000 & echo $! >'${fifo}'; wait`),
    { signal: controller.signal },
  );
  const process = Number(await Deno.readTextFile(fifo));
  controller.abort(new Error("Stopped by the user"));
  await rejects(running, { message: "Stopped by the user" });
  await processEnd(process);
  await rejects(processes.run(sh("true"), { signal: controller.signal }), {
    message: "Stopped by the user",
  });
});

Deno.test("processes.run() names the program that cannot be started", async () => {
  await rejects(processes.run({ program: "/nowhere/at-all" }), {
    message: "Cannot run /nowhere/at-all: no such program or working folder",
  });
  await rejects(processes.run({ program: "/etc/passwd" }), (error: Error) => {
    ok(error.message.startsWith("Cannot run /etc/passwd: "), error.message);
    ok(error.cause instanceof Error);
    return true;
  });
});

Deno.test("FakeProcesses answers with what the test says and remembers what ran", async () => {
  const fake = new FakeProcesses((command) =>
    command.program === "id" ? { stdout: "0\n" } : { ending: { kind: "exited", code: 127 } }
  );
  const done = await fake.run({ program: "id", args: ["-u"] });
  equal(text(done.stdout), "0\n");
  deepEqual(done.ending, { kind: "exited", code: 0 });
  deepEqual((await fake.run({ program: "x" })).ending, { kind: "exited", code: 127 });
  deepEqual(fake.ran.map((command) => command.program), ["id", "x"]);
  await rejects(fake.run({ program: "x" }, { signal: AbortSignal.abort(new Error("No")) }), {
    message: "No",
  });
});
