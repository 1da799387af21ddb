import { module, serve } from "../../../lib/plugin/sdk.ts";
import { mysqlDb } from "./mysql_db.ts";
import { mysqlUser } from "./mysql_user.ts";
import { postgresqlDb } from "./postgresql_db.ts";
import { postgresqlUser } from "./postgresql_user.ts";

serve({
  name: "databases",
  version: "0.1.0",
  capabilities: [
    module("mysql_db", mysqlDb),
    module("mysql_user", mysqlUser),
    module("postgresql_db", postgresqlDb),
    module("postgresql_user", postgresqlUser),
  ],
});
