import { SHELL } from "./run_script.ts";

/** Needs no further process: the shell does all of it by itself. */
const OBEY = `
while read -r what where; do
  case $what in
  cgroup) [ ! -d "$where" ] || echo 1 >"$where/cgroup.kill" ;;
  group) kill -s KILL -- "-$where" ;;
  esac 2>/dev/null && echo yes || echo no
done`;

/** What is ended as a whole: the folder of a control group, or a process group by its number. */
export type Ended =
  | { readonly kind: "cgroup"; readonly folder: string }
  | { readonly kind: "group"; readonly leader: number };

/**
 * A shell that waits to end sessions. A program may use up all processes that can be had, so what
 * ends it must not have to be started first.
 */
export class EndingShell implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly #stdout: ReadableStreamDefaultReader<Uint8Array>;
  /** The last order, which the next one waits for. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#child = new Deno.Command(SHELL, {
      args: ["-c", OBEY],
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      detached: true,
    }).spawn();
    this.#stdin = this.#child.stdin.getWriter();
    this.#stdout = this.#child.stdout.getReader();
  }

  /**
   * Ends by force; what is gone already is let be.
   *
   * @throws {Error} If it can't.
   */
  end(what: Ended): Promise<void> {
    const ended = this.#turn.then(() => this.#order(orderOf(what)));
    this.#turn = ended.catch(() => {});
    return ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#stdin.close().catch(() => {});
    await this.#stdout.cancel();
    await this.#child.status;
  }

  async #order(order: string): Promise<void> {
    await this.#stdin.write(new TextEncoder().encode(`${order}\n`));
    const { value } = await this.#stdout.read();
    if (new TextDecoder().decode(value) !== "yes\n") throw new Error(`Cannot end ${order}`);
  }
}

function orderOf(what: Ended): string {
  switch (what.kind) {
    case "cgroup":
      return `cgroup ${what.folder}`;
    case "group":
      return `group ${what.leader}`;
    default:
      return what satisfies never;
  }
}
