import type { Clock } from "../../base/clock.ts";
import type { EventSink, RunEvent } from "../executor/event.ts";
import type { Writer } from "./writer.ts";

/** Where progress is shown, and what passes through on its way there. */
export interface ProgressOptions {
  /** The terminal itself. */
  readonly writer: Writer;
  readonly clock: Pick<Clock, "monotonicNow" | "sleep">;
  /** Columns of the terminal. */
  readonly columns: number;
}

/** A line at the bottom of a terminal while a task takes long; ends when it is disposed of. */
export interface Progress extends AsyncDisposable {
  /** Writes to the terminal after it has taken the line away, so that the two never mix. */
  readonly writer: Writer;
  /** Learns from events what is running. */
  readonly sink: EventSink;
}

/** Milliseconds that a task runs before its progress is shown, and between two looks at it. */
const PATIENCE = 1000;

/** Starts to watch a run: a task that runs longer than a second shows how many hosts are done. */
export function startProgress(options: ProgressOptions): Progress {
  const line = new ProgressLine(options);
  const stop = new AbortController();
  const ticking = tick(line, options.clock, stop.signal);
  return {
    writer: {
      out: (text) => line.above(() => options.writer.out(text)),
      err: (text) => line.above(() => options.writer.err(text)),
    },
    sink: (event) => line.learn(event),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ticking;
      line.erase();
    },
  };
}

async function tick(line: ProgressLine, clock: Pick<Clock, "sleep">, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await clock.sleep(PATIENCE, { signal });
    } catch {
      return;
    }
    line.show();
  }
}

class ProgressLine {
  readonly #options: ProgressOptions;
  #task: { readonly name: string; readonly since: number } | undefined;
  #running: Set<string> = new Set();
  #total = 0;
  #isShown = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  learn(event: RunEvent): void {
    if (event.kind === "task_start") {
      this.#task = { name: event.task.name, since: this.#options.clock.monotonicNow() };
      this.#running = new Set(event.hosts);
      this.#total = event.hosts.length;
    } else if (event.kind === "task_result") {
      this.#running.delete(event.result.host);
      if (this.#running.size === 0) this.#task = undefined;
    } else if (event.kind === "play_start" || event.kind === "recap") {
      this.#task = undefined;
    }
  }

  show(): void {
    const task = this.#task;
    if (task === undefined || this.#running.size === 0) return;
    const elapsed = this.#options.clock.monotonicNow() - task.since;
    if (elapsed < PATIENCE) return;
    const seconds = Math.floor(elapsed / 1000);
    const done = this.#total - this.#running.size;
    const text = `${seconds} s, ${done}/${this.#total} done, waiting for ` +
      `${[...this.#running].join(", ")}`;
    // One column stays free: a full line would make some terminals go to the next.
    this.#options.writer.err(`\r\x1b[K${cut(text, this.#options.columns - 1)}`);
    this.#isShown = true;
  }

  erase(): void {
    if (this.#isShown) this.#options.writer.err("\r\x1b[K");
    this.#isShown = false;
  }

  above(write: () => void): void {
    this.erase();
    write();
  }
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}
