import type { Random } from "../../base/random.ts";
import { GIVE_BACK, NO_LEASE, TAKE } from "./lease_script.ts";
import type { RunOptions } from "./options.ts";
import type { SessionAddress, Sessions, Waiting } from "./sessions.ts";

/** What leases are taken with. */
export interface LeasesParts {
  readonly sessions: Sessions;
  readonly options: Pick<RunOptions, "controllerName" | "controllerUser">;
  readonly random: Random;
  readonly warn: (text: string) => void;
}

/**
 * Keeps two runs from working on a host at the same time, from whatever controller they are. The first
 * session of a host begins with taking its lease, and gives it back when it ends.
 */
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
   * @returns Where the commands of a task go that were to go to `address`.
   * @throws {UnreachableError} If another run has it.
   * @throws {BecomeError} If the first session of the host cannot become the user asked for.
   */
  async take(address: SessionAddress, options: Waiting): Promise<SessionAddress> {
    // Runs that have to do with the controller itself are no concern of others.
    if (address.connection === "local") return address;
    const held = this.#held.get(address.host) ?? this.#hold(address);
    try {
      const { said } = await this.#parts.sessions.open(held.leased, options);
      if (said === NO_LEASE && !held.isWarned) this.#warn(held);
    } catch (error) {
      if (this.#held.get(address.host) === held) this.#held.delete(address.host);
      throw error;
    }
    return held.plain === JSON.stringify(address) ? held.leased : address;
  }

  /** @returns Where the commands of a task go that needs no lease: to a session with one, if it can. */
  shared(address: SessionAddress): SessionAddress {
    const held = this.#held.get(address.host);
    return held !== undefined && held.plain === JSON.stringify(address) ? held.leased : address;
  }

  #hold(address: SessionAddress): Held {
    const { controllerUser, controllerName } = this.#parts.options;
    const names = [encodeURIComponent(address.host), this.#run];
    const owner = `${controllerUser}@${controllerName}`;
    const leased = {
      ...address,
      opening: { script: TAKE, argv: [...names, owner, address.host] },
      closing: { script: GIVE_BACK, argv: names },
    };
    const held = { leased, plain: JSON.stringify(address), isWarned: false };
    this.#held.set(address.host, held);
    return held;
  }

  #warn(held: Held): void {
    held.isWarned = true;
    this.#parts.warn(
      `Cannot keep other runs from ${held.leased.host} meanwhile: no lease can be kept in ~/.shep there`,
    );
  }
}

/** A lease of this run, or one that is about to be. */
interface Held {
  readonly leased: SessionAddress;
  /** The address without what the lease adds. */
  readonly plain: string;
  isWarned: boolean;
}
