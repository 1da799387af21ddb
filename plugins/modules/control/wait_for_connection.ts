import {
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Tries until the target answers. Behaves as Ansible 2.14's wait_for_connection. */
export async function waitForConnection(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, clock, signal } = call;
  if (call.checkMode) return { skipped: true };
  const start = clock.monotonicNow();
  const elapsed = () => Math.floor((clock.monotonicNow() - start) / 1000);
  await clock.sleep(int(args, "delay") * 1000, { signal });
  const end = clock.monotonicNow() + int(args, "timeout") * 1000;
  let problem = "the timeout is over";
  while (clock.monotonicNow() < end) {
    const answer = await probe(target, int(args, "connect_timeout") * 1000);
    if (answer === undefined) return { result: { elapsed: elapsed() } };
    problem = answer;
    await clock.sleep(int(args, "sleep") * 1000, { signal });
  }
  throw new ModuleFailure(`timed out waiting for ping module test: ${problem}`, {
    result: { elapsed: elapsed() },
  });
}

/** @returns Why the target does not obey, or `undefined` if it does. */
async function probe(target: Target, timeoutMs: number): Promise<string | undefined> {
  try {
    const [outcome] = await target.probe({ argv: ["test", "-d", "/"], timeoutMs });
    return outcome?.exitCode === 0 ? undefined : outcome?.stderr.trim() || "there is no answer";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
