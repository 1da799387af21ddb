import {
  type ApplyCommand,
  type CommandOutcome,
  type Dict,
  ModuleFailure,
  optionalDict,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { isDict } from "../../../lib/base/value.ts";
import { valueFromJson } from "../../../lib/base/value_json.ts";

/**
 * A PostgreSQL server as psql on the target reaches it. Passwords go by the environment, statements
 * by the standard input; only questions of the catalogs stand in arguments.
 */
export class PostgresClient {
  readonly #target: Target;
  readonly #args: Dict;
  readonly #database: string;

  /** @throws {ModuleFailure} If an argument asks for what psql cannot be told. */
  constructor(target: Target, args: Dict, database: string) {
    const parameters = optionalDict(args, "connect_params");
    if (parameters !== undefined && parameters.size > 0) {
      throw new ModuleFailure("connect_params is not supported: psql is not told of it");
    }
    this.#target = target;
    this.#args = args;
    this.#database = database;
  }

  /** `-h`, `-p`, `-U` and the like for any of PostgreSQL's programs. */
  get login(): readonly string[] {
    const args = this.#args;
    const host = str(args, "login_host");
    const socket = str(args, "login_unix_socket");
    const place = socket !== "" && (host === "" || host === "localhost") ? socket : host;
    return [
      ...(place === "" ? [] : ["-h", place]),
      ...["-p", String(args.get("port") ?? 5432)],
      ...(str(args, "login_user") === "" ? [] : ["-U", str(args, "login_user")]),
    ];
  }

  get environment(): Readonly<Record<string, string>> {
    const variables: Record<string, string> = {
      LC_ALL: "C",
      PGCLIENTENCODING: "UTF8",
      PGSSLMODE: str(this.#args, "ssl_mode"),
    };
    for (const [name, argument] of Object.entries(ENVIRONMENT)) {
      const value = optionalStr(this.#args, argument);
      if (value !== undefined && value !== "") variables[name] = value;
    }
    return variables;
  }

  /**
   * Asks several questions in one round trip.
   *
   * @param queries Each a SELECT, without `row_to_json`.
   * @returns The rows of each, or what psql says if it fails.
   */
  async ask(...queries: readonly string[]): Promise<readonly Answer[]> {
    const role = optionalStr(this.#args, "session_role");
    const outcomes = await this.#target.probe(...queries.map((query) => ({
      argv: [
        ...["psql", "-X", "-A", "-t", "-q", "-w", ...this.login, ...this.#databaseArgument()],
        ...(role === undefined ? [] : ["-c", `SET ROLE ${identifier(role)}`]),
        ...["-c", `SELECT row_to_json(r) FROM (${query}) r`],
      ],
      env: this.environment,
    })));
    return outcomes.map(answerOf);
  }

  /** As `ask()`. @throws {ModuleFailure} If one of the questions fails. */
  async mustAsk(...queries: readonly string[]): Promise<readonly (readonly Dict[])[]> {
    return (await this.ask(...queries)).map(requireRows);
  }

  /** Carries out statements, all or none. In check mode nothing is done. */
  async run(
    statements: readonly string[],
    mode: "one transaction" | "one by one",
  ): Promise<CommandOutcome | undefined> {
    const role = optionalStr(this.#args, "session_role");
    const all = [...(role === undefined ? [] : [`SET ROLE ${identifier(role)}`]), ...statements];
    const command: ApplyCommand = {
      argv: [
        ...["psql", "-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", ...this.login],
        ...this.#databaseArgument(),
        ...(mode === "one transaction" ? ["-1"] : []),
        ...["-f", "-"],
      ],
      stdin: all.map((statement) => `${statement};\n`).join(""),
      env: this.environment,
    };
    const [outcome] = await this.#target.apply(command);
    return outcome;
  }

  #databaseArgument(): readonly string[] {
    if (this.#database === "") return [];
    if (/[=:/]/.test(this.#database)) {
      throw new ModuleFailure(`Cannot log in to a database called ${this.#database}`);
    }
    return ["-d", this.#database];
  }
}

/** What comes of a question. */
export type Answer =
  | { readonly kind: "rows"; readonly rows: readonly Dict[] }
  | { readonly kind: "failed"; readonly message: string };

/** @returns The rows. @throws {ModuleFailure} If the question failed. */
export function requireRows(answer: Answer): readonly Dict[] {
  if (answer.kind === "rows") return answer.rows;
  throw new ModuleFailure(answer.message);
}

/** @returns A name as SQL has it in quotes. */
export function identifier(name: string): string {
  return `"${withoutNul(name).replaceAll('"', '""')}"`;
}

/** @returns A text as SQL has it in quotes. */
export function literal(text: string): string {
  const quoted = withoutNul(text).replaceAll("'", "''");
  return quoted.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}

/** @returns What psql says of a failure, without its own name and the place in its input. */
export function reasonOf(outcome: CommandOutcome | undefined): string {
  const text = (outcome?.stderr ?? "").trim();
  return text.replace(/^psql:(<stdin>:\d+:)? ?(error: |ERROR: {2})?/, "");
}

/** @throws {ModuleFailure} If one of `values` may be meant to break out of its quotes. */
export function checkTrusted(values: readonly (string | undefined)[]): void {
  const bad = values.find((value) =>
    value !== undefined && /['"].*(--|\b(union|or)\b|;)/is.test(value)
  );
  if (bad !== undefined) throw new ModuleFailure(`Passed input '${bad}' is potentially dangerous`);
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  PGPASSWORD: "login_password",
  PGSSLROOTCERT: "ca_cert",
  PGSSLCERT: "ssl_cert",
  PGSSLKEY: "ssl_key",
};

function answerOf(outcome: CommandOutcome): Answer {
  if (outcome.exitCode === 127) {
    return { kind: "failed", message: 'Failed to find required executable "psql" in PATH' };
  }
  if (outcome.exitCode === 2) {
    return { kind: "failed", message: `unable to connect to database: ${reasonOf(outcome)}` };
  }
  if (outcome.exitCode !== 0) return { kind: "failed", message: reasonOf(outcome) };
  const rows = outcome.stdout.split("\n").filter((line) => line !== "")
    .map((line): Value => valueFromJson(line)).filter(isDict);
  return { kind: "rows", rows };
}

function withoutNul(text: string): string {
  if (text.includes("\0")) throw new ModuleFailure("A text for PostgreSQL must not hold a NUL");
  return text;
}
