import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalBool,
  optionalStr,
  type ProbeCommand,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { initLinksProbe, isEnabledByLinks } from "./init_links.ts";
import { parseShow } from "./systemctl_show.ts";
import { Systemctl } from "./systemctl.ts";

/** Manages a unit, or systemd itself. Behaves as Ansible 2.14's systemd. */
export async function systemdUnit(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const unit = optionalStr(args, "name");
  const glob = /[*?[]/.exec(unit ?? "")?.[0];
  if (glob !== undefined) {
    throw new ModuleFailure(
      `This module does not currently support using glob patterns, found '${glob}' in service ` +
        `name: ${unit}`,
    );
  }
  const systemctl = await Systemctl.find(call, target);
  await reload(call, target, systemctl);
  if (unit === undefined) return { result: { name: null, status: new Map() } };
  const seen = await look(call, target, { unit, systemctl });
  const wanted = {
    masked: optionalBool(args, "masked"),
    enabled: optionalBool(args, "enabled"),
    state: optionalStr(args, "state"),
  };
  const isEnabledOrState = wanted.enabled !== undefined || wanted.state !== undefined;
  if (isEnabledOrState && !seen.isFound) throw missing(unit);
  const mask = wanted.masked === undefined || wanted.masked === seen.isMasked
    ? undefined
    : wanted.masked
    ? "mask"
    : "unmask";
  const enable = wanted.enabled === undefined || wanted.enabled === seen.isEnabled
    ? undefined
    : wanted.enabled
    ? "enable"
    : "disable";
  const state = wanted.state === undefined
    ? undefined
    : await stateAction(call, target, { state: wanted.state, seen });
  const actions = [mask, enable, state?.action].filter((action) => action !== undefined);
  if (!checkMode) await carryOut(target, { systemctl, actions, unit, isFound: seen.isFound });
  return {
    changed: actions.length > 0,
    result: {
      name: unit,
      status: new Map(seen.status),
      enabled: wanted.enabled,
      state: state?.state,
    },
  };
}

async function reload(call: ModuleCall, target: Target, systemctl: Systemctl): Promise<void> {
  const verbs = ["daemon_reload", "daemon_reexec"].filter((name) => bool(call.args, name))
    .map((name) => name.replace("_", "-"));
  if (verbs.length === 0) return;
  if (call.checkMode) {
    const [program] = await target.probe({ argv: ["command", "-v", "systemctl"] });
    if (program?.exitCode !== 0) throw noProgram();
    return;
  }
  const outcomes = await target.apply(...verbs.map((verb) => systemctl.command(verb)));
  outcomes.forEach(({ exitCode, stderr }, i) => {
    if (exitCode === 0) return;
    if (exitCode === NO_PROGRAM) throw noProgram();
    throw new ModuleFailure(`failure ${exitCode} during ${verbs[i]}: ${stderr}`);
  });
}

/** What a shell returns for a program that is not there. */
const NO_PROGRAM = 127;

/** What is known of a unit. */
interface Unit {
  readonly status: ReadonlyMap<string, string>;
  readonly isFound: boolean;
  readonly isMasked: boolean;
  readonly isEnabled: boolean;
}

async function look(
  call: ModuleCall,
  target: Target,
  { unit, systemctl }: { readonly unit: string; readonly systemctl: Systemctl },
): Promise<Unit> {
  const [show, short, long, script, links] = await target.probe(
    systemctl.command("show", unit),
    systemctl.command("is-enabled", unit),
    systemctl.command("is-enabled", unit, "-l"),
    { argv: ["test", "-f", `/etc/init.d/${unit}`] },
    initLinksProbe(unit),
  );
  const isInit = script?.exitCode === 0;
  const { status, isSystemd } = await statusOf(target, { unit, systemctl, show, short });
  if (isInit && !isSystemd) {
    call.warn(
      `The service (${unit}) is actually an init script but the system is managed by systemd`,
    );
  }
  const answer = (long?.stdout ?? "").trim();
  const isInitEnabled = long?.exitCode === 1 && systemctl.isSystemScope && isInit &&
    !answer.endsWith("disabled") && isEnabledByLinks(links);
  return {
    status,
    isFound: isSystemd || isInit,
    isMasked: short?.stdout.trim() === "masked",
    isEnabled: long?.exitCode === 0 ? !/^(indirect|alias)$/.test(answer) : isInitEnabled,
  };
}

function noProgram(): ModuleFailure {
  return new ModuleFailure('Failed to find required executable "systemctl" in paths: PATH');
}

async function statusOf(
  target: Target,
  { unit, systemctl, show, short }: {
    readonly unit: string;
    readonly systemctl: Systemctl;
    readonly show: CommandOutcome | undefined;
    readonly short: CommandOutcome | undefined;
  },
): Promise<{ readonly status: ReadonlyMap<string, string>; readonly isSystemd: boolean }> {
  const { exitCode = -1, stdout = "", stderr = "" } = show ?? {};
  if (exitCode === NO_PROGRAM) throw noProgram();
  const isIgnored = [stdout, stderr].some((text) =>
    !text.includes("=") && /ignoring (request|command)/.test(text)
  );
  if (exitCode === 0 && !isIgnored) {
    const status = parseShow(stdout);
    const load = status.get("LoadState");
    const isSystemd = load !== undefined && load !== "not-found";
    const error = status.get("LoadError");
    if (isSystemd && load !== "masked" && error !== undefined) {
      throw new ModuleFailure(`Error loading unit file '${unit}': ${error}`);
    }
    return { status, isSystemd };
  }
  if (exitCode === 1 && stderr.includes("Failed to parse bus message")) {
    return await statusByList(target, { unit, systemctl, stdout });
  }
  if (UNIT_FILE_STATES.has(short?.stdout.trim() ?? "")) {
    return { status: new Map(), isSystemd: true };
  }
  const [list, alone] = await target.probe(
    systemctl.command("list-unit-files", unit),
    systemctl.command("list-units"),
  );
  if (list?.exitCode === 0) return { status: new Map(), isSystemd: true };
  if (alone?.exitCode === 0) return { status: new Map(), isSystemd: false };
  throw notRunning(alone ?? show);
}

function notRunning(outcome: CommandOutcome | undefined): ModuleFailure {
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  const result = { cmd: "systemctl", rc: exitCode, stdout, stderr };
  return new ModuleFailure(stderr.trimEnd(), { result });
}

/** See systemctl(1), is-enabled. */
const UNIT_FILE_STATES = new Set([
  ...["enabled", "enabled-runtime", "linked", "linked-runtime", "masked", "masked-runtime"],
  ...["static", "indirect", "disabled", "generated", "transient"],
]);

/** For a systemd that cannot print some properties of a unit. */
async function statusByList(
  target: Target,
  { unit, systemctl, stdout }: {
    readonly unit: string;
    readonly systemctl: Systemctl;
    readonly stdout: string;
  },
) {
  const name = unit.includes("@") ? unit.slice(0, unit.indexOf("@") + 1) : unit;
  const [list, active] = await target.probe(
    systemctl.command("list-unit-files", `${name}*`),
    systemctl.command("is-active", unit),
  );
  const status = new Map(parseShow(stdout));
  status.set("ActiveState", active?.stdout.trimEnd() ?? "");
  return { status, isSystemd: list?.stdout.includes(name) ?? false };
}

function missing(unit: string): ModuleFailure {
  return new ModuleFailure(`Could not find the requested service ${unit}: host`);
}

async function stateAction(
  call: ModuleCall,
  target: Target,
  { state, seen }: { readonly state: string; readonly seen: Unit },
): Promise<{ readonly state: string; readonly action: string | undefined }> {
  const active = seen.status.get("ActiveState");
  if (active === undefined) {
    if (!await isOffline(target)) {
      throw new ModuleFailure("Service is in unknown state", {
        result: { status: new Map<Value, Value>(seen.status) },
      });
    }
    call.warn(
      "Target is a chroot or systemd is offline. This can lead to false positives or prevent the " +
        "init system tools from working.",
    );
    return { state, action: undefined };
  }
  const isRunning = active === "active" || active === "activating";
  if (state === "started") return { state, action: isRunning ? undefined : "start" };
  if (state === "stopped") {
    return { state, action: isRunning || active === "deactivating" ? "stop" : undefined };
  }
  return { state: "started", action: isRunning ? state.replace(/ed$/, "") : "start" };
}

async function isOffline(target: Target): Promise<boolean> {
  const question: ProbeCommand[] = [
    { argv: ["printenv", "SYSTEMD_OFFLINE"] },
    { argv: ["stat", "-c", "%d:%i", "/", "/proc/1/root/."] },
  ];
  const [offline, roots] = await target.probe(...question);
  const [own, first] = (roots?.stdout ?? "").split("\n");
  const isChroot = roots?.exitCode === 0 ? own !== first : !/:(2|128|256)$/.test(own ?? "");
  return offline?.stdout.trim() === "1" || isChroot;
}

async function carryOut(
  target: Target,
  { systemctl, actions, unit, isFound }: {
    readonly systemctl: Systemctl;
    readonly actions: readonly string[];
    readonly unit: string;
    readonly isFound: boolean;
  },
): Promise<void> {
  const isMask = /^(un)?mask$/.test(actions[0] ?? "");
  const rest = isMask ? actions.slice(1) : actions;
  if (isMask) {
    const [outcome] = await target.apply(systemctl.command(actions[0] ?? "", unit));
    // Some versions mask units that are not there, others refuse.
    if (outcome?.exitCode !== 0 && !isFound) throw missing(unit);
  }
  const outcomes = await target.apply(...rest.map((action) => systemctl.command(action, unit)));
  outcomes.forEach(({ exitCode, stdout, stderr }, i) => {
    if (exitCode === 0) return;
    const action = rest[i] ?? "";
    const output = /able$/.test(action) ? stdout + stderr : stderr;
    throw new ModuleFailure(`Unable to ${action} service ${unit}: ${output}`);
  });
}
