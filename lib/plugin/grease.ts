import type { Random } from "../base/random.ts";
import { CallError } from "./call_error.ts";
import type { RunningPlugin } from "./start_plugin.ts";

/**
 * Sends a plugin what no version of shep means, so that plugins stay able to meet a newer one: a
 * notice, which is to be ignored, and a call, which is to be answered with `unknown_capability`.
 *
 * @throws {CallError} If the plugin does anything else.
 */
export async function grease(plugin: RunningPlugin, random: Random): Promise<void> {
  const name = `grease.${random.below(1_000_000)}`;
  plugin.notify(`shep.${name}`, random.bytes(random.below(64)));
  try {
    await plugin.call(name, random.bytes(random.below(64)));
  } catch (error) {
    if (error instanceof CallError && error.code === "unknown_capability") return;
    throw error;
  }
  throw new CallError(
    "protocol_error",
    `Cannot use plugin ${plugin.name}: it answers ${name}, which does not exist`,
  );
}
