import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";

/** A command that is run with a terminal of its own. */
export interface DialogueCommand {
  readonly words: readonly string[];
  readonly cwd: string | undefined;
  /** Whether the terminal shows what is typed. */
  readonly echo: "on" | "off";
}

/** What came of one step. */
export interface DialogueStep {
  /** What the command has printed since the last step. */
  readonly output: Uint8Array;
  readonly state: "running" | "ended";
  /** Once it has ended; `undefined` if a signal ended it. */
  readonly exitCode: number | undefined;
}

/**
 * A command on the target that can be typed to. The terminal is one of `script`'s, whose input is a
 * pipe in a private folder; it goes away with the session, and at the latest with `close()`.
 */
export class TerminalDialogue {
  readonly #target: Target;
  readonly #folder: string;
  #offset = 0;

  private constructor(target: Target, folder: string) {
    this.#target = target;
    this.#folder = folder;
  }

  /** @throws {ModuleFailure} If the target has no program `script`, or no room for its files. */
  static async open(
    target: Target,
    { words, cwd, echo }: DialogueCommand,
  ): Promise<TerminalDialogue> {
    const command = words.map(shellQuote).join(" ");
    // env finds programs alone, no builtins of the shell.
    const stdin = `stty ${echo === "on" ? "echo" : "-echo"}\nenv -- ${command}\n` +
      'echo $? >"$dir/new" && mv "$dir/new" "$dir/rc"\n';
    const [outcome] = await target.apply({
      script: OPEN,
      stdin,
      ...(cwd === undefined ? {} : { cwd }),
    });
    if (outcome?.exitCode === NO_SCRIPT) {
      throw new ModuleFailure(
        "Cannot give the command a terminal: the target has no program script, which is part of " +
          "util-linux and bsdutils",
      );
    }
    if (outcome?.exitCode !== 0) {
      throw new ModuleFailure(`Cannot give the command a terminal: ${outcome?.stderr.trim()}`);
    }
    return new TerminalDialogue(target, outcome.stdout.trim());
  }

  /**
   * Types a text and waits until the command says something, or ends.
   *
   * @param ms How long to wait at most.
   */
  async step(text: string, ms: number): Promise<DialogueStep> {
    const ticks = Math.max(1, Math.ceil(ms / TICK));
    const [outcome] = await this.#target.apply({
      script: STEP,
      argv: [this.#folder, String(this.#offset), String(ticks)],
      stdin: text,
    });
    if (outcome?.exitCode !== 0) {
      throw new ModuleFailure(`Cannot read from the terminal: ${outcome?.stderr.trim()}`);
    }
    const bytes = outcome.stdoutBytes;
    const end = bytes.indexOf(10);
    const [state, rc = ""] = new TextDecoder().decode(bytes.subarray(0, end)).split(" ");
    const output = bytes.subarray(end + 1);
    this.#offset += output.length;
    if (state !== "ended") return { output, state: "running", exitCode: undefined };
    const code = Number(rc);
    const isKilled = rc === "" || (code > 128 && code <= LAST_SIGNAL);
    return { output, state: "ended", exitCode: isKilled ? undefined : code };
  }

  /** Ends the command if it still runs. */
  async close(): Promise<void> {
    await this.#target.apply({ script: CLOSE, argv: [this.#folder] });
  }
}

const NO_SCRIPT = 90;

/** Shells add 128 to a signal. */
const LAST_SIGNAL = 128 + 64;

/** Milliseconds between two looks at what was printed. */
const TICK = 50;

/** The last background process takes all away when the session is gone. */
const OPEN = `
command -v script >/dev/null || exit ${NO_SCRIPT}
session=$PPID mask=$(umask)
umask 077
dir=$(mktemp -d) && mkfifo "$dir/in" && : >"$dir/out" || exit
{
  printf "dir='%s'\\n" "$dir"
  [ -z "$SHELL" ] || printf "SHELL='%s'\\n" "$SHELL"
  cat
} >"$dir/run" || exit
umask "$mask"
(
  SHELL=/bin/sh script -q -f -c "exec sh '$dir/run'" /dev/null 0<>"$dir/in" >"$dir/out" 2>&1 &
  echo $! >"$dir/pid"
  wait $!
  : >"$dir/ended"
) </dev/null >/dev/null 2>&1 &
(
  while kill -0 "$session"; do
    [ -d "$dir" ] && [ ! -e "$dir/ended" ] || exit
    sleep 2
  done
  kill "$(cat "$dir/pid")"
  rm -rf -- "$dir"
) </dev/null >/dev/null 2>&1 &
echo "$dir"
`;

/**
 * Answers come by standard input, so that no list of processes shows them. The pipe is opened for
 * reading, too: a command that has just ended would let a mere writer wait forever.
 */
const STEP = `
dir=$1 offset=$2 ticks=$3 state=running
[ -e "$dir/ended" ] || cat 1<>"$dir/in" || exit
while :; do
  [ ! -e "$dir/ended" ] || state=ended
  [ "$(wc -c <"$dir/out")" -le "$offset" ] && [ $state = running ] && [ "$ticks" -gt 0 ] || break
  ticks=$((ticks - 1))
  sleep 0.05 2>/dev/null || { sleep 1; ticks=$((ticks - 19)); }
done
if [ $state = ended ] && [ -e "$dir/rc" ]; then echo "$state $(cat "$dir/rc")"; else echo $state; fi
tail -c +$((offset + 1)) "$dir/out"
`;

const CLOSE = `
dir=$1 ticks=20
if [ ! -e "$dir/ended" ]; then
  kill "$(cat "$dir/pid")" 2>/dev/null
  while [ ! -e "$dir/ended" ] && [ $ticks -gt 0 ]; do
    ticks=$((ticks - 1))
    sleep 0.05 2>/dev/null || { sleep 1; ticks=0; }
  done
  [ -e "$dir/ended" ] || kill -KILL "$(cat "$dir/pid")" 2>/dev/null
fi
rm -rf -- "$dir"
`;
