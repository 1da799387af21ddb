import {
  JournalError,
  JournalFile,
  type JournalRound,
  type JournalRun,
} from "../../engine/journal/journal_file.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/** A journal as people see it. */
export interface KeptRun {
  readonly run: JournalRun;
  readonly rounds: readonly JournalRound[];
}

/** @throws {CommandError} If there is no journal at `path`, or a run is using it. */
export function readJournal(app: App, path: string): KeptRun {
  if (app.system.files.status(path)?.kind !== "file") {
    throw new CommandError(`There is no journal ${path}`);
  }
  try {
    using file = new JournalFile(path);
    const run = file.run();
    if (run === undefined) throw new JournalError(`The journal ${path} is empty`);
    return { run, rounds: file.rounds() };
  } catch (error) {
    if (error instanceof JournalError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

/** @returns A time in the form of RFC 3339, to the second. */
export function timeText(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toString({ smallestUnit: "second" });
}

/** @returns How a run has ended, in a few words. */
export function endingText({ endedAt, exitCode }: JournalRun): string {
  if (endedAt === undefined) return "did not end";
  return exitCode === 0 ? "succeeded" : `ended ${timeText(endedAt)} with exit code ${exitCode}`;
}
