import type { Clock } from "../../base/clock.ts";
import type { Masker } from "../../base/mask.ts";
import { valueToJson } from "../../base/value_json.ts";
import type { Journal, JournalTask, RoundEnd, RoundPlace } from "../executor/journal.ts";
import { JournalError, type JournalFile } from "./journal_file.ts";
import { type Seal, SealError } from "./seal.ts";

/** What a journal is kept with. */
export interface KeptJournalParts {
  readonly file: JournalFile;
  readonly seal: Seal;
  readonly masker: Masker;
  readonly clock: Pick<Clock, "wallNow">;
  readonly resumes: boolean;
  readonly onOtherTask: Journal["onOtherTask"];
}

/**
 * A run's journal in a file. What people may see is in it in clear, and masked; what a run that goes
 * on needs (results as they are, and which texts are secret) is sealed.
 */
export class KeptJournal implements Journal {
  readonly resumes: boolean;
  readonly onOtherTask: Journal["onOtherTask"];
  readonly #file: JournalFile;
  readonly #seal: Seal;
  readonly #masker: Masker;
  readonly #clock: Pick<Clock, "wallNow">;
  readonly #statements: ReturnType<typeof statementsOf>;
  #keptSecrets = 0;

  constructor({ file, seal, masker, clock, resumes, onOtherTask }: KeptJournalParts) {
    this.resumes = resumes;
    this.#file = file;
    this.#seal = seal;
    this.#masker = masker;
    this.#clock = clock;
    this.onOtherTask = onOtherTask;
    this.#statements = statementsOf(file);
  }

  /**
   * Tells the masker what the run before found out to be secret.
   *
   * @throws {JournalError} If the journal was written with another key.
   */
  restoreSecrets(): void {
    for (const { sealed } of this.#file.database.prepare("SELECT sealed FROM secrets").all()) {
      const secrets: unknown = JSON.parse(this.#open(sealed, SECRETS));
      if (Array.isArray(secrets)) secrets.map(String).forEach((one) => this.#masker.add(one));
    }
  }

  taskAt(host: string, step: number): JournalTask | undefined {
    const row = this.#statements.taskAt.get(host, step);
    return row && {
      digest: String(row["digest"]),
      name: String(row["name"]),
      ...(row["position"] !== null && { position: String(row["position"]) }),
    };
  }

  ended(place: RoundPlace): string | undefined {
    const sealed = this.#statements.ended.get(place.host, place.step, place.item)?.["sealed"];
    return sealed instanceof Uint8Array ? this.#open(sealed, nameOf(place)) : undefined;
  }

  hasBegun({ host, step, item }: RoundPlace): boolean {
    return this.#statements.ended.get(host, step, item) !== undefined;
  }

  begin({ host, step, item }: RoundPlace, { digest, name, position }: JournalTask): void {
    const shown = this.#masker.text(name);
    const at = this.#clock.wallNow();
    this.#statements.begin.run(host, step, item, digest, shown, position ?? null, at);
  }

  end(place: RoundPlace, { outcome, isIgnored, label, shown, kept }: RoundEnd): void {
    this.#keepSecrets();
    this.#statements.end.run(
      outcome,
      isIgnored ? 1 : 0,
      label === undefined ? null : this.#masker.text(label),
      valueToJson(this.#masker.dict(shown)),
      this.#seal.close(kept, nameOf(place)),
      this.#clock.wallNow(),
      place.host,
      place.step,
      place.item,
    );
  }

  forgetAfter(host: string, step: number): void {
    this.#statements.forgetAfter.run(host, step);
  }

  digest(text: string): string {
    return this.#seal.digest(text);
  }

  #keepSecrets(): void {
    const secrets = this.#masker.secretsAfter(this.#keptSecrets);
    if (secrets.length === 0) return;
    this.#keptSecrets += secrets.length;
    this.#statements.secrets.run(this.#seal.close(JSON.stringify(secrets), SECRETS));
  }

  #open(sealed: unknown, place: string): string {
    try {
      if (sealed instanceof Uint8Array) return this.#seal.open(sealed, place);
      throw new SealError("It is damaged");
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new JournalError(`Cannot read the journal ${this.#file.path}: ${why}`, { cause });
    }
  }
}

const SECRETS = "secrets";

function statementsOf({ database }: JournalFile) {
  return {
    taskAt: database.prepare(
      "SELECT digest, name, position FROM rounds WHERE host = ? AND step = ? LIMIT 1",
    ),
    ended: database.prepare("SELECT sealed FROM rounds WHERE host = ? AND step = ? AND item = ?"),
    begin: database.prepare(
      "INSERT OR REPLACE INTO rounds (host, step, item, digest, name, position, began) " +
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    end: database.prepare(
      "UPDATE rounds SET outcome = ?, ignored = ?, label = ?, shown = ?, sealed = ?, ended = ? " +
        "WHERE host = ? AND step = ? AND item = ?",
    ),
    forgetAfter: database.prepare("DELETE FROM rounds WHERE host = ? AND step > ? AND step > 0"),
    secrets: database.prepare("INSERT INTO secrets VALUES (?)"),
  };
}

function nameOf({ host, step, item }: RoundPlace): string {
  return JSON.stringify([host, step, item]);
}
