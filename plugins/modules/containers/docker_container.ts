import { dict, isList } from "../../../lib/base/value.ts";
import {
  type ApplyCommand,
  bool,
  type Dict,
  type Diff,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import { awaitContainer } from "./await_container.ts";
import { differences, hasOtherImage } from "./compare_container.ts";
import { commandWords, CONTAINER_OPTIONS } from "./container_options.ts";
import { containerEnvironment, withEnvironmentFile } from "./container_environment.ts";
import { networkSteps, wantedNetworks } from "./container_networks.ts";
import { DockerProgram, refuseArguments, valueAt } from "./docker_program.ts";

/** Manages a container. Behaves as community.docker.docker_container with docker's program. */
export async function dockerContainer(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const args = await withEnvironmentFile(target, normalArguments(call.args));
  const docker = new DockerProgram(target, args);
  const name = str(args, "name");
  const imageName = optionalStr(args, "image");
  const [container, image] = await docker.inspect(
    ["container", name],
    ...(imageName === undefined ? [] : [["image", imageName] as const]),
  );
  const work = new Work(args, container);
  if (str(args, "state") === "absent") work.remove();
  else {
    const isPulled = imageName !== undefined && (image === undefined || bool(args, "pull"));
    const fresh = isPulled ? await pull(docker, call, { args, imageName }) : image;
    if (container === undefined && imageName === undefined) {
      throw new ModuleFailure("Cannot create container when image is not specified!");
    }
    const compared = str(args, "image_comparison") === "desired-image"
      ? fresh
      : await imageOf(docker, container);
    work.settle({ wanted: fresh, compared });
  }
  if (!call.checkMode) {
    for (const { words, ...input } of work.steps) await docker.run(words, input);
    if (args.get("detach") === false && work.isStarted) {
      return { changed: true, result: await awaitContainer(docker, args) };
    }
  }
  const isSame = call.checkMode || work.steps.length === 0;
  const [after] = isSame ? [container] : await docker.inspect(["container", name]);
  return {
    changed: work.steps.length > 0,
    result: str(args, "state") === "absent" ? {} : { container: after ?? dict({}) },
    ...(call.diff && work.steps.length > 0 ? { diff: [work.diff()] } : {}),
  };
}

/** What docker's program has no words for, or does otherwise. */
const REFUSED = ["output_logs", "kernel_memory", "device_requests"];

/** What `container_default_behavior: compatibility` means where nothing is said. */
const OLD_DEFAULTS: Readonly<Record<string, Value>> = {
  ...{ auto_remove: false, init: false, interactive: false, memory: "0", paused: false },
  ...{ privileged: false, read_only: false, tty: false },
};

function normalArguments(given: Dict): Dict {
  const args = new Map(given);
  refuseArguments(args, REFUSED);
  if (args.get("container_default_behavior") === "compatibility") {
    for (const [name, value] of Object.entries(OLD_DEFAULTS)) {
      args.set(name, args.get(name) ?? value);
    }
  }
  if (args.get("command_handling") === "compatibility") {
    for (const name of ["command", "entrypoint"]) {
      const value = args.get(name);
      if (isList(value)) args.set(name, commandWords(value.map(String).join(" ")));
    }
  }
  if (args.get("networks_cli_compatible") === false) {
    throw new ModuleFailure("networks_cli_compatible must be true: others are not supported");
  }
  const volumes = args.get("volumes");
  if (isList(volumes)) volumes.forEach(checkVolume);
  const entrypoint = args.get("entrypoint");
  if (isList(entrypoint) && entrypoint.length > 1) {
    // docker's program takes one word: the others go before the command.
    args.set("command", [...entrypoint.slice(1), ...commandWords(args.get("command"))]);
    args.set("entrypoint", entrypoint.slice(0, 1));
  }
  return args;
}

function checkVolume(value: Value): void {
  if (/^[~.]/.test(String(value))) {
    throw new ModuleFailure(`A volume begins with a name or an absolute path: ${value}`);
  }
}

async function imageOf(docker: DockerProgram, container: Dict | undefined) {
  if (container === undefined) return undefined;
  const [image] = await docker.inspect(["image", String(valueAt(container, "Image"))]);
  return image;
}

async function pull(
  docker: DockerProgram,
  { checkMode }: ModuleCall,
  { args, imageName }: { readonly args: Dict; readonly imageName: string },
): Promise<Dict | undefined> {
  const platform = optionalStr(args, "platform");
  await docker.run([
    ...["image", "pull", "--quiet"],
    ...(platform === undefined ? [] : [`--platform=${platform}`]),
    ...["--", imageName],
  ]);
  const [image] = await docker.inspect(["image", imageName]);
  if (image === undefined && !checkMode) throw new ModuleFailure(`Cannot find image ${imageName}`);
  return image;
}

interface Step extends Pick<ApplyCommand, "stdin" | "env"> {
  readonly words: readonly string[];
}

/** The image that is to be used, and the one that says what a container has by itself. */
interface Images {
  readonly wanted: Dict | undefined;
  readonly compared: Dict | undefined;
}

/** Options that a container can be changed in while it is there. */
const UPDATABLE = new Set([
  ...[
    "blkio_weight",
    "cpu_period",
    "cpu_quota",
    "cpu_shares",
    "cpus",
    "cpuset_cpus",
    "cpuset_mems",
  ],
  ...["memory", "memory_reservation", "memory_swap", "restart_policy", "restart_retries"],
]);

/** The steps that make a container what it is to be. */
class Work {
  readonly steps: Step[] = [];
  readonly #args: Dict;
  readonly #container: Dict | undefined;
  readonly #name: string;
  readonly #before: Record<string, Value> = {};
  readonly #after: Record<string, Value> = {};

  constructor(args: Dict, container: Dict | undefined) {
    this.#args = args;
    this.#container = container;
    this.#name = str(args, "name");
  }

  /** Whether the container is started that did not run. */
  get isStarted(): boolean {
    return this.steps.some(({ words }) => words[1] === "start");
  }

  diff(): Diff {
    return dictDiff(this.#before, this.#after);
  }

  remove(): void {
    if (this.#container === undefined) return;
    this.#tell("exists", [true, false]);
    if (this.#isRunning()) this.#stop();
    const volumes = bool(this.#args, "keep_volumes") ? [] : ["--volumes"];
    this.#step(["container", "rm", "--force", ...volumes, this.#name]);
  }

  settle(images: Images): void {
    const isNew = this.#container === undefined || this.#mustRecreate(this.#container, images);
    if (isNew) {
      if (this.#container !== undefined) this.remove();
      this.#tell("exists", [this.#container !== undefined, true]);
      this.#create();
    }
    const there = isNew ? undefined : this.#container;
    for (const words of networkSteps(this.#args, there, this.#firstNetwork())) {
      this.#tell(words.slice(0, 2).join(" "), [false, true]);
      this.#step(words);
    }
    this.#settleState(isNew ? "new" : this.#isRunning() ? "running" : "stopped");
  }

  #mustRecreate(container: Dict, { wanted: image, compared }: Images): boolean {
    if (hasOtherImage(this.#args, container, image)) {
      this.#tell("image", [valueAt(container, "Image"), image?.get("Id") ?? null]);
      return true;
    }
    if (bool(this.#args, "recreate")) return true;
    const mode = String(valueAt(container, "HostConfig.NetworkMode"));
    if (this.#firstNetwork() !== undefined && /^(host|none|container:.*)$/.test(mode)) {
      if (optionalStr(this.#args, "network_mode") === undefined) return true;
    }
    const found = differences(this.#args, container, compared);
    for (const { option, wanted, current } of found) this.#tell(option.argument, [current, wanted]);
    if (!found.every(({ option }) => UPDATABLE.has(option.argument))) return true;
    if (found.length === 0) return false;
    const changed = new Set(found.map(({ option }) => option.argument));
    if (changed.has("restart_retries")) changed.add("restart_policy");
    const words = CONTAINER_OPTIONS.filter(({ argument }) => changed.has(argument))
      .flatMap((option) => option.words(this.#args.get(option.argument) ?? null, this.#args));
    this.#step(["container", "update", ...words, this.#name]);
    return false;
  }

  #create(): void {
    const args = this.#args;
    const words = CONTAINER_OPTIONS.flatMap((option) => {
      const value = args.get(option.argument);
      if (value === undefined || value === null || option.argument === "env") return [];
      return option.words(value, args);
    });
    const first = this.#firstNetwork();
    const network = wantedNetworks(args).find(({ name }) => name === first);
    const hasMode = optionalStr(args, "network_mode") !== undefined;
    const platform = optionalStr(args, "platform");
    const env = containerEnvironment(args);
    this.steps.push({
      words: [
        ...["container", "create", `--name=${this.#name}`],
        ...(platform === undefined ? [] : [`--platform=${platform}`]),
        ...words,
        ...(first === undefined || hasMode ? [] : [`--network=${first}`]),
        ...(network?.words ?? []).map((word) => word.replace(/^--alias=/, "--network-alias=")),
        ...env.words,
        ...["--", str(args, "image"), ...commandWords(args.get("command"))],
      ],
      ...(env.file === "" ? {} : { stdin: env.file }),
      env: env.own,
    });
  }

  #settleState(now: "new" | "running" | "stopped"): void {
    const args = this.#args;
    const state = str(args, "state");
    const paused = args.get("paused");
    const isPaused = now !== "new" && valueAt(this.#container, "State.Paused") === true;
    if (state === "started" && now !== "running") {
      this.#tell("running", [false, true]);
      this.#step(["container", "start", this.#name]);
    } else if (state === "started" && bool(args, "restart")) {
      this.#tell("restarted", [false, true]);
      const timeout = optionalInt(args, "stop_timeout");
      this.#step([
        ...["container", "restart", ...(timeout === undefined ? [] : [`--time=${timeout}`])],
        this.#name,
      ]);
    } else if (state === "stopped" && now === "running") {
      this.#tell("running", [true, false]);
      this.#stop();
    }
    if (state === "started" && typeof paused === "boolean" && paused !== isPaused) {
      this.#tell("paused", [isPaused, paused]);
      this.#step(["container", paused ? "pause" : "unpause", this.#name]);
    }
  }

  #stop(): void {
    const signal = optionalStr(this.#args, "kill_signal");
    if (bool(this.#args, "force_kill")) {
      this.#step([
        ...["container", "kill", ...(signal === undefined ? [] : [`--signal=${signal}`])],
        this.#name,
      ]);
      return;
    }
    const timeout = optionalInt(this.#args, "stop_timeout");
    this.#step([
      ...["container", "stop", ...(timeout === undefined ? [] : [`--time=${timeout}`])],
      this.#name,
    ]);
  }

  /** The network that the container is made in. */
  #firstNetwork(): string | undefined {
    return optionalStr(this.#args, "network_mode") ?? wantedNetworks(this.#args)[0]?.name;
  }

  #isRunning(): boolean {
    return valueAt(this.#container, "State.Running") === true;
  }

  #step(words: readonly string[]): void {
    this.steps.push({ words });
  }

  #tell(name: string, [before, after]: readonly [before: Value, after: Value]): void {
    this.#before[name] ??= before;
    this.#after[name] = after;
  }
}
