import { isDict } from "../../../lib/base/value.ts";
import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import {
  type Authentication,
  givenAuthentication,
  identified,
  isSameAuthentication,
} from "./mysql_authentication.ts";
import { MysqlClient, mysqlReason, type MysqlRow, quotedText } from "./mysql_client.ts";
import {
  changePrivileges,
  type ColumnCase,
  grant,
  parseGrants,
  parsePrivileges,
} from "./mysql_privileges.ts";
import { currentRequirement, requirementOf } from "./mysql_requirement.ts";

/** Manages a user of MySQL or MariaDB. Behaves as community.mysql.mysql_user with their program. */
export async function mysqlUser(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const task = readTask(args);
  const client = await MysqlClient.open(target, args);
  const [users = []] = await client.mustAsk(
    `SELECT * FROM mysql.user WHERE User = ${quotedText(task.user)}`,
  );
  const accounts = users.filter((row) => task.allHosts || hostOf(row) === task.host);
  const plan = str(args, "state") === "absent"
    ? removal(task, accounts)
    : accounts.length === 0
    ? creation(args, task, users)
    : await alteration(client, { args, task, accounts });
  if (plan.statements.length > 0 && !checkMode) {
    const outcome = await client.run(
      [...preparation(args), ...plan.statements],
      bool(args, "force_context") ? "mysql" : undefined,
    );
    if (outcome?.exitCode !== 0) throw new ModuleFailure(mysqlReason(outcome));
  }
  return {
    changed: plan.statements.length > 0,
    result: { user: task.user, msg: plan.message, password_changed: plan.setsPassword },
  };
}

interface UserTask {
  readonly user: string;
  readonly host: string;
  readonly allHosts: boolean;
  readonly authentication: Authentication | undefined;
  readonly requirement: string;
}

interface Plan {
  readonly statements: readonly string[];
  readonly message: string;
  readonly setsPassword: boolean;
}

function readTask(args: Dict): UserTask {
  const [user, host] = [str(args, "name"), str(args, "host").toLowerCase()];
  for (const name of [user, host]) {
    if (name.includes("\\")) {
      throw new ModuleFailure(`Cannot ask for the user ${name}: its name holds a backslash`);
    }
  }
  return {
    user,
    host,
    allHosts: bool(args, "host_all"),
    authentication: givenAuthentication(args),
    requirement: requirementOf(optionalDict(args, "tls_requires")),
  };
}

function hostOf(row: MysqlRow): string {
  return row.get("Host") ?? "";
}

function accountOf(user: string, host: string): string {
  return `${quotedText(user)}@${quotedText(host)}`;
}

/** Settings of the session come first. */
function preparation(args: Dict): readonly string[] {
  const variables = [...optionalDict(args, "session_vars") ?? []].map(([name, value]) => {
    if (/^\w+$/.test(String(name))) {
      return `SET SESSION ${name} = ${
        typeof value === "number" ? value : quotedText(String(value))
      }`;
    }
    throw new ModuleFailure(`session_vars: ${name} is no name of a variable`);
  });
  return [...(bool(args, "sql_log_bin") ? [] : ["SET SQL_LOG_BIN=0"]), ...variables];
}

function removal({ user }: UserTask, accounts: readonly MysqlRow[]): Plan {
  return {
    statements: accounts.map((row) => `DROP USER ${accountOf(user, hostOf(row))}`),
    message: accounts.length === 0 ? "User doesn't exist" : "User deleted",
    setsPassword: false,
  };
}

function creation(args: Dict, task: UserTask, others: readonly MysqlRow[]): Plan {
  if (task.allHosts) {
    throw new ModuleFailure("host_all parameter cannot be used when adding a user");
  }
  const account = accountOf(task.user, task.host);
  const reused = str(args, "update_password") === "on_new_username"
    ? sharedAuthentication(others)
    : undefined;
  const authentication = reused ?? task.authentication;
  const priv = args.get("priv");
  const wanted = priv === undefined || priv === null || bool(args, "subtract_privs")
    ? new Map<string, readonly string[]>()
    : parsePrivileges(priv, { ensuresUsage: true, columns: columnCase(args) });
  const require = task.requirement === "NONE" ? "" : ` REQUIRE ${task.requirement}`;
  return {
    statements: [
      `CREATE USER ${account}${
        authentication === undefined ? "" : identified(authentication)
      }${require}`,
      ...[...wanted].map(([place, privileges]) => grant(account, place, privileges)),
      ...limitChanges(args, account, undefined),
    ],
    message: "User added",
    setsPassword: reused === undefined,
  };
}

