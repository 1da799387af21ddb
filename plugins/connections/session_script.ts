import type { Command } from "../../lib/plugin/sdk.ts";
import { concatBytes } from "../../lib/base/concat_bytes.ts";
import { quote } from "./quote.ts";

/** What the shell says as soon as it listens. */
export const READY = "shep-ready";

/**
 * The text side of a shell session: what the shell at the other end runs.
 *
 * The shell is started with `READ_EVAL_LOOP` alone. `read` takes no byte more than its line, so what
 * stands behind a line is the standard input of the commands in it; a shell that reads its commands
 * from stdin by itself reads ahead. A frame is a list of lines:
 *
 *     _b TOKEN                                   begin: the marker on stdout and stderr
 *     (exec 'stat' '/etc') </dev/null; _e $?     a step, then its marker with the exit code
 *     (exec 'id') </dev/null; _z $?              the last step: the same, then a marker with a dot
 */
export const READ_EVAL_LOOP =
  `echo ${READY}; while IFS= read -r _L; do eval "$_L"; done; eval "$_Y"`;

/** One thing for the session's shell to do. */
export interface Step {
  /** Shell text on one line that sets `$?`. */
  readonly text: string;
  /** Bytes that the text reads from the session's stdin with `_r`, exactly. */
  readonly payload?: Uint8Array;
  /** Whether it is run although a step of this frame failed. */
  readonly after: "success" | "anything";
}

/** From here on a line costs more when it is read byte by byte than a process that reads it. */
const LONGEST_LINE = 4096;

const encoder = new TextEncoder();

/**
 * What the session's shell is told first. `$_N` is a newline, `$_U` the umask; `_p` finds out, when
 * it is first needed, how to read exactly N bytes (busybox's `head -c` reads ahead); `_r N` copies N
 * bytes of the session's stdin to stdout; `_s` skips to the line that ends a payload; `_l N` runs a
 * line of N bytes; `_t` says whether there is a `timeout` with `-k`. `_Y` is done when the session
 * ends, also because its connection has: it removes `$_F`, a file that is not finished. A shell that is
 * killed leaves one behind, which `_c FOLDER` removes when the next file is written there: its name has
 * the computer's, `$_H`, and the shell's process.
 */
const PREPARATION = [
  `_N=$(printf '\\nx'); _N=\${_N%x}; _U=$(umask)`,
  `_b() { _T=$1 _S=0; echo "$_T"; echo "$_T" >&2; }`,
  `_e() { _S=$1; echo "$_T $1"; echo "$_T" >&2; }`,
  `_z() { echo "$_T $1$_N$_T ."; echo "$_T$_N$_T ." >&2; }`,
  `_d() { echo "$_T ."; echo "$_T ." >&2; }`,
  `_p() { [ -n "$_R" ] || if [ "$(printf abcdef | { head -c 3 >/dev/null; cat; })" = def ]; ` +
  `then _R=head; else _R=dd; fi; }`,
  `_r() { if [ "$_R" = head ]; then head -c "$1"; else ` +
  `{ [ "$1" -lt 65536 ] || dd bs=65536 count=$(($1 / 65536)) iflag=fullblock 2>/dev/null; } && ` +
  `{ [ $(($1 % 65536)) = 0 ] || dd bs=$(($1 % 65536)) count=1 iflag=fullblock 2>/dev/null; }; fi; }`,
  `_s() { while IFS= read -r _X; do [ "$_X" != "$_T" ] || break; done; }`,
  `_l() { _p; eval "$(_r "$1")"; }`,
  `_t() { [ -n "$_K" ] || { timeout -k 1 9 true && _K=yes || _K=no; } >/dev/null 2>&1; [ $_K = yes ]; }`,
  `_c() { for _D in "$1"/.shep-"$_H"-*; do if [ -O "$_D" ]; then ` +
  `_Q=\${_D##*/.shep-"$_H"-}; _o "\${_Q%%-*}" || rm -f "$_D"; fi; done; }`,
  `_o() { kill -0 "$1" 2>/dev/null && ` +
  `{ [ ! -r "/proc/$1/cmdline" ] || grep -q ${READY} "/proc/$1/cmdline"; }; }`,
  `_R= _K= _F= _Y='[ -z "$_F" ] || rm -f "$_F"'`,
  // Whoever does not listen any more has closed what is read, too; programs have no part in this.
  `trap : PIPE; trap 'eval "$_Y"; exit 1' HUP TERM`,
  `read -r _H 2>/dev/null </proc/sys/kernel/hostname || _H=$(uname -n)`,
  // Patterns that fit nothing are errors in zsh.
  `[ -z "$ZSH_VERSION" ] || emulate sh`,
];

/** What a session begins and ends with. */
export interface Bounds {
  readonly opening?: Command;
  readonly closing?: Command;
}

/**
 * What to write to a new shell; its answer is the marker with the shell's process, what `id` prints
 * and the home folder, and then the frame of the opening, if there is one.
 *
 * @param tokens What the marker starts with, and those of the opening.
 */
export function greeting(
  [token, openingToken]: readonly [string, string],
  { opening, closing }: Bounds,
): Uint8Array {
  const whoami = `echo ${quote(token)} "$$ $(id) $HOME"; echo ${quote(token)} >&2`;
  const last = closing === undefined ? [] : [
    `_Y="$_Y; "${quote(`{ ${commandStep(closing, "anything").text}; } >/dev/null 2>&1`)}`,
  ];
  const text = encoder.encode([...PREPARATION, ...last, whoami, ""].join("\n"));
  if (opening === undefined) return text;
  return concatBytes([text, ...encodeFrame(openingToken, [commandStep(opening, "anything")])]);
}

