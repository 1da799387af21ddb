import { deepEqual, equal, rejects } from "node:assert/strict";
import { attend } from "./attend.ts";

Deno.test("attend() gives the streams that are captured", async () => {
  const done = await attend({
    program: "sh",
    args: ["-c", "printf out; printf err >&2; exit 3"],
    captures: ["stdout", "stderr"],
  });
  deepEqual(done.ending, { kind: "exited", code: 3 });
  equal(new TextDecoder().decode(done.stdout), "out");
  equal(new TextDecoder().decode(done.stderr), "err");
});

Deno.test("attend() shows the streams that are not captured", async () => {
  const done = await attend({ program: "true", captures: [] });
  deepEqual(done, {
    ending: { kind: "exited", code: 0 },
    stdout: new Uint8Array(),
    stderr: new Uint8Array(),
  });
});

Deno.test("attend() says when a program was killed, or cannot be started", async () => {
  const killed = await attend({ program: "sh", args: ["-c", "kill -9 $$"], captures: [] });
  deepEqual(killed.ending, { kind: "killed", signal: "SIGKILL" });
  await rejects(attend({ program: "/nonexistent/editor", captures: [] }), {
    message: "Cannot run /nonexistent/editor: no such program",
  });
});
