import {
  bool,
  type Dict,
  list,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import {
  checkTrusted,
  identifier,
  literal,
  PostgresClient,
  reasonOf,
  requireRows,
} from "./postgres_client.ts";
import { isPasswordOf } from "./postgres_password.ts";

/** Manages a role of PostgreSQL. Behaves as community.postgresql.postgresql_user with psql. */
export async function postgresqlUser(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const user = str(args, "name");
  const task = readTask(args, user);
  const client = new PostgresClient(target, args, str(args, "db"));
  const known = await read(client, task);
  const plan = str(args, "state") === "absent"
    ? known.role === undefined ? [] : [{ shown: `DROP USER ${identifier(user)}` }]
    : await wanted(task, known);
  const queries = plan.map(({ shown }) => shown);
  if (str(args, "state") === "absent") {
    if (plan.length === 0) return { changed: false, result: { user, queries } };
    if (checkMode) return { changed: true, result: { user, queries: [], user_removed: true } };
    const isRemoved = (await client.run(queries, "one transaction"))?.exitCode === 0;
    if (!isRemoved && bool(args, "fail_on_user")) throw new ModuleFailure("Unable to remove user");
    return { changed: isRemoved, result: { user, queries, user_removed: isRemoved } };
  }
  if (plan.length > 0 && !checkMode) {
    const outcome = await client.run(
      plan.map(({ shown, secret }) => secret ?? shown),
      "one transaction",
    );
    if (outcome?.exitCode !== 0) {
      const verb = known.role === undefined
        ? "Unable to add user with given requirement due to : "
        : "";
      throw new ModuleFailure(verb + reasonOf(outcome));
    }
  }
  return { changed: plan.length > 0, result: { user, queries } };
}

interface UserTask {
  readonly user: string;
  readonly password: string | undefined;
  readonly encrypted: "ENCRYPTED" | "UNENCRYPTED";
  readonly flags: readonly string[];
  readonly expires: string | undefined;
  readonly limit: number | undefined;
  readonly groups: readonly string[];
  readonly comment: string | undefined;
  readonly keepsPassword: boolean;
}

/** The columns that flags of a role are in. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["SUPERUSER", "rolsuper"],
  ["CREATEROLE", "rolcreaterole"],
  ["CREATEDB", "rolcreatedb"],
  ["INHERIT", "rolinherit"],
  ["LOGIN", "rolcanlogin"],
  ["REPLICATION", "rolreplication"],
  ["BYPASSRLS", "rolbypassrls"],
]);

function readTask(args: Dict, user: string): UserTask {
  if (optionalStr(args, "priv") !== undefined) {
    throw new ModuleFailure(
      "priv is not supported: privileges are granted by postgresql_privs or a query of one's own",
    );
  }
  const flags = str(args, "role_attr_flags").split(",").filter((flag) => flag !== "")
    .map((flag) => flag.toUpperCase());
  const bad = flags.filter((flag) => !FLAGS.has(flag) && !FLAGS.has(flag.replace(/^NO/, "")));
  if (bad.length > 0) {
    throw new ModuleFailure(`Invalid role_attr_flags specified: ${bad.join(" ")}`);
  }
  const groups = list(args, "groups").map((group) => String(group).trim());
  const task: UserTask = {
    user,
    password: optionalStr(args, "password"),
    encrypted: bool(args, "encrypted") ? "ENCRYPTED" : "UNENCRYPTED",
    flags: [...new Set(flags)],
    expires: optionalStr(args, "expires"),
    limit: optionalInt(args, "conn_limit"),
    groups,
    comment: optionalStr(args, "comment"),
    keepsPassword: bool(args, "no_password_changes"),
  };
  if (!bool(args, "trust_input")) {
    const { password, expires, comment } = task;
    const role = optionalStr(args, "session_role");
    checkTrusted([user, password, expires, comment, role, ...groups]);
  }
  return task;
}

interface Known {
  readonly role: Dict | undefined;
  /** Whether its password can be seen. */
  readonly sight: "password" | "no password";
  readonly memberships: readonly string[];
  readonly missingGroups: readonly string[];
}

