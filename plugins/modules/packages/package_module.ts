import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { apt } from "./apt.ts";
import { managePackages, PACKAGE_MANAGERS } from "./package_manager.ts";

/** Manages packages with the target's package manager, as Ansible's `package` does. */
export async function packageModule(
  call: ModuleCall,
  target: Target,
): Promise<ModuleResult> {
  const manager = await managerOf(call, target);
  if (manager === "apt") return await apt(asApt(call), target);
  const commands = PACKAGE_MANAGERS.get(manager);
  if (commands === undefined) {
    throw new ModuleFailure(
      `Cannot manage packages with ${manager}: only apt, ${
        [...PACKAGE_MANAGERS.keys()].join(", ")
      } are supported`,
    );
  }
  refuseOthers(call, manager);
  const { args, checkMode } = call;
  return await managePackages(target, commands, {
    names: strings(args, "name"),
    state: str(args, "state"),
    checkMode,
  });
}

async function managerOf(
  { args }: ModuleCall,
  target: Target,
): Promise<string> {
  const asked = str(args, "use").replace(/^ansible\.(builtin|legacy)\./, "");
  if (asked !== "auto") return asked;
  const found = (await target.facts("pkg_mgr")).get("pkg_mgr");
  if (typeof found === "string" && found !== "unknown") return found;
  throw new ModuleFailure(
    "Could not detect which package manager to use. Try gathering facts or setting the " +
      '"use" option.',
  );
}

const APT_STATES = ["absent", "build-dep", "fixed", "latest", "present"];

function asApt(call: ModuleCall): ModuleCall {
  const state = str(call.args, "state");
  if (!APT_STATES.includes(state)) {
    throw new ModuleFailure(
      `value of state must be one of: ${APT_STATES.join(", ")}, got: ${state}`,
    );
  }
  const args = new Map<Value, Value>(call.args);
  args.set("package", args.get("name") ?? []).set("upgrade", "no").set(
    "deb",
    null,
  );
  return { ...call, args };
}

/** Options that are there for apt alone. */
function refuseOthers({ args }: ModuleCall, manager: string): void {
  const common = new Set<Value>(["name", "state", "use"]);
  const given = [...args].filter(([name, value]) =>
    !common.has(name) && value !== null && value !== false &&
    !BY_DEFAULT.has(value)
  );
  if (given.length === 0) return;
  throw new ModuleFailure(
    `Unsupported parameters for (${manager}) module: ${
      given.map(([name]) => name).join(", ")
    }. Supported parameters include: name, state.`,
  );
}

/** Defaults of apt's options other than none and no. */
const BY_DEFAULT: ReadonlySet<Value> = new Set<Value>([
  5,
  12,
  0,
  60,
  "force-confdef,force-confold",
]);
