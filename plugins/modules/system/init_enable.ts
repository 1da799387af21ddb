import {
  type ApplyCommand,
  type CommandOutcome,
  ModuleFailure,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import type { InitTools } from "./init_tools.ts";

/** A service and whether it is to start at boot. */
export interface Enabling {
  readonly name: string;
  readonly isEnabled: boolean;
  /** Of OpenRC. */
  readonly runlevel: string;
}

/** @returns The commands that have the service start at boot, or not; none if it is so already. */
export async function enabling(
  target: Target,
  tools: InitTools,
  wanted: Enabling,
): Promise<readonly ApplyCommand[]> {
  const { name, isEnabled } = wanted;
  const { tool, path } = tools.enable;
  const action = isEnabled ? "enable" : "disable";
  switch (tool) {
    case "systemctl": {
      const [state] = await probed(target, { argv: [path, "is-enabled", name] });
      const isSo = state.exitCode === 0 ||
        (!state.stdout.startsWith("disabled") && tools.hasStartLinks);
      return isSo === isEnabled ? [] : [{ argv: [path, action, name] }];
    }
    case "update-rc.d": {
      if (tools.hasStartLinks === isEnabled) return [];
      const defaults = { argv: [path, name, "defaults"] };
      const needsLinks = isEnabled && !tools.hasStopLinks;
      return [...(needsLinks ? [defaults] : []), { argv: [path, name, action] }];
    }
    case "rc-update": {
      const [levels] = await probed(target, { argv: [path, "show"] });
      if (hasLevel(levels.stdout, wanted) === isEnabled) return [];
      return [{ argv: [path, isEnabled ? "add" : "delete", name, wanted.runlevel] }];
    }
    case "insserv":
      if (tools.hasStartLinks === isEnabled) return [];
      return [{ argv: [path, ...(isEnabled ? [] : ["-r"]), name] }];
    case "chkconfig":
      return await withChkconfig(target, { path, wanted, isKnown: tools.hasStartLinks });
    default:
      return tool satisfies never;
  }
}

async function probed(
  target: Target,
  command: ProbeCommand,
): Promise<readonly [CommandOutcome]> {
  const [outcome] = await target.probe(command);
  if (outcome === undefined) throw new Error("Cannot look at the service: the host gave no answer");
  return [outcome];
}

function hasLevel(text: string, { name, runlevel }: Enabling): boolean {
  return text.split("\n").some((line) => {
    const [service = "", levels = ""] = line.split("|");
    return service.trim() === name && levels.split(/\s+/).includes(runlevel);
  });
}

/** A service that chkconfig does not know yet has to be added to its list first. */
async function withChkconfig(
  target: Target,
  { path, wanted, isKnown }: {
    readonly path: string;
    readonly wanted: Enabling;
    readonly isKnown: boolean;
  },
): Promise<readonly ApplyCommand[]> {
  const { name, isEnabled } = wanted;
  const [list] = await probed(target, { argv: [path, "--list", name] });
  const isUnlisted = list.stderr.includes(`chkconfig --add ${name}`);
  if (!isUnlisted && !list.stdout.includes(name) && !isKnown) {
    throw new ModuleFailure(`service ${name} does not support chkconfig`);
  }
  const action = isEnabled ? "on" : "off";
  if (["3", "5"].every((level) => list.stdout.includes(`${level}:${action}`))) return [];
  const add = { argv: [path, "--add", name] };
  return [...(isUnlisted ? [add] : []), { argv: [path, name, action] }];
}
