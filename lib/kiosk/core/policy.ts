import type { BudgetId, EntryId } from "./id.ts";

/** What is allowed, when, and for how long: checked, complete, and without any position. */
export interface Policy {
  /** IANA name of the zone whose clock windows and days go by. */
  readonly timeZone: string;
  /** Minutes after midnight at which a day begins for budgets; 0 to 1439. */
  readonly dayStartsAt: number;
  /** Whether a session's time runs on while the computer is suspended. */
  readonly countSuspend: boolean;
  /** What becomes of a session when this policy is loaded and has its entry closed now. */
  readonly onReload: "keep" | "stop";
  readonly entries: ReadonlyMap<EntryId, Entry>;
  /** Named budgets; the daily quotas of entries are not among them. */
  readonly budgets: ReadonlyMap<BudgetId, Budget>;
  /** Exceptions by date (`2026-12-24`). */
  readonly calendar: ReadonlyMap<string, CalendarDay>;
  /** How loud it may get while no entry says otherwise. */
  readonly volume: VolumePolicy;
}

/** Something that may be started. */
export interface Entry {
  readonly id: EntryId;
  readonly label: string;
  /** The shell knows what it means. */
  readonly icon?: string;
  readonly kind: EntryKind;
  readonly availability: Availability;
  readonly limits: Limits;
  /** From the earliest to the latest, that is by falling `before`. */
  readonly warnings: readonly Warning[];
  /** How loud it may get while it runs; the policy's own if left out. */
  readonly volume?: VolumePolicy;
  readonly disabled?: { readonly reason?: string };
  /** Name of the user it runs as; the daemon's own if left out. */
  readonly user?: string;
}

/** What is started. */
export type EntryKind =
  | ProcessKind
  | SnapKind
  | FlatpakKind
  | VmKind
  | MediaKind
  | CustomKind;

/** The word for a kind, as clients see it. */
export type EntryKindTag = EntryKind["type"];

/** All kinds there are. */
export const ENTRY_KINDS = [
  "process",
  "snap",
  "flatpak",
  "vm",
  "media",
  "custom",
] as const satisfies readonly EntryKindTag[];

/** A program with its arguments; no shell is involved. */
export interface ProcessKind {
  readonly type: "process";
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** `snap run`. */
export interface SnapKind {
  readonly type: "snap";
  readonly snapName: string;
  /** The program of the snap; its main one if left out. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** `flatpak run`. */
export interface FlatpakKind {
  readonly type: "flatpak";
  readonly appId: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A virtual machine: the driver's program with `--key value` for each argument, in their order. */
export interface VmKind {
  readonly type: "vm";
  readonly driver: string;
  readonly args: Readonly<Record<string, PlainValue>>;
}

/** Something to play. */
export interface MediaKind {
  readonly type: "media";
  readonly libraryId: string;
  readonly args: Readonly<Record<string, PlainValue>>;
}

/** What only an adapter for it can start. */
export interface CustomKind {
  readonly type: "custom";
  readonly typeName: string;
  readonly payload: PlainValue;
}

/** What TOML and JSON have in common. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** When an entry may run. */
export type Availability =
  | { readonly kind: "always" }
  | { readonly kind: "windows"; readonly windows: readonly TimeWindow[] };

/** The days of the week, from Monday on: the index is the day. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** A day of the week; Monday is 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * A part of some days, as the clock on the wall reads. One whose end is not after its start crosses
 * midnight and belongs to the day on which it starts.
 */
export interface TimeWindow {
  readonly days: readonly Weekday[];
  /** Minutes after midnight; 0 to 1439. */
  readonly start: number;
  /** The first minute that is outside; 0 to 1440, never the same as `start`. */
  readonly end: number;
}

/** What a date has in place of its own windows: those of a day of the week, or none. */
export type CalendarDay =
  | { readonly kind: "closed"; readonly label?: string }
  | { readonly kind: "as"; readonly weekday: Weekday; readonly label?: string };

/** How long an entry may run, in milliseconds; what is left out has no limit. */
export interface Limits {
  readonly maxRun?: number;
  readonly dailyQuota?: number;
  readonly cooldown?: number;
  /** Budgets that its running drains, all of them. */
  readonly budgets: readonly BudgetId[];
  /** How long it has to end by itself once it is told to. */
  readonly grace: number;
}

/**
 * A store of time that entries drain while they run. Its level is at most `capacity`; whatever
 * fills it, resets, refill or other entries, adds to the same level.
 */
export interface Budget {
  readonly id: BudgetId;
  readonly label: string;
  /** Milliseconds. */
  readonly capacity: number;
  /** When the level goes back to where it starts. */
  readonly reset?: "daily" | "weekly";
  /** Where it starts. */
  readonly starts: "full" | "empty";
  /** Milliseconds gained for each millisecond in which nothing drains it. */
  readonly refill?: number;
  /** Entries whose running fills it. */
  readonly earned: readonly Earning[];
}

/** `ratio` milliseconds are gained for each millisecond that `entry` runs. */
export interface Earning {
  readonly entry: EntryId;
  readonly ratio: number;
}

/** How urgent a warning is. */
export type Severity = "info" | "warn" | "critical";

/** Something to tell when the end is `before` milliseconds away. */
export interface Warning {
  readonly before: number;
  readonly severity: Severity;
  /** Its words; `{remaining}` and `{label}` are filled in. */
  readonly message?: string;
}

/** How loud it may get, in percent. */
export interface VolumePolicy {
  readonly max?: number;
  readonly min?: number;
  readonly allowMute: boolean;
  readonly allowChange: boolean;
}
