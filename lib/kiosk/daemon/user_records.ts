import type { Clock } from "../../base/clock.ts";
import type { Role } from "../config/service_config.ts";
import type { AuditFact } from "../core/effect.ts";
import { type CommandCounts, CommandTally } from "../ipc/command_tally.ts";
import type { ClientInfo } from "../ipc/server.ts";
import { type Rate, TokenBucket } from "../ipc/token_bucket.ts";

/**
 * How many records of the audit log a user can cause that is no admin: nobody may fill the disk with
 * what was asked for. It comes to some 60 MB a day.
 */
const RATE: Rate = { burst: 120, perSecond: 2 };

interface User {
  readonly bucket: TokenBucket;
  /** What clients asked for that came and went too fast to have a record each, and how many they were. */
  readonly tally: CommandTally;
  clients: number;
}

/** What the records are made with. */
export interface UserRecordsOptions {
  readonly clock: Clock;
  readonly keep: (fact: AuditFact) => void;
}

/** Records what clients asked for, and sums it up where that would be too many records. */
export class UserRecords {
  readonly #options: UserRecordsOptions;
  readonly #users = new Map<number, User>();
  #hasEnded = false;

  constructor(options: UserRecordsOptions) {
    this.#options = options;
  }

  /** @returns Whether a user may cause one more record. */
  take(uid: number, role: Role | undefined): boolean {
    return role === "admin" || this.#user(uid).bucket.take(this.#options.clock.monotonicNow());
  }

  /** Records what came of the commands of a client, now or later. */
  asked(client: ClientInfo, role: Role | undefined, commands: CommandCounts): void {
    const { clientId, uid, pid } = client;
    if (!this.#hasEnded && !this.take(uid, role)) {
      const user = this.#user(uid);
      user.clients += 1;
      return user.tally.add(commands, this.#options.clock.monotonicNow());
    }
    this.#recordRest(uid);
    this.#options.keep({ type: "client_asked", client: clientId, uid, pid, commands });
  }

  /** Records all that has none, as nothing comes after it but that clients go. */
  end(): void {
    this.#hasEnded = true;
    for (const uid of this.#users.keys()) this.#recordRest(uid);
  }

  #recordRest(uid: number): void {
    const user = this.#users.get(uid);
    if (user === undefined || user.clients === 0) return;
    const { clients, tally } = user;
    user.clients = 0;
    this.#options.keep({ type: "clients_asked", uid, clients, commands: tally.take() });
  }

  #user(uid: number): User {
    const now = this.#options.clock.monotonicNow();
    const user = this.#users.get(uid) ??
      { bucket: new TokenBucket(RATE, now), tally: new CommandTally(), clients: 0 };
    this.#users.set(uid, user);
    return user;
  }
}
