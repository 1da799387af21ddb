import { isDict } from "../../../lib/base/value.ts";
import type { Dict, Value } from "../../../lib/plugin/sdk.ts";
import type { ContainerOption } from "./container_options.ts";
import { dictsOf, valueAt } from "./docker_program.ts";
import { bytesOf } from "./docker_units.ts";

/** `mounts`: each with the words that `--mount` has for it. */
export const CONTAINER_MOUNTS: ContainerOption = {
  argument: "mounts",
  kind: "set",
  words: (value) => dictsOf(value).map((mount) => `--mount=${csv(wantedFields(mount))}`),
  wanted: (value) => dictsOf(value).map((mount) => csv(wantedFields(mount))),
  current: (row) =>
    dictsOf(valueAt(row, "HostConfig.Mounts")).map((mount) => csv(currentFields(mount))),
};

/** A field of `--mount`, such as `target=/x`; a flag has no value. */
type Field = readonly [name: string, value?: string];

function wantedFields(mount: Dict): readonly Field[] {
  const size = mount.get("tmpfs_size");
  return fields({
    type: mount.get("type"),
    source: mount.get("source"),
    target: mount.get("target"),
    isReadOnly: mount.get("read_only"),
    consistency: mount.get("consistency"),
    propagation: mount.get("propagation"),
    noCopy: mount.get("no_copy"),
    labels: mount.get("labels"),
    driver: mount.get("volume_driver"),
    options: mount.get("volume_options"),
    size: size === undefined || size === null ? undefined : bytesOf(size),
    mode: mount.get("tmpfs_mode"),
  });
}

function currentFields(mount: Dict): readonly Field[] {
  const mode = valueAt(mount, "TmpfsOptions.Mode");
  return fields({
    type: mount.get("Type"),
    source: mount.get("Source"),
    target: mount.get("Target"),
    isReadOnly: mount.get("ReadOnly"),
    consistency: mount.get("Consistency"),
    propagation: valueAt(mount, "BindOptions.Propagation"),
    noCopy: valueAt(mount, "VolumeOptions.NoCopy"),
    labels: valueAt(mount, "VolumeOptions.Labels"),
    driver: valueAt(mount, "VolumeOptions.DriverConfig.Name"),
    options: valueAt(mount, "VolumeOptions.DriverConfig.Options"),
    size: valueAt(mount, "TmpfsOptions.SizeBytes"),
    mode: typeof mode === "number" ? mode.toString(8) : undefined,
  });
}

type Attributes = Readonly<Record<string, Value | undefined>>;

/** In one order, and without what says no more than nothing does. */
function fields(mount: Attributes): readonly Field[] {
  return [
    ...field("type", mount["type"]),
    ...field("source", mount["source"]),
    ...field("target", mount["target"]),
    ...(mount["isReadOnly"] === true ? [["readonly"] as const] : []),
    ...field("consistency", mount["consistency"] === "default" ? "" : mount["consistency"]),
    ...field("bind-propagation", mount["propagation"]),
    ...(mount["noCopy"] === true ? [["volume-nocopy"] as const] : []),
    ...pairs("volume-label", mount["labels"]),
    ...field("volume-driver", mount["driver"] === "local" ? "" : mount["driver"]),
    ...pairs("volume-opt", mount["options"]),
    ...field("tmpfs-size", mount["size"] === 0 ? "" : mount["size"]),
    ...field("tmpfs-mode", mount["mode"]),
  ];
}

function field(name: string, value: Value | undefined): readonly Field[] {
  return value === undefined || value === null || value === "" ? [] : [[name, String(value)]];
}

function pairs(name: string, value: Value | undefined): readonly Field[] {
  if (!isDict(value)) return [];
  const entries = [...value].map(([key, item]) => `${key}=${item}`).sort();
  return entries.map((entry): Field => [name, entry]);
}

/** A field with a comma or a quote in it stands in quotes. */
function csv(list: readonly Field[]): string {
  return list.map(([name, value]) => {
    const text = value === undefined ? name : `${name}=${value}`;
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",");
}
