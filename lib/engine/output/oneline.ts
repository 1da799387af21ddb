import type { EventSink, ResultEvent } from "../executor/event.ts";
import { pythonJson } from "../../base/python_json.ts";
import { messageSink } from "./_message_sink.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { NO_HOSTS, TEXT_MODULES, textOf, verdictOf } from "./minimal.ts";
import type { Tone } from "./palette.ts";
import { withoutHidden } from "./result_text.ts";

/** @returns A sink that writes what `ansible -o` writes: a line for each host. */
export function onelineOutput(options: DefaultOutputOptions): EventSink {
  const tell = messageSink(options);
  const { writer, masker, palette, verbosity } = options;
  return (event) => {
    if (event.kind === "message") return tell(event.level, event.text);
    if (event.kind === "no_hosts_matched") return tell("warning", NO_HOSTS);
    if (event.kind !== "task_result") return;
    const result = { ...event.result, result: new Map(masker.dict(event.result.result)) };
    const { tone, text } = shown(result, verbosity);
    writer.out(`${palette.out(tone, masker.text(text))}\n`);
  };
}

function shown(
  event: ResultEvent,
  verbosity: number,
): { readonly tone: Tone; readonly text: string } {
  const { host, outcome, task, result } = event;
  const json = () => resultLine(event, verbosity);
  switch (outcome) {
    case "skipped":
      return { tone: "skipped", text: `${host} | SKIPPED` };
    case "unknown":
      return { tone: "unknown", text: `${host} | UNKNOWN: ${textOf(result, "msg")}` };
    case "unreachable":
      return { tone: "unreachable", text: `${host} | UNREACHABLE!: ${textOf(result, "msg")}` };
    case "failed":
      return { tone: "failed", text: `${host} | FAILED! => ${json()}` };
    case "ok":
    case "changed": {
      const { tone, word } = verdictOf(event);
      const isText = TEXT_MODULES.has(task.module) && !result.has("ansible_job_id");
      return { tone, text: isText ? commandLine(event, word) : `${host} | ${word} => ${json()}` };
    }
    default:
      return outcome satisfies never;
  }
}

/** What is a message keeps the indentation of its lines, though not the lines, as Ansible has it. */
function resultLine(event: ResultEvent, verbosity: number): string {
  const result = withoutHidden(event.result, verbosity);
  const layout = event.display === "message" ? { ensureAscii: false, indent: 4 } as const : LAYOUT;
  return pythonJson(result, { ...layout, sortKeys: true }).replaceAll("\n", "");
}

const LAYOUT = { ensureAscii: false, separators: [",", ": "] } as const;

function commandLine({ host, result }: ResultEvent, word: string): string {
  const stderr = escaped(textOf(result, "stderr"));
  return `${host} | ${word} | rc=${String(result.get("rc") ?? -1)} | (stdout) ` +
    escaped(textOf(result, "stdout")) + (stderr === "" ? "" : ` (stderr) ${stderr}`);
}

function escaped(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
