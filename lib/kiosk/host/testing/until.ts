import { clock } from "../../../system/clock.ts";

/** @throws {Error} If `condition` does not come true within half a minute. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Cannot wait any longer until ${what}`);
    await clock.sleep(10);
  }
}

/** @returns Whether there is something at `path`. */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
