import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type Dict,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalBool,
  optionalStr,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dict } from "../../../lib/base/value.ts";
import { programPaths, programProbes } from "../shared/program_paths.ts";
import { splitWords } from "../shared/split_words.ts";
import { initLinksProbe } from "./init_links.ts";

/** Manages a service with a script in /etc/init.d. Behaves as Ansible 2.14's sysvinit. */
export async function sysvinit(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const service = await findService(call, target);
  const enabled = await settleBoot(call, target, service);
  const state = await settleState(call, target, service);
  return {
    changed: enabled.changed || state.changed,
    result: {
      name: service.name,
      status: dict({
        enabled: dict({ ...shown(enabled), ...runlevelsShown(call.args) }),
        [optionalStr(call.args, "state") ?? "null"]: dict(shown(state)),
      }),
    },
  };
}

interface SysvService {
  readonly name: string;
  readonly script: string;
  readonly programs: ReadonlyMap<string, string>;
  /** The run levels that the service starts in. */
  readonly startsIn: readonly string[];
}

/** What became of one part of the task. */
interface Part {
  readonly changed: boolean;
  readonly outcome?: CommandOutcome;
}

const UNCHANGED: Part = { changed: false };

function shown({ changed, outcome }: Part): Readonly<Record<string, Value>> {
  const ran = outcome?.carriedOut ? outcome : undefined;
  return {
    changed,
    rc: ran?.exitCode ?? null,
    stdout: ran?.stdout ?? null,
    stderr: ran?.stderr ?? null,
  };
}

function runlevelsShown(args: Dict): Readonly<Record<string, Value>> {
  const runlevels = strings(args, "runlevels");
  return runlevels.length === 0 ? {} : { runlevels: [...runlevels] };
}

const PROGRAMS = ["chkconfig", "update-rc.d", "service"];

async function findService({ args }: ModuleCall, target: Target): Promise<SysvService> {
  const name = str(args, "name");
  const script = name.startsWith("/") ? name : `/etc/init.d/${name}`;
  const [exists, links, ...outcomes] = await target.probe(
    { argv: ["test", "-e", script] },
    initLinksProbe(name),
    ...programProbes(PROGRAMS),
  );
  if (exists?.exitCode !== 0) {
    throw new ModuleFailure(`Could not find the requested service ${name}: `);
  }
  const startsIn = [...(links?.stdout ?? "").matchAll(/^\/etc\/rc(.)\.d\/S/gm)]
    .map((match) => match[1] ?? "");
  return { name, script, programs: programPaths(PROGRAMS, outcomes), startsIn };
}

/** Without `enabled` run levels mean nothing. */
async function settleBoot(
  { args }: ModuleCall,
  target: Target,
  { name, programs, startsIn }: SysvService,
): Promise<Part> {
  const enabled = optionalBool(args, "enabled");
  if (enabled === undefined) return UNCHANGED;
  const runlevels = strings(args, "runlevels");
  const isSo = runlevels.length === 0
    ? startsIn.length > 0 === enabled
    : runlevels.every((level) => startsIn.includes(level) === enabled);
  if (isSo) return UNCHANGED;
  const updateRc = programs.get("update-rc.d");
  const chkconfig = programs.get("chkconfig");
  const action = enabled ? "enable" : "disable";
  const verb = enabled && runlevels.length === 0 ? "defaults" : action;
  const levels = runlevels.length === 0 ? [] : ["--level", runlevels.join("")];
  const argv = updateRc !== undefined
    ? [updateRc, name, verb, ...runlevels]
    : chkconfig !== undefined
    ? [chkconfig, ...levels, name, enabled ? "on" : "off"]
    : undefined;
  if (argv === undefined) {
    throw new ModuleFailure(
      `Cannot ${action} service ${name}: the target has neither update-rc.d nor chkconfig`,
    );
  }
  const [outcome] = await target.apply({ argv });
  if (outcome?.stderr.includes("illegal runlevel specified")) {
    throw new ModuleFailure(`Illegal runlevel specified for enable operation on service ${name}`);
  }
  return { changed: true, ...(outcome === undefined ? {} : { outcome }) };
}

