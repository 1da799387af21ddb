import {
  type ApplyCommand,
  type CommandOutcome,
  ModuleFailure,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { asOperand } from "../shared/file_stat.ts";

/** A place where something is mounted, or is to be. */
export interface Place {
  readonly path: string;
  readonly src: string | undefined;
  readonly fstype: string | undefined;
  readonly opts: string;
  readonly fstab: string;
  /** Whether there is a folder. */
  readonly isThere: boolean;
  /** What is mounted there. */
  readonly source: string | undefined;
}

/** Prints the folders that it makes, the deepest last. */
const MAKE_FOLDERS = `make() {
  [ -d "$1" ] && return
  case $1 in */*) p=\${1%/*}; make "\${p:-/}" || return ;; esac
  mkdir -- "$1" && printf '%s\\n' "$1"
}
make "\${1%/}"`;

/** What `mount` and `umount` do to one place. */
export class MountPoint {
  readonly #target: Target;
  readonly #place: Place;
  readonly #operand: string;

  constructor(target: Target, place: Place) {
    this.#target = target;
    this.#place = place;
    this.#operand = asOperand(place.path);
  }

  /** @returns The folders that had to be made. */
  async makeFolder(): Promise<readonly string[]> {
    if (this.#place.isThere) return [];
    const outcome = await this.#run({ script: MAKE_FOLDERS, argv: [this.#operand] });
    const made = outcome.stdout.split("\n").filter((path) => path !== "");
    if (outcome.exitCode === 0) return made;
    await this.removeFolders(made);
    throw new ModuleFailure(`Error making dir ${this.#place.path}: ${outcome.stderr.trim()}`);
  }

  async removeFolders(paths: readonly string[]): Promise<void> {
    await this.#target.applyAll(...paths.toReversed().map((path) => ({ argv: ["rmdir", path] })));
  }

  /** @returns What was said if it failed. */
  async tryMount(): Promise<string | undefined> {
    return said(await this.#run({ argv: ["mount", ...this.#fstab(), this.#operand] }));
  }

  /** Mounts anew where remounting does not do. @returns What was said if that failed. */
  async tryRemount(): Promise<string | undefined> {
    const argv = ["mount", "-o", "remount", ...this.#fstab(), this.#operand];
    if ((await this.#run({ argv })).exitCode === 0) return undefined;
    return await this.#tryUnmount() ?? await this.tryMount();
  }

  async remount(): Promise<void> {
    const failed = await this.tryRemount();
    if (failed !== undefined) throw this.#failure("remounting", failed);
  }

  async unmount(): Promise<void> {
    const failed = await this.#tryUnmount();
    if (failed !== undefined) throw this.#failure("unmounting", failed);
  }

  /** Unmounts, and removes the folder. */
  async remove(): Promise<void> {
    if (this.#place.source !== undefined) await this.unmount();
    if (!this.#place.isThere) return;
    const failed = said(await this.#run({ argv: ["rmdir", this.#operand] }));
    if (failed !== undefined) throw new ModuleFailure(`Error rmdir ${this.#place.path}: ${failed}`);
  }

  /** Mounts without fstab. */
  async mountOnce(): Promise<void> {
    const { src = "", fstype = "", opts, source } = this.#place;
    if (source !== undefined && source !== src) throw new ModuleFailure(OTHER_SOURCE);
    const made = await this.makeFolder();
    const what = ["-t", fstype, asOperand(src), this.#operand];
    const argv = source === undefined
      ? ["mount", "-o", opts, ...what]
      : ["mount", "-o", `remount,${opts}`, ...what];
    const failed = said(await this.#run({ argv }));
    if (failed === undefined) return;
    await this.removeFolders(made);
    throw this.#failure(source === undefined ? "mounting" : "remounting", failed);
  }

  async #tryUnmount(): Promise<string | undefined> {
    return said(await this.#run({ argv: ["umount", this.#operand] }));
  }

  /** Another fstab than the system's is named. */
  #fstab(): readonly string[] {
    const { fstab } = this.#place;
    return fstab === "/etc/fstab" ? [] : ["-T", fstab];
  }

  async #run(command: ApplyCommand): Promise<CommandOutcome> {
    const [outcome] = await this.#target.apply(command);
    if (outcome === undefined) throw new Error("The host has not answered");
    return outcome;
  }

  #failure(doing: string, failed: string): ModuleFailure {
    return new ModuleFailure(`Error ${doing} ${this.#place.path}: ${failed}`);
  }
}

function said({ exitCode, stdout, stderr }: CommandOutcome): string | undefined {
  return exitCode === 0 ? undefined : stdout + stderr;
}

const OTHER_SOURCE =
  "Ephemeral mount point is already mounted with a different source than the specified one. " +
  "Failing in order to prevent an unwanted unmount or override operation. Try replacing this " +
  'command with a "state: unmounted" followed by a "state: ephemeral", or use a different ' +
  "destination path.";
