import type { Command, CommandResult } from "../../../wire/host.ts";
import {
  type Session,
  type SessionAddress,
  type Sessions,
  UnreachableError,
  type Waiting,
} from "../sessions.ts";

/** One end of a transfer: commands in the session of an address, which is opened on first use. */
export class SessionShell {
  readonly #sessions: Sessions;
  readonly #address: SessionAddress;
  readonly #options: Waiting;

  constructor(sessions: Sessions, address: SessionAddress, options: Waiting) {
    this.#sessions = sessions;
    this.#address = address;
    this.#options = options;
  }

  /** @returns The home folder of the user. */
  async home(): Promise<string> {
    return (await this.#open()).home;
  }

  /**
   * Carries out all commands in one round trip, whatever they return.
   *
   * @throws {UnreachableError} If there is no session, or it was lost.
   */
  async exec(...commands: readonly Command[]): Promise<readonly CommandResult[]> {
    const session = await this.#open();
    try {
      const { results, lost } = await session.exec(
        { commands, stopOnFailure: false },
        this.#options,
      );
      if (lost === undefined) return results;
      throw new UnreachableError(lost);
    } catch (error) {
      // A session whose command was cancelled is of no more use.
      const isBroken = error instanceof UnreachableError || this.#options.signal.aborted;
      if (isBroken) await this.#sessions.drop(this.#address);
      throw error;
    }
  }

  #open(): Promise<Session> {
    return this.#sessions.open(this.#address, this.#options);
  }
}

/** @returns The controller's address, with the time that `address` gives for an answer. */
export function controllerAddress({ timeoutMs }: SessionAddress): SessionAddress {
  return { connection: "local", host: "localhost", address: "localhost", settings: [], timeoutMs };
}
