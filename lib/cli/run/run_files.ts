import type { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { junitText } from "../../engine/output/junit.ts";
import { maskedRecord } from "../../engine/output/masked_record.ts";
import { reportPage } from "../../engine/output/report.ts";
import { type RunRecord, RunRecorder } from "../../engine/output/run_record.ts";
import { writePrivateFile } from "../../system/write_private_file.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/** The files that a run writes about itself when it is over. */
export interface RunFiles {
  /** Absent where no file is asked for. */
  readonly sink?: EventSink;
  /** @throws {CommandError} If a file cannot be written. */
  write(): void;
}

/** Which files those are. */
export interface RunFilesOptions {
  readonly report?: string | undefined;
  readonly junit?: string | undefined;
  readonly masker: Masker;
}

/**
 * @returns What keeps all that a run tells and writes it at the end.
 * @throws {CommandError} If a file could not be written: better now than after the run.
 */
export function openRunFiles(app: App, options: RunFilesOptions): RunFiles {
  const workingFolder = app.system.environment.workingFolder();
  const formats: readonly (readonly [string | undefined, (record: RunRecord) => string])[] = [
    [options.report, reportPage],
    [options.junit, junitText],
  ];
  const files = formats.flatMap(([path, format]) =>
    path === undefined ? [] : [{ path: absolutePath(path, workingFolder), format }]
  );
  if (files.length === 0) return { write: () => {} };
  for (const { path } of files) attempt(path, () => tryFolder(folderOf(path)));
  const recorder = new RunRecorder(app.system.clock);
  return {
    sink: recorder.sink,
    write: () => {
      const record = maskedRecord(recorder.record(), options.masker);
      // A listing, or a mistake before anything has begun.
      if (record.files.length === 0) return;
      for (const { path, format } of files) {
        attempt(path, () => writePrivateFile(path, format(record)));
      }
    },
  };
}

function tryFolder(folder: string): void {
  Deno.mkdirSync(folder, { recursive: true });
  Deno.removeSync(Deno.makeTempFileSync({ dir: folder, prefix: ".shep-" }));
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Cannot write ${path}: ${why}`, { cause: error });
  }
}
