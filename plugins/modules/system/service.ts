import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { initService } from "./init_service.ts";
import { systemdUnit } from "./systemd_unit.ts";

/** Manages a service with the service manager that the target runs, as Ansible's `service` does. */
export async function service(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const manager = await managerOf(call, target);
  const hasName = optionalStr(call.args, "name") !== undefined;
  if (!/^(ansible\.(builtin|legacy)\.)?systemd(_service)?$/.test(manager)) {
    if (!hasName) throw new ModuleFailure("missing required arguments: name");
    return await initService(call, target);
  }
  // Only systemd itself can be told to do something without a service.
  const aboutOne = ["state", "enabled", "masked"].find((name) =>
    (call.args.get(name) ?? null) !== null
  );
  if (!hasName && aboutOne !== undefined) {
    throw new ModuleFailure(`missing parameter(s) required by '${aboutOne}': name`);
  }
  for (const [name, byDefault] of UNUSED) {
    const value = call.args.get(name) ?? byDefault;
    if (value !== byDefault) {
      call.warn(`Ignoring "${name}" as it is not used in "systemd"`);
    }
  }
  return await systemdUnit(withSystemdDefaults(call), target);
}

/** What only other service managers use, and what it is where it is not given. */
const UNUSED: readonly (readonly [name: string, byDefault: Value])[] = [
  ["pattern", null],
  ["runlevel", "default"],
  ["sleep", null],
  ["arguments", ""],
];

async function managerOf({ args }: ModuleCall, target: Target): Promise<string> {
  const asked = (optionalStr(args, "use") ?? "auto").toLowerCase();
  if (asked !== "auto") return asked;
  const found = (await target.facts("service_mgr")).get("service_mgr");
  return typeof found === "string" ? found : "service";
}

/** The options that only systemd has come without defaults here. */
function withSystemdDefaults(call: ModuleCall): ModuleCall {
  const args = new Map(call.args);
  for (const name of ["daemon_reload", "daemon_reexec"]) {
    if (args.get(name) === null || !args.has(name)) args.set(name, false);
  }
  return { ...call, args };
}
