import type { Position } from "../../base/position.ts";
import type { Dict } from "../../base/value.ts";
import type { Diff } from "../../wire/domain.ts";
import type { CustomStats } from "./custom_stats.ts";
import type { HostStats } from "./stats.ts";

/** What a run tells its outputs, in the order it happens. */
export type RunEvent =
  | {
    readonly kind: "playbook_start";
    readonly file: string;
    readonly plays?: number;
    /** Whether the run is asked to change nothing. */
    readonly isCheck?: boolean;
  }
  | { readonly kind: "play_start"; readonly play: PlayRef }
  | { readonly kind: "no_hosts_matched" }
  | { readonly kind: "no_hosts_remaining" }
  | { readonly kind: "task_start"; readonly task: TaskRef; readonly hosts: readonly string[] }
  | { readonly kind: "item_result"; readonly result: ResultEvent; readonly label: string }
  | { readonly kind: "task_result"; readonly result: ResultEvent }
  | { readonly kind: "retry"; readonly result: ResultEvent; readonly retriesLeft: number }
  | {
    readonly kind: "included";
    readonly task: TaskRef;
    readonly file: string;
    readonly hosts: readonly string[];
    readonly label?: string;
  }
  /** What a task has to say to whoever watches it; it goes to stdout. */
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "message"; readonly level: MessageLevel; readonly text: string }
  | {
    /** What becomes of a task in the background that is waited for. */
    readonly kind: "async";
    readonly state: "poll" | "ok" | "failed";
    readonly host: string;
    readonly jid: string;
  }
  | {
    readonly kind: "recap";
    readonly stats: ReadonlyMap<string, HostStats>;
    /** What set_stats said. */
    readonly custom?: CustomStats;
  };

/** How loud a message is; all go to stderr. After a `fatal` one the run is over. */
export type MessageLevel = "warning" | "deprecation" | "error" | "fatal";

/** The play an event is about; `name` is what the banner shows. */
export interface PlayRef {
  readonly name: string;
  readonly isCheck: boolean;
  /** `linear` if left out; with `free` and `host_pinned` a task's banner waits for its results. */
  readonly strategy?: string;
}

/** The task an event is about; `name` is what the banner shows, such as `web : Install nginx`. */
export interface TaskRef {
  readonly name: string;
  readonly module: string;
  readonly isHandler: boolean;
  /** What its keyword `check_mode` says, if it does. */
  readonly isCheck?: boolean;
  readonly position?: Position;
}

/** How a task or one item of its loop ended. */
export type Outcome =
  | "ok"
  | "changed"
  | "failed"
  | "skipped"
  | "unreachable"
  /** In check mode: what the task would do depends on what only a real run can tell. */
  | "unknown";

/** The result of a task, or of one item of its loop, on a host. */
export interface ResultEvent {
  readonly task: TaskRef;
  readonly host: string;
  /** The host that the task was delegated to, if any. */
  readonly delegate?: string;
  /** Where that is: its `ansible_host`, `ansible_port`, `ansible_user`, `ansible_connection`. */
  readonly delegatedVars?: Dict;
  readonly outcome: Outcome;
  /** What `register` gets; a censored one where `no_log` is set. */
  readonly result: Dict;
  readonly diffs: readonly Diff[];
  readonly isIgnored: boolean;
  /** Whether the result is the sum of a loop, whose items have been told already. */
  readonly isLoop: boolean;
  /** How much of an `ok` result is shown without `-v`. */
  readonly display: ResultDisplay;
}

/**
 * - `brief`: the status line alone
 * - `message`: the whole result, indented (debug, assert)
 * - `hidden`: the status line alone, with `-v` too (gathering facts)
 */
export type ResultDisplay = "brief" | "message" | "hidden";

/** Takes a run's events. Must not throw. */
export type EventSink = (event: RunEvent) => void;
