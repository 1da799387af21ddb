import { entryId } from "../core/id.ts";
import type { Entry, Limits, VolumePolicy, Warning } from "../core/policy.ts";
import { durationText } from "../core/duration_text.ts";
import { DAY, MINUTE, SECOND } from "../core/time.ts";
import { readKind } from "./read_kind.ts";
import { readAvailability } from "./read_window.ts";
import type { Placed, TableReader } from "./table_reader.ts";

/** What is the same for all entries that say nothing else. */
export interface EntryDefaults {
  /** The folder that `~` stands for. */
  readonly home: string;
  readonly maxRun: number | undefined;
  readonly grace: number;
  readonly warnings: readonly Warning[];
}

/** An entry, and what can only be checked when all are known. */
export interface DraftEntry {
  readonly entry: Entry;
  readonly budgets: readonly Placed<string>[];
}

/** Reads one of `[[entries]]`. */
export function readEntry(reader: TableReader, defaults: EntryDefaults): DraftEntry | undefined {
  const name = reader.requiredText("id");
  const id = name === undefined ? undefined : entryId(name);
  if (name !== undefined && id === undefined) {
    const hint = 'Letters, digits, ".", "_" and "-" are possible, 64 at most, and no "." first';
    reader.wrong("id", `An entry can't have the id "${name}"`, hint);
  }
  const label = reader.requiredText("label");
  const icon = reader.text("icon");
  const user = reader.text("user");
  if (!reader.has("kind")) reader.missing("kind");
  const kind = reader.inside("kind", "a kind", (inner) => readKind(inner, defaults.home));
  const availability = reader.inside("availability", "an availability", readAvailability);
  const draft = reader.inside("limits", "limits", readLimits) ?? NO_LIMITS;
  const limits = limitsOf(draft, defaults);
  const own = reader.each("warnings", "a warning", (inner) => readWarning(inner, limits.maxRun));
  const warnings = own === undefined ? defaults.warnings : inOrder(reader, own);
  const volume = reader.inside("volume", "a volume", readVolume);
  const isDisabled = reader.boolean("disabled") ?? false;
  const reason = reader.text("disabled_reason");
  if (id === undefined || label === undefined || kind === undefined) return undefined;
  const entry: Entry = {
    id,
    label,
    kind,
    availability: availability ?? { kind: "always" },
    limits,
    warnings,
    ...(icon === undefined ? {} : { icon }),
    ...(user === undefined ? {} : { user }),
    ...(volume === undefined ? {} : { volume }),
    ...(isDisabled ? { disabled: reason === undefined ? {} : { reason } } : {}),
  };
  return { entry, budgets: draft.budgets };
}

/** Reads a warning, which must come before the end: after `maxRun` at the latest. */
export function readWarning(reader: TableReader, maxRun?: number): Warning | undefined {
  if (!reader.has("seconds_before")) reader.missing("seconds_before");
  const before = reader.seconds("seconds_before", 1);
  const severity = reader.word("severity", ["info", "warn", "critical"]) ?? "warn";
  const message = reader.text("message");
  if (before === undefined) return undefined;
  if (maxRun !== undefined && before >= maxRun) {
    const text = `A warning must come after the start: ${before / SECOND} seconds before the end ` +
      `of a run of ${maxRun / SECOND}`;
    reader.wrong("seconds_before", text);
    return undefined;
  }
  return { before, severity, ...(message === undefined ? {} : { message }) };
}

/** @returns The warnings from the earliest to the latest; the same moment twice is an error. */
export function inOrder(
  reader: TableReader,
  warnings: readonly (Warning | undefined)[],
): readonly Warning[] {
  const known = warnings.filter((warning) => warning !== undefined);
  for (const [index, { before }] of known.entries()) {
    if (known.findIndex((other) => other.before === before) === index) continue;
    reader.wrong("warnings", `Two warnings come ${before / SECOND} seconds before the end`);
  }
  return known.toSorted((a, b) => b.before - a.before);
}

/** Reads how loud it may get. */
export function readVolume(reader: TableReader): VolumePolicy {
  const max = reader.integer("max_volume", 0, 100);
  const min = reader.integer("min_volume", 0, 100);
  if (min !== undefined && max !== undefined && min > max) {
    reader.wrong(
      "min_volume",
      `"min_volume" must not be above "max_volume": ${min} is above ${max}`,
    );
  }
  return {
    allowMute: reader.boolean("allow_mute") ?? true,
    allowChange: reader.boolean("allow_change") ?? true,
    ...(max === undefined ? {} : { max }),
    ...(min === undefined ? {} : { min }),
  };
}

/** Limits as they are written; 0 is none. */
interface DraftLimits {
  readonly maxRun?: number | undefined;
  readonly dailyQuota?: number | undefined;
  readonly cooldown?: number | undefined;
  readonly grace?: number | undefined;
  readonly budgets: readonly Placed<string>[];
}

const NO_LIMITS: DraftLimits = { budgets: [] };

function readLimits(reader: TableReader): DraftLimits {
  const cooldown = reader.seconds("cooldown_seconds");
  const gap = reader.seconds("min_gap_between_runs_seconds");
  if (cooldown !== undefined && gap !== undefined) {
    const message = '"min_gap_between_runs_seconds" is another word for "cooldown_seconds": ' +
      "only one can be given";
    reader.wrong("min_gap_between_runs_seconds", message);
  }
  return {
    maxRun: plausibleSeconds(reader, "max_run_seconds", DAY),
    dailyQuota: plausibleSeconds(reader, "daily_quota_seconds", DAY),
    cooldown: cooldown ?? gap,
    grace: plausibleSeconds(reader, "grace_seconds", LONG_GRACE),
    budgets: reader.texts("budgets") ?? [],
  };
}

/** What does not end when it is asked runs on for so long. */
const LONG_GRACE = 5 * MINUTE;

/** Reads a duration, and doubts one that is longer than `most`: it may be in another unit. */
function plausibleSeconds(reader: TableReader, key: string, most: number): number | undefined {
  const value = reader.seconds(key);
  if (value !== undefined && value > most) {
    const message = `"${key}" is in seconds: that is ${durationText(value)}`;
    reader.findings.warning("config-value", reader.positionOf(key), message);
  }
  return value;
}

function limitsOf(draft: DraftLimits, defaults: EntryDefaults): Limits {
  const maxRun = (draft.maxRun ?? defaults.maxRun) || undefined;
  const dailyQuota = draft.dailyQuota || undefined;
  const cooldown = draft.cooldown || undefined;
  return {
    budgets: [],
    grace: draft.grace ?? defaults.grace,
    ...(maxRun === undefined ? {} : { maxRun }),
    ...(dailyQuota === undefined ? {} : { dailyQuota }),
    ...(cooldown === undefined ? {} : { cooldown }),
  };
}
