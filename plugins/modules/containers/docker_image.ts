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
  refuseArguments(args, ["use_ssh_client"]);
  const docker = new DockerProgram(target, args);
  const name = fullName(str(args, "name"), str(args, "tag"));
  const repository = optionalStr(args, "repository");
  const alias = repository === undefined ? undefined : fullName(repository, str(args, "tag"));
  const [image, aliased] = await docker.inspect(
    ["image", name],
    ...(alias === undefined ? [] : [["image", alias] as const]),
  );
  const steps: (readonly string[])[] = [];
  if (str(args, "state") === "absent") {
    if (image !== undefined) {
      steps.push(["image", "rm", ...(bool(args, "force_absent") ? ["--force"] : []), "--", name]);
    }
  } else {
    const isFetched = image === undefined || bool(args, "force_source");
    if (isFetched) steps.push(sourceWords(args, name));
    const archive = optionalStr(args, "archive_path");
    if (archive !== undefined) steps.push(["image", "save", `--output=${archive}`, "--", name]);
    if (alias !== undefined && (isFetched || isOther(args, image, aliased))) {
      steps.push(["image", "tag", name, alias]);
    }
    if (bool(args, "push")) steps.push(["image", "push", "--quiet", "--", alias ?? name]);
  }
  if (checkMode) return { changed: steps.length > 0, result: { image: image ?? new Map() } };
  for (const words of steps) await docker.run(words);
  const [after] = steps.length === 0 ? [image] : await docker.inspect(["image", name]);
  const isForced = steps.length === 1 && bool(args, "force_source") && image !== undefined;
  return {
    changed: isForced ? image?.get("Id") !== after?.get("Id") : steps.length > 0,
    result: { actions: steps.map((words) => words.join(" ")), image: after ?? new Map() },
  };
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

function sourceWords(args: Dict, name: string): readonly string[] {
  switch (optionalStr(args, "source")) {
    case "pull": {
      const platform = optionalStr(optionalDict(args, "pull") ?? new Map(), "platform");
      return [
        ...["image", "pull", "--quiet"],
        ...(platform === undefined ? [] : [`--platform=${platform}`]),
        ...["--", name],
      ];
    }
    case "load": {
      const path = optionalStr(args, "load_path");
      if (path === undefined) {
        throw new ModuleFailure("source is load but all of the following are missing: load_path");
      }
      return ["image", "load", "--quiet", `--input=${path}`];
    }
    case "build":
      return buildWords(optionalDict(args, "build"), name);
    case "local":
      throw new ModuleFailure(`Cannot find the image ${name} locally.`);
    default:
      throw new ModuleFailure(
        'When using the module with state=present and an image that is not there, "source" says ' +
          "where it comes from: build, load, pull or local",
      );
  }
}

function buildWords(build: Dict | undefined, name: string): readonly string[] {
  if (build === undefined) {
    throw new ModuleFailure("source is build but all of the following are missing: build");
  }
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
  return [
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
}
