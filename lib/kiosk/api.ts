/**
 * The local API, version 1: one JSON object a line over a Unix socket. The shapes are those of
 * shepherdd 0.1 as its code writes them. What is added to them are fields, which its clients
 * ignore; a command, event or reason that they do not know is only sent to whoever asked for it.
 */

/** The version of this API. */
export const API_VERSION = 1;

/** Bytes of a line at most, its end not counted. */
export const FRAME_LIMIT = 65_536;

/** A line from a client. */
export interface Request {
  /** Given back as it came: an integer that JavaScript holds exactly. */
  readonly request_id: number;
  readonly api_version: number;
  readonly command: Command;
}

/** A line to a client that answers a request; `request_id` is null if the request had none. */
export interface Response {
  readonly request_id: number | null;
  readonly api_version: number;
  readonly result: { readonly ok: Answer } | { readonly err: ApiError };
}

/** A line to a client that subscribed. */
export interface EventMessage {
  readonly api_version: number;
  readonly timestamp: Timestamp;
  /** Addition: counts the events of this daemon from 1; a hole means that some were lost. */
  readonly sequence: number;
  readonly payload: EventPayload;
}

/** RFC 3339 with the offset of the policy's zone. */
export type Timestamp = string;

/** A duration; `nanos` is below 10^9. */
export interface ApiDuration {
  readonly secs: number;
  readonly nanos: number;
}

/** What a client can ask for. */
export type Command =
  | { readonly type: "get_state" }
  | { readonly type: "list_entries"; readonly at_time?: Timestamp | null }
  | { readonly type: "launch"; readonly entry_id: string }
  | { readonly type: "stop_current"; readonly mode: "graceful" | "force" }
  | { readonly type: "reload_config" }
  /**
   * Additions: with `extended`, events of types that shepherdd 0.1 does not have are wanted too; with
   * `audit`, for admins alone, these and each record of the audit log.
   */
  | { readonly type: "subscribe_events"; readonly extended?: boolean; readonly audit?: boolean }
  | { readonly type: "unsubscribe_events" }
  | { readonly type: "get_health" }
  | { readonly type: "extend_current"; readonly by: ApiDuration }
  | { readonly type: "get_volume" }
  | { readonly type: "set_volume"; readonly percent: number }
  | { readonly type: "toggle_mute" }
  | { readonly type: "set_mute"; readonly muted: boolean }
  | { readonly type: "ping" }
  // Additions.
  | { readonly type: "explain"; readonly entry_id: string; readonly at_time?: Timestamp | null }
  /** Dates, both included; the present day if left out. */
  | { readonly type: "get_usage"; readonly from?: string; readonly to?: string }
  | { readonly type: "read_audit"; readonly after?: number; readonly limit?: number }
  | { readonly type: "verify_audit" }
  | { readonly type: "accept_clock" };

/** The word for a command. */
export type CommandType = Command["type"];

/** The answer to a command that was carried out; a denied launch is one too. */
export type Answer =
  | ({ readonly type: "state" } & StateView)
  | { readonly type: "entries"; readonly entries: readonly EntryView[] }
  | {
    readonly type: "launch_approved";
    readonly session_id: string;
    readonly deadline: Timestamp | null;
  }
  | { readonly type: "launch_denied"; readonly reasons: readonly ReasonView[] }
  | { readonly type: "stopped" }
  | { readonly type: "config_reloaded"; readonly entry_count: number }
  /** The snapshot and the number of the last event are additions. */
  | {
    readonly type: "subscribed";
    readonly client_id: string;
    readonly sequence: number;
    readonly state: StateView;
  }
  | { readonly type: "unsubscribed" }
  | ({ readonly type: "health" } & HealthView)
  | {
    readonly type: "extended";
    readonly new_deadline: Timestamp | null;
    /** Addition: limits that the new deadline goes beyond. */
    readonly beyond: readonly ("max_run" | "window" | "budget")[];
  }
  | ({ readonly type: "volume" } & VolumeView)
  | { readonly type: "volume_set" }
  | { readonly type: "volume_denied"; readonly reason: string }
  | { readonly type: "pong" }
  // Additions.
  | {
    readonly type: "explanation";
    readonly entry: EntryView;
    /** Lines of text, each with one number and where it comes from. */
    readonly lines: readonly string[];
  }
  | {
    readonly type: "usage";
    readonly usage: readonly UsageView[];
    readonly budgets: readonly BudgetView[];
  }
  | { readonly type: "audit"; readonly records: readonly AuditRecordView[] }
  | {
    readonly type: "audit_verified";
    readonly intact: boolean;
    readonly records: number;
    readonly head: string | null;
    readonly problem: string | null;
  }
  | { readonly type: "clock_accepted"; readonly time: Timestamp };

/** Why a command was not carried out. */
export interface ApiError {
  readonly code: ErrorCode;
  /** Sentence case, no final period. */
  readonly message: string;
}

/** The codes of errors. */
export type ErrorCode =
  | "invalid_request"
  | "entry_not_found"
  | "launch_denied"
  | "no_active_session"
  | "session_active"
  | "permission_denied"
  | "rate_limited"
  | "config_error"
  | "host_error"
  | "internal_error";

/** Everything a shell shows. */
export interface StateView {
  readonly api_version: number;
  readonly policy_loaded: boolean;
  readonly current_session: SessionView | null;
  readonly entry_count: number;
  readonly entries: readonly EntryView[];
}

