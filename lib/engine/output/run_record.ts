import type { Dict } from "../../base/value.ts";
import type { Diff } from "../../wire/domain.ts";
import type {
  EventSink,
  MessageLevel,
  Outcome,
  PlayRef,
  ResultDisplay,
  ResultEvent,
  RunEvent,
  TaskRef,
} from "../executor/event.ts";
import type { HostStats } from "../executor/stats.ts";

/** Everything a run told, kept until it is over. Times are milliseconds since its start. */
export interface RunRecord {
  readonly files: readonly string[];
  readonly plays: readonly PlayRecord[];
  readonly messages: readonly MessageRecord[];
  readonly stats: ReadonlyMap<string, HostStats>;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly duration: number;
}

/** A play and its tasks in the order in which they began. */
export interface PlayRecord {
  readonly play: PlayRef;
  readonly tasks: readonly TaskRecord[];
}

/** A task and what it came to. */
export interface TaskRecord {
  readonly task: TaskRef;
  readonly results: readonly ResultRecord[];
}

/** How a task, or one item of its loop, ended on a host. */
export interface ResultRecord {
  readonly host: string;
  readonly delegate?: string;
  /** The label of the item of a loop. */
  readonly item?: string;
  readonly outcome: Outcome;
  readonly isIgnored: boolean;
  readonly result: Dict;
  readonly display: ResultDisplay;
  readonly diffs: readonly Diff[];
  readonly start: number;
  readonly end: number;
}

/** Something the run had to say beside its results. */
export interface MessageRecord {
  readonly level: MessageLevel;
  readonly text: string;
}

/** The times a record needs. */
export interface RecordClock {
  wallNow(): number;
  monotonicNow(): number;
}

/** Keeps what a run tells. */
export class RunRecorder {
  readonly #clock: RecordClock;
  readonly #startedAt: number;
  readonly #start: number;
  readonly #files: string[] = [];
  readonly #plays: { play: PlayRef; tasks: MutableTask[] }[] = [];
  readonly #tasks = new Map<TaskRef, MutableTask>();
  readonly #messages = new Map<string, MessageRecord>();
  #stats: ReadonlyMap<string, HostStats> = new Map();

  constructor(clock: RecordClock) {
    this.#clock = clock;
    this.#startedAt = clock.wallNow();
    this.#start = clock.monotonicNow();
  }

  /** Learns what happens. */
  readonly sink: EventSink = (event) => this.#take(event);

  /** @returns What has happened so far. */
  record(): RunRecord {
    return {
      files: this.#files,
      plays: this.#plays,
      messages: [...this.#messages.values()],
      stats: this.#stats,
      startedAt: this.#startedAt,
      duration: this.#now(),
    };
  }

  #take(event: RunEvent): void {
    switch (event.kind) {
      case "playbook_start":
        this.#files.push(event.file);
        return;
      case "play_start":
        this.#plays.push({ play: event.play, tasks: [] });
        return;
      case "task_start":
        this.#taskOf(event.task);
        return;
      case "item_result":
        return this.#add(event.result, event.label);
      case "task_result":
        // The items of a loop have been told one by one.
        if (!event.result.isLoop) this.#add(event.result, undefined);
        return;
      case "message":
        this.#tell(event);
        return;
      case "recap":
        this.#stats = event.stats;
        return;
      case "no_hosts_matched":
        return this.#tell({ level: "warning", text: "No hosts matched" });
      case "no_hosts_remaining":
      case "retry":
      case "async":
      case "included":
      case "notice":
        return;
      default:
        return event satisfies never;
    }
  }

  #tell({ level, text }: MessageRecord): void {
    this.#messages.set(`${level} ${text}`, { level, text });
  }

  #taskOf(task: TaskRef): MutableTask {
    const known = this.#tasks.get(task);
    if (known !== undefined) return known;
    const created = { task, results: [], since: new Map(), start: this.#now() };
    this.#tasks.set(task, created);
    this.#plays.at(-1)?.tasks.push(created);
    return created;
  }

  #add(event: ResultEvent, item: string | undefined): void {
    const { host, outcome, isIgnored, result, display, diffs, delegate } = event;
    const task = this.#taskOf(event.task);
    const end = this.#now();
    task.results.push({
      host,
      ...(delegate !== undefined && { delegate }),
      ...(item !== undefined && { item }),
      outcome,
      isIgnored,
      result,
      display,
      diffs,
      start: task.since.get(host) ?? task.start,
      end,
    });
    task.since.set(host, end);
  }

  #now(): number {
    return this.#clock.monotonicNow() - this.#start;
  }
}

interface MutableTask extends TaskRecord {
  readonly results: ResultRecord[];
  readonly start: number;
  /** When the last item of each host ended. */
  readonly since: Map<string, number>;
}
