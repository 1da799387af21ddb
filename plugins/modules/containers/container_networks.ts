import { isDict } from "../../../lib/base/value.ts";
import {
  bool,
  type Dict,
  list,
  optionalList,
  optionalStr,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { textsOf, valueAt } from "./docker_program.ts";

/** A network that a container is to be in. */
export interface WantedNetwork {
  readonly name: string;
  /** For `docker create` where it is the first, and for `docker network connect`. */
  readonly words: readonly string[];
  readonly isAsWanted: (connection: Dict) => boolean;
}

/** @returns The networks that a task names. */
export function wantedNetworks(args: Dict): readonly WantedNetwork[] {
  return list(args, "networks").filter(isDict).map((network) => {
    const addresses = ADDRESSES.flatMap(({ argument, option, paths }) => {
      const value = optionalStr(network, argument);
      return value === undefined ? [] : [{ option, value, paths }];
    });
    const [aliases, links] = ["aliases", "links"].map((name) => textsOf(network.get(name)));
    return {
      name: String(network.get("name")),
      words: [
        ...addresses.map(({ option, value }) => `${option}=${value}`),
        ...(aliases ?? []).map((alias) => `--alias=${alias}`),
        ...(links ?? []).map((link) => `--link=${link}`),
      ],
      isAsWanted: (connection) =>
        addresses.every(({ value, paths }) =>
          paths.some((path) => valueAt(connection, path) === value)
        ) &&
        (aliases ?? []).every((alias) => textsOf(connection.get("Aliases")).includes(alias)) &&
        (links ?? []).every((link) => textsOf(connection.get("Links")).includes(link)),
    };
  });
}

/** Steps that bring a container into its networks, each the words for docker. */
export function networkSteps(
  args: Dict,
  container: Dict | undefined,
  first: string | undefined,
): readonly (readonly string[])[] {
  const name = String(args.get("name"));
  const connections = valueAt(container, "NetworkSettings.Networks");
  const there = isDict(connections) ? connections : new Map<Value, Value>();
  const wanted = wantedNetworks(args);
  const steps: (readonly string[])[] = [];
  for (const network of wanted) {
    if (container === undefined && network.name === first) continue;
    const connection = there.get(network.name);
    if (isDict(connection)) {
      if (network.isAsWanted(connection)) continue;
      steps.push(["network", "disconnect", network.name, name]);
    }
    steps.push(["network", "connect", ...network.words, network.name, name]);
  }
  const isPurged = bool(args, "purge_networks") ||
    (args.get("comparisons") instanceof Map &&
      valueAt(args, "comparisons.networks") === "strict");
  if (isPurged && optionalList(args, "networks") !== undefined) {
    for (const other of there.keys()) {
      if (wanted.some((network) => network.name === other)) continue;
      steps.push(["network", "disconnect", String(other), name]);
    }
  }
  return steps;
}

const ADDRESSES = [
  {
    argument: "ipv4_address",
    option: "--ip",
    paths: ["IPAMConfig.IPv4Address", "IPAddress"],
  },
  {
    argument: "ipv6_address",
    option: "--ip6",
    paths: ["IPAMConfig.IPv6Address", "GlobalIPv6Address"],
  },
] as const;
