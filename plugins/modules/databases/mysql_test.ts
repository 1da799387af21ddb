import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { files } from "../../../lib/system/files.ts";
import { needs } from "../../connections/testing/needs.ts";
import { moduleCaller } from "../testing/module_caller.ts";
import type { Module } from "../testing/run_module.ts";
import dbSpec from "./mysql_db.json" with { type: "json" };
import { mysqlDb } from "./mysql_db.ts";
import userSpec from "./mysql_user.json" with { type: "json" };
import { mysqlUser } from "./mysql_user.ts";

const MODULES = {
  db: { run: mysqlDb as Module, spec: dbSpec },
  user: { run: mysqlUser as Module, spec: userSpec },
};

const REASON = files.status("/usr/sbin/mariadbd")?.kind === "file"
  ? undefined
  : "no MariaDB server is installed";

Deno.test({
  ...needs("mysql modules against a real server", REASON),
  fn: async (context) => {
    await using server = await startMariadb();
    const socket = { login_unix_socket: `${server.folder}/socket` };
    const login = { ...socket, login_user: "root", config_file: `${server.folder}/my.cnf` };
    const caller = moduleCaller(MODULES, login);
    const { call } = caller;
    const changes = async (module: keyof typeof MODULES, args: Record<string, Value>) =>
      String((await caller.changes(module, args)).result["msg"]);

    await context.step("mysqlDb() makes databases", async () => {
      await changes("db", {
        name: ["shop", "sto`re"],
        encoding: "utf8mb4",
        collation: "utf8mb4_bin",
      });
      const { msg } = await call("db", { name: "all" });
      equal(msg, "name is not allowed to equal 'all' unless state equals import, or dump.");
    });

    await context.step("mysqlUser() makes and changes users", async () => {
      const bob = { name: "b'ob", host: "%", password: "it's \\ x", priv: "shop.*:SELECT,INSERT" };
      equal(await changes("user", bob), "User added");
      equal(await changes("user", { ...bob, password: "other" }), "Password updated (new style)");
      const kept = await call("user", { ...bob, password: "third", update_password: "on_create" });
      ok(!kept.changed);
      match(
        await changes("user", { ...bob, password: "other", priv: "shop.*:SELECT,UPDATE,GRANT" }),
        /^Privileges updated: granted \['UPDATE', 'GRANT'\], revoked \['INSERT'\]$/,
      );
      await changes("user", { name: "b'ob", host: "%", priv: "*.*:ALL" });
    });

    await context.step("mysqlUser() adds and takes away privileges", async () => {
      await changes("user", { name: "eve", priv: "shop.*:SELECT" });
      await changes("user", { name: "eve", priv: "shop.*:INSERT", append_privs: true });
      await changes("user", { name: "eve", priv: "shop.*:SELECT", subtract_privs: true });
      const { changed } = await call("user", { name: "eve", priv: "shop.*:INSERT" });
      ok(!changed, "what is left is what is wanted");
      const columns = { name: "eve", priv: "mysql.db:SELECT (Db)", append_privs: true };
      await changes("user", { ...columns, column_case_sensitive: true });
      ok(!(await call("user", { ...columns, column_case_sensitive: true })).changed);
    });

    await context.step("mysqlUser() sets requirements, limits and plugins", async () => {
      await changes("user", { name: "eve", tls_requires: dict({ SSL: null }) });
      await changes("user", {
        name: "eve",
        tls_requires: dict({ subject: "/CN=it's", issuer: "/O=x" }),
      });
      equal(await changes("user", { name: "eve" }), "TLS requires updated");
      await changes("user", { name: "eve", resource_limits: dict({ MAX_USER_CONNECTIONS: 3 }) });
      await changes("user", { name: "eve", plugin: "unix_socket" });
      const bad = await call("user", { name: "eve", password: "x", encrypted: true });
      match(bad.msg ?? "", /does not appear to be a valid hash/);
    });

    await context.step("mysqlDb() dumps and imports", async () => {
      for (const ending of ["sql", "sql.gz"]) {
        const target = `${server.folder}/dump.${ending}`;
        const dumped = await call("db", { name: "shop", state: "dump", target });
        ok(dumped.changed, dumped.msg);
        const imported = await call("db", { name: "again", state: "import", target });
        ok(imported.changed, imported.msg);
        await changes("db", { name: "again", state: "absent" });
      }
      const missing = await call("db", { name: "nothing", state: "dump", target: "/x" });
      equal(missing.msg, "Cannot dump database(s) 'nothing' - not found");
    });

    await context.step("mysqlUser() logs in by the password of a file of options", async () => {
      await changes("user", { name: "admin", password: "se#same", priv: "*.*:ALL,GRANT" });
      const file = `${server.folder}/admin.cnf`;
      Deno.writeTextFileSync(
        file,
        "[mysqld]\nuser=x\n[client]\nuser = admin\npassword = 'se#same'\n",
      );
      const { call } = moduleCaller(MODULES, { ...socket, config_file: file });
      ok((await call("user", { name: "new" })).changed);
      const { msg = "" } = await call("user", { name: "new", login_password: "wrong" });
      match(msg, /Access denied/);
    });

    await context.step("mysqlUser() drops users", async () => {
      deepEqual(
        await changes("user", { name: "b'ob", host_all: true, state: "absent" }),
        "User deleted",
      );
      equal(
        (await call("user", { name: "b'ob", state: "absent" })).result["msg"],
        "User doesn't exist",
      );
    });
  },
});

interface MariadbServer extends AsyncDisposable {
  readonly folder: string;
}

/** Starts a server in a temporary folder; it listens on a socket in there alone. */
async function startMariadb(): Promise<MariadbServer> {
  const folder = Deno.makeTempDirSync({ prefix: "shep-mariadb-" });
  Deno.chmodSync(folder, 0o777);
  const user = Deno.uid() === 0 ? "nobody" : "";
  const [program = "", ...args] = as(user, [
    ...["mariadb-install-db", "--no-defaults", `--datadir=${folder}/data`],
    ...["--auth-root-authentication-method=normal", "--skip-test-db"],
  ]);
  const made = await new Deno.Command(program, { args, stdout: "null", stderr: "piped" }).output();
  if (!made.success) throw new Error(new TextDecoder().decode(made.stderr));
  const [start = "", ...words] = as(user, [
    ...["/usr/sbin/mariadbd", "--no-defaults", `--datadir=${folder}/data`],
    ...[`--socket=${folder}/socket`, "--skip-networking", `--pid-file=${folder}/pid`],
  ]);
  const server = new Deno.Command(start, { args: words, stdout: "null", stderr: "piped" }).spawn();
  await untilReady(server.stderr);
  return {
    folder,
    [Symbol.asyncDispose]: async () => {
      server.kill("SIGTERM");
      await server.status;
      Deno.removeSync(folder, { recursive: true });
    },
  };
}

/** The server tells when it takes logins; the rest of what it says is thrown away. */
async function untilReady(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  const lines = stderr.pipeThrough(new TextDecoderStream());
  const reader = lines.getReader();
  let text = "";
  while (!text.includes("ready for connections")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start MariaDB: ${text}`);
    text += value;
  }
  reader.releaseLock();
  void lines.pipeTo(new WritableStream());
}

function as(user: string, words: readonly string[]): readonly string[] {
  return user === ""
    ? words
    : ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", ...words];
}
