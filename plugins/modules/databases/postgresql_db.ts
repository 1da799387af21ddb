import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { dumpDatabase, restoreDatabase } from "./postgres_dump.ts";
import { checkTrusted, identifier, literal, PostgresClient, reasonOf } from "./postgres_client.ts";

/** Manages a database of PostgreSQL. Behaves as community.postgresql.postgresql_db with psql. */
export async function postgresqlDb(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const state = str(args, "state");
  checkArguments(args);
  const client = new PostgresClient(target, args, str(args, "maintenance_db"));
  if (state === "dump" || state === "restore") {
    if (checkMode) return { changed: false, result: { db: name, executed_commands: [] } };
    const path = await expandPath(target, str(args, "target") || `${name}.sql`);
    const copy = { client, target, args, name, path };
    return state === "dump" ? await dumpDatabase(copy) : await restoreDatabase(copy);
  }
  const plan = await planOf(client, args);
  if (plan.length === 0) return { changed: false, result: { db: name, executed_commands: [] } };
  if (checkMode) return { changed: true, result: { db: name, executed_commands: [] } };
  const outcome = await client.run(plan, "one by one");
  if (outcome?.exitCode !== 0) {
    throw new ModuleFailure(`Database query failed: ${reasonOf(outcome)}`);
  }
  return { changed: true, result: { db: name, executed_commands: [...plan] } };
}

const TEXTS = ["owner", "template", "encoding", "lc_collate", "lc_ctype", "tablespace"] as const;

function checkArguments(args: Dict): void {
  const [name, target] = [str(args, "name"), str(args, "target")];
  if (str(args, "state") === "rename") {
    if (target === "") {
      throw new ModuleFailure(
        'The "target" option must be defined when the "rename" option is used.',
      );
    }
    if (name === target) {
      throw new ModuleFailure('The "name/db" option and the "target" option cannot be the same.');
    }
    if (str(args, "maintenance_db") === name) {
      throw new ModuleFailure(
        'The "maintenance_db" option and the "name/db" option cannot be the same.',
      );
    }
  }
  const limit = str(args, "conn_limit");
  if (limit !== "" && !/^-?\d+$/.test(limit)) {
    throw new ModuleFailure(`conn_limit must be a number, not ${limit}`);
  }
  if (!bool(args, "trust_input")) {
    const role = optionalStr(args, "session_role");
    checkTrusted([name, role, ...TEXTS.map((text) => str(args, text))]);
  }
}

async function planOf(client: PostgresClient, args: Dict): Promise<readonly string[]> {
  const [name, target, state] = [str(args, "name"), str(args, "target"), str(args, "state")];
  const encoding = str(args, "encoding");
  const [databases = [], server = []] = await client.mustAsk(
    "SELECT d.*, pg_get_userbyid(d.datdba) AS owner, pg_encoding_to_char(d.encoding) AS " +
      `encoding_name, t.spcname, pg_char_to_encoding(${literal(encoding)}) AS wanted_encoding ` +
      "FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace " +
      `WHERE d.datname IN (${literal(name)}, ${literal(target)})`,
    "SELECT current_setting('server_version_num') AS version",
  );
  const found = databases.find((row) => row.get("datname") === name);
  switch (state) {
    case "absent":
      return found === undefined
        ? []
        : dropping(name, bool(args, "force") ? Number(server[0]?.get("version")) : undefined);
    case "rename": {
      const isTargetThere = databases.some((row) => row.get("datname") === target);
      if (found === undefined && !isTargetThere) {
        throw new ModuleFailure("The source and the target databases do not exist.");
      }
      if (found !== undefined && isTargetThere) {
        throw new ModuleFailure("Both the source and the target databases exist.");
      }
      if (found === undefined) return [];
      return [`ALTER DATABASE ${identifier(name)} RENAME TO ${identifier(target)}`];
    }
    default:
      return found === undefined ? [creation(args)] : alterations(args, found);
  }
}

/** @param version Of the server, if connections are to be ended first. */
function dropping(name: string, version: number | undefined): readonly string[] {
  if (version === undefined) return [`DROP DATABASE ${identifier(name)}`];
  if (version >= 130_000) return [`DROP DATABASE ${identifier(name)} WITH (FORCE)`];
  return [
    "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = " +
    `${literal(name)} AND pid <> pg_backend_pid()`,
    `DROP DATABASE ${identifier(name)}`,
  ];
}

function creation(args: Dict): string {
  const part = (argument: string, write: (value: string) => string) => {
    const value = str(args, argument);
    return value === "" ? [] : [write(value)];
  };
  return [
    `CREATE DATABASE ${identifier(str(args, "name"))}`,
    ...part("owner", (value) => `OWNER ${identifier(value)}`),
    ...part("template", (value) => `TEMPLATE ${identifier(value)}`),
    ...part("encoding", (value) => `ENCODING ${literal(value)}`),
    ...part("lc_collate", (value) => `LC_COLLATE ${literal(value)}`),
    ...part("lc_ctype", (value) => `LC_CTYPE ${literal(value)}`),
    ...part("tablespace", (value) => `TABLESPACE ${identifier(value)}`),
    ...part("conn_limit", (value) => `CONNECTION LIMIT ${value}`),
  ].join(" ");
}

function alterations(args: Dict, row: Dict): readonly string[] {
  const [owner, limit, tablespace] = ["owner", "conn_limit", "tablespace"].map((name) =>
    str(args, name)
  );
  const fixed = [
    {
      differs: str(args, "encoding") !== "" && row.get("wanted_encoding") !== row.get("encoding"),
      what: "database encoding",
      now: `encoding: ${row.get("encoding_name")}`,
    },
    ...["lc_collate", "lc_ctype"].map((name) => {
      const now = row.get(name === "lc_collate" ? "datcollate" : "datctype");
      const wanted = str(args, name);
      return {
        differs: wanted !== "" && wanted !== now,
        what: name.toUpperCase(),
        now: `${name.toUpperCase()}: ${now}`,
      };
    }),
  ].find(({ differs }) => differs);
  if (fixed !== undefined) {
    throw new ModuleFailure(
      `Changing ${fixed.what} is not supported. Current ${fixed.now}`,
    );
  }
  const head = `ALTER DATABASE ${identifier(str(args, "name"))}`;
  return [
    ...(owner !== "" && owner !== row.get("owner")
      ? [`${head} OWNER TO ${identifier(owner ?? "")}`]
      : []),
    ...(limit !== "" && Number(limit) !== row.get("datconnlimit")
      ? [`${head} CONNECTION LIMIT ${limit}`]
      : []),
    ...(tablespace !== "" && tablespace !== row.get("spcname")
      ? [`${head} SET TABLESPACE ${identifier(tablespace ?? "")}`]
      : []),
  ];
}
