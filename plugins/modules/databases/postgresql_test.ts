import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { needs } from "../../connections/testing/needs.ts";
import { moduleCaller } from "../testing/module_caller.ts";
import type { Module } from "../testing/run_module.ts";
import dbSpec from "./postgresql_db.json" with { type: "json" };
import { postgresqlDb } from "./postgresql_db.ts";
import userSpec from "./postgresql_user.json" with { type: "json" };
import { postgresqlUser } from "./postgresql_user.ts";

const MODULES = {
  db: { run: postgresqlDb as Module, spec: dbSpec },
  user: { run: postgresqlUser as Module, spec: userSpec },
};

const REASON = postgresFolder() === undefined ? "no PostgreSQL server is installed" : undefined;

Deno.test({
  ...needs("postgresql modules against a real server", REASON),
  fn: async (context) => {
    await using server = await startPostgres();
    const login = { login_unix_socket: server.folder, port: server.port, login_user: "postgres" };
    const caller = moduleCaller(MODULES, login);
    const { call } = caller;
    const changes = async (
      module: keyof typeof MODULES,
      args: Record<string, Value>,
    ): Promise<readonly string[]> => {
      const { result } = await caller.changes(module, args);
      const told = result[module === "db" ? "executed_commands" : "queries"];
      return Array.isArray(told) ? told.map(String) : [];
    };

    await context.step("postgresqlUser() makes a role with a password", async () => {
      const args = {
        name: "o'bob",
        password: 'it\'s \\ "x"',
        role_attr_flags: "CREATEDB,NOSUPERUSER",
      };
      deepEqual(await changes("user", args), [
        `CREATE USER "o'bob" WITH ENCRYPTED PASSWORD %(password)s CREATEDB NOSUPERUSER`,
      ]);
      deepEqual(await changes("user", { ...args, password: "other" }), [
        `ALTER USER "o'bob" WITH ENCRYPTED PASSWORD %(password)s CREATEDB NOSUPERUSER`,
      ]);
      const kept = await call("user", { ...args, password: "third", no_password_changes: true });
      ok(!kept.changed);
    });

    await context.step("postgresqlUser() changes what differs alone", async () => {
      deepEqual(await changes("user", { name: "eve", conn_limit: 3, comment: "a 'b'" }), [
        'CREATE USER "eve" CONNECTION LIMIT 3',
        `COMMENT ON ROLE "eve" IS 'a ''b'''`,
      ]);
      deepEqual(await changes("user", { name: "eve", role_attr_flags: "CREATEROLE" }), [
        'ALTER USER "eve" WITH CREATEROLE',
      ]);
      deepEqual(await changes("user", { name: "eve", expires: "2031-02-03 04:05" }), [
        'ALTER USER "eve" VALID UNTIL %(expires)s',
      ]);
      deepEqual(await changes("user", { name: "eve", groups: ["o'bob"] }), [
        `GRANT "o'bob" TO "eve"`,
      ]);
      const missing = await call("user", { name: "eve", groups: ["nobody"] });
      equal(missing.msg, "Role nobody does not exist");
    });

    await context.step("postgresqlDb() makes, changes and renames a database", async () => {
      deepEqual(
        await changes("db", {
          name: "shop",
          owner: "eve",
          encoding: "UTF8",
          template: "template0",
        }),
        [
          `CREATE DATABASE "shop" OWNER "eve" TEMPLATE "template0" ENCODING 'UTF8'`,
        ],
      );
      deepEqual(await changes("db", { name: "shop", owner: "o'bob", conn_limit: "5" }), [
        `ALTER DATABASE "shop" OWNER TO "o'bob"`,
        'ALTER DATABASE "shop" CONNECTION LIMIT 5',
      ]);
      match((await call("db", { name: "shop", encoding: "LATIN1" })).msg ?? "", /not supported/);
      deepEqual(await changes("db", { name: "shop", state: "rename", target: "store" }), [
        'ALTER DATABASE "shop" RENAME TO "store"',
      ]);
      const neither = { name: "x", state: "rename", target: "y" };
      equal((await call("db", neither)).msg, "The source and the target databases do not exist.");
    });

    await context.step("postgresqlDb() dumps and restores in all forms", async () => {
      for (const ending of ["sql", "tar", "pgc", "dir", "sql.gz"]) {
        const target = `${server.folder}/store.${ending}`;
        const dumped = await call("db", { name: "store", state: "dump", target });
        equal(dumped.rc, 0, `${ending}: ${dumped.msg}`);
        await call("db", { name: "again" });
        const restored = await call("db", { name: "again", state: "restore", target });
        equal(restored.rc, 0, `${ending}: ${restored.msg}`);
        await call("db", { name: "again", state: "absent" });
      }
      const target = `${server.folder}/none.sql.gz`;
      ok((await call("db", { name: "nothing", state: "dump", target })).failed);
      ok((await call("db", { name: "store", state: "restore", target: "/no.gz" })).failed);
    });

    await context.step("postgresql modules take away", async () => {
      equal((await call("user", { name: "o'bob", state: "absent" })).msg, "Unable to remove user");
      const force = { name: "store", state: "absent", force: true };
      deepEqual(await changes("db", force), ['DROP DATABASE "store" WITH (FORCE)']);
      deepEqual(await changes("user", { name: "o'bob", state: "absent" }), [`DROP USER "o'bob"`]);
    });

    await context.step("postgresql modules say why they cannot log in", async () => {
      const { msg = "" } = await call("user", { name: "x", login_unix_socket: "/nowhere" });
      match(msg, /^unable to connect to database: .*\/nowhere/);
    });
  },
});

/** A server of PostgreSQL of a test's own. */
interface PostgresServer extends AsyncDisposable {
  /** Where its socket is; it listens on nothing else. */
  readonly folder: string;
  readonly port: number;
}

/** @returns Where the server's programs are; `undefined` if it is not installed. */
function postgresFolder(): string | undefined {
  try {
    const versions = [...Deno.readDirSync("/usr/lib/postgresql")].map(({ name }) => Number(name));
    const newest = Math.max(...versions);
    return `/usr/lib/postgresql/${newest}/bin`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Starts a server in a temporary folder, as the user nobody where the test is run by root. */
async function startPostgres(): Promise<PostgresServer> {
  const folder = Deno.makeTempDirSync({ prefix: "shep-postgres-" });
  Deno.chmodSync(folder, 0o777);
  const bin = postgresFolder() ?? "";
  const server = `umask 022; '${bin}/initdb' -D '${folder}/data' -U postgres -A trust ` +
    `--no-sync >'${folder}/init' 2>&1 && '${bin}/pg_ctl' -D '${folder}/data' -w -l '${folder}/log' ` +
    `-o "-k '${folder}' -h '' -p ${PORT} -F" start >'${folder}/start' 2>&1`;
  await shell(server, folder);
  return {
    folder,
    port: PORT,
    [Symbol.asyncDispose]: async () => {
      await shell(`'${bin}/pg_ctl' -D '${folder}/data' -m immediate stop >/dev/null`, folder);
      Deno.removeSync(folder, { recursive: true });
    },
  };
}

/** A name of the socket; no port is opened. */
const PORT = 5432;

async function shell(script: string, folder: string): Promise<void> {
  const words = Deno.uid() === 0
    ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", script]
    : ["sh", "-c", script];
  const [program = "", ...args] = words;
  const { success, stderr } = await new Deno.Command(program, {
    args,
    cwd: folder,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`Cannot run PostgreSQL: ${new TextDecoder().decode(stderr)}`);
}
