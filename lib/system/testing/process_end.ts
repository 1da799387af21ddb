import { clock } from "../clock.ts";

/**
 * Resolves when a process has ended, whether or not its parent has noticed.
 *
 * @throws {Error} If it still runs after a minute.
 */
export async function processEnd(pid: number): Promise<void> {
  for (let i = 0; isRunning(pid); i++) {
    if (i === 6000) throw new Error(`Process ${pid} still runs`);
    await clock.sleep(10);
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(Deno.readTextFileSync(`/proc/${pid}/status`));
  } catch {
    return false;
  }
}
