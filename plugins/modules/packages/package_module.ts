import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { apk } from "./apk.ts";
import apkSpec from "./apk.json" with { type: "json" };
import { apt } from "./apt.ts";
import { dnf } from "./dnf.ts";
import dnfSpec from "./dnf.json" with { type: "json" };
import { managePackages, PACKAGE_MANAGERS } from "./package_manager.ts";
import { pacman } from "./pacman.ts";
import pacmanSpec from "./pacman.json" with { type: "json" };
import { yum } from "./yum.ts";
import yumSpec from "./yum.json" with { type: "json" };

/** Manages packages with the target's package manager, as Ansible's `package` does. */
export async function packageModule(
  call: ModuleCall,
  target: Target,
): Promise<ModuleResult> {
  const manager = await managerOf(call, target);
  if (manager === "apt") return await apt(asApt(call), target);
  const own = MODULES.get(manager);
  const commands = PACKAGE_MANAGERS.get(manager);
  if (own === undefined && commands === undefined) {
    const names = [...MODULES.keys(), ...PACKAGE_MANAGERS.keys()].join(", ");
    throw new ModuleFailure(
      `Cannot manage packages with ${manager}: only apt, ${names} are supported`,
    );
  }
  refuseOthers(call, manager);
  if (own !== undefined) return await own.run(withDefaults(call, own), target);
  if (commands === undefined) throw new Error(`Nothing is known of ${manager}`);
  const { args, checkMode } = call;
  return await managePackages(target, commands, {
    names: strings(args, "name"),
    state: str(args, "state"),
    checkMode,
  });
}

interface OwnModule {
  readonly run: (call: ModuleCall, target: Target) => Promise<ModuleResult>;
  readonly options: Readonly<Record<string, { readonly type: string; readonly default?: Value }>>;
  readonly states: readonly string[];
}

const MODULES: ReadonlyMap<string, OwnModule> = new Map<string, OwnModule>([
  ["dnf", { run: dnf, options: dnfSpec.options, states: dnfSpec.options.state.choices }],
  ["dnf5", { run: dnf, options: dnfSpec.options, states: dnfSpec.options.state.choices }],
  ["yum", { run: yum, options: yumSpec.options, states: yumSpec.options.state.choices }],
  ["apk", { run: apk, options: apkSpec.options, states: apkSpec.options.state.choices }],
  ["pacman", {
    run: pacman,
    options: pacmanSpec.options,
    states: pacmanSpec.options.state.choices,
  }],
]);

/** Names and state are the call's, all others what the manager's module has where none is given. */
function withDefaults(call: ModuleCall, { options, states }: OwnModule): ModuleCall {
  const state = str(call.args, "state");
  if (!states.includes(state)) {
    throw new ModuleFailure(
      `value of state must be one of: ${states.join(", ")}, got: ${state}`,
    );
  }
  const args = new Map<Value, Value>(
    Object.entries(options).map(([name, option]) => [name, option.default ?? null]),
  );
  args.set("name", [...strings(call.args, "name")]).set("state", state);
  return { ...call, args };
}

async function managerOf(
  { args }: ModuleCall,
  target: Target,
): Promise<string> {
  const asked = str(args, "use").replace(/^(ansible\.(builtin|legacy)|community\.general)\./, "");
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
