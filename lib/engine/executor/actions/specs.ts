import addHost from "./add_host.json" with { type: "json" };
import assert from "./assert.json" with { type: "json" };
import asyncStatus from "./async_status.json" with { type: "json" };
import debug from "./debug.json" with { type: "json" };
import fail from "./fail.json" with { type: "json" };
import fetch from "./fetch.json" with { type: "json" };
import groupBy from "./group_by.json" with { type: "json" };
import importRole from "./import_role.json" with { type: "json" };
import importTasks from "./import_tasks.json" with { type: "json" };
import includeRole from "./include_role.json" with { type: "json" };
import includeTasks from "./include_tasks.json" with { type: "json" };
import includeVars from "./include_vars.json" with { type: "json" };
import meta from "./meta.json" with { type: "json" };
import pause from "./pause.json" with { type: "json" };
import setFact from "./set_fact.json" with { type: "json" };
import setStats from "./set_stats.json" with { type: "json" };
import synchronize from "./synchronize.json" with { type: "json" };
import validateArgumentSpec from "./validate_argument_spec.json" with { type: "json" };

/** The argument specs of what the engine carries out itself, as data; `parseModuleSpec()` reads them. */
export const ACTION_SPECS: readonly unknown[] = [
  addHost,
  assert,
  asyncStatus,
  debug,
  fail,
  fetch,
  groupBy,
  importRole,
  importTasks,
  includeRole,
  includeTasks,
  includeVars,
  meta,
  pause,
  setFact,
  setStats,
  synchronize,
  validateArgumentSpec,
];
