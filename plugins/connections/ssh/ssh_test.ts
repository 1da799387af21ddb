import assert from "node:assert/strict";
import type { CallContext, ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { clock } from "../../../lib/system/clock.ts";
import { random } from "../../../lib/system/random.ts";
import { shellConnection } from "../shell_connection.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd } from "../testing/sshd.ts";
import { startSsh } from "./start_ssh.ts";

const CONTEXT: CallContext = {
  signal: new AbortController().signal,
  log: () => {},
  progress: () => {},
  correlationId: "1",
  clock,
  random,
  call: () => Promise.reject(new Error("The test expects no call")),
};

/** Runs one script through ssh. @returns What it printed, or why there is no session. */
async function say(request: ConnectRequest, script = "echo hello"): Promise<string> {
  const ssh = shellConnection(startSsh, { shells: "elsewhere" });
  const opened = await ssh.connect(request, CONTEXT);
  if (opened.kind === "failed") return `${opened.failure}: ${opened.message}`;
  const { session } = opened;
  const commands = [{ script }];
  const { results, lost } = await ssh.exec({ session, commands, stopOnFailure: true }, CONTEXT);
  await ssh.close(session, CONTEXT);
  return lost ?? new TextDecoder().decode(results[0]?.stdout);
}

Deno.test({
  ...needs("startSsh() starts a shell on another computer", sshdReason),
  async fn() {
    await using server = await startSshd();
    assert.equal(await say(server.request()), "hello\n");
  },
});
