import type { Masker } from "../../base/mask.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { ansibleJsonOutput } from "../../engine/output/ansible_json.ts";
import type { DisplaySettings } from "../../engine/output/display_settings.ts";
import { profileTasksOutput } from "../../engine/output/profile_tasks.ts";
import { timerOutput } from "../../engine/output/timer.ts";
import { defaultOutput } from "../../engine/output/default.ts";
import { minimalOutput } from "../../engine/output/minimal.ts";
import { onelineOutput } from "../../engine/output/oneline.ts";
import { treeOutput } from "../../engine/output/tree.ts";
import { joinPath } from "../../base/posix_path.ts";
import { jsonOutput } from "../../engine/output/json.ts";
import { colored, plain } from "../../engine/output/palette.ts";
import { startProgress } from "../../engine/output/progress.ts";
import type { Writer } from "../../engine/output/writer.ts";
import type { App } from "../app.ts";
import type { TimeCallback } from "./configured.ts";
import { openRunFiles, type RunFilesOptions } from "./run_files.ts";

/**
 * How results are told: `minimal` and `oneline` are of the program `ansible`, `document` is what
 * Ansible calls `json`.
 */
export type OutputFormat = "default" | "document" | "json" | "minimal" | "oneline";

/** How a run is told. */
export interface OutputOptions extends RunFilesOptions {
  readonly format: OutputFormat;
  /** The folder that keeps the result of each host. */
  readonly tree?: string | undefined;
  readonly verbosity: number;
  readonly forks: number;
  readonly masker: Masker;
  readonly display: DisplaySettings;
  /** How long what took is told. */
  readonly times: ReadonlySet<TimeCallback>;
}

/** An output that is ready for a run's events. */
export interface OpenOutput extends AsyncDisposable {
  readonly sink: EventSink;
}

/** @returns The output of that format; on a terminal also a line of progress. */
export function openOutput(app: App, options: OutputOptions): OpenOutput {
  const { terminal, clock } = app.system;
  const direct = terminalWriter(app);
  const files = openRunFiles(app, options);
  const { forks } = options;
  const progress = options.format === "default" && canErase(app)
    ? startProgress({ writer: direct, clock, forks, columns: () => terminal.width() })
    : undefined;
  const write = formatted(app, options, progress?.writer ?? direct);
  const keep = options.tree === undefined
    ? undefined
    : treeOutput({ masker: options.masker, keep: treeKeeper(app, options.tree) });
  const times = timeSinks(app, options, progress?.writer ?? direct);
  return {
    sink: (event) => {
      progress?.sink(event);
      write(event);
      keep?.(event);
      files.sink?.(event);
      for (const tell of times) tell(event);
    },
    [Symbol.asyncDispose]: async () => {
      await progress?.[Symbol.asyncDispose]();
      files.write();
    },
  };
}

/** Whether what stands in the last line of a terminal can be taken away again. */
function canErase({ system: { terminal, environment } }: App): boolean {
  return terminal.isTerminal("stderr") && environment.variable("TERM") !== "dumb";
}

function timeSinks(app: App, { times }: OutputOptions, writer: Writer): readonly EventSink[] {
  const { clock } = app.system;
  const timeZone = Temporal.Now.timeZoneId();
  const profile = { writer, clock, timeZone, columns: app.columns };
  return [...times].map((name) =>
    name === "timer" ? timerOutput({ writer, clock }) : profileTasksOutput(profile)
  );
}

function formatted(app: App, options: OutputOptions, writer: Writer): EventSink {
  const { masker, verbosity, display } = options;
  const wallNow = () => app.system.clock.wallNow();
  const people = {
    writer,
    masker,
    palette: {
      out: app.hasColor("stdout") ? colored : plain,
      err: app.hasColor("stderr") ? colored : plain,
    },
    columns: app.columns,
    verbosity,
    display,
  };
  switch (options.format) {
    case "json":
      return jsonOutput({ writer, masker, wallNow, verbosity });
    case "document":
      return ansibleJsonOutput({ ...people, wallNow });
    case "default":
      return defaultOutput(people);
    case "minimal":
      return minimalOutput(people);
    case "oneline":
      return onelineOutput(people);
    default:
      return options.format satisfies never;
  }
}

/** A result that cannot be kept is warned of, and the run goes on. */
function treeKeeper(app: App, folder: string): (host: string, text: string) => void {
  return (host, text) => {
    try {
      Deno.mkdirSync(folder, { recursive: true });
      Deno.writeTextFileSync(joinPath(folder, host.replaceAll("/", "_")), text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      app.warn(`Unable to write to ${host}'s file: ${why}`);
    }
  };
}

/** A run goes on if whoever reads its output goes away: what is half done helps nobody. */
function terminalWriter(app: App): Writer {
  const write = (stream: "stdout" | "stderr", text: string) => {
    try {
      app.system.terminal.write(stream, text);
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  };
  return { out: (text) => write("stdout", text), err: (text) => write("stderr", text) };
}
