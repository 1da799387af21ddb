import { isDict } from "../../../lib/base/value.ts";
import {
  type Dict,
  type ModuleCall,
  type ModuleResult,
  optionalDict,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import { DockerProgram, valueAt } from "./docker_program.ts";

/** Manages a volume for containers. Behaves as community.docker.docker_volume with docker's program. */
export async function dockerVolume(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const docker = new DockerProgram(target, args);
  const name = str(args, "volume_name");
  const [volume] = await docker.inspect(["volume", name]);
  const isAbsent = str(args, "state") === "absent";
  const recreate = str(args, "recreate");
  const isReplaced = volume !== undefined && !isAbsent &&
    (recreate === "always" || (recreate === "options-changed" && isDifferent(args, volume)));
  const steps: (readonly string[])[] = [];
  if (volume !== undefined && (isAbsent || isReplaced)) steps.push(["volume", "rm", name]);
  if (!isAbsent && (volume === undefined || isReplaced)) {
    steps.push(["volume", "create", ...createWords(args), "--", name]);
  }
  if (!checkMode) { for (const words of steps) await docker.run(words); }
  const [after] = checkMode || steps.length === 0
    ? [volume]
    : await docker.inspect(["volume", name]);
  return {
    changed: steps.length > 0,
    result: isAbsent || after === undefined ? {} : { volume: after },
    ...(call.diff
      ? { diff: [dictDiff({ exists: volume !== undefined }, { exists: !isAbsent })] }
      : {}),
  };
}

function isDifferent(args: Dict, volume: Dict): boolean {
  const lacks = (name: string, path: string) => {
    const current = valueAt(volume, path);
    return [...optionalDict(args, name) ?? []].some(([key, value]) =>
      !isDict(current) || String(current.get(key)) !== String(value)
    );
  };
  return valueAt(volume, "Driver") !== str(args, "driver") ||
    lacks("driver_options", "Options") || lacks("labels", "Labels");
}

function createWords(args: Dict): readonly string[] {
  const pairs = (name: string, option: string) =>
    [...optionalDict(args, name) ?? []].map(([key, value]) => `${option}=${key}=${value}`);
  return [
    `--driver=${str(args, "driver")}`,
    ...pairs("driver_options", "--opt"),
    ...pairs("labels", "--label"),
  ];
}