/** @returns The parts of a frame, to be written in this order. */
export function encodeFrame(token: string, steps: readonly Step[]): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let text = `_b ${quote(token)}\n`;
  steps.forEach((step, index) => {
    text += line(index === steps.length - 1 ? lastStep(step) : innerStep(step));
    if (step.payload === undefined) return;
    // The end line lets the shell find its way back when a program left bytes unread.
    parts.push(encoder.encode(text), step.payload);
    text = `\n${token}\n`;
  });
  parts.push(encoder.encode(steps.length === 0 ? `${text}_d\n` : text));
  return parts;
}

/** @returns The step that runs `command` as it would run in a shell of its own. */
export function commandStep(command: Command, after: Step["after"]): Step {
  const { stdin } = command;
  const limit = command.timeoutMs ? Math.ceil(command.timeoutMs / 1000) : undefined;
  const run = isBuiltin(command)
    ? (command.argv ?? []).map(quote).join(" ")
    : `(${environment(command)}${invocation(command, limit)})`;
  const text = limit === undefined ? "" : "_t; ";
  if (stdin === undefined || stdin.length === 0) return { text: `${text}${run} </dev/null`, after };
  const short = shortText(stdin);
  if (short !== undefined) return { text: `${text}printf %s ${quote(short)} | ${run}`, after };
  // What the command does not read has to leave the pipe all the same.
  const draining = `_r ${stdin.length} | ( ${run}; _C=$?; cat >/dev/null; exit $_C )`;
  return { text: `${text}${withPayload(draining)}`, payload: stdin, after };
}

/** @returns `text`, which reads a payload with `_r`, and then what leads to the next line. */
export function withPayload(text: string): string {
  return `_p; ${text}; _C=$?; _s; (exit $_C)`;
}

/** @returns `bytes` as text if that can stand in a line more cheaply than behind it. */
export function shortText(bytes: Uint8Array): string | undefined {
  if (bytes.length > LONGEST_LINE || bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function innerStep(step: Step): string {
  const run = `${step.text}; _e $?`;
  if (step.after === "anything") return run;
  return `if [ $_S = 0 ]; then ${run};${step.payload ? ` else ${skipText(step)}` : ""} fi`;
}

function lastStep(step: Step): string {
  const run = `${step.text}; _z $?`;
  if (step.after === "anything") return run;
  return `if [ $_S = 0 ]; then ${run}; else ${step.payload ? skipText(step) : ""} _d; fi`;
}

function skipText({ payload }: Step): string {
  return payload === undefined ? "" : `_p; _r ${payload.length} >/dev/null; _s;`;
}

function line(text: string): string {
  if (text.length <= LONGEST_LINE) return `${text}\n`;
  return `_l ${encoder.encode(text).length}\n${text}`;
}

function environment(command: Command): string {
  let text = command.cwd === undefined ? "" : `cd ${quote(command.cwd)} || exit 126; `;
  for (const { key, value } of command.env ?? []) {
    if (isName(key)) text += `export ${key}=${quote(value)}; `;
  }
  return text;
}

function invocation(command: Command, limit: number | undefined): string {
  const others = (command.env ?? []).filter(({ key }) => !isName(key));
  const prefix = [
    ...(limit === undefined ? [] : ["timeout", "-k", "1", String(limit)]),
    ...(others.length === 0 ? [] : ["env", ...others.map(({ key, value }) => `${key}=${value}`)]),
  ];
  if (command.script === undefined) return execute(prefix, command.argv ?? []);
  const shell = command.executable ?? "/bin/sh";
  if (prefix.length === 0 && command.executable === undefined && isSafeInside(command.script)) {
    const args = (command.argv ?? []).map((arg) => ` ${quote(arg)}`).join("");
    return `set --${args}; eval ${quote(command.script)}`;
  }
  return execute(prefix, [shell, "-c", command.script, shell, ...command.argv ?? []]);
}

function execute(prefix: readonly string[], argv: readonly string[]): string {
  const [program] = argv;
  if (program === undefined) throw new RangeError("Cannot run a command without a program");
  const words = [...prefix, ...argv].map(quote).join(" ");
  // `timeout` kills a whole process group; where there is none, the session's owner ends the session.
  return prefix[0] === "timeout"
    ? `if [ $_K = yes ]; then exec ${words}; else exec ${
      [...prefix.slice(4), ...argv].map(quote).join(" ")
    }; fi`
    : `exec ${words}`;
}

/** What needs no process at all and cannot change the session's shell. */
function isBuiltin({ script, argv = [], cwd, env = [], timeoutMs }: Command): boolean {
  if (script !== undefined || cwd !== undefined || env.length > 0 || timeoutMs) return false;
  if (argv[0] === "umask") return argv.length === 1;
  return argv[0] === "test" || argv[0] === "[" || (argv[0] === "command" && argv[1] === "-v");
}

/** A fork of the session's shell is as good as a new one but for `$0` and process numbers. */
function isSafeInside(script: string): boolean {
  return !/\$\$|\$\{\$|\\\$|PPID|BASHPID|\$\{?0|\b_[A-Z]\b|\bkill\b/.test(script);
}

function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
