import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  optionalInt,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { isDict, isList } from "../../../lib/base/value.ts";
import { PythonRegex } from "../../../lib/source/python_regex.ts";
import { RegexError } from "../../../lib/source/regex_error.ts";
import { shellWords } from "../../../lib/source/shell_words.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { duration, localTime } from "./local_time.ts";
import { TerminalDialogue } from "./terminal_dialogue.ts";

/**
 * Runs a command with a terminal and answers its questions. Behaves as Ansible 2.14's expect; what
 * the target needs is `script` instead of Python and pexpect.
 */
export async function expect(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, clock } = call;
  const command = str(args, "command");
  const answers = answersOf(optionalDict(args, "responses") ?? new Map());
  if (command.trim() === "") {
    throw new ModuleFailure("no command given", { result: { rc: 256 } });
  }
  const words = shellWords(command, "no-comments");
  const { cwd, reason } = await look(args, target);
  if (reason !== undefined) return { result: { cmd: command, stdout: reason, rc: 0 } };
  const start = clock.wallNow();
  const started = clock.monotonicNow();
  const echo = bool(args, "echo") ? "on" : "off";
  const dialogue = await TerminalDialogue.open(target, { words, cwd, echo });
  let outcome: DialogueOutcome;
  try {
    outcome = await converse(call, dialogue, answers);
  } finally {
    await dialogue.close();
  }
  const elapsed = clock.monotonicNow() - started;
  const { exitCode, output } = outcome;
  const result = {
    cmd: command,
    stdout: output.replace(/[\r\n]+$/, ""),
    rc: exitCode ?? null,
    start: localTime(start),
    end: localTime(start + elapsed),
    delta: duration(elapsed),
  };
  if (exitCode === 0) return { changed: true, result };
  if (/^12[67]$/.test(String(exitCode)) && output.startsWith("env: ")) {
    throw new ModuleFailure(`The command was not found or was not executable: ${words[0]}.`);
  }
  const message = exitCode === undefined ? "command exceeded timeout" : "non-zero return code";
  throw new ModuleFailure(message, { changed: true, result });
}

interface Answer {
  readonly question: string;
  readonly pattern: PythonRegex;
  /** Without line ends; a single one is given again and again. */
  readonly texts: readonly string[];
  readonly isRepeated: boolean;
}

function answersOf(responses: Dict): readonly Answer[] {
  return [...responses].map(([key, value]) => {
    const question = String(key);
    const isRepeated = !isList(value);
    return {
      question,
      pattern: patternOf(question),
      texts: (isRepeated ? [value] : value).map(textOf),
      isRepeated,
    };
  });
}

/** A dot also stands for a line end, as in pexpect. */
function patternOf(question: string): PythonRegex {
  const [start = "", flags = ""] = /^\(\?([aimsux]+)\)/.exec(question) ?? [];
  const all = flags.includes("s") ? flags : `s${flags}`;
  try {
    return PythonRegex.compile(`(?${all})${question.slice(start.length)}`, {});
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new ModuleFailure(error.message, {}, { cause: error });
  }
}

function textOf(value: Value): string {
  if (isDict(value) || isList(value) || value === null) {
    throw new ModuleFailure("Cannot read responses: an answer is a text, or a list of texts");
  }
  const text = typeof value === "boolean" ? (value ? "True" : "False") : String(value);
  return text.replace(/\n+$/, "");
}

async function look(
  args: Dict,
  target: Target,
): Promise<{ readonly cwd: string | undefined; readonly reason?: string }> {
  const [cwd, creates, removes] = await expandPaths(
    target,
    ["chdir", "creates", "removes"].map((name) => optionalStr(args, name) || undefined),
  );
  const inFolder = cwd === undefined ? {} : { cwd };
  const [folder, created, removed] = await target.probe(
    { argv: ["test", "-d", cwd ?? "/"] },
    { argv: ["test", "-e", creates ?? "/"], ...inFolder },
    { argv: ["test", "-e", removes ?? "/"], ...inFolder },
  );
  if (folder?.exitCode !== 0) {
    throw new ModuleFailure(
      `Unable to change directory before execution: [Errno 2] No such file or directory: '${cwd}'`,
    );
  }
  if (creates !== undefined && created?.exitCode === 0) {
    return { cwd, reason: `skipped, since ${creates} exists` };
  }
  if (removes !== undefined && removed?.exitCode !== 0) {
    return { cwd, reason: `skipped, since ${removes} does not exist` };
  }
  return { cwd };
}

interface DialogueOutcome {
  readonly output: string;
  /** `undefined` if it took too long, or a signal ended it. */
  readonly exitCode: number | undefined;
}

/** How long to wait in one round trip, in milliseconds. */
const LONGEST_STEP = 2000;

async function converse(
  { args, clock, signal }: ModuleCall,
  dialogue: TerminalDialogue,
  answers: readonly Answer[],
): Promise<DialogueOutcome> {
  const seconds = optionalInt(args, "timeout");
  const limit = seconds === undefined ? Infinity : seconds * 1000;
  const decoder = new TextDecoder();
  const given = new Map<Answer, number>();
  let output = "";
  let unread = "";
  let typed = "";
  let since = clock.monotonicNow();
  while (true) {
    signal.throwIfAborted();
    const left = limit - (clock.monotonicNow() - since);
    if (left <= 0) return { output, exitCode: undefined };
    const step = await dialogue.step(typed, Math.min(left, LONGEST_STEP));
    const said = decoder.decode(step.output, { stream: step.state === "running" });
    output += said;
    unread += said;
    typed = "";
    let match = firstMatch(unread, answers);
    while (match !== undefined) {
      typed += `${nextText(match.answer, given, unread.slice(0, match.end))}\n`;
      unread = unread.slice(match.end);
      since = clock.monotonicNow();
      match = firstMatch(unread, answers);
    }
    if (step.state === "ended") return { output, exitCode: step.exitCode };
  }
}

interface Match {
  readonly answer: Answer;
  readonly start: number;
  readonly end: number;
}

/** The first question in the text; of several at one place the first in the task. */
function firstMatch(text: string, answers: readonly Answer[]): Match | undefined {
  let first: Match | undefined;
  for (const answer of answers) {
    const span = answer.pattern.span(text);
    // A pattern that matches nothing at all would be answered for ever.
    if (span === undefined || span[0] === span[1]) continue;
    const [start, end] = span;
    if (first === undefined || start < first.start) first = { answer, start, end };
  }
  return first;
}

function nextText(answer: Answer, given: Map<Answer, number>, said: string): string {
  const count = given.get(answer) ?? 0;
  given.set(answer, count + 1);
  const text = answer.texts[answer.isRepeated ? 0 : count];
  if (text !== undefined) return text;
  const shown = said.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  throw new ModuleFailure(
    `No remaining responses for '${answer.question}', output was 'b'${shown}''`,
  );
}
