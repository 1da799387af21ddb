import type { Value } from "../../base/value.ts";
import type { EventSink, ResultEvent } from "../executor/event.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { diffText } from "./diff_text.ts";
import { hostResults, type HostText, isTextual, textOf, verdictOf } from "./host_results.ts";
import { resultText } from "./result_text.ts";
import { toText } from "../template/text.ts";

/**
 * @returns A sink that writes what the program `ansible` writes of its one task: a result for each
 * host, as JSON, or as text if it is of a command.
 */
export function minimalOutput(options: DefaultOutputOptions): EventSink {
  const { writer, masker, palette, verbosity } = options;
  return hostResults(options, (event, tell) => {
    for (const text of textsOf(event.result.get("warnings"))) tell("warning", text);
    const diff = diffText(event.diffs, palette.out);
    if (diff !== "") writer.out(masker.text(diff.endsWith("\n") ? diff : `${diff}\n`));
    const { tone, text } = shown(event, verbosity);
    const line = text.endsWith("\n") ? text.slice(0, -1) : text;
    writer.out(`${palette.out(tone, masker.text(line))}\n`);
  });
}

function shown(event: ResultEvent, verbosity: number): HostText {
  const { host, outcome, result } = event;
  const json = () => resultText({ ...event, display: "message" }, verbosity);
  const isText = isTextual(event);
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
  return `${host} | ${word} | rc=${toText(result.get("rc") ?? -1)} >>\n${said}\n`;
}

function textsOf(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
