import { READ_EVAL_LOOP } from "../../plugins/connections/session_script.ts";
import { startShell } from "../../plugins/connections/shell_process.ts";
import { openSession, type ShellSession } from "../../plugins/connections/shell_session.ts";
import { median } from "./contest.ts";

/**
 * What a round trip of a session costs, against the least that the same shell can do: a loop that
 * evaluates a line and answers with one more. Prints the medians of one interleaved run.
 */
const ROUNDS = 300;

const encoder = new TextEncoder();

interface Contender {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** A shell that is told one line and waits for one line on stdout and one on stderr. */
function rawShell() {
  const shell = startShell(["sh", "-c", 'while IFS= read -r L; do eval "$L"; done']);
  const writer = shell.stdin.getWriter();
  const readers = [shell.stdout.getReader(), shell.stderr.getReader()];
  async function run(text: string): Promise<void> {
    await writer.write(encoder.encode(`${text}; echo; echo >&2\n`));
    await Promise.all(readers.map((reader) => reader.read()));
  }
  async function close(): Promise<void> {
    await writer.close();
    await shell.ended;
    await Promise.all(readers.map((reader) => reader.cancel()));
  }
  return { run, close };
}

async function measure(contenders: readonly Contender[]): Promise<void> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, run } of contenders) {
      const start = performance.now();
      await run();
      times.get(name)?.push(performance.now() - start);
    }
  }
  for (const [name, all] of times) {
    console.log(`${name.padEnd(48)} ${median(all).toFixed(3)} ms`);
  }
}

function contenders(
  session: ShellSession,
  raw: ReturnType<typeof rawShell>,
  folder: string,
): Contender[] {
  const exec = (argv: readonly string[]) => session.exec([{ argv }], { afterFailure: "stop" });
  const put = (path: string, content: string) =>
    session.put({ path, content: encoder.encode(content), mode: "0644", isInPlace: false });
  return [
    { name: "raw: builtin", run: () => raw.run("[ -e / ]") },
    { name: "session: builtin", run: () => exec(["test", "-e", "/"]) },
    { name: "raw: stat in a subshell", run: () => raw.run("(exec stat /) </dev/null >/dev/null") },
    { name: "session: stat", run: () => exec(["stat", "/"]) },
    {
      name: "session: stat and sha1sum in one round trip",
      run: () =>
        session.exec([{ argv: ["stat", "/"] }, { argv: ["sha1sum", "/etc/passwd"] }], {
          afterFailure: "go-on",
        }),
    },
    { name: "raw: new sh for stat", run: () => raw.run("sh -c 'stat / >/dev/null'") },
    {
      name: "session: script",
      run: () => session.exec([{ script: ":" }], { afterFailure: "stop" }),
    },
    {
      name: "raw: printf to a file and mv",
      run: () => raw.run(`(printf %s x >${folder}/t; exec mv -f ${folder}/t ${folder}/r)`),
    },
    { name: "session: put of 1 byte", run: () => put(`${folder}/p`, "x") },
    { name: "session: put of 100 kB", run: () => put(`${folder}/q`, "x".repeat(100_000)) },
    { name: "session: get of 100 kB", run: () => session.get(`${folder}/q`, { maxBytes: 0 }) },
  ];
}

const folder = Deno.makeTempDirSync();
const raw = rawShell();
const opening = performance.now();
const session = await openSession(startShell(["sh", "-c", READ_EVAL_LOOP]), { timeoutMs: 5000 });
console.log(`${"session: open".padEnd(48)} ${(performance.now() - opening).toFixed(3)} ms`);
try {
  await measure(contenders(session, raw, folder));
} finally {
  await session.close();
  await raw.close();
  Deno.removeSync(folder, { recursive: true });
}
