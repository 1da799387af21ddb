import { isDate } from "../../base/is_date.ts";
import { API_VERSION, type ApiDuration, type ApiError, type Command } from "../api.ts";

/** What came of reading a line of a client. */
export type ParsedRequest =
  | { readonly kind: "request"; readonly id: number; readonly command: Command }
  | { readonly kind: "refused"; readonly id: number | null; readonly error: ApiError };

/** @returns The request in `line`, or why it is none. Fields that are not known do no harm. */
export function parseRequest(line: Uint8Array): ParsedRequest {
  let id: number | null = null;
  try {
    const request = table(json(line), "A request");
    id = requestId(request["request_id"]);
    requireVersion(request["api_version"]);
    return { kind: "request", id, command: command(table(request["command"], "The command")) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: "refused", id, error: { code: "invalid_request", message: error.message } };
  }
}

type Table = Readonly<Record<string, unknown>>;

/** What a client wrote is no request. */
class Refusal extends Error {}

function json(line: Uint8Array): unknown {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(line);
  } catch {
    throw new Refusal("A request must be UTF-8");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("A request must be one line of JSON");
  }
}

function requestId(value: unknown): number {
  // A larger one would come back as another.
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Refusal(`"request_id" must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`);
}

function requireVersion(value: unknown): void {
  if (value === API_VERSION) return;
  throw new Refusal(
    typeof value === "number" && Number.isInteger(value)
      ? `Cannot serve version ${value} of the API: this is version ${API_VERSION}`
      : '"api_version" must be an integer',
  );
}

function command(fields: Table): Command {
  const type = text(fields, "type");
  switch (type) {
    case "get_state":
    case "reload_config":
    case "unsubscribe_events":
    case "get_health":
    case "get_volume":
    case "toggle_mute":
    case "ping":
    case "verify_audit":
    case "accept_clock":
      return { type };
    case "list_entries":
      return { type, at_time: moment(fields) };
    case "launch":
      return { type, entry_id: text(fields, "entry_id") };
    case "stop_current":
      return { type, mode: stopMode(fields) };
    case "subscribe_events":
      return {
        type,
        extended: fields["extended"] === true,
        ...(fields["audit"] === true ? { audit: true } : {}),
      };
    case "extend_current":
      return { type, by: duration(fields["by"]) };
    case "set_volume":
      return { type, percent: integer(fields, "percent", 100) };
    case "set_mute":
      return { type, muted: truth(fields, "muted") };
    case "explain":
      return { type, entry_id: text(fields, "entry_id"), at_time: moment(fields) };
    case "get_usage":
      return { type, ...dates(fields) };
    case "read_audit":
      return { type, ...count(fields, "after"), ...count(fields, "limit") };
    default:
      throw new Refusal(`There is no command "${type.slice(0, 64)}"`);
  }
}

function table(value: unknown, what: string): Table {
  if (isTable(value)) return value;
  throw new Refusal(`${what} must be an object`);
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(fields: Table, key: string): string {
  const value = fields[key];
  if (typeof value === "string") return value;
  throw new Refusal(`"${key}" must be a text`);
}

function truth(fields: Table, key: string): boolean {
  const value = fields[key];
  if (typeof value === "boolean") return value;
  throw new Refusal(`"${key}" must be true or false`);
}

function stopMode(fields: Table): "graceful" | "force" {
  const value = fields["mode"];
  if (value === "graceful" || value === "force") return value;
  throw new Refusal('"mode" must be "graceful" or "force"');
}

function integer(fields: Table, key: string, most: number): number {
  const value = fields[key];
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) {
    return value;
  }
  throw new Refusal(`"${key}" must be an integer from 0 to ${most}`);
}

function count(fields: Table, key: "after" | "limit"): { readonly [key: string]: number } {
  return fields[key] === undefined ? {} : { [key]: integer(fields, key, Number.MAX_SAFE_INTEGER) };
}

/** RFC 3339: a time without an offset would be another one in another place. */
function moment(fields: Table): string | null {
  const value = fields["at_time"] ?? null;
  if (value === null) return value;
  const isMoment = typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
    !Number.isNaN(Date.parse(value));
  if (isMoment) return value;
  throw new Refusal('"at_time" must be a time such as "2026-11-22T15:00:00+01:00"');
}

function dates(fields: Table): { readonly from?: string; readonly to?: string } {
  const from = date(fields, "from");
  const to = date(fields, "to");
  if (from !== undefined && to !== undefined && from > to) {
    throw new Refusal('"from" must not be after "to"');
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function date(fields: Table, key: "from" | "to"): string | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  if (typeof value === "string" && isDate(value)) return value;
  throw new Refusal(`"${key}" must be a date such as "2026-11-22"`);
}

function duration(value: unknown): ApiDuration {
  const fields = table(value, '"by"');
  const secs = integer(fields, "secs", Number.MAX_SAFE_INTEGER);
  return { secs, nanos: integer(fields, "nanos", 999_999_999) };
}
