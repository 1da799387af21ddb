import {
  bool,
  type CommandOutcome,
  type Dict,
  int,
  ModuleFailure,
  optionalBool,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { programPaths, programProbes } from "../shared/program_paths.ts";

/** A row of a result by its columns. */
export type MysqlRow = ReadonlyMap<string, string>;

/** What comes of a question. */
export type MysqlAnswer =
  | { readonly kind: "rows"; readonly rows: readonly MysqlRow[] }
  | { readonly kind: "failed"; readonly message: string };

/**
 * A server of MySQL or MariaDB as their program on the target reaches it. Passwords go by the
 * environment, statements by the standard input; only questions of the catalogs stand in arguments.
 */
export class MysqlClient {
  readonly #target: Target;
  readonly #program: string;
  readonly #login: Login;

  private constructor(target: Target, program: string, login: Login) {
    this.#target = target;
    this.#program = program;
    this.#login = login;
  }

  /** @throws {ModuleFailure} If there is no program, or the server lets nobody in. */
  static async open(target: Target, args: Dict): Promise<MysqlClient> {
    if (optionalBool(args, "check_hostname") === true) {
      throw new ModuleFailure(
        "check_hostname is not supported: the programs differ in how to say it",
      );
    }
    const path = await expandPath(target, str(args, "config_file"));
    const [content, outcomes] = await Promise.all([
      target.get(path),
      target.probe(...programProbes(["mysql", "mariadb"])),
    ]);
    const programs = programPaths(["mysql", "mariadb"], outcomes);
    const program = programs.get("mysql") ?? programs.get("mariadb");
    if (program === undefined) {
      throw new ModuleFailure('Failed to find required executable "mysql" in paths: PATH');
    }
    const file = content === undefined
      ? new Map()
      : clientSection(new TextDecoder().decode(content));
    const login = loginOf(args, file);
    const candidates = bool(args, "check_implicit_admin")
      ? [{ ...login, user: "root", password: undefined }, login]
      : [login];
    let reason = "";
    for (const candidate of candidates) {
      const client = new MysqlClient(target, program, candidate);
      const [answer] = await client.ask("SELECT VERSION()");
      if (answer?.kind === "rows") return client;
      reason = answer?.message ?? "";
    }
    const advice = content === undefined
      ? `unable to find ${path}.`
      : "unable to connect to database, check login_user and login_password are correct or " +
        `${path} has the credentials.`;
    throw new ModuleFailure(`${advice} Exception message: ${reason}`);
  }

  /** How any of the programs logs in. */
  get login(): readonly string[] {
    const { host, port, user, socket, certificates, timeout } = this.#login;
    return [
      "--no-defaults",
      ...(socket === undefined ? [`--host=${host}`, `--port=${port}`] : [`--socket=${socket}`]),
      ...(user === undefined ? [] : [`--user=${user}`]),
      ...certificates,
      ...(timeout === undefined ? [] : [`--connect-timeout=${timeout}`]),
    ];
  }

  /** As `login`, for programs that know no time limit. */
  get dumpLogin(): readonly string[] {
    return this.login.filter((word) => !word.startsWith("--connect-timeout="));
  }

  get program(): string {
    return this.#program;
  }

  get environment(): Readonly<Record<string, string>> {
    const { password } = this.#login;
    return { LC_ALL: "C", ...(password === undefined ? {} : { MYSQL_PWD: password }) };
  }

  /** Asks several questions in one round trip. */
  async ask(...queries: readonly string[]): Promise<readonly MysqlAnswer[]> {
    const outcomes = await this.#target.probe(...queries.map((query) => ({
      argv: [
        this.#program,
        ...this.login,
        ...["--default-character-set=utf8", "-B", "-e", query],
      ],
      env: this.environment,
    })));
    return outcomes.map(answerOf);
  }

  /** As `ask()`. @throws {ModuleFailure} If one of the questions fails. */
  async mustAsk(...queries: readonly string[]): Promise<readonly (readonly MysqlRow[])[]> {
    return (await this.ask(...queries)).map((answer) => {
      if (answer.kind === "rows") return answer.rows;
      throw new ModuleFailure(answer.message);
    });
  }

  /** Carries out statements until one fails. In check mode nothing is done. */
  async run(statements: readonly string[], database?: string): Promise<CommandOutcome | undefined> {
    const [outcome] = await this.#target.apply({
      argv: [
        this.#program,
        ...this.login,
        "--default-character-set=utf8",
        ...(database === undefined ? [] : [database]),
      ],
      stdin: statements.map((statement) => `${statement};\n`).join(""),
      env: this.environment,
    });
    return outcome;
  }
}

/** @returns A name as SQL has it in quotes. */
export function quotedName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** @returns A text as SQL has it in quotes; a question of catalogs can hold no backslash. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** @returns What the program says of a failure, without the place in its input. */
export function mysqlReason(outcome: CommandOutcome | undefined): string {
  return (outcome?.stderr ?? "").trim().replace(/^ERROR (\d+) \((\w+)\)( at line \d+)?: /, "($1) ");
}

interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly socket: string | undefined;
  readonly certificates: readonly string[];
  readonly timeout: number | undefined;
}

function loginOf(args: Dict, file: ReadonlyMap<string, string>): Login {
  const fileWins = optionalBool(args, "config_overrides_defaults") === true;
  const host = str(args, "login_host");
  const port = int(args, "login_port");
  const certificate = (argument: string, option: string) => {
    const value = optionalStr(args, argument) ?? file.get(option);
    return value === undefined ? [] : [`--${option}=${value}`];
  };
  const fileHost = fileWins && host === "localhost" ? file.get("host") : undefined;
  return {
    host: fileHost ?? host,
    port: fileWins && port === 3306 ? Number(file.get("port") ?? port) : port,
    user: optionalStr(args, "login_user") ?? file.get("user"),
    password: optionalStr(args, "login_password") ?? file.get("password"),
    socket: optionalStr(args, "login_unix_socket") ??
      ((fileHost ?? host) === "localhost" ? file.get("socket") : undefined),
    certificates: [
      ...certificate("ca_cert", "ssl-ca"),
      ...certificate("client_cert", "ssl-cert"),
      ...certificate("client_key", "ssl-key"),
    ],
    timeout: int(args, "connect_timeout"),
  };
}

/** The options for clients in a file of options. */
function clientSection(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[(.+)\]/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, name, value = ""] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section !== "client" || name === undefined) continue;
    options.set(name.replaceAll("_", "-"), value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return options;
}

function answerOf(outcome: CommandOutcome): MysqlAnswer {
  if (outcome.exitCode !== 0) return { kind: "failed", message: mysqlReason(outcome) };
  const [header = "", ...lines] = outcome.stdout.replace(/\n$/, "").split("\n");
  const columns = header.split("\t");
  return {
    kind: "rows",
    rows: lines.map((line) =>
      new Map(line.split("\t").map((value, i) => [columns[i] ?? "", unescaped(value)]))
    ),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", "0": "\0", "\\": "\\" };

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
