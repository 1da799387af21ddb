import { pythonJson } from "../../base/python_json.ts";
import type { EventSink, ResultEvent } from "../executor/event.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { hostResults, type HostText, isTextual, textOf, verdictOf } from "./host_results.ts";
import { withoutHidden } from "./result_text.ts";
import { toText } from "../template/text.ts";

/** @returns A sink that writes what `ansible -o` writes: a line for each host. */
export function onelineOutput(options: DefaultOutputOptions): EventSink {
  const { writer, masker, palette, verbosity } = options;
  return hostResults(options, (event) => {
    const { tone, text } = shown(event, verbosity);
    writer.out(`${palette.out(tone, masker.text(text))}\n`);
  });
}

function shown(event: ResultEvent, verbosity: number): HostText {
  const { host, outcome, result } = event;
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
      return {
        tone,
        text: isTextual(event) ? commandLine(event, word) : `${host} | ${word} => ${json()}`,
      };
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
  return `${host} | ${word} | rc=${toText(result.get("rc") ?? -1)} | (stdout) ` +
    escaped(textOf(result, "stdout")) + (stderr === "" ? "" : ` (stderr) ${stderr}`);
}

function escaped(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
