import type { Target } from "../../../lib/plugin/sdk.ts";
import { kernelAddress } from "./kernel_address.ts";

/** The numbers that the kernel gives to states of a connection (net/tcp_states.h). */
export const CONNECTION_STATES: ReadonlyMap<string, string> = new Map([
  ["ESTABLISHED", "01"],
  ["SYN_SENT", "02"],
  ["SYN_RECV", "03"],
  ["FIN_WAIT1", "04"],
  ["FIN_WAIT2", "05"],
  ["TIME_WAIT", "06"],
]);

/** What decides which connections count; addresses and port as in /proc/net/tcp. */
interface FilterRules {
  readonly addresses: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly port: string;
}

/** Which connections of the target count. */
export class ConnectionFilter {
  readonly #rules: FilterRules;

  constructor(rules: FilterRules) {
    this.#rules = rules;
  }

  /** Has the target resolve the names. */
  static async resolve(
    target: Target,
    { host, port, excluded, states }: {
      readonly host: string;
      readonly port: number;
      readonly excluded: readonly string[];
      readonly states: readonly string[];
    },
  ): Promise<ConnectionFilter> {
    const outcomes = await target.probe(
      ...[host, ...excluded].map((name) => ({ argv: ["getent", "ahosts", name] })),
    );
    const [own = [], ...others] = [host, ...excluded].map((name, i) => {
      const lines = (outcomes[i]?.stdout ?? "").split("\n");
      const found = lines.map((line) => line.split(/\s/)[0] ?? "").filter((ip) => ip !== "");
      return (found.length > 0 ? found : [name]).flatMap(kernelAddress);
    });
    return new ConnectionFilter({
      addresses: new Set(own),
      excluded: new Set(others.flat()),
      states: new Set(states.map((state) => CONNECTION_STATES.get(state) ?? state)),
      port: port.toString(16).toUpperCase().padStart(4, "0"),
    });
  }

  /** Whether a line of /proc/net/tcp is such a connection. */
  matches(line: string): boolean {
    const { addresses, excluded, states, port } = this.#rules;
    const [, local = "", remote = "", state = ""] = line.trim().split(/\s+/);
    const [address = "", localPort] = local.split(":");
    if (localPort !== port || !states.has(state)) return false;
    if (excluded.has(remote.split(":")[0] ?? "")) return false;
    return addresses.has(address) || addresses.has("0".repeat(address.length)) ||
      (address.startsWith(MAPPED) && addresses.has("00000000"));
  }
}

/** How /proc/net/tcp6 begins an IPv4 address. */
const MAPPED = "0000000000000000FFFF0000";

/** @returns How many connections of the target match. */
export async function activeConnections(target: Target, filter: ConnectionFilter): Promise<number> {
  const outcomes = await target.probe(
    { argv: ["cat", "/proc/net/tcp"] },
    { argv: ["cat", "/proc/net/tcp6"] },
  );
  const lines = outcomes.flatMap((outcome) => outcome.stdout.split("\n").slice(1));
  return lines.filter((line) => filter.matches(line)).length;
}
