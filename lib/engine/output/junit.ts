import { formatPosition } from "../../base/position.ts";
import { messageOf, placeOf } from "./record_text.ts";
import type { PlayRecord, ResultRecord, RunRecord, TaskRecord } from "./run_record.ts";

/**
 * @param record Without secrets.
 * @returns A run in the XML that JUnit made known: a suite for each play, a case for each result.
 * What failed is a failure, a host that was not reached an error; what was skipped, ignored, or
 * cannot be predicted in check mode is skipped.
 */
export function junitText(record: RunRecord): string {
  const cases = record.plays.map(casesOf);
  const all = totals(cases.flat());
  const suites = record.plays.map(({ play }, index) => {
    const own = cases[index] ?? [];
    const body = own.map(caseText).join("");
    return `  <testsuite name="${escaped(play.name)}" ${totals(own)}>\n${body}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<testsuites name="${escaped(record.files.join(", "))}" ${all}>\n${suites.join("")}` +
    `</testsuites>\n`;
}

interface Case {
  readonly task: TaskRecord;
  readonly result: ResultRecord;
  readonly verdict: "passed" | "failure" | "error" | "skipped";
}

function casesOf({ tasks }: PlayRecord): readonly Case[] {
  return tasks.flatMap((task) =>
    task.results.map((result) => ({ task, result, verdict: verdictOf(result) }))
  );
}

function verdictOf({ outcome, isIgnored }: ResultRecord): Case["verdict"] {
  switch (outcome) {
    case "ok":
    case "changed":
      return "passed";
    case "failed":
      return isIgnored ? "skipped" : "failure";
    case "unreachable":
      return isIgnored ? "skipped" : "error";
    case "skipped":
    case "unknown":
      return "skipped";
    default:
      return outcome satisfies never;
  }
}

function totals(cases: readonly Case[]): string {
  const count = (verdict: Case["verdict"]) => cases.filter((one) => one.verdict === verdict).length;
  const time = cases.reduce((sum, { result }) => sum + result.end - result.start, 0);
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" ` +
    `skipped="${count("skipped")}" time="${seconds(time)}"`;
}

function caseText({ task, result, verdict }: Case): string {
  const { name, module, position } = task.task;
  const item = result.item === undefined ? "" : ` (item=${result.item})`;
  const place = position === undefined ? module : formatPosition(position);
  const head = `    <testcase name="${escaped(`[${placeOf(result)}] ${name}${item}`)}" ` +
    `classname="${escaped(place)}" time="${seconds(result.end - result.start)}"`;
  if (verdict === "passed") return `${head}/>\n`;
  const message = messageOf(result);
  const [brief = ""] = message.split("\n");
  return `${head}>\n      <${verdict} message="${escaped(brief)}">${
    escaped(message)
  }</${verdict}>\n` +
    `    </testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** @returns `text` as it may stand in elements and in attributes; XML has no control characters. */
function escaped(text: string): string {
  return text.replace(/[&<>"'\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
    // deno-lint-ignore no-control-regex -- XML 1.0 has none
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, "\ufffd").toWellFormed();
}
