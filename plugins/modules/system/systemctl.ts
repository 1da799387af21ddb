import {
  type ModuleCall,
  optionalBool,
  optionalStr,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** The target's systemctl with the options that a task asks for. */
export class Systemctl {
  readonly #argv: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  /** Whether the manager is that of the system and not of a user. */
  readonly isSystemScope: boolean;

  constructor(options: {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly isSystemScope: boolean;
  }) {
    this.#argv = options.argv;
    this.#env = options.env;
    this.isSystemScope = options.isSystemScope;
  }

  /** Reads the options; a user's manager also has to be found. */
  static async find({ args }: ModuleCall, target: Target): Promise<Systemctl> {
    const scope = optionalStr(args, "scope") ?? "system";
    const isSystemScope = scope === "system";
    return new Systemctl({
      isSystemScope,
      argv: [
        "systemctl",
        ...(isSystemScope ? [] : [`--${scope}`]),
        ...(optionalBool(args, "no_block") ? ["--no-block"] : []),
        ...(optionalBool(args, "force") ? ["--force"] : []),
      ],
      env: isSystemScope ? {} : await userManager(target),
    });
  }

  /** @returns A command of systemctl. */
  command(...words: readonly string[]): ProbeCommand {
    return { argv: [...this.#argv, ...words], env: this.#env };
  }
}

/** A session without a login has no XDG_RUNTIME_DIR, by which systemctl finds the manager. */
async function userManager(target: Target): Promise<Readonly<Record<string, string>>> {
  const [folder, uid] = await target.probe(
    { argv: ["printenv", "XDG_RUNTIME_DIR"] },
    { argv: ["id", "-u"] },
  );
  return folder?.exitCode === 0 ? {} : { XDG_RUNTIME_DIR: `/run/user/${uid?.stdout.trim()}` };
}
