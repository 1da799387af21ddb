import { isDict } from "../../../lib/base/value.ts";
import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { DockerProgram, refuseArguments, valueAt } from "./docker_program.ts";

/** Manages an image. Behaves as community.docker.docker_image with docker's program. */
export async function dockerImage(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const docker = new DockerProgram(target, args);
  const name = fullName(str(args, "name"), str(args, "tag"));
  const repository = optionalStr(args, "repository");
  const alias = repository === undefined ? undefined : fullName(repository, str(args, "tag"));
  const [image, aliased] = await docker.inspect(
    ["image", name],
    ...(alias === undefined ? [] : [["image", alias] as const]),
  );
  const steps: Step[] = [];
  if (str(args, "state") === "absent") {
    if (image !== undefined) {
      const force = bool(args, "force_absent") ? ["--force"] : [];
      steps.push({ words: ["image", "rm", ...force, "--", name], told: `Removed image ${name}` });
    }
  } else {
    const isFetched = image === undefined || bool(args, "force_source");
    if (isFetched) steps.push(sourceStep(args, name));
    const archive = optionalStr(args, "archive_path");
    if (archive !== undefined) {
      const words = ["image", "save", `--output=${archive}`, "--", name];
      steps.push({ words, told: `Archived image ${name} to ${archive}` });
    }
    if (alias !== undefined && (isFetched || isOther(args, image, aliased))) {
      steps.push({
        words: ["image", "tag", name, alias],
        told: `Tagged image ${name} to ${alias}`,
      });
    }
    if (bool(args, "push")) {
      const words = ["image", "push", "--quiet", "--", alias ?? name];
      steps.push({ words, told: `Pushed image ${name} to ${alias ?? name}` });
    }
  }
  const actions = steps.map(({ told }) => told);
  if (checkMode) {
    return { changed: steps.length > 0, result: { actions, image: image ?? new Map() } };
  }
  for (const { words } of steps) await docker.run(words);
  const [after] = steps.length === 0 ? [image] : await docker.inspect(["image", name]);
  const isForced = steps.length === 1 && bool(args, "force_source") && image !== undefined;
  return {
    changed: isForced ? image?.get("Id") !== after?.get("Id") : steps.length > 0,
    result: { actions, image: after ?? new Map() },
  };
}

interface Step {
  readonly words: readonly string[];
  /** What the result says of it. */
  readonly told: string;
}

/** A name with its own tag or digest keeps it. */
function fullName(name: string, tag: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  return last.includes(":") || name.includes("@") ? name : `${name}:${tag}`;
}

function isOther(args: Dict, image: Dict | undefined, aliased: Dict | undefined): boolean {
  if (aliased === undefined) return true;
  return bool(args, "force_tag") && valueAt(image, "Id") !== valueAt(aliased, "Id");
}

function sourceStep(args: Dict, name: string): Step {
  switch (optionalStr(args, "source")) {
    case "pull": {
      const platform = optionalStr(optionalDict(args, "pull") ?? new Map(), "platform");
      const words = [
        ...["image", "pull", "--quiet"],
        ...(platform === undefined ? [] : [`--platform=${platform}`]),
        ...["--", name],
      ];
      return { words, told: `Pulled image ${name}` };
    }
    case "load": {
      const path = str(args, "load_path");
      const words = ["image", "load", "--quiet", `--input=${path}`];
      return { words, told: `Loaded image ${name} from ${path}` };
    }
    case "build":
      return buildStep(optionalDict(args, "build") ?? new Map(), name);
    case "local":
      throw new ModuleFailure(`Cannot find the image ${name} locally.`);
    default:
      throw new ModuleFailure(
        'When using the module with state=present and an image that is not there, "source" says ' +
          "where it comes from: build, load, pull or local",
      );
  }
}

function buildStep(build: Dict, name: string): Step {
  refuseArguments(build, ["container_limits", "http_timeout", "use_config_proxy"]);
  const pairs = (option: string, value: unknown, joint: string) =>
    isDict(value) ? [...value].map(([key, item]) => `${option}=${key}${joint}${item}`) : [];
  const text = (argument: string, option: string) => {
    const value = optionalStr(build, argument);
    return value === undefined ? [] : [`${option}=${value}`];
  };
  const path = str(build, "path");
  const dockerfile = optionalStr(build, "dockerfile");
  const cacheFrom = build.get("cache_from");
  const words = [
    ...["image", "build", "--quiet", `--tag=${name}`],
    ...pairs("--build-arg", build.get("args"), "="),
    ...pairs("--add-host", build.get("etc_hosts"), ":"),
    ...(Array.isArray(cacheFrom) ? cacheFrom.map((image) => `--cache-from=${image}`) : []),
    ...(dockerfile === undefined
      ? []
      : [`--file=${dockerfile.startsWith("/") ? dockerfile : `${path}/${dockerfile}`}`]),
    ...text("network", "--network"),
    ...text("target", "--target"),
    ...text("platform", "--platform"),
    ...(build.get("nocache") === true ? ["--no-cache"] : []),
    ...(build.get("pull") === true ? ["--pull"] : []),
    ...(build.get("rm") === false ? ["--rm=false"] : []),
    ...["--", path],
  ];
  return { words, told: `Built image ${name} from ${path}` };
}
