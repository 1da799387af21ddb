import { type Dict, Float, type Value } from "../../../base/value.ts";
import { pythonFloat } from "../../../base/python_float.ts";
import { displayName } from "../../playbook/inherited.ts";
import type { ActionCall, ActionResult } from "./action.ts";
import { toText } from "../../template/text.ts";

/** `pause`: waits for a time, or for a person to press Enter. */
export async function pause(call: ActionCall): Promise<ActionResult> {
  const { args, ports, signal } = call;
  const seconds = secondsOf(args);
  const start = ports.clock.wallNow();
  let input = "";
  if (seconds === undefined) {
    input = await answer(call);
  } else {
    const lines = [`Pausing for ${Math.trunc(seconds)} seconds${hiddenOf(args)}`];
    if (isGiven(args.get("prompt"))) lines.push(questionOf(call));
    ports.emit({ kind: "notice", text: lines.join("\n") });
    await ports.clock.sleep(seconds * 1000, { signal });
  }
  const stop = ports.clock.wallNow();
  const unit = isGiven(args.get("seconds")) ? "seconds" : "minutes";
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

/** @returns What a person types; nothing where nobody is there. */
async function answer(call: ActionCall): Promise<string> {
  const { args, ports } = call;
  const question = questionOf(call);
  if (ports.prompter.isInteractive) {
    const echo = args.get("echo") === false ? "hidden" : "shown";
    return await ports.prompter.ask(`${question}\n`, echo);
  }
  ports.emit({ kind: "notice", text: question });
  const text = "Not waiting for response to prompt as stdin is not interactive";
  ports.emit({ kind: "message", level: "warning", text });
  return "";
}

function questionOf({ task, args }: Pick<ActionCall, "task" | "args">): string {
  const prompt = args.get("prompt");
  const question = isGiven(prompt)
    ? toText(prompt)
    : "Press enter to continue, Ctrl+C to interrupt";
  return `[${displayName(task)}]\n${question}${hiddenOf(args)}:`;
}

function hiddenOf(args: Dict): string {
  return args.get("echo") === false ? " (output is hidden)" : "";
}

function secondsOf(args: Dict): number | undefined {
  const minutes = args.get("minutes");
  const seconds = args.get("seconds");
  if (isGiven(seconds)) return Math.max(0, numberOf(seconds));
  return isGiven(minutes) ? Math.max(0, numberOf(minutes) * 60) : undefined;
}

function isGiven(value: Value | undefined): value is Exclude<Value, null> {
  return value !== undefined && value !== null;
}

function numberOf(value: Value): number {
  return Number(value instanceof Float ? value.value : value);
}

function stamp(time: number): string {
  return new Date(time).toISOString().replace("T", " ").replace("Z", "000");
}
