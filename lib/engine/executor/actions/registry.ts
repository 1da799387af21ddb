import type { Action } from "./action.ts";
import { addHost } from "./add_host.ts";
import { assert } from "./assert.ts";
import { debug } from "./debug.ts";
import { fail } from "./fail.ts";
import { groupBy } from "./group_by.ts";
import { includeRole, includeTasks } from "./include.ts";
import { includeVars } from "./include_vars.ts";
import { pause } from "./pause.ts";
import { setFact } from "./set_fact.ts";
import { setStats } from "./set_stats.ts";
import { validateArgumentSpec } from "./validate_argument_spec.ts";

/** The tasks that the engine carries out itself, by module name. `meta` is the strategy's. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["add_host", addHost],
  ["assert", assert],
  ["debug", debug],
  ["fail", fail],
  ["group_by", groupBy],
  ["include_role", includeRole],
  ["include_tasks", includeTasks],
  ["include_vars", includeVars],
  ["pause", pause],
  ["set_fact", setFact],
  ["set_stats", setStats],
  ["validate_argument_spec", validateArgumentSpec],
]);
