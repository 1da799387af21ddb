import { absolutePath } from "../../base/posix_path.ts";
import type { JournalRound } from "../../engine/journal/journal_file.ts";
import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { endingText, readJournal, timeText } from "./read_journal.ts";

/** What `shep journal show` was asked for. */
export interface ShowJournalArguments {
  readonly file: string;
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep journal show`. */
export function showJournal(app: App, { file, format }: ShowJournalArguments): number {
  const path = absolutePath(file, app.system.environment.workingFolder());
  const { run, rounds } = readJournal(app, path);
  if (format === "json") {
    const shown = rounds.map(({ result, ...round }) => ({
      ...round,
      result: result === undefined ? undefined : JSON.parse(result),
    }));
    app.out(`${JSON.stringify({ run, rounds: shown }, null, 2)}\n`);
    return EXIT.ok;
  }
  const lines = [
    `${run.playbooks.join(", ")} on ${run.inventory.join(", ")}`,
    `began ${timeText(run.startedAt)}, ${endingText(run)}`,
  ];
  for (const [host, own] of Map.groupBy(rounds, (round) => round.host)) {
    lines.push("", host, ...own.map(lineOf));
  }
  app.out(`${lines.join("\n")}\n`);
  return EXIT.ok;
}

function lineOf({ outcome, isIgnored, task, item, position }: JournalRound): string {
  const ended = outcome === undefined ? "under way" : isIgnored ? "ignored" : outcome;
  const name = item === undefined ? task : `${task} (item=${item})`;
  const place = position === undefined ? "" : `  ${position}`;
  return `  ${ended.padEnd("unreachable".length)}  ${name}${place}`;
}
