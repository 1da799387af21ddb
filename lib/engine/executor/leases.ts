import type { Random } from "../../base/random.ts";
import type { CommandResult } from "../../wire/host.ts";
import { GIVE_BACK, LEASE, TAKE } from "./lease_script.ts";
import type { RunOptions } from "./options.ts";
import { type SessionAddress, type Sessions, UnreachableError, type Waiting } from "./sessions.ts";
import { SessionShell } from "./transfers/session_shell.ts";

/** What leases are taken with. */
export interface LeasesParts {
  readonly sessions: Sessions;
  readonly options: Pick<RunOptions, "controllerName" | "controllerUser">;
  readonly random: Random;
  readonly warn: (text: string) => void;
}

/** Keeps two runs from working on a host at the same time, from whatever controller they are. */
export class Leases {
  readonly #parts: LeasesParts;
  readonly #run: string;
  readonly #held = new Map<string, Held>();

  constructor(parts: LeasesParts) {
    this.#parts = parts;
    this.#run = parts.random.bytes(12).toHex();
  }

  /**
   * Takes the lease of the host that `address` leads to, unless the run has it already.
   *
   * @throws {UnreachableError} If another run has it.
   */
  take(address: SessionAddress, options: Waiting): Promise<void> {
    // Runs that have to do with the controller itself are no concern of others.
    if (address.connection === "local") return Promise.resolve();
    const held = this.#held.get(address.host);
    if (held !== undefined && this.#parts.sessions.isOpen(held.address)) return held.taken;
    const taken = this.#take(address, options);
    this.#held.set(address.host, { address, taken });
    taken.catch(() => this.#held.delete(address.host));
    return taken;
  }

  /** Gives all leases back whose sessions are open; others are void. */
  async giveBack(): Promise<void> {
    const { sessions } = this.#parts;
    await Promise.all([...this.#held].map(async ([host, { address, taken }]) => {
      this.#held.delete(host);
      if (!sessions.isOpen(address)) return;
      const signal = AbortSignal.timeout(LONGEST_MS);
      // A lease that stays is void as soon as the session has ended.
      await taken.then(() => this.#exec(address, GIVE_BACK, { signal })).catch(() => {});
    }));
  }

  async #take(address: SessionAddress, options: Waiting): Promise<void> {
    const { controllerUser, controllerName } = this.#parts.options;
    const owner = `${controllerUser}@${controllerName}`;
    const result = await this.#exec(address, TAKE, { ...options, owner });
    if (result?.exitCode === LEASE.taken) return;
    const text = new TextDecoder().decode(result?.stdout).trim();
    if (result?.exitCode === LEASE.held) throw new UnreachableError(heldText(address.host, text));
    this.#parts.warn(
      `Cannot keep other runs from ${address.host} meanwhile: no lease can be kept in ~/.shep there`,
    );
  }

  async #exec(
    address: SessionAddress,
    script: string,
    { signal, owner = "" }: Waiting & { readonly owner?: string },
  ): Promise<CommandResult | undefined> {
    const argv = [encodeURIComponent(address.host), this.#run, owner];
    const shell = new SessionShell(this.#parts.sessions, address, { signal });
    const [result] = await shell.exec({ script, argv });
    return result;
  }
}

const LONGEST_MS = 10_000;

/** What {@link TAKE} says, for people. */
function heldText(host: string, text: string): string {
  const [now = "", , pid = "", , since = "", ...owner] = text.split(" ");
  const began = Temporal.Instant.fromEpochMilliseconds(Number(since) * 1000).toString();
  return `Another run is at work on ${host}: that of ${owner.join(" ")}, since ${began} ` +
    `(${Number(now) - Number(since)} s ago), process ${pid} there. --no-lease does not mind`;
}

/** A lease of this run, or one that is about to be. */
interface Held {
  readonly address: SessionAddress;
  readonly taken: Promise<void>;
}
