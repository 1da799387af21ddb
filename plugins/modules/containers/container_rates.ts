import type { Value } from "../../../lib/plugin/sdk.ts";
import type { ContainerOption } from "./container_options.ts";
import { dictsOf, valueAt } from "./docker_program.ts";
import { bytesOf } from "./docker_units.ts";

/** How fast a container may read from devices and write to them. */
export const CONTAINER_RATES: readonly ContainerOption[] = [
  rate("device_read_bps", "--device-read-bps", "HostConfig.BlkioDeviceReadBps"),
  rate("device_read_iops", "--device-read-iops", "HostConfig.BlkioDeviceReadIOps"),
  rate("device_write_bps", "--device-write-bps", "HostConfig.BlkioDeviceWriteBps"),
  rate("device_write_iops", "--device-write-iops", "HostConfig.BlkioDeviceWriteIOps"),
];

function rate(argument: string, option: string, path: string): ContainerOption {
  const limits = (value: Value, [device, limit]: readonly [device: string, limit: string]) =>
    dictsOf(value).map((item) => `${item.get(device)}:${bytesOf(item.get(limit) ?? null)}`);
  return {
    argument,
    kind: "set",
    words: (value) => limits(value, ["path", "rate"]).map((limit) => `${option}=${limit}`),
    wanted: (value) => limits(value, ["path", "rate"]),
    current: (row) => limits(valueAt(row, path), ["Path", "Rate"]),
  };
}
