import { type CommandOutcome, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { kernelAddress } from "./kernel_address.ts";
import type { Found, SearchPattern } from "./search_pattern.ts";

/** Connects from the target to a port again and again. */
export class PortWatch {
  readonly #target: Target;
  readonly #address: { readonly host: string; readonly port: number; readonly timeout: number };
  /** Seconds to listen; servers that speak late get more each time. */
  #patience = 1;

  /** @param address `timeout` in seconds. */
  constructor(
    target: Target,
    address: { readonly host: string; readonly port: number; readonly timeout: number },
  ) {
    this.#target = target;
    this.#address = address;
  }

  /** @returns Whether a connection could be made within `ms` milliseconds. */
  async answers(ms: number): Promise<boolean> {
    const seconds = Math.min(this.#address.timeout, Math.ceil(ms / 1000));
    const outcome = await this.#run(CONNECT, seconds);
    return outcome.exitCode === 0;
  }

  /** @returns What `pattern` finds in what the port sends by itself. */
  async search(pattern: SearchPattern, ms: number): Promise<Found | undefined> {
    const seconds = Math.min(this.#patience, Math.ceil(ms / 1000));
    this.#patience = Math.min(this.#patience * 2, 60);
    const outcome = await this.#run(LISTEN, seconds);
    return pattern(outcome.stdout);
  }

  async #run(action: string, seconds: number): Promise<CommandOutcome> {
    const { host, port } = this.#address;
    const listeners = [...new Set([host, ...LOOPBACK].flatMap(kernelAddress))].join(" ");
    const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
    const argv = [host, String(port), String(Math.max(1, seconds)), `${listeners} `, hexPort];
    const [outcome] = await this.#target.apply({ script: SCRIPT + action, argv });
    if (outcome === undefined) throw new Error("Cannot connect: the host gave no answer");
    if (outcome.exitCode === NO_PROGRAM) {
      throw new ModuleFailure(
        `Cannot connect from the target to ${host}:${port}: it has none of bash, nc and curl`,
      );
    }
    return outcome;
  }
}

/** What a listener on this machine may be bound to. */
const LOOPBACK = ["127.0.0.1", "0.0.0.0", "::1", "::"];

const NO_PROGRAM = 99;

/** `$1` host, `$2` port, `$3` seconds, `$4` listeners and `$5` the port as the kernel writes them. */
const SCRIPT = `
has() { command -v "$1" >/dev/null 2>&1; }
limited() { if has timeout; then timeout "$seconds" "$@"; else "$@"; fi; }
host=$1 port=$2 seconds=$3
exec 2>/dev/null </dev/null
`;

/** Without a program to connect with, the kernel's list tells of listeners on this machine. */
const CONNECT = `
if has bash; then limited bash -c ': </dev/tcp/"$0"/"$1"' "$host" "$port"; exit
elif has nc && nc -h 2>&1 | grep -q -e '-z'; then limited nc -z -w "$seconds" "$host" "$port"; exit
elif has curl; then
  curl -s --connect-timeout "$seconds" --max-time "$seconds" "telnet://$host:$port"
  case $? in 0|28) exit 0 ;; *) exit 1 ;; esac
fi
case $host in localhost|127.*|::1|0.0.0.0) ;; *) exit ${NO_PROGRAM} ;; esac
while read -r _ local _ state _; do
  [ "$state" = 0A ] && [ "$(printf %s "$local" | tail -c 5)" = ":$5" ] || continue
  case " $4" in *" $(printf %s "$local" | cut -d: -f1) "*) exit 0 ;; esac
done <<END
$(cat /proc/net/tcp /proc/net/tcp6)
END
exit 1
`;

const LISTEN = `
if has bash; then limited bash -c 'exec 3<>/dev/tcp/"$0"/"$1" && cat <&3' "$host" "$port"
elif has nc; then { sleep "$seconds" | limited nc "$host" "$port"; }
elif has curl; then sleep "$seconds" | curl -sN --max-time "$seconds" "telnet://$host:$port"
else exit ${NO_PROGRAM}
fi
exit 0
`;
