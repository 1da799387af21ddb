import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  optionalBool,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { splitWords } from "../shared/split_words.ts";

/** The arguments of `pacman`. */
export interface PacmanOptions {
  readonly checkMode: boolean;
  readonly names: readonly string[];
  readonly state: "present" | "latest" | "absent";
  readonly isForced: boolean;
  readonly isConfigurationRemoved: boolean;
  readonly extra: readonly string[];
  readonly isUpgrade: boolean;
  readonly upgradeExtra: readonly string[];
  readonly isUpdate: boolean;
  readonly updateExtra: readonly string[];
  readonly reason: string | undefined;
  readonly isReasonForAll: boolean;
}

/** @returns The arguments of one call. */
export function readPacmanOptions({ args, checkMode }: ModuleCall): PacmanOptions {
  const state = str(args, "state");
  const words = (name: string) => splitWords(str(args, name));
  return {
    checkMode,
    names: strings(args, "name"),
    state: state === "absent" || state === "removed"
      ? "absent"
      : state === "latest"
      ? "latest"
      : "present",
    isForced: bool(args, "force"),
    isConfigurationRemoved: bool(args, "remove_nosave"),
    extra: words("extra_args"),
    isUpgrade: optionalBool(args, "upgrade") ?? false,
    upgradeExtra: words("upgrade_extra_args"),
    isUpdate: optionalBool(args, "update_cache") ?? false,
    updateExtra: words("update_cache_extra_args"),
    reason: optionalStr(args, "reason"),
    isReasonForAll: str(args, "reason_for") === "all",
  };
}

const ENGLISH = { LC_ALL: "C" };

/** pacman on the target, or a program that takes the same options. */
export class PacmanProgram {
  readonly path: string;
  readonly #target: Target;
  readonly #checkMode: boolean;

  constructor(target: Target, options: { readonly path: string; readonly checkMode: boolean }) {
    this.#target = target;
    this.path = options.path;
    this.#checkMode = options.checkMode;
  }

  /**
   * Asks without changing anything.
   *
   * @throws {ModuleFailure} If that is not known of the program, and it is check mode.
   */
  async ask(...questions: readonly (readonly string[])[]): Promise<readonly CommandOutcome[]> {
    const commands = questions.map((words) => ({ argv: [this.path, ...words], env: ENGLISH }));
    if (/^(\/usr)?\/bin\/pacman$/.test(this.path)) return await this.#target.probe(...commands);
    if (this.#checkMode) {
      throw new ModuleFailure(`Cannot tell in check mode what ${this.path} would do`);
    }
    return await this.#target.applyAll(...commands);
  }

  /** @throws {ModuleFailure} With `message`, if the program fails. */
  async run(words: readonly string[], message: string): Promise<CommandOutcome> {
    const command: ApplyCommand = { argv: [this.path, ...words], env: ENGLISH };
    const [outcome] = await this.#target.apply(command);
    if (outcome === undefined) throw new Error("Cannot run pacman: the host gave no answer");
    if (outcome.exitCode !== 0) throw this.failure(message, words, outcome);
    return outcome;
  }

  failure(message: string, words: readonly string[], outcome: CommandOutcome): ModuleFailure {
    const { stdout, stderr } = outcome;
    return new ModuleFailure(message, { result: { cmd: [this.path, ...words], stdout, stderr } });
  }
}

/** @throws {ModuleFailure} If the target has no such program. */
export async function findPacman(
  { args, checkMode }: ModuleCall,
  target: Target,
): Promise<PacmanProgram> {
  const name = str(args, "executable");
  if (name.includes("/")) return new PacmanProgram(target, { path: name, checkMode });
  const outcomes = await target.probe(...programProbes([name]));
  const path = requireProgram(programPaths([name], outcomes), name);
  return new PacmanProgram(target, { path, checkMode });
}
