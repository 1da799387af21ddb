import {
  bool,
  type Dict,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import { splitWords } from "../shared/split_words.ts";
import { compressorOf, readCompressed, writeCompressed } from "./compressed.ts";
import { MysqlClient, mysqlReason, quotedName, quotedText } from "./mysql_client.ts";

/** Manages databases of MySQL or MariaDB. Behaves as community.mysql.mysql_db with their programs. */
export async function mysqlDb(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const names = strings(args, "name").map((name) => name.trim());
  if (names.length === 0) return { result: { db: [], db_list: [] } };
  checkArguments(args, names);
  const client = await MysqlClient.open(target, args);
  const state = str(args, "state");
  const [schemas = []] = await client.mustAsk(
    "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA",
  );
  const there = schemas.map((row) => row.get("SCHEMA_NAME"));
  const isAll = names.length === 1 && names[0] === "all";
  const missing = isAll ? [] : names.filter((name) => !there.includes(name));
  const base = { db: names.join(" "), db_list: [...names] };
  const statements = state === "absent"
    ? names.filter((name) => there.includes(name)).map((name) =>
      `DROP DATABASE ${quotedName(name)}`
    )
    : state === "dump"
    ? []
    : missing.map((name) => creation(args, name));
  if (state === "dump" && missing.length > 0) {
    throw new ModuleFailure(`Cannot dump database(s) '${missing.join(", ")}' - not found`);
  }
  const isCopy = state === "dump" || state === "import";
  if (checkMode) return { changed: isCopy || statements.length > 0, result: base };
  if (statements.length > 0) {
    const outcome = await client.run(statements);
    if (outcome?.exitCode !== 0) {
      const verb = state === "absent" ? "deleting" : "creating";
      throw new ModuleFailure(`error ${verb} database: ${mysqlReason(outcome)}`);
    }
  }
  if (!isCopy) {
    return {
      changed: statements.length > 0,
      result: { ...base, executed_commands: [...statements] },
    };
  }
  const { msg, cmd } = await copy(client, target, { args, names, isAll });
  return { changed: true, result: { ...base, msg, executed_commands: [...statements, cmd] } };
}

function checkArguments(args: Dict, names: readonly string[]): void {
  const state = str(args, "state");
  const port = int(args, "login_port");
  if (port < 0 || port > 65535) {
    throw new ModuleFailure("login_port must be a valid unix port number (0-65535)");
  }
  if (strings(args, "ignore_tables").includes("")) {
    throw new ModuleFailure("Name of ignored table cannot be empty");
  }
  if (names.length > 1 && state === "import") {
    throw new ModuleFailure("Multiple databases are not supported with state=import");
  }
  if (state === "dump" || state === "import") {
    if (optionalStr(args, "target") === undefined) {
      throw new ModuleFailure(`with state=${state} target is required`);
    }
  } else if (names.length === 1 && names[0] === "all") {
    throw new ModuleFailure(
      "name is not allowed to equal 'all' unless state equals import, or dump.",
    );
  }
}

function creation(args: Dict, name: string): string {
  const [encoding, collation] = [str(args, "encoding"), str(args, "collation")];
  return [
    `CREATE DATABASE ${quotedName(name)}`,
    ...(encoding === "" ? [] : [`CHARACTER SET ${quotedText(encoding)}`]),
    ...(collation === "" ? [] : [`COLLATE ${quotedText(collation)}`]),
  ].join(" ");
}

interface Copy {
  readonly args: Dict;
  readonly names: readonly string[];
  readonly isAll: boolean;
}

async function copy(client: MysqlClient, target: Target, options: Copy) {
  const { args } = options;
  const path = optionalStr(args, "target") ?? "";
  const chdir = optionalStr(args, "chdir");
  const isDump = str(args, "state") === "dump";
  const argv = isDump ? dumpCommand(client, options) : importCommand(client, options);
  const compressor = compressorOf(path);
  const [outcome] = await target.apply({
    script: isDump ? writeCompressed(compressor) : readCompressed(compressor),
    argv: [compressor ?? "", path, ...argv],
    env: client.environment,
    ...(chdir === undefined ? {} : { cwd: chdir }),
  });
  if (outcome?.exitCode !== 0) throw new ModuleFailure(outcome?.stderr ?? "");
  return { msg: outcome.stdout, cmd: argv.map(shellQuote).join(" ") };
}

function dumpCommand(client: MysqlClient, { args, names, isAll }: Copy): readonly string[] {
  const encoding = str(args, "encoding");
  const master = int(args, "master_data");
  return [
    client.program.replace(
      /(mysql|mariadb)$/,
      (name) => name === "mysql" ? "mysqldump" : "mariadb-dump",
    ),
    ...client.dumpLogin,
    ...(bool(args, "force") ? ["--force"] : []),
    ...(bool(args, "skip_lock_tables") ? ["--skip-lock-tables"] : []),
    ...(encoding === "" ? [] : [`--default-character-set=${encoding}`]),
    ...(bool(args, "single_transaction") ? ["--single-transaction=true"] : []),
    ...(bool(args, "quick") ? ["--quick"] : []),
    ...strings(args, "ignore_tables").map((table) => `--ignore-table=${table}`),
    ...(bool(args, "hex_blob") ? ["--hex-blob"] : []),
    ...(master === 0 ? [] : [`--master-data=${master}`]),
    ...splitWords(optionalStr(args, "dump_extra_args") ?? ""),
    ...(isAll ? ["--all-databases"] : names.length > 1 ? ["--databases", ...names] : names),
  ];
}

function importCommand(client: MysqlClient, { args, names, isAll }: Copy): readonly string[] {
  const encoding = str(args, "encoding");
  return [
    client.program,
    ...client.login,
    ...(bool(args, "force") ? ["-f"] : []),
    ...(encoding === "" ? [] : [`--default-character-set=${encoding}`]),
    ...(isAll ? [] : ["--one-database", ...names]),
  ];
}
