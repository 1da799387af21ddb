import { equal, ok } from "node:assert/strict";
import { inspect } from "node:util";
import type { Value } from "../../../lib/plugin/sdk.ts";
import { openLocalTarget } from "./local_target.ts";
import { type ModuleOutcome, type ModuleRun, runModule } from "./run_module.ts";

/** Calls of modules by their names here. */
export interface ModuleCaller<Name extends string> {
  /** Runs a module in a shell session of its own. */
  call(
    name: Name,
    args: Readonly<Record<string, Value>>,
    mode?: "check" | "real",
  ): Promise<ModuleOutcome>;
  /**
   * Asserts that there is something to change: check mode tells so, the module does it, and then
   * nothing is left to do. @returns What came of doing it.
   */
  changes(name: Name, args: Readonly<Record<string, Value>>): Promise<ModuleOutcome>;
}

/**
 * @param common Arguments of all calls, such as where the server is; those of a call win.
 * @returns Calls of the modules of one server.
 */
export function moduleCaller<Name extends string>(
  modules: Readonly<Record<Name, Pick<ModuleRun, "run" | "spec">>>,
  common: Readonly<Record<string, Value>>,
): ModuleCaller<Name> {
  async function call(
    name: Name,
    args: Readonly<Record<string, Value>>,
    mode: "check" | "real" = "real",
  ): Promise<ModuleOutcome> {
    const checkMode = mode === "check";
    await using target = await openLocalTarget({ checkMode });
    const all = { ...common, ...args };
    return await runModule({ ...modules[name], args: all, target, checkMode, diff: true });
  }
  async function changes(name: Name, args: Readonly<Record<string, Value>>) {
    const before = await call(name, args, "check");
    equal(before.msg, undefined);
    ok(before.changed, "the check mode tells of the change");
    const done = await call(name, args);
    ok(done.changed && !done.failed, inspect(done));
    const again = await call(name, args);
    ok(!again.changed, `nothing is left to do: ${inspect(again)}`);
    ok(!(await call(name, args, "check")).changed);
    return done;
  }
  return { call, changes };
}
