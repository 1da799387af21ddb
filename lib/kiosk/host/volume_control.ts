import type { Processes } from "../../system/processes.ts";
import { asUser } from "./as_user.ts";
import type { Volume, VolumeControl } from "./host_adapter.ts";
import { runScript } from "./run_script.ts";
import type { UserAccount } from "./user_account.ts";
import { VOLUME_BACKENDS, type VolumeBackend } from "./volume_backends.ts";

/** Whose loudness it is: sound belongs to a user's session. */
export interface VolumeOptions {
  readonly processes: Processes;
  /** Who the sound belongs to, if it is not the daemon's own user. */
  readonly account?: UserAccount;
}

/** The folder of the user's sockets, and the words of a command. */
const RUN = `[ -z "$1" ] || export XDG_RUNTIME_DIR="$1"; shift; exec "$@"`;

/** @returns What sets the loudness here; `undefined` if nothing does. */
export async function openVolume(options: VolumeOptions): Promise<VolumeControl | undefined> {
  for (const backend of VOLUME_BACKENDS) {
    const control = new ProgramVolume(options, backend);
    if (await control.get().then(() => true, () => false)) return control;
  }
  return undefined;
}

/** The loudness, by a program. */
class ProgramVolume implements VolumeControl {
  readonly backend: string;
  readonly #options: VolumeOptions;
  readonly #words: VolumeBackend;

  constructor(options: VolumeOptions, words: VolumeBackend) {
    this.backend = words.program;
    this.#options = options;
    this.#words = words;
  }

  /** @throws {Error} If it cannot be found out. */
  async get(): Promise<Volume> {
    let text = "";
    for (const words of this.#words.get) text += await this.#run(words);
    const volume = this.#words.read(text);
    if (volume !== undefined) return volume;
    throw new Error(`Cannot understand what ${this.backend} says about the loudness`);
  }

  /** @throws {RangeError} If it is no percentage. */
  async set(percent: number): Promise<void> {
    if (!(percent >= 0 && percent <= 100)) {
      throw new RangeError(`Cannot set the loudness to ${percent} %: it goes from 0 to 100`);
    }
    await this.#run(this.#words.set(Math.round(percent)));
  }

  async mute(muted: "on" | "off"): Promise<void> {
    await this.#run(this.#words.mute(muted));
  }

  #run(words: readonly string[]): Promise<string> {
    const { processes, account } = this.#options;
    const runtime = account === undefined ? "" : `/run/user/${account.uid}`;
    const whose = account === undefined ? [] : asUser(account);
    const args = [runtime, ...whose, this.backend, ...words];
    return runScript(processes, { text: RUN, args });
  }
}
