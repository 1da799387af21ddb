import { TESTED_SHEP } from "./tested_shep.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** What a command line came to; the paths of the folder are `$WORK` and `$HOME`. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A shell for tests in which `shep` is TESTED_SHEP. Its home is new, its working folder a copy of a
 * folder of the project.
 */
export class ShepShell implements Disposable {
  readonly #folder: string;
  readonly #home: string;
  readonly #work: string;

  /** @param source The folder to copy, from the root of the project. */
  constructor(source: string) {
    // Warnings are wrapped: the path must be as long wherever this runs, and without a hyphen.
    this.#folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "shep_" });
    this.#home = `${this.#folder}/home`;
    this.#work = `${this.#folder}/work`;
    const copied = new Deno.Command("cp", { args: ["-r", ROOT + source, this.#work] }).outputSync();
    if (!copied.success) throw new Error(`Cannot copy ${source} to ${this.#work}`);
    Deno.mkdirSync(`${this.#home}/bin`, { recursive: true });
    Deno.writeTextFileSync(`${this.#home}/bin/shep`, launcher(), { mode: 0o755 });
  }

  /** The working folder. */
  get folder(): string {
    return this.#work;
  }

  /** Runs one line of POSIX shell. */
  async run(line: string): Promise<Outcome> {
    const { code, stdout, stderr } = await this.#command(line).output();
    return { code, stdout: this.#shown(stdout), stderr: this.#shown(stderr) };
  }

  /** Starts one line of POSIX shell; its streams are pipes. */
  start(line: string): Deno.ChildProcess {
    return this.#command(line).spawn();
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.#folder, { recursive: true });
  }

  #command(line: string): Deno.Command {
    return new Deno.Command("sh", {
      args: ["-c", line],
      cwd: this.#work,
      clearEnv: true,
      env: {
        HOME: this.#home,
        PATH: `${this.#home}/bin:/usr/bin:/bin`,
        DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`,
        LANG: "C.UTF-8",
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  }

  #shown(bytes: Uint8Array): string {
    return new TextDecoder().decode(bytes)
      .replaceAll(this.#work, "$WORK")
      .replaceAll(this.#home, "$HOME");
  }
}

function launcher(): string {
  return `#!/bin/sh\nexec ${TESTED_SHEP.join(" ")} "$@"\n`;
}
