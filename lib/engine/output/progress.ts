import type { Clock } from "../../base/clock.ts";
import type { EventSink, ResultEvent, RunEvent } from "../executor/event.ts";
import type { Writer } from "./writer.ts";

/** Where progress is shown, and what passes through on its way there. */
export interface ProgressOptions {
  /** The terminal itself. */
  readonly writer: Writer;
  readonly clock: Pick<Clock, "monotonicNow" | "sleep">;
  /** How many hosts are worked on at a time. */
  readonly forks: number;
  /** @returns The columns that the terminal has now. */
  readonly columns: () => number;
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

/** How many of the slowest hosts are named. */
const MOST_SLOWEST = 3;

/** Starts to watch a run: what runs longer than a second shows how many hosts are done, at work and failed, and the slowest. */
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
  /** When what the line is about began: the task, or the play where each host walks alone. */
  #since: number | undefined;
  /** Hosts that have not ended what they are to do, in their turn, and since when they are at it. */
  readonly #open = new Map<string, number | undefined>();
  #atWork = 0;
  readonly #failed = new Set<string>();
  #isFree = false;
  #total = 0;
  #isShown = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  learn(event: RunEvent): void {
    switch (event.kind) {
      case "play_start":
        this.#forget();
        this.#isFree = event.play.strategy === "free" || event.play.strategy === "host_pinned";
        break;
      case "task_start":
        this.#start(event.hosts);
        break;
      case "task_result":
        this.#end(event.result);
        break;
      case "recap":
        this.#forget();
        break;
      default:
    }
  }

  #start(hosts: readonly string[]): void {
    if (!this.#isFree) this.#forget();
    this.#since ??= this.#options.clock.monotonicNow();
    for (const host of hosts) this.#open.set(host, undefined);
    this.#total = hosts.length;
    this.#fill();
  }

  #end({ host, outcome, isIgnored }: ResultEvent): void {
    if ((outcome === "failed" || outcome === "unreachable") && !isIgnored) this.#failed.add(host);
    if (this.#open.get(host) !== undefined) this.#atWork--;
    this.#open.delete(host);
    this.#fill();
  }

  /** Hosts get their turns in the order in which they were told of. */
  #fill(): void {
    if (this.#atWork === this.#options.forks) return;
    for (const [host, since] of this.#open) {
      if (since !== undefined) continue;
      this.#open.set(host, this.#options.clock.monotonicNow());
      this.#atWork++;
      if (this.#atWork === this.#options.forks) return;
    }
  }

  #forget(): void {
    this.#since = undefined;
    this.#open.clear();
    this.#atWork = 0;
  }

  show(): void {
    if (this.#since === undefined || this.#open.size === 0) return;
    const elapsed = this.#options.clock.monotonicNow() - this.#since;
    if (elapsed < PATIENCE) return;
    const parts = [
      `${inSeconds(elapsed)} s`,
      ...this.#isFree ? [] : [`${this.#total - this.#open.size}/${this.#total} done`],
      `${this.#atWork} running`,
      ...this.#failed.size === 0 ? [] : [`${this.#failed.size} failed`],
      `slowest ${this.#slowest()}`,
    ];
    // One column stays free: a full line would make some terminals go to the next.
    this.#options.writer.err(`\r\x1b[K${cut(parts.join(", "), this.#options.columns() - 1)}`);
    this.#isShown = true;
  }

  #slowest(): string {
    const now = this.#options.clock.monotonicNow();
    return [...this.#open].filter(([, since]) => since !== undefined)
      .sort(([, a = now], [, b = now]) => a - b).slice(0, MOST_SLOWEST)
      .map(([host, since = now]) => `${host} ${inSeconds(now - since)} s`).join(", ");
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

function inSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}
