import type { CallContext, Connection, ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { clock } from "../../../lib/system/clock.ts";
import { random } from "../../../lib/system/random.ts";

/** What a connection is called with by tests that expect it to call nobody. */
export const CONTEXT: CallContext = {
  signal: new AbortController().signal,
  log: () => {},
  progress: () => {},
  correlationId: "1",
  clock,
  random,
  call: () => Promise.reject(new Error("Cannot call: the test expects no call")),
};

/** Runs one script in a session of its own. @returns What it printed, or why there is no session. */
export async function say(
  connection: Connection,
  request: ConnectRequest,
  script = "echo hello",
): Promise<string> {
  const opened = await connection.connect(request, CONTEXT);
  if (opened.kind === "failed") return `${opened.failure}: ${opened.message}`;
  const { session } = opened;
  const call = { session, commands: [{ script }], stopOnFailure: true };
  const { results, lost } = await connection.exec(call, CONTEXT);
  await connection.close(session, CONTEXT);
  return lost ?? new TextDecoder().decode(results[0]?.stdout).trim();
}
