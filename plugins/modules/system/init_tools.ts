import {
  type CommandOutcome,
  ModuleFailure,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes } from "../shared/program_paths.ts";
import { initLinksProbe, isEnabledByLinks, isKilledByLinks } from "./init_links.ts";

/** What turns a service on for the next boot. */
export type EnableTool = "systemctl" | "rc-update" | "update-rc.d" | "insserv" | "chkconfig";

/** How the target's services are managed, and what is known of one of them. */
export interface InitTools {
  readonly enable: { readonly tool: EnableTool; readonly path: string };
  /** What comes before an action such as `start`; systemctl takes the name after it. */
  readonly control: readonly string[];
  readonly kind: "systemctl" | "rc-service" | "script";
  readonly hasStartLinks: boolean;
  readonly hasStopLinks: boolean;
}

const PROGRAMS = [
  ...["service", "chkconfig", "update-rc.d", "rc-service", "rc-update", "initctl", "systemctl"],
  "insserv",
];

/**
 * Finds out how a service is managed.
 *
 * @throws {ModuleFailure} If nothing is there that manages it.
 */
export async function findInitTools(target: Target, name: string): Promise<InitTools> {
  const questions: ProbeCommand[] = [
    { argv: ["test", "-f", `/etc/init.d/${name}`] },
    { argv: ["test", "-d", "/run/systemd/system"] },
    { argv: ["cat", "/proc/1/comm"] },
    { argv: ["test", "-f", `/etc/init/${name}.conf`] },
    initLinksProbe(name),
  ];
  const outcomes = await target.probe(...questions, ...programProbes(PROGRAMS));
  const [script, booted, first, upstart, links] = outcomes;
  const programs = programPaths(PROGRAMS, outcomes.slice(questions.length));
  const isSystemd = programs.has("systemctl") &&
    (booted?.exitCode === 0 || (first?.stdout.includes("systemd") ?? false));
  if (!isSystemd && programs.has("initctl") && upstart?.exitCode === 0) {
    throw new ModuleFailure(`Cannot manage service ${name}: upstart is not supported`);
  }
  return {
    ...chosen(name, { programs, isSystemd, hasScript: script?.exitCode === 0 }),
    hasStartLinks: isEnabledByLinks(links),
    hasStopLinks: isKilledByLinks(links),
  };
}

function chosen(
  name: string,
  { programs, isSystemd, hasScript }: {
    readonly programs: ReadonlyMap<string, string>;
    readonly isSystemd: boolean;
    readonly hasScript: boolean;
  },
): Pick<InitTools, "enable" | "control" | "kind"> {
  const systemctl = programs.get("systemctl");
  if (isSystemd && systemctl !== undefined) {
    return {
      kind: "systemctl",
      enable: { tool: "systemctl", path: systemctl },
      control: [systemctl],
    };
  }
  const openrc = programs.get("rc-service");
  if (openrc !== undefined) {
    const path = programs.get("rc-update") ?? "rc-update";
    return { kind: "rc-service", enable: { tool: "rc-update", path }, control: [openrc, name] };
  }
  const tools = ["update-rc.d", "insserv", "chkconfig"] as const;
  const tool = hasScript ? tools.find((program) => programs.has(program)) : undefined;
  if (tool === undefined) {
    throw new ModuleFailure(`Could not find the requested service ${name}: host`);
  }
  const service = programs.get("service");
  return {
    kind: "script",
    enable: { tool, path: programs.get(tool) ?? tool },
    control: service === undefined ? [`/etc/init.d/${name}`] : [service, name],
  };
}

/** @returns Whether `output`, of a status command, says that the service runs, if it says so. */
export function isRunning(name: string, outcome: CommandOutcome): boolean | undefined {
  const { exitCode, stdout } = outcome;
  if ([1, 2, 3, 4, 69].includes(exitCode)) return false;
  if (stdout.split("\n").length <= 2) {
    const text = stdout.toLowerCase().replaceAll(name.toLowerCase(), "");
    if (text.includes("stop")) return false;
    if (text.includes("run")) return !text.includes("not ");
    if (text.includes("start") && !text.includes("not ")) return true;
    if (DEAD.some((words) => text.includes(words))) return false;
  }
  if (exitCode === 0) return true;
  return name === "iptables" && stdout.includes("ACCEPT") ? true : undefined;
}

const DEAD = [
  "could not access pid file",
  "is dead and pid file exists",
  "dead but subsys locked",
  "dead but pid file exists",
];
