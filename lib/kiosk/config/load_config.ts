import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import { formatPosition, type Position } from "../../base/position.ts";
import { SourceText } from "../../source/source_text.ts";
import { type BudgetId, budgetId, type EntryId } from "../core/id.ts";
import type { Budget, CalendarDay, Entry, Policy } from "../core/policy.ts";
import { isTimeZone } from "../core/zone.ts";
import { readBudget, readCalendarDays } from "./read_budget.ts";
import { type DraftEntry, readEntry } from "./read_entry.ts";
import {
  defaultService,
  readService,
  type ServiceTable,
  type Surroundings,
} from "./read_service.ts";
import type { ServiceConfig } from "./service_config.ts";
import { Findings, TableReader } from "./table_reader.ts";
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
    // Some editors put a mark of the byte order in front.
    parseToml(new SourceText(file, text.replace(/^\uFEFF/, ""))),
    findings,
    "the configuration",
  );
  readVersion(reader);
  const table = readServiceTable(reader, surroundings);
  if (!isTimeZone(table.timeZone)) {
    const message = "Cannot tell the time zone of this computer, and none is named";
    const hint = 'Add timezone = "Europe/Berlin", or wherever it is, to [service]';
    findings.error("config-missing", reader.position, { message, hint });
  }
  const entryIds = new Ids("entry", findings);
  const drafts = (reader.each("entries", "an entry", (inner) => {
    entryIds.note(inner);
    return readEntry(inner, { ...table, home: surroundings.home });
  }) ?? []).filter((draft) => draft !== undefined);
  const known = entryIds.all;
  const budgetIds = new Ids("budget", findings);
  const budgets = (reader.each("budgets", "a budget", (inner) => {
    budgetIds.note(inner);
    return readBudget(inner, known);
  }) ?? []).filter((budget) => budget !== undefined);
  const choice = { budgets: byId(budgets), ids: budgetIds.all };
  const entries = byId(drafts.map((draft) => withBudgets(draft, choice, findings)));
  const calendar = readCalendar(reader, findings);
  reader.done();
  if (findings.all.some(({ severity }) => severity === "error")) {
    throw new DiagnosticError(findings.all.toSorted(byPlace));
  }
  const { timeZone, dayStartsAt, countSuspend, onReload, volume, service } = table;
  const days = { timeZone, dayStartsAt, countSuspend, onReload };
  const policy = { ...days, volume, entries, budgets: choice.budgets, calendar };
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
  choice: {
    readonly budgets: ReadonlyMap<BudgetId, Budget>;
    /** Also of budgets that are otherwise wrong. */
    readonly ids: ReadonlySet<string>;
  },
  findings: Findings,
): Entry {
  const budgets = new Set<BudgetId>();
  for (const name of names) {
    if (!choice.ids.has(name.value)) findings.unknownName("budget", name, choice.ids);
    const id = budgetId(name.value);
    if (id === undefined) continue;
    if (choice.budgets.get(id)?.earned.some((one) => one.entry === entry.id)) {
      const message = `Entry ${entry.id} can't both use and fill the budget "${id}"`;
      findings.error("config-reference", name.position, { message });
    }
    budgets.add(id);
  }
  const limits = { ...entry.limits, budgets: [...budgets] };
  return { ...entry, limits };
}

/** The ids that are written, also those of what is otherwise wrong; each may be there once. */
class Ids {
  readonly #first = new Map<string, Position>();
  readonly #what: string;
  readonly #findings: Findings;

  constructor(what: string, findings: Findings) {
    this.#what = what;
    this.#findings = findings;
  }

  get all(): ReadonlySet<string> {
    return new Set(this.#first.keys());
  }

  note({ table }: TableReader): void {
    const id = table.entries.get("id")?.value;
    if (id?.kind !== "string") return;
    const first = this.#first.get(id.value);
    if (first === undefined) return void this.#first.set(id.value, id.position);
    const message = `The id "${id.value}" is taken by another ${this.#what}`;
    const hint = `It is at ${formatPosition(first)}`;
    this.#findings.error("config-value", id.position, { message, hint });
  }
}

function byId<T extends { readonly id: EntryId | BudgetId }>(
  all: readonly T[],
): ReadonlyMap<T["id"], T> {
  return new Map(all.map((one): [T["id"], T] => [one.id, one]));
}

function byPlace({ position: a }: Diagnostic, { position: b }: Diagnostic): number {
  return a.line - b.line || a.column - b.column;
}
