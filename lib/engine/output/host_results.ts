import type { Dict } from "../../base/value.ts";
import type { EventSink, ResultEvent } from "../executor/event.ts";
import { messageSink } from "./_message_sink.ts";
import type { DefaultOutputOptions } from "./default.ts";
import type { Tone } from "./palette.ts";

/** What `ansible` says where its pattern matches no host. */
export const NO_HOSTS = "No hosts matched, nothing to do";

/** What is written of a host. */
export interface HostText {
  readonly tone: Tone;
  readonly text: string;
}

/**
 * @param write Writes the result of a host, in which secrets are masked.
 * @returns A sink of the program `ansible`: it writes messages, and of all else results alone.
 */
export function hostResults(
  options: DefaultOutputOptions,
  write: (event: ResultEvent, tell: ReturnType<typeof messageSink>) => void,
): EventSink {
  const tell = messageSink(options);
  return (event) => {
    if (event.kind === "message") return tell(event.level, event.text);
    if (event.kind === "no_hosts_matched") return tell("warning", NO_HOSTS);
    if (event.kind !== "task_result") return;
    const result = new Map(options.masker.dict(event.result.result));
    write({ ...event.result, result }, tell);
  };
}

/** @returns The colour of a result, and what it is called where it is no failure. */
export function verdictOf({ result }: ResultEvent): { readonly tone: Tone; readonly word: string } {
  return result.get("changed") === true
    ? { tone: "changed", word: "CHANGED" }
    : { tone: "ok", word: "SUCCESS" };
}

/** @returns Whether the result is shown as text: it is that of a command. */
export function isTextual({ task, result }: ResultEvent): boolean {
  return TEXT_MODULES.has(task.module) && !result.has("ansible_job_id");
}

const TEXT_MODULES: ReadonlySet<string> = new Set(["command", "raw", "shell"]);

/** @returns A text of a result; empty if it has none of that name. */
export function textOf(result: Dict, key: string): string {
  const value = result.get(key);
  return typeof value === "string" ? value : "";
}
