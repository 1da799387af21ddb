import type { Masker } from "../../base/mask.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { defaultOutput } from "../../engine/output/default.ts";
import { jsonOutput } from "../../engine/output/json.ts";
import { colored, plain } from "../../engine/output/palette.ts";
import { startProgress } from "../../engine/output/progress.ts";
import type { Writer } from "../../engine/output/writer.ts";
import type { App } from "../app.ts";

/** How a run is told. */
export interface OutputOptions {
  readonly format: "default" | "json";
  readonly verbosity: number;
  readonly masker: Masker;
}

/** An output that is ready for a run's events. */
export interface OpenOutput extends AsyncDisposable {
  readonly sink: EventSink;
}

/** @returns The output of that format; on a terminal also a line of progress. */
export function openOutput(app: App, options: OutputOptions): OpenOutput {
  const { terminal, clock } = app.system;
  const direct = terminalWriter(app);
  const progress = terminal.isTerminal("stderr") && options.format === "default"
    ? startProgress({ writer: direct, clock, columns: terminal.width() })
    : undefined;
  const write = formatted(app, options, progress?.writer ?? direct);
  return {
    sink: (event) => {
      progress?.sink(event);
      write(event);
    },
    [Symbol.asyncDispose]: async () => await progress?.[Symbol.asyncDispose](),
  };
}

function formatted(app: App, options: OutputOptions, writer: Writer): EventSink {
  const { masker, verbosity } = options;
  switch (options.format) {
    case "json":
      return jsonOutput({ writer, masker, wallNow: () => app.system.clock.wallNow() });
    case "default":
      return defaultOutput({
        writer,
        masker,
        palette: {
          out: app.hasColor("stdout") ? colored : plain,
          err: app.hasColor("stderr") ? colored : plain,
        },
        columns: app.columns,
        verbosity,
      });
    default:
      return options.format satisfies never;
  }
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