/** How all other users of this name log in, if it is the same way. */
function sharedAuthentication(rows: readonly MysqlRow[]): Authentication | undefined {
  const ways = new Map(rows.map((row) => {
    const hash = row.get("authentication_string") || row.get("Password") || "";
    const plugin = row.get("plugin") || "mysql_native_password";
    return [`${plugin} ${hash}`, { kind: "hash" as const, plugin, hash }];
  }));
  return ways.size === 1 ? [...ways.values()][0] : undefined;
}

async function alteration(
  client: MysqlClient,
  { args, task, accounts }: {
    readonly args: Dict;
    readonly task: UserTask;
    readonly accounts: readonly MysqlRow[];
  },
): Promise<Plan> {
  const questions = accounts.flatMap((row) => {
    const account = accountOf(task.user, hostOf(row));
    return [`SHOW GRANTS FOR ${account}`, `SHOW CREATE USER ${account}`];
  });
  const answers = await client.mustAsk(...questions);
  const statements: string[] = [];
  let message = "User unchanged";
  let setsPassword = false;
  for (const [i, row] of accounts.entries()) {
    const account = accountOf(task.user, hostOf(row));
    const grants = linesOf(answers[2 * i]);
    const created = linesOf(answers[2 * i + 1])[0] ?? "";
    const { authentication } = task;
    const isKept = authentication === undefined || str(args, "update_password") !== "always" ||
      isSameAuthentication(authentication, row);
    if (!isKept) {
      statements.push(`ALTER USER ${account}${identified(authentication)}`);
      setsPassword = true;
      message = authentication.kind === "native" ? "Password updated (new style)" : message;
    }
    const change = privilegeChange(args, { account, task, grants });
    statements.push(...change.statements);
    message = change.message ?? message;
    if (currentRequirement(created) !== task.requirement) {
      statements.push(`ALTER USER ${account} REQUIRE ${task.requirement}`);
      message = "TLS requires updated";
    }
    statements.push(...limitChanges(args, account, row));
  }
  return { statements, message, setsPassword };
}

function privilegeChange(
  args: Dict,
  { account, task, grants }: {
    readonly account: string;
    readonly task: UserTask;
    readonly grants: readonly string[];
  },
) {
  const priv = args.get("priv");
  if (priv === undefined || priv === null) return { statements: [], message: undefined };
  const isSubtracted = bool(args, "subtract_privs");
  return changePrivileges(account, {
    wanted: parsePrivileges(priv, { ensuresUsage: !isSubtracted, columns: columnCase(args) }),
    current: parseGrants(grants, columnCase(args)),
    mode: bool(args, "append_privs") ? "append" : isSubtracted ? "subtract" : "exactly",
    isRoot: task.user === "root",
  });
}

function columnCase(args: Dict): ColumnCase {
  return bool(args, "column_case_sensitive") ? "kept" : "capitals";
}

function linesOf(rows: readonly MysqlRow[] | undefined): readonly string[] {
  return (rows ?? []).map((row) => [...row.values()][0] ?? "");
}

/** The columns that limits are in. */
const LIMITS: ReadonlyMap<string, string> = new Map([
  ["MAX_QUERIES_PER_HOUR", "max_questions"],
  ["MAX_UPDATES_PER_HOUR", "max_updates"],
  ["MAX_CONNECTIONS_PER_HOUR", "max_connections"],
  ["MAX_USER_CONNECTIONS", "max_user_connections"],
  ["MAX_STATEMENT_TIME", "max_statement_time"],
]);

function limitChanges(args: Dict, account: string, row: MysqlRow | undefined): readonly string[] {
  const limits = args.get("resource_limits");
  if (!isDict(limits)) return [];
  const changes = [...limits].flatMap(([name, value]) => {
    const column = LIMITS.get(String(name));
    if (column === undefined || (row !== undefined && !row.has(column))) {
      throw new ModuleFailure(`resource_limits: key '${name}' is unsupported.`);
    }
    if (!/^\d+$/.test(String(value))) {
      throw new ModuleFailure(`Can't convert value '${value}' to integer.`);
    }
    return Number(row?.get(column) ?? 0) === Number(value) ? [] : [`${name} ${value}`];
  });
  return changes.length === 0 ? [] : [`ALTER USER ${account} WITH ${changes.join(" ")}`];
}
