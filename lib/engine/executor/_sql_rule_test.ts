import { equal, notEqual } from "node:assert/strict";
import { isReadOnly } from "./probe.ts";

const READING = [
  "SELECT rolname FROM pg_catalog.pg_roles",
  "SELECT row_to_json(r) FROM (SELECT datname, pg_get_userbyid(datdba) AS o FROM pg_catalog.pg_database) r",
  "SELECT User, Host FROM mysql.user WHERE User = 'it''s' AND Host IN ('a', 'b')",
  "SHOW GRANTS FOR 'bob'@'%'",
  "SELECT VERSION()",
];

const OTHERS = [
  "DROP DATABASE x",
  "SELECT 1; DROP DATABASE x",
  "SELECT pg_terminate_backend(1)",
  "SELECT lo_import ('/etc/passwd')",
  "SELECT * FROM public.view_with_triggers",
  "SELECT * FROM pg_catalog.pg_roles, public.evil",
  "SELECT * FROM (SELECT 1) r, public.evil",
  "SELECT * FROM pg_catalog.a JOIN pg_catalog.b ON a.x = b.x, public.evil",
  "SELECT * FROM ((SELECT 1) r) s, evil",
  "SELECT a.b FROM evil",
  "SELECT * FROM pg_catalog.pg_roles FOR UPDATE",
  "SELECT 1 INTO OUTFILE '/x'",
  "SELECT * INTO x FROM pg_catalog.pg_roles",
  "SELECT E'\\\\' || pg_terminate_backend(1)",
  "SELECT E'x'",
  'SELECT "pg_terminate_backend"(1)',
  "SELECT /*! SLEEP(1) */ 1",
  "SELECT 1 -- x",
  "\\! rm -rf /",
  "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
  "SELECT 'a\\' OR SLEEP(1) OR 'b'",
  "CALL x()",
];

for (const query of READING) {
  Deno.test(`a probe may ask ${query}`, () => {
    equal(isReadOnly(["psql", "-X", "-A", "-t", "-c", query]), true);
    equal(isReadOnly(["mysql", "--no-defaults", "-N", "-e", query]), true);
  });
}

for (const query of OTHERS) {
  Deno.test(`a probe may not ask ${query}`, () => {
    notEqual(isReadOnly(["psql", "-X", "-A", "-t", "-c", query]), true);
    notEqual(isReadOnly(["mariadb", "--no-defaults", "-N", "-e", query]), true);
  });
}

Deno.test("a probe of a database names all that decides what is run", () => {
  const query = READING[0] ?? "";
  for (
    const argv of [
      ["psql", "-c", query],
      ["psql", "-X"],
      ["psql", "-X", "-c", query, "-o", "/x"],
      ["psql", "-X", "-f", "/x", "-c", query],
      ["psql", "-X", "-d", "options=-cx", "-c", query],
      ["psql", "-X", "-d", "postgresql://x", "-c", query],
      ["mysql", "-e", query],
      ["mysql", "--no-defaults"],
      ["mysql", "--no-defaults", "--tee=/x", "-e", query],
      ["mysql", "--no-defaults", "--init-command=DROP", "-e", query],
      ["mysql", "--no-defaults", "--plugin-dir=/x", "-e", query],
    ]
  ) notEqual(isReadOnly(argv), true, argv.join(" "));
  equal(isReadOnly(["psql", "-X", "-c", query], ["PGPASSWORD"]), true);
  notEqual(isReadOnly(["psql", "-X", "-c", query], ["PGOPTIONS"]), true);
});
