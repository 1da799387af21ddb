import type { Dict, Value } from "../../base/value.ts";
import type { EventSink, ResultEvent } from "../executor/event.ts";
import { messageSink } from "./_message_sink.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { diffText } from "./diff_text.ts";
import type { Tone } from "./palette.ts";
import { resultText } from "./result_text.ts";

/**
 * @returns A sink that writes what the program `ansible` writes of its one task: a result for each
 * host, as JSON, or as text if it is of a command.
 */
export function minimalOutput(options: DefaultOutputOptions): EventSink {
  const tell = messageSink(options);
  const { writer, masker, palette, verbosity } = options;
  const print = (tone: Tone, text: string) => {
    const line = masker.text(text.endsWith("\n") ? text.slice(0, -1) : text);
    writer.out(`${palette.out(tone, line)}\n`);
  };
  return (event) => {
    if (event.kind === "message") return tell(event.level, event.text);
    if (event.kind === "no_hosts_matched") return tell("warning", NO_HOSTS);
    if (event.kind !== "task_result") return;
    const result = { ...event.result, result: new Map(masker.dict(event.result.result)) };
    for (const text of textsOf(result.result.get("warnings"))) tell("warning", text);
    const diff = diffText(result.diffs, palette.out);
    if (diff !== "") writer.out(masker.text(diff.endsWith("\n") ? diff : `${diff}\n`));
    const { tone, text } = shown(result, verbosity);
    print(tone, text);
  };
}

/** What `ansible` says where its pattern matches no host. */
export const NO_HOSTS = "No hosts matched, nothing to do";

/** Modules whose results are shown as texts. */
export const TEXT_MODULES: ReadonlySet<string> = new Set(["command", "raw", "shell"]);

/** @returns The colour of a result, and what it is called where it is no failure. */
export function verdictOf(event: ResultEvent): { readonly tone: Tone; readonly word: string } {
  return event.result.get("changed") === true
    ? { tone: "changed", word: "CHANGED" }
    : { tone: "ok", word: "SUCCESS" };
}

function shown(
  event: ResultEvent,
  verbosity: number,
): { readonly tone: Tone; readonly text: string } {
  const { host, outcome, task, result } = event;
  const json = () => resultText({ ...event, display: "message" }, verbosity);
  const isText = TEXT_MODULES.has(task.module) && !result.has("ansible_job_id");
  switch (outcome) {
    case "skipped":
      return { tone: "skipped", text: `${host} | SKIPPED` };
    case "unknown":
      return { tone: "unknown", text: `${host} | UNKNOWN: ${textOf(result, "msg")}` };
    case "unreachable":
      return { tone: "unreachable", text: `${host} | UNREACHABLE! => ${json()}` };
    case "failed":
      return {
        tone: "failed",
        text: isText ? commandText(event, "FAILED") : `${host} | FAILED! => ${json()}`,
      };
    case "ok":
    case "changed": {
      const { tone, word } = verdictOf(event);
      return { tone, text: isText ? commandText(event, word) : `${host} | ${word} => ${json()}` };
    }
    default:
      return outcome satisfies never;
  }
}

function commandText({ host, result }: ResultEvent, word: string): string {
  const said = ["stdout", "stderr", "msg"].map((key) => textOf(result, key)).join("");
  return `${host} | ${word} | rc=${String(result.get("rc") ?? -1)} >>\n${said}\n`;
}

/** @returns A text of a result; empty if it has none of that name. */
export function textOf(result: Dict, key: string): string {
  const value = result.get(key);
  return typeof value === "string" ? value : "";
}

function textsOf(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
