import { isInstalled, isRoot, sshdReason, succeeds } from "./needs.ts";

/** What the way to a far network is like. */
export interface FarNetworkOptions {
  /** Milliseconds that a packet takes, each way. */
  readonly delayMs?: number;
  /** How many packets of a hundred get lost, each way. */
  readonly lossPercent?: number;
}

/** Why there can be no far network here, or `undefined` if there can. */
export const farNetworkReason: string | undefined = sshdReason ?? reasonAgainst();

/**
 * Makes a network namespace that is reached through a pair of virtual cables with delay and loss.
 *
 * @throws {Error} If it cannot be made.
 */
export async function openFarNetwork(options: FarNetworkOptions = {}): Promise<FarNetwork> {
  const id = crypto.getRandomValues(new Uint8Array(3)).toHex();
  // 198.18.0.0/15 is set aside for tests of networks.
  const [, second = 0, third = 0] = crypto.getRandomValues(new Uint8Array(3));
  const subnet = `198.${18 + (second & 1)}.${third}`;
  const network = new FarNetwork(id, `${subnet}.2`);
  const { delayMs = 0, lossPercent = 0 } = options;
  const netem = `netem delay ${delayMs}ms loss ${lossPercent}%`;
  try {
    for (
      const command of [
        `ip netns add shep-${id}`,
        `ip link add shep${id}a type veth peer name shep${id}b netns shep-${id}`,
        `ip addr add ${subnet}.1/24 dev shep${id}a`,
        `ip link set shep${id}a up`,
        `ip -n shep-${id} addr add ${subnet}.2/24 dev shep${id}b`,
        `ip -n shep-${id} link set shep${id}b up`,
        `ip -n shep-${id} link set lo up`,
        `tc qdisc add dev shep${id}a root ${netem}`,
        `ip netns exec shep-${id} tc qdisc add dev shep${id}b root ${netem}`,
      ]
    ) await run(command);
  } catch (error) {
    await network[Symbol.asyncDispose]();
    throw error;
  }
  return network;
}

/** A network that `openFarNetwork` has made. Dispose of it when its servers have ended. */
export class FarNetwork implements AsyncDisposable {
  readonly #id: string;
  /** Where servers in it listen: `SshdOptions.listen`. */
  readonly address: string;

  /** For `openFarNetwork`. */
  constructor(id: string, address: string) {
    this.#id = id;
    this.address = address;
  }

  /** What starts programs in it: `SshdOptions.prefix`. */
  get prefix(): readonly string[] {
    return ["ip", "netns", "exec", `shep-${this.#id}`];
  }

  /** Takes the cable out: packets are lost, and nobody is told. */
  async unplug(): Promise<void> {
    await run(`tc qdisc replace dev shep${this.#id}a root netem loss 100%`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run(`ip link del shep${this.#id}a`).catch(() => {});
    await run(`ip netns del shep-${this.#id}`).catch(() => {});
  }
}

async function run(command: string): Promise<void> {
  const [program = "", ...args] = command.split(" ");
  const { success, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(`Cannot run ${command}: ${new TextDecoder().decode(stderr)}`);
}

function reasonAgainst(): string | undefined {
  if (!isRoot()) return "needs root";
  if (!isInstalled("ip") || !isInstalled("tc")) return "needs iproute2";
  const name = `shep-probe-${Deno.pid}`;
  try {
    const works = succeeds("ip", "netns", "add", name) &&
      succeeds("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", "lo", "root", "netem");
    return works ? undefined : "needs network namespaces with netem";
  } finally {
    succeeds("ip", "netns", "del", name);
  }
}
