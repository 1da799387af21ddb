import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import { formatPosition } from "../../base/position.ts";
import { SourceText } from "../../source/source_text.ts";
import type { BudgetId, EntryId } from "../core/id.ts";
import type { Budget, CalendarDay, Entry, Policy } from "../core/policy.ts";
import { readBudget, readCalendarDays } from "./read_budget.ts";
import { type DraftEntry, readEntry } from "./read_entry.ts";
import {
  defaultService,
  readService,
  type ServiceTable,
  type Surroundings,
} from "./read_service.ts";
import type { ServiceConfig } from "./service_config.ts";
import { Findings, type Placed, TableReader } from "./table_reader.ts";
import { parseToml } from "./toml_tree.ts";

/** What a configuration says. */
export interface Config {
  readonly policy: Policy;
  readonly service: ServiceConfig;
  /** What is allowed but looks like a mistake. */
  readonly warnings: readonly Diagnostic[];
}

/** The format that this program reads. */
const CONFIG_VERSION = 1;

/**
 * Reads the configuration of the kiosk: the TOML of shepherdd 0.1, and the keys that were added to it.
 *
 * @param file Its name, for messages.
 * @throws {DiagnosticError} If anything is wrong with it; with all that is, each with its place.
 */
export function loadConfig(file: string, text: string, surroundings: Surroundings): Config {
  const findings = new Findings();
  const reader = new TableReader(
    parseToml(new SourceText(file, text)),
    findings,
    "the configuration",
  );
  readVersion(reader);
  const table = readServiceTable(reader, surroundings);
  const drafts = (reader.each(
    "entries",
    "an entry",
    (inner) => readEntry(inner, { ...table, home: surroundings.home }),
  ) ?? [])
    .filter((draft) => draft !== undefined);
  const known = new Set(drafts.map(({ entry }) => entry.value.id));
  const budgets = unique(
    (reader.each("budgets", "a budget", (inner) => readBudget(inner, known)) ?? [])
      .filter((budget) => budget !== undefined),
    findings,
    "budget",
  );
  const entries = unique(
    drafts.map((draft) => withBudgets(draft, budgets, findings)),
    findings,
    "entry",
  );
  const calendar = readCalendar(reader, findings);
  reader.done();
  if (findings.all.some(({ severity }) => severity === "error")) {
    throw new DiagnosticError(findings.all.toSorted(byPlace));
  }
  const { timeZone, dayStartsAt, countSuspend, onReload, volume, service } = table;
  const days = { timeZone, dayStartsAt, countSuspend, onReload };
  const policy = { ...days, volume, entries, budgets, calendar };
  return { policy, service, warnings: findings.all };
}

function readVersion(reader: TableReader): void {
  if (!reader.has("config_version")) reader.missing("config_version");
  const version = reader.integer("config_version", 0, Number.MAX_SAFE_INTEGER);
  if (version === undefined || version === CONFIG_VERSION) return;
  const message = `"config_version" must be ${CONFIG_VERSION}: it is ${version}`;
  reader.wrong("config_version", message);
}

function readServiceTable(reader: TableReader, surroundings: Surroundings): ServiceTable {
  const read = (inner: TableReader) => readService(inner, surroundings);
  const service = reader.inside("service", "the service", read);
  // The older name of the same table.
  const daemon = reader.inside("daemon", "the service", read);
  if (service !== undefined && daemon !== undefined) {
    reader.wrong("daemon", "Either [service] or [daemon] can be given: they are the same");
  }
  return service ?? daemon ?? defaultService(surroundings);
}

function readCalendar(
  reader: TableReader,
  findings: Findings,
): ReadonlyMap<string, CalendarDay> {
  const calendar = new Map<string, CalendarDay>();
  for (
    const { value: [date, day], position }
      of (reader.each("calendar", "a calendar day", readCalendarDays) ?? []).flat()
  ) {
    if (calendar.has(date)) {
      findings.error("config-value", position, { message: `${date} is in the calendar twice` });
    }
    calendar.set(date, day);
  }
  return calendar;
}

/** Looks the budgets up that an entry names. */
function withBudgets(
  { entry, budgets: names }: DraftEntry,
  known: ReadonlyMap<BudgetId, Budget>,
  findings: Findings,
): Placed<Entry> {
  const budgets = new Set<BudgetId>();
  for (const name of names) {
    const id = [...known.keys()].find((one) => one === name.value);
    if (id === undefined) {
      findings.unknownName("budget", name, known.keys());
      continue;
    }
    if (known.get(id)?.earned.some((one) => one.entry === entry.value.id)) {
      const message = `Entry ${entry.value.id} can't both use and fill the budget "${id}"`;
      findings.error("config-reference", name.position, { message });
    }
    budgets.add(id);
  }
  const limits = { ...entry.value.limits, budgets: [...budgets] };
  return { ...entry, value: { ...entry.value, limits } };
}

function unique<T extends { readonly id: EntryId | BudgetId }>(
  all: readonly Placed<T>[],
  findings: Findings,
  what: string,
): ReadonlyMap<T["id"], T> {
  const first = new Map<T["id"], Placed<T>>();
  for (const one of all) {
    const id: T["id"] = one.value.id;
    const other = first.get(id);
    if (other === undefined) first.set(id, one);
    else {
      const message = `The id "${id}" is taken by another ${what}`;
      const hint = `It is at ${formatPosition(other.position)}`;
      findings.error("config-value", one.position, { message, hint });
    }
  }
  return new Map([...first].map(([id, { value }]) => [id, value]));
}

function byPlace({ position: a }: Diagnostic, { position: b }: Diagnostic): number {
  return a.line - b.line || a.column - b.column;
}