/** An entry as a shell shows it. */
export interface EntryView {
  readonly entry_id: string;
  readonly label: string;
  readonly icon_ref: string | null;
  readonly kind_tag: "process" | "snap" | "flatpak" | "vm" | "media" | "custom";
  readonly enabled: boolean;
  readonly reasons: readonly ReasonView[];
  /** `null` if it is not enabled or has no limit. */
  readonly max_run_if_started_now: ApiDuration | null;
}

/** A session as a shell shows it. */
export interface SessionView {
  readonly session_id: string;
  readonly entry_id: string;
  readonly label: string;
  readonly state: "launching" | "running" | "warned" | "expiring" | "ended";
  readonly started_at: Timestamp;
  readonly deadline: Timestamp | null;
  readonly time_remaining: ApiDuration | null;
  /** Thresholds in seconds. */
  readonly warnings_issued: readonly number[];
  /** Addition: those still to come, the next one first. */
  readonly upcoming_warnings: readonly {
    readonly threshold_seconds: number;
    readonly severity: "info" | "warn" | "critical";
  }[];
}

/**
 * Why an entry is not available. Reasons that shepherdd 0.1 does not know are `disabled` with a
 * `cause`, since its clients can't read a message with a code that is new to them.
 */
export type ReasonView =
  | { readonly code: "outside_time_window"; readonly next_window_start: Timestamp | null }
  | {
    readonly code: "quota_exhausted";
    readonly used: ApiDuration;
    readonly quota: ApiDuration;
    /** Addition. */
    readonly resets_at: Timestamp | null;
    /** Addition: the id of the budget. */
    readonly budget: string;
  }
  | { readonly code: "cooldown_active"; readonly available_at: Timestamp }
  | {
    readonly code: "session_active";
    readonly entry_id: string;
    readonly remaining: ApiDuration | null;
  }
  | { readonly code: "unsupported_kind"; readonly kind: EntryView["kind_tag"] }
  | {
    readonly code: "disabled";
    readonly reason: string | null;
    /** Addition. */
    readonly cause?: "unknown_entry" | "store_unavailable" | "shutting_down";
  };

/** Why a session ended. */
export type EndReasonView =
  | { readonly type: "expired" }
  | { readonly type: "user_stop" }
  | { readonly type: "admin_stop" }
  | { readonly type: "process_exited"; readonly exit_code: number | null }
  | { readonly type: "policy_stop" }
  | { readonly type: "service_shutdown" }
  | { readonly type: "launch_failed"; readonly error: string };

/** What a subscriber is told. */
export type EventPayload =
  | ({ readonly type: "state_changed" } & StateView)
  | {
    readonly type: "session_started";
    readonly session_id: string;
    readonly entry_id: string;
    readonly label: string;
    readonly deadline: Timestamp | null;
  }
  | {
    readonly type: "warning_issued";
    readonly session_id: string;
    readonly threshold_seconds: number;
    readonly time_remaining: ApiDuration;
    readonly severity: "info" | "warn" | "critical";
    readonly message: string | null;
  }
  | { readonly type: "session_expiring"; readonly session_id: string }
  | {
    readonly type: "session_ended";
    readonly session_id: string;
    readonly entry_id: string;
    readonly reason: EndReasonView;
    readonly duration: ApiDuration;
  }
  | { readonly type: "policy_reloaded"; readonly entry_count: number }
  | {
    readonly type: "entry_availability_changed";
    readonly entry_id: string;
    readonly enabled: boolean;
  }
  | { readonly type: "volume_changed"; readonly percent: number; readonly muted: boolean }
  | { readonly type: "shutdown" }
  /** For those alone who asked for the audit log. */
  | {
    readonly type: "audit_entry";
    readonly event_type: string;
    readonly details: Readonly<Record<string, unknown>>;
  }
  // Additions, for `extended` subscribers alone.
  | {
    readonly type: "session_extended";
    readonly session_id: string;
    readonly new_deadline: Timestamp;
  }
  | {
    readonly type: "clock_stepped";
    readonly by: ApiDuration;
    readonly direction: "back" | "forward";
  };

/** Types of events that only `extended` subscribers get. */
export const EXTENDED_EVENTS: ReadonlySet<EventPayload["type"]> = new Set([
  "session_extended",
  "clock_stepped",
]);

/** Whether the daemon works: each part tried, not assumed. */
export interface HealthView {
  readonly live: boolean;
  readonly ready: boolean;
  readonly policy_loaded: boolean;
  readonly host_adapter_ok: boolean;
  readonly store_ok: boolean;
  /** Addition: what is wrong, one sentence each. */
  readonly problems: readonly string[];
  /** Addition: whether somebody is at the computer, where logind knows. */
  readonly presence?: { readonly idle: boolean; readonly locked: boolean };
}

/** How loud it is and may get. */
export interface VolumeView {
  readonly percent: number;
  readonly muted: boolean;
  readonly available: boolean;
  readonly backend: string | null;
  readonly restrictions: {
    readonly max_volume: number | null;
    readonly min_volume: number | null;
    readonly allow_mute: boolean;
    readonly allow_change: boolean;
  };
}

/** Addition: how long an entry ran on a day. */
export interface UsageView {
  readonly entry_id: string;
  readonly day: string;
  readonly used: ApiDuration;
}

/** Addition: what is left in a budget. */
export interface BudgetView {
  readonly budget_id: string;
  readonly label: string;
  readonly left: ApiDuration;
  readonly capacity: ApiDuration;
  readonly resets_at: Timestamp | null;
}

/** Addition: one record of the audit log. */
export interface AuditRecordView {
  readonly sequence: number;
  readonly at: Timestamp;
  readonly fact: { readonly type: string; readonly [key: string]: unknown };
  readonly hash: string;
}