async function read(client: PostgresClient, task: UserTask): Promise<Known> {
  const { user, expires, groups } = task;
  const wanted = expires === undefined
    ? ""
    : `, CAST(${literal(expires)} AS timestamptz) AS wanted`;
  const columns = `SELECT a.*, shobj_description(a.oid, 'pg_authid') AS comment${wanted} FROM`;
  const where = `a WHERE a.rolname = ${literal(user)}`;
  const names = groups.map(literal).join(", ");
  const [hidden, open, members, roles] = await client.ask(
    `${columns} pg_catalog.pg_authid ${where}`,
    `${columns} pg_catalog.pg_roles ${where}`,
    ...(groups.length === 0 ? [] : [
      "SELECT g.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = " +
      `m.roleid JOIN pg_catalog.pg_roles u ON u.oid = m.member WHERE u.rolname = ${literal(user)}`,
      `SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN (${names})`,
    ]),
  );
  if (open === undefined) throw new Error("Nothing is known of the roles");
  const isSeen = hidden?.kind === "rows";
  const [role] = requireRows(isSeen ? hidden : open);
  const there = roles === undefined ? [] : rolesIn(requireRows(roles));
  return {
    role,
    sight: isSeen ? "password" : "no password",
    memberships: members === undefined ? [] : rolesIn(requireRows(members)),
    missingGroups: groups.filter((group) => !there.includes(group)),
  };
}

function rolesIn(rows: readonly Dict[]): readonly string[] {
  return rows.map((row) => String(row.get("rolname")));
}

/** A statement as it is told, and as it is carried out if it holds a password. */
interface Statement {
  readonly shown: string;
  readonly secret?: string;
}

async function wanted(task: UserTask, known: Known): Promise<readonly Statement[]> {
  const { user, groups, comment } = task;
  const [missing] = known.missingGroups;
  if (missing !== undefined) throw new ModuleFailure(`Role ${missing} does not exist`);
  const statements: Statement[] = [];
  const main = known.role === undefined
    ? statement(`CREATE USER ${identifier(user)}`, task, { isNew: true, setsPassword: true })
    : await alteration(task, known.role, known.sight);
  if (main !== undefined) statements.push(main);
  for (const group of groups) {
    if (known.memberships.includes(group)) continue;
    statements.push({ shown: `GRANT ${identifier(group)} TO ${identifier(user)}` });
  }
  if (comment !== undefined && comment !== (known.role?.get("comment") ?? undefined)) {
    statements.push({ shown: `COMMENT ON ROLE ${identifier(user)} IS ${literal(comment)}` });
  }
  return statements;
}

async function alteration(
  task: UserTask,
  role: Dict,
  sight: Known["sight"],
): Promise<Statement | undefined> {
  const { user, password, flags, expires, limit, keepsPassword } = task;
  const hasOtherFlags = flags.some((flag) => {
    const column = FLAGS.get(flag) ?? FLAGS.get(flag.replace(/^NO/, "")) ?? "";
    return role.get(column) !== FLAGS.has(flag);
  });
  const head = `ALTER USER ${identifier(user)}`;
  if (keepsPassword) {
    return hasOtherFlags ? { shown: `${head} WITH ${flags.join(" ")}` } : undefined;
  }
  const stored = role.get("rolpassword");
  const current = typeof stored === "string" ? stored : undefined;
  const setsPassword = password !== undefined &&
    (sight === "no password" ||
      !await isPasswordOf(user, { password, stored: current, encrypted: task.encrypted }));
  const expiresLater = expires !== undefined && role.get("wanted") !== role.get("rolvaliduntil");
  const hasOtherLimit = limit !== undefined && limit !== role.get("rolconnlimit");
  if (!setsPassword && !hasOtherFlags && !expiresLater && !hasOtherLimit) return undefined;
  return statement(head, task, { isNew: false, setsPassword });
}

function statement(
  head: string,
  { password, encrypted, flags, expires, limit }: UserTask,
  { isNew, setsPassword }: { readonly isNew: boolean; readonly setsPassword: boolean },
): Statement {
  const text = (secret: string, until: string) => {
    const parts = [head];
    const hasPassword = setsPassword && password !== undefined && password !== "";
    if (hasPassword) parts.push(`WITH ${encrypted} PASSWORD ${secret}`);
    else if (setsPassword && password === "" && !isNew) parts.push("WITH PASSWORD NULL");
    else if (!isNew && flags.length > 0) parts.push("WITH");
    if (!isNew) parts.push(...flags);
    if (expires !== undefined) parts.push(`VALID UNTIL ${until}`);
    if (limit !== undefined) parts.push(`CONNECTION LIMIT ${limit}`);
    if (isNew) parts.push(...flags);
    return parts.join(" ");
  };
  return {
    shown: text("%(password)s", "%(expires)s"),
    secret: text(literal(password ?? ""), literal(expires ?? "")),
  };
}
