import { isDict, isList } from "../../../lib/base/value.ts";
import { pythonJson } from "../../../lib/base/python_json.ts";
import { type Dict, ModuleFailure, optionalDict, type Value } from "../../../lib/plugin/sdk.ts";
import { type Comparison, CONTAINER_OPTIONS, type ContainerOption } from "./container_options.ts";
import { valueAt } from "./docker_program.ts";

/** An option in which a container is not as it is wanted. */
export interface Difference {
  readonly option: ContainerOption;
  readonly wanted: Value;
  readonly current: Value;
}

/** @returns All options that a task says and a container does not have so. */
export function differences(
  args: Dict,
  container: Dict,
  image: Dict | undefined,
): readonly Difference[] {
  const comparisons = readComparisons(args);
  return CONTAINER_OPTIONS.flatMap((option) => {
    const given = args.get(option.argument);
    if (given === undefined || given === null) return [];
    const own = option.wanted(given, args);
    if (args.get("image_label_mismatch") === "fail" && option.argument === "labels") {
      if (comparisons(option) === "strict") requireLabels(own, image);
    }
    const wanted = withImage(option, own, image);
    const current = option.current(container, image);
    return isSame(option, { wanted, current, how: comparisons(option) })
      ? []
      : [{ option, wanted, current }];
  });
}

/** @returns Whether a container was made of another image than its name stands for now. */
export function hasOtherImage(args: Dict, container: Dict, image: Dict | undefined): boolean {
  if (args.get("ignore_image") === true || image === undefined) return false;
  if (readComparisons(args)({ argument: "image", kind: "value" }) === "ignore") return false;
  if (valueAt(container, "Image") !== image.get("Id")) return true;
  return args.get("image_name_mismatch") === "recreate" &&
    valueAt(container, "Config.Image") !== args.get("image");
}

/** @returns How an argument is compared. @throws {ModuleFailure} If the task says it wrongly. */
function readComparisons(
  args: Dict,
): (option: Pick<ContainerOption, "argument" | "kind">) => Comparison {
  const given = new Map<string, Comparison>();
  const aliases: Readonly<Record<string, string>> = {
    ports: "published_ports",
    expose: "exposed_ports",
    exposed: "exposed_ports",
    log_opt: "log_options",
  };
  const known = [...CONTAINER_OPTIONS.map(({ argument }) => argument), "*", "image", "networks"];
  for (const [key, value] of optionalDict(args, "comparisons") ?? []) {
    const name = aliases[String(key)] ?? String(key);
    if (!known.includes(name)) {
      throw new ModuleFailure(`Unknown module option '${key}' in comparisons dict!`);
    }
    if (value !== "strict" && value !== "ignore" && value !== "allow_more_present") {
      throw new ModuleFailure(`Unknown comparison mode '${value}'!`);
    }
    given.set(name, value);
  }
  return ({ argument, kind }) => {
    const usual = kind === "set" || kind === "dict" ? "allow_more_present" : "strict";
    const all = given.get("*");
    const fallback = all === "allow_more_present" && usual === "strict" ? usual : all ?? usual;
    return given.get(argument) ?? fallback;
  };
}

/** @throws {ModuleFailure} If the image has labels that are not wanted and cannot be taken away. */
function requireLabels(wanted: Value, image: Dict | undefined): void {
  const there = valueAt(image, "Config.Labels");
  if (!isDict(there) || !isDict(wanted)) return;
  const more = [...there.keys()].filter((label) => !wanted.has(label)).map((label) => `"${label}"`);
  if (more.length === 0) return;
  throw new ModuleFailure(
    "Some labels should be removed but are present in the base image. You can set " +
      `image_label_mismatch to 'ignore' to ignore this error. Labels: ${more.sort().join(", ")}`,
  );
}

/** What an image brings along is wanted, too. */
function withImage(option: ContainerOption, wanted: Value, image: Dict | undefined): Value {
  if (image === undefined || !["env", "labels"].includes(option.argument)) return wanted;
  const own = option.current(image, image);
  return isDict(own) && isDict(wanted) ? new Map([...own, ...wanted]) : wanted;
}

function isSame(
  { kind, argument }: ContainerOption,
  { wanted, current, how }: {
    readonly wanted: Value;
    readonly current: Value;
    readonly how: Comparison;
  },
): boolean {
  if (how === "ignore") return true;
  switch (kind) {
    case "value":
      return text(wanted) === text(current) ||
        (argument === "network_mode" && sameMode(text(wanted), text(current)));
    case "list":
      return text(wanted) === text(isList(current) ? current : []);
    case "set": {
      const [left, right] = [wanted, current].map((value) => isList(value) ? value.map(text) : []);
      const has = (left ?? []).every((item) => right?.includes(item));
      return has && (how !== "strict" || new Set(left).size === new Set(right).size);
    }
    case "dict": {
      if (!isDict(wanted)) return true;
      const there = isDict(current) ? current : new Map<Value, Value>();
      const has = [...wanted].every(([key, value]) => text(there.get(key) ?? null) === text(value));
      return has && (how !== "strict" || there.size === wanted.size);
    }
    default:
      return kind satisfies never;
  }
}

/** Docker calls its usual network by two names. */
function sameMode(wanted: string, current: string): boolean {
  return [wanted, current].every((mode) => mode === '"default"' || mode === '"bridge"');
}

function text(value: Value): string {
  return pythonJson(value, { sortKeys: true });
}
