import { type Dict, Float, type Value } from "../../../base/value.ts";
import { pythonFloat } from "../../../base/python_float.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `pause`: waits for a time, or for a person to press Enter. */
export async function pause({ args, ports, signal }: ActionCall): Promise<ActionResult> {
  const seconds = secondsOf(args);
  const start = ports.clock.wallNow();
  const prompt = args.get("prompt");
  let input = "";
  if (seconds !== undefined) {
    await ports.clock.sleep(seconds * 1000, { signal });
  } else if (ports.prompter.isInteractive) {
    const echo = args.get("echo") === false ? "hidden" : "shown";
    const question = prompt === undefined || prompt === null
      ? "Press enter to continue, Ctrl+C to interrupt"
      : String(prompt);
    input = await ports.prompter.ask(`${question}:\n`, echo);
  }
  const stop = ports.clock.wallNow();
  const unit = args.get("minutes") === undefined || args.get("minutes") === null
    ? "seconds"
    : "minutes";
  const passed = (stop - start) / (unit === "minutes" ? 60_000 : 1000);
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["rc", 0],
    ["stdout", `Paused for ${pythonFloat(Math.round(passed * 100) / 100)} ${unit}`],
    ["stderr", ""],
    ["start", stamp(start)],
    ["stop", stamp(stop)],
    ["delta", Math.floor((stop - start) / 1000)],
    ["echo", args.get("echo") !== false],
    ["user_input", input],
  ]);
  return { result, diffs: [] };
}

function secondsOf(args: Dict): number | undefined {
  const minutes = args.get("minutes");
  const seconds = args.get("seconds");
  if (seconds !== undefined && seconds !== null) return Math.max(0, numberOf(seconds));
  return minutes === undefined || minutes === null
    ? undefined
    : Math.max(0, numberOf(minutes) * 60);
}

function numberOf(value: Value): number {
  return Number(value instanceof Float ? value.value : value);
}

function stamp(time: number): string {
  return new Date(time).toISOString().replace("T", " ").replace("Z", "000");
}
