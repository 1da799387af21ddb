import { budgetId, entryId } from "../core/id.ts";
import type { Budget, CalendarDay, Earning } from "../core/policy.ts";
import { DAY } from "../core/time.ts";
import { readWeekday } from "./read_window.ts";
import type { Placed, TableReader } from "./table_reader.ts";

/** Reads one of `[[budgets]]`, which entries of `known` may fill. */
export function readBudget(
  reader: TableReader,
  known: ReadonlySet<string>,
): Budget | undefined {
  const name = reader.requiredText("id");
  const id = name === undefined ? undefined : budgetId(name);
  if (name !== undefined && (id === undefined || name.startsWith("entry:"))) {
    reader.wrong("id", `A budget can't have the id "${name}"`);
  }
  const label = reader.text("label") ?? name ?? "";
  const size = readSize(reader);
  const starts = reader.word("starts", ["full", "empty"]) ?? "full";
  const refill = readRefill(reader);
  const earned = (reader.each("earned", "an earning", (inner) => readEarning(inner, known)) ?? [])
    .filter((one) => one !== undefined);
  if (id === undefined || size === undefined) return undefined;
  if (starts === "empty" && earned.length === 0 && refill === undefined) {
    const hint = 'Say with "earned" or "refill_seconds" what fills it';
    reader.wrong("starts", "A budget that starts empty must be filled by something", hint);
  }
  if (
    starts === "full" && size.reset === undefined && earned.length === 0 && refill === undefined
  ) {
    const hint = 'Write "daily_seconds" or "weekly_seconds", or say what fills it';
    reader.wrong(
      "capacity_seconds",
      "A budget that nothing fills again can be used once alone",
      hint,
    );
  }
  return { id, label, ...size, starts, earned, ...(refill === undefined ? {} : { refill }) };
}

/** Reads one of `[[calendar]]`: what each of its dates has in place of its own windows. */
export function readCalendarDays(
  reader: TableReader,
): readonly Placed<readonly [string, CalendarDay]>[] {
  const label = reader.text("label");
  const date = reader.date("date");
  const from = reader.date("from") ?? date;
  const to = reader.date("to") ?? from;
  const use = reader.placedText("use");
  if (use === undefined) {
    if (!reader.has("use")) reader.missing("use");
    return [];
  }
  if (from === undefined || to === undefined) {
    if (!reader.has("date") && !reader.has("from")) reader.missing("date");
    return [];
  }
  if (date !== undefined && (reader.has("from") || reader.has("to"))) {
    reader.wrong("date", 'Either "date" or "from" and "to" can be given');
  }
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (last < first || last - first > 400 * DAY) {
    reader.wrong("to", `"to" must be from "from" on, and within 400 days: ${from} to ${to}`);
    return [];
  }
  const text = label === undefined ? {} : { label };
  const weekday = use.value === "none" ? undefined : readWeekday(reader, use);
  if (use.value !== "none" && weekday === undefined) return [];
  const day: CalendarDay = weekday === undefined
    ? { kind: "closed", ...text }
    : { kind: "as", weekday, ...text };
  return Array.from({ length: (last - first) / DAY + 1 }, (_, index) => ({
    value: [new Date(first + index * DAY).toISOString().slice(0, 10), day] as const,
    position: reader.position,
  }));
}

const SIZES = [["daily_seconds", "daily"], ["weekly_seconds", "weekly"]] as const;

function readSize(reader: TableReader): Pick<Budget, "capacity" | "reset"> | undefined {
  const sizes = SIZES.flatMap(([key, reset]) => {
    const capacity = reader.seconds(key, 1);
    return capacity === undefined ? [] : [{ capacity, reset }];
  });
  const capacity = reader.seconds("capacity_seconds", 1);
  const all = capacity === undefined ? sizes : [...sizes, { capacity }];
  if (all.length > 1) {
    const message = "A budget has one size: it has " +
      '"daily_seconds", "weekly_seconds" or "capacity_seconds"';
    reader.wrong("id", message);
  }
  const isWritten = [...SIZES.map(([key]) => key), "capacity_seconds"].some((key) =>
    reader.has(key)
  );
  if (!isWritten) reader.missing("daily_seconds");
  return all[0];
}

function readRefill(reader: TableReader): number | undefined {
  const amount = reader.seconds("refill_seconds", 1);
  const every = reader.seconds("refill_every_seconds", 1);
  if (reader.has("refill_seconds") !== reader.has("refill_every_seconds")) {
    reader.missing(reader.has("refill_seconds") ? "refill_every_seconds" : "refill_seconds");
  }
  return amount === undefined || every === undefined ? undefined : amount / every;
}

function readEarning(reader: TableReader, known: ReadonlySet<string>): Earning | undefined {
  const name = reader.requiredText("entry");
  const ratio = reader.ratio("ratio") ?? 1;
  if (name === undefined) return undefined;
  if (!known.has(name)) {
    const placed = { value: name, position: reader.positionOf("entry") };
    reader.findings.unknownName("entry", placed, known);
  }
  const entry = entryId(name);
  return entry === undefined ? undefined : { entry, ratio };
}
