import {
  type ApplyCommand,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalBool,
  optionalInt,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { splitWords } from "../shared/split_words.ts";
import { enabling } from "./init_enable.ts";
import { findInitTools, type InitTools, isRunning } from "./init_tools.ts";
import { parseShow } from "./systemctl_show.ts";

/** Manages a service through whatever init system there is. Behaves as Ansible 2.14's service. */
export async function initService(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const enabled = optionalBool(args, "enabled");
  const state = optionalStr(args, "state");
  const tools = await findInitTools(target, name);
  const isEnabling = enabled !== undefined &&
    await enable(call, target, { tools, name, isEnabled: enabled });
  const enabledResult = enabled === undefined ? {} : { enabled };
  if (state === undefined) {
    if (checkMode && isEnabling && tools.enable.tool !== "update-rc.d") return { changed: true };
    return { changed: isEnabling, result: { name, ...enabledResult } };
  }
  const status = await look(call, target, { tools, name });
  if (status.isRunning === undefined) {
    throw new ModuleFailure(
      "failed determining service state, possible typo of service name?",
    );
  }
  const action = actionFor(state, status.isRunning);
  if (action !== undefined) {
    // Ansible says no more than this of what would be done.
    if (checkMode) return { changed: true, result: { msg: "service state changed" } };
    await control(call, target, { tools, name, action, isCrashed: status.isCrashed });
  }
  return {
    changed: isEnabling || action !== undefined,
    result: { name, ...enabledResult, state: state === "stopped" ? "stopped" : "started" },
  };
}

async function enable(
  call: ModuleCall,
  target: Target,
  { tools, name, isEnabled }: {
    readonly tools: InitTools;
    readonly name: string;
    readonly isEnabled: boolean;
  },
): Promise<boolean> {
  const runlevel = optionalStr(call.args, "runlevel") ?? "default";
  const commands = await enabling(target, tools, { name, isEnabled, runlevel });
  const outcomes = await target.apply(...commands);
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed === undefined) return commands.length > 0;
  const action = isEnabled ? "enable" : "disable";
  const { exitCode, stdout, stderr } = failed;
  throw new ModuleFailure(
    tools.enable.tool === "update-rc.d"
      ? stderr || stdout
      : stderr === ""
      ? `Failure for ${action} ${name}: rc=${exitCode} ${stdout}`
      : `Error when trying to ${action} ${name}: rc=${exitCode} ${stderr}`,
  );
}

interface Status {
  readonly isRunning: boolean | undefined;
  readonly isCrashed: boolean;
}

/** Output is looked through for English words. */
const ENGLISH = { LANG: "C", LC_ALL: "C", LC_MESSAGES: "C" };

async function look(
  { args }: ModuleCall,
  target: Target,
  { tools, name }: { readonly tools: InitTools; readonly name: string },
): Promise<Status> {
  const pattern = optionalStr(args, "pattern");
  const argv = pattern
    ? ["ps", "auxww"]
    : tools.kind === "systemctl"
    ? [...tools.control, "show", name]
    : [...tools.control, "status"];
  const [outcome] = await target.probe({ argv, env: ENGLISH });
  if (outcome === undefined) throw new Error("Cannot look at the service: the host gave no answer");
  if (pattern) return { isRunning: isListed(outcome, pattern), isCrashed: false };
  if (tools.kind === "systemctl") return unitStatus(name, outcome);
  if (tools.kind === "rc-service") {
    return {
      isRunning: outcome.stdout.includes("started"),
      isCrashed: outcome.stderr.includes("crashed"),
    };
  }
  return { isRunning: isRunning(name, outcome), isCrashed: false };
}

function isListed({ exitCode, stdout }: CommandOutcome, pattern: string): boolean | undefined {
  if (exitCode !== 0) return undefined;
  return stdout.split("\n").some((line) => line.includes(pattern) && !line.includes("pattern="));
}

function unitStatus(name: string, { exitCode, stdout, stderr }: CommandOutcome): Status {
  if (exitCode !== 0) {
    throw new ModuleFailure(`failure ${exitCode} running systemctl show for '${name}': ${stderr}`);
  }
  const properties = parseShow(stdout);
  if (properties.get("LoadState") === "not-found") {
    throw new ModuleFailure(
      `systemd could not find the requested service "'${name}'": ${stderr}`,
    );
  }
  return { isRunning: properties.get("ActiveState") === "active", isCrashed: false };
}

type Action = "start" | "stop" | "reload" | "restart";

function actionFor(state: string, isUp: boolean): Action | undefined {
  switch (state) {
    case "started":
      return isUp ? undefined : "start";
    case "stopped":
      return isUp ? "stop" : undefined;
    case "reloaded":
      return isUp ? "reload" : "start";
    default:
      return "restart";
  }
}

async function control(
  { args, clock, signal }: ModuleCall,
  target: Target,
  { tools, name, action, isCrashed }: {
    readonly tools: InitTools;
    readonly name: string;
    readonly action: Action;
    readonly isCrashed: boolean;
  },
): Promise<void> {
  const more = splitWords(optionalStr(args, "arguments") ?? "");
  const command = (verb: string): ApplyCommand => ({
    argv: tools.kind === "systemctl"
      ? [...tools.control, verb, name, ...more]
      : [...tools.control, verb, ...more],
    env: ENGLISH,
  });
  if (action !== "restart" || tools.kind === "rc-service") {
    const zap = tools.kind === "rc-service" && action === "start" && isCrashed;
    if (zap) await target.apply({ argv: [...tools.control, "zap"] });
    return requireSuccess(await target.apply(command(action)));
  }
  const stopped = await target.apply(command("stop"));
  const sleep = optionalInt(args, "sleep") ?? 0;
  if (sleep > 0) await clock.sleep(sleep * 1000, { signal });
  const started = await target.apply(command("start"));
  // A service that was down cannot be stopped, which is no failure once it has started.
  const hasStarted = started.every(({ exitCode }) => exitCode === 0);
  requireSuccess(hasStarted ? started : [...stopped, ...started]);
}

function requireSuccess(outcomes: readonly CommandOutcome[]): void {
  if (outcomes.every(({ exitCode }) => exitCode === 0)) return;
  const stderr = outcomes.map((outcome) => outcome.stderr).join("");
  // upstart says so of what it has done.
  if (stderr.includes("Job is already running")) return;
  throw new ModuleFailure(stderr || outcomes.map((outcome) => outcome.stdout).join(""));
}