async function settleState(
  call: ModuleCall,
  target: Target,
  service: SysvService,
): Promise<Part> {
  const { args, clock, signal } = call;
  const isUp = await isRunning(call, target, service);
  switch (optionalStr(args, "state")) {
    case undefined:
      return UNCHANGED;
    case "started":
      return isUp ? UNCHANGED : await act(call, target, { service, action: "start" });
    case "stopped":
      return isUp ? await act(call, target, { service, action: "stop" }) : UNCHANGED;
    case "reloaded":
      return await act(call, target, { service, action: "reload" });
    default: {
      const pause = call.checkMode ? 0 : int(args, "sleep") * 1000;
      await act(call, target, { service, action: "stop" });
      if (pause > 0) await clock.sleep(pause, { signal });
      const started = await act(call, target, { service, action: "start" });
      if (pause > 0) await clock.sleep(pause, { signal });
      return started;
    }
  }
}

async function act(
  { args }: ModuleCall,
  target: Target,
  { service, action }: { readonly service: SysvService; readonly action: string },
): Promise<Part> {
  const more = splitWords(optionalStr(args, "arguments") ?? "");
  const argv = [service.script, action, ...more];
  const command: ApplyCommand = bool(args, "daemonize") ? { script: APART, argv } : { argv };
  const [outcome] = await target.apply(command);
  if (outcome === undefined) throw new Error("Cannot run the script: the host gave no answer");
  if (outcome.exitCode !== 0) {
    const verb = optionalStr(args, "state")?.replace(/p?ed$/, "") ?? action;
    throw new ModuleFailure(`Failed to ${verb} service: ${service.name}`, { command: outcome });
  }
  return { changed: true, outcome };
}

/** What stays behind holds neither the session nor its output open. */
const APART = `
out=$(mktemp) && err=$(mktemp) || exit
if command -v setsid >/dev/null; then set -- setsid "$@"; fi
"$@" </dev/null >"$out" 2>"$err"
code=$?
cat "$out"; cat "$err" >&2
rm -f "$out" "$err"
exit $code
`;

async function isRunning(
  call: ModuleCall,
  target: Target,
  { name, script, programs }: SysvService,
): Promise<boolean> {
  const pattern = optionalStr(call.args, "pattern");
  if (pattern) return await isListed(target, pattern);
  const service = programs.get("service");
  const [status] = await target.probe({
    argv: service === undefined ? [script, "status"] : [service, name, "status"],
  });
  const told = toldRunning(name, status);
  if (told !== undefined) return told;
  if (await isListed(target, name)) {
    call.warn(
      "Used ps output to match service name and determine it is up, this is very unreliable",
    );
    return true;
  }
  call.warn("Unable to determine if service is up, assuming it is down");
  return false;
}

/** @returns What a status command says; words of a single line weigh more than the exit code. */
function toldRunning(name: string, status: CommandOutcome | undefined): boolean | undefined {
  const { stdout = "", exitCode = -1 } = status ?? {};
  if (name === "iptables" && stdout.includes("ACCEPT")) return true;
  if (stdout.split("\n").length <= 2) {
    const text = stdout.toLowerCase().replaceAll(name.toLowerCase(), "");
    if (/stop|is dead |dead but |could not access pid file|inactive/.test(text)) return false;
    if (/run|start|active/.test(text) && !text.includes("not ")) return true;
  }
  if ([1, 2, 3, 4, 69].includes(exitCode)) return false;
  return exitCode === 0 ? true : undefined;
}

async function isListed(target: Target, pattern: string): Promise<boolean> {
  const [processes] = await target.probe({ argv: ["ps", "auxww"] });
  return (processes?.stdout ?? "").split("\n").some((line) => line.includes(pattern));
}
