import assert from "node:assert/strict";
import type { Command, CommandResult } from "../../lib/plugin/sdk.ts";
import { READ_EVAL_LOOP } from "./session_script.ts";
import { startShell } from "./shell_process.ts";
import { isInstalled } from "./testing/needs.ts";
import {
  type LiveOutput,
  openSession,
  type SessionOptions,
  type ShellSession,
} from "./shell_session.ts";

const SHELLS: readonly (readonly string[])[] = [
  ["dash"],
  ["bash"],
  ["bash", "--posix"],
  ["busybox", "sh"],
  ["ksh"],
  ["mksh"],
  ["zsh", "--emulate", "sh"],
  ["zsh"],
];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Act = (session: ShellSession) => Promise<void>;

/** Runs `act` with each of the shells; one that is not installed is skipped, which its name says. */
function testEachShell(name: string, act: Act): void {
  for (const shell of SHELLS) {
    const isMissing = !isInstalled(shell[0] ?? "");
    const note = isMissing ? " (skipped: not installed)" : "";
    const title = `${name} [${shell.join(" ")}]${note}`;
    Deno.test({ name: title, ignore: isMissing, fn: () => withSession(act, shell) });
  }
}

function openShell(
  shell: readonly string[],
  options: Partial<SessionOptions> = {},
): Promise<ShellSession> {
  const start = startShell([...shell, "-c", READ_EVAL_LOOP]);
  return openSession(start, { timeoutMs: 30_000, ...options });
}

async function withSession(act: Act, shell: readonly string[] = ["sh"]): Promise<void> {
  const session = await openShell(shell);
  try {
    await act(session);
  } finally {
    await session.close();
  }
}

async function run(session: ShellSession, ...commands: readonly Command[]) {
  const { results, lost } = await session.exec(commands, { afterFailure: "go-on" });
  assert.equal(lost, undefined);
  return results.map(plain);
}

function plain({ exitCode, stdout, stderr }: CommandResult) {
  return { exitCode, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

function succeeded(stdout: string) {
  return { exitCode: 0, stdout, stderr: "" };
}

function temporaryFolder(): { path: string } & Disposable {
  const path = Deno.makeTempDirSync({ prefix: "shep-test-" });
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

testEachShell(
  "ShellSession.exec() keeps stdout, stderr and exit code of each command apart",
  async (session) => {
    const results = await run(
      session,
      { script: "echo out; echo err >&2; exit 3" },
      { argv: ["false"] },
      { argv: ["printf", "%s", "no newline"] },
      { argv: ["sh", "-c", "kill -TERM $$"] },
    );
    assert.deepEqual(results.slice(0, 3), [
      { exitCode: 3, stdout: "out\n", stderr: "err\n" },
      { exitCode: 1, stdout: "", stderr: "" },
      succeeded("no newline"),
    ]);
    assert.equal(results[3]?.exitCode, 143);
  },
);

testEachShell("ShellSession.exec() hands arguments over unchanged", async (session) => {
  const all = Array.from({ length: 127 }, (_, i) => String.fromCharCode(i + 1)).join("");
  const words = [
    "",
    " ",
    all,
    "$HOME `id` \\",
    "é漢😀",
    "'\"'\"'",
    "\n\n",
    "-n",
    "x".repeat(20_000),
  ];
  const [result] = await run(session, { argv: ["sh", "-c", 'printf "%s|" "$@"', "sh", ...words] });
  assert.deepEqual(result, succeeded(words.map((word) => `${word}|`).join("")));
});

testEachShell(
  "ShellSession.exec() hands stdin over byte for byte, read or not",
  async (session) => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);
    const options = { afterFailure: "go-on" } as const;
    const { results: [copied, unread, part, text, after] } = await session.exec([
      { argv: ["cat"], stdin: bytes },
      { argv: ["true"], stdin: bytes },
      { argv: ["sh", "-c", "exec dd bs=1 count=3 2>/dev/null"], stdin: bytes.subarray(0, 5000) },
      { argv: ["cat"], stdin: encoder.encode("it's\n\\n text\n\n") },
      { argv: ["echo", "after"] },
    ], options);
    assert.deepEqual(copied?.stdout, bytes);
    assert.equal(unread?.exitCode, 0);
    assert.deepEqual(part?.stdout, bytes.slice(0, 3));
    assert.equal(decoder.decode(text?.stdout), "it's\n\\n text\n\n");
    assert.equal(decoder.decode(after?.stdout), "after\n");
  },
);

testEachShell("ShellSession.exec() gives output back byte for byte", async (session) => {
  using folder = temporaryFolder();
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i ^ (i >> 7)) & 255);
  Deno.writeFileSync(`${folder.path}/f`, bytes);
  const { results: [result] } = await session.exec([{ argv: ["cat", `${folder.path}/f`] }], {
    afterFailure: "stop",
  });
  assert.deepEqual(result?.stdout, bytes);
});

testEachShell(
  "ShellSession.exec() stops after a failure only where it is asked to",
  async (session) => {
    const commands: readonly Command[] = [
      { argv: ["true"] },
      { argv: ["false"] },
      { argv: ["cat"], stdin: new Uint8Array(9000) },
      { argv: ["echo", "x"] },
    ];
    const stopped = await session.exec(commands, { afterFailure: "stop" });
    assert.deepEqual(stopped.results.map(({ exitCode }) => exitCode), [0, 1]);
    const all = await session.exec(commands, { afterFailure: "go-on" });
    assert.deepEqual(all.results.map(({ exitCode }) => exitCode), [0, 1, 0, 0]);
    const last = await session.exec([{ argv: ["false"] }, ...commands.slice(2, 3)], {
      afterFailure: "stop",
    });
    assert.deepEqual(last.results.map(({ exitCode }) => exitCode), [1]);
    assert.deepEqual(await run(session, { argv: ["echo", "still here"] }), [
      succeeded("still here\n"),
    ]);
  },
);

testEachShell("ShellSession.exec() sets folder and variables for one command", async (session) => {
  const results = await run(
    session,
    {
      argv: ["sh", "-c", 'pwd; printf "%s" "$A"'],
      cwd: "/",
      env: [{ key: "A", value: "x\n'y" }],
    },
    { argv: ["sh", "-c", 'pwd; printf "%s" "$A"'], cwd: "/usr" },
    { argv: ["env"], env: [{ key: "a.b", value: "c d" }] },
    { argv: ["true"], cwd: "/there/is/no/such/folder" },
  );
  assert.deepEqual(results.slice(0, 2), [succeeded("/\nx\n'y"), succeeded("/usr\n")]);
  assert.match(results[2]?.stdout ?? "", /^a\.b=c d$/m);
  assert.equal(results[3]?.exitCode, 126);
});

testEachShell(
  "ShellSession.exec() shields the session from what a command does",
  async (session) => {
    const results = await run(
      session,
      { script: "exit 7" },
      { script: "cd /; _T=x; set -e; umask 0; echo() { :; }; exec >/dev/null 2>&1; false" },
      { argv: ["exit", "3"] },
      { script: "if then" },
      { script: "echo $$; echo done", argv: ["a"] },
      { script: 'echo "$0 $1"', argv: ["a"] },
      { argv: ["no-such-program-at-all"] },
      { argv: ["echo", "ok"] },
    );
    assert.equal(results[0]?.exitCode, 7);
    assert.equal(results[1]?.exitCode, 1);
    assert.ok([127, 3].includes(results[2]?.exitCode ?? 0), "mksh alone gives exec a builtin");
    assert.notEqual(results[3]?.exitCode, 0);
    assert.match(results[4]?.stdout ?? "", /^\d+\ndone\n$/);
    assert.equal(results[5]?.stdout, "/bin/sh a\n");
    assert.equal(results[6]?.exitCode, 127);
    assert.deepEqual(results[7], succeeded("ok\n"));
  },
);

testEachShell("ShellSession.exec() drops what earlier commands say later", async (session) => {
  using folder = temporaryFolder();
  const fifo = `${folder.path}/fifo`;
  const late = `mkfifo "$1"; { cat "$1"; echo late; echo said >"$1"; } & `;
  await run(session, { script: late, argv: [fifo] });
  // The frame that follows begins after what the background job says, which waits for the fifo.
  await run(session, { script: `echo now >"$1"; cat "$1"`, argv: [fifo] });
  assert.deepEqual(await run(session, { argv: ["echo", "mine"] }), [succeeded("mine\n")]);
});

testEachShell("ShellSession.exec() kills a command at its time and goes on", async (session) => {
  const [slow, next] = await run(
    session,
    { script: "echo begun; sleep 60; echo never", timeoutMs: 1500 },
    { argv: ["echo", "next"] },
  );
  assert.equal(slow?.exitCode, 124);
  assert.equal(slow?.stdout, "begun\n");
  assert.deepEqual(next, succeeded("next\n"));
});

testEachShell(
  "ShellSession.put() replaces a file at once and keeps what it was",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/it's a "file"`;
    const mode = () => (Deno.statSync(path).mode ?? 0) & 0o7777;
    for (const size of [0, 10, 5000, 700_000]) {
      const content = Uint8Array.from({ length: size }, (_, i) => (i * 31) & 255);
      const put = await session.put({ path, content, mode: "0640", isInPlace: false });
      assert.deepEqual(put, { isKept: false, before: [], after: [] });
      assert.deepEqual(Deno.readFileSync(path), content);
      assert.equal(mode(), 0o640);
      assert.deepEqual(await session.get(path, { maxBytes: 0 }), { content });
    }
    const content = encoder.encode("new\n");
    await session.put({ path, content, mode: "0755", isInPlace: false });
    assert.equal(mode(), 0o755);
    await session.put({ path, content, isInPlace: false });
    assert.equal(mode(), 0o755);
    assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name), [
      `it's a "file"`,
    ]);
  },
);

testEachShell(
  "ShellSession.put() gives a new file the mode that the umask leaves",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/new`;
    await session.put({ path, content: encoder.encode("x"), isInPlace: false });
    await session.put({ path: `${path}2`, content: new Uint8Array(9000), isInPlace: false });
    // Deno.umask() would change it for a moment, for all test files that run at the same time.
    const [mask] = await run(session, { script: "umask" });
    const expected = 0o666 & ~parseInt(mask?.stdout ?? "", 8);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, expected);
    assert.equal((Deno.statSync(`${path}2`).mode ?? 0) & 0o777, expected);
  },
);

testEachShell(
  "ShellSession.put() keeps a file with the same bytes, and what is no plain file",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/a file`;
    const link = `${folder.path}/link`;
    Deno.symlinkSync(path, link);
    const sha1 = "4e1243bd22c66e76c2ba9eddc1f91394e57f9f83"; // of "test\n"
    const probe = (name: string) => [{ argv: ["stat", "-c", "%s", name] }];
    for (const content of [encoder.encode("test\n"), new Uint8Array(9000)]) {
      const file = { path, content, isInPlace: false, before: probe(path), after: probe(path) };
      const outcome = async (unlessSha1: string, name = path) => {
        const put = await session.put({ ...file, path: name, unlessSha1 });
        assert.equal(put.error, undefined);
        const said = [...put.before, ...put.after].map(({ stdout }) => decoder.decode(stdout));
        return [put.isKept, ...said];
      };
      Deno.writeTextFileSync(path, "test\n");
      assert.deepEqual(await outcome(sha1), [true, "5\n"]);
      assert.deepEqual(await outcome(sha1, link), [true, "5\n"]);
      assert.deepEqual(await outcome(sha1, folder.path), [true, "5\n"]);
      assert.deepEqual(await outcome("da39"), [false, "5\n", `${content.length}\n`]);
      Deno.removeSync(path);
      assert.deepEqual(await outcome(sha1), [false, "", `${content.length}\n`]);
      assert.deepEqual(Deno.readFileSync(path), content);
    }
  },
);

testEachShell(
  "ShellSession.put() keeps the old file where the new one is not valid",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/f`;
    Deno.writeTextFileSync(path, "old");
    const file = { path, isInPlace: false, validate: "grep -q 'good one' %s", mode: "0600" };
    const bad = await session.put({ ...file, content: encoder.encode("bad") });
    assert.equal(bad.validation?.exitCode, 1);
    assert.equal(Deno.readTextFileSync(path), "old");
    const good = await session.put({ ...file, content: encoder.encode("a good one") });
    assert.deepEqual(good, { isKept: false, before: [], after: [] });
    assert.equal(Deno.readTextFileSync(path), "a good one");
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o7777, 0o600);
    assert.equal([...Deno.readDirSync(folder.path)].length, 1);
  },
);

testEachShell(
  "ShellSession.put() writes into the file itself where it may not be replaced",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/f`;
    Deno.writeTextFileSync(path, "old");
    Deno.linkSync(path, `${folder.path}/twin`);
    await session.put({ path, content: encoder.encode("new"), isInPlace: true, mode: "0600" });
    assert.equal(Deno.readTextFileSync(`${folder.path}/twin`), "new");
    const refused = await session.put({
      path,
      content: encoder.encode("bad"),
      isInPlace: true,
      validate: "false %s",
    });
    assert.equal(refused.validation?.exitCode, 1);
    assert.equal(Deno.readTextFileSync(path), "new");
  },
);

testEachShell(
  "ShellSession.put() says why it cannot write and leaves nothing behind",
  async (session) => {
    using folder = temporaryFolder();
    const big = new Uint8Array(300_000);
    const nowhere = await session.put({
      path: `${folder.path}/no/f`,
      content: big,
      isInPlace: false,
    });
    assert.equal(nowhere.error, `No such folder: ${folder.path}/no`);
    const isFolder = await session.put({ path: folder.path, content: big, isInPlace: false });
    assert.equal(isFolder.error, `Is a folder: ${folder.path}`);
    const path = `${folder.path}/f`;
    const noUser = await session.put({
      path,
      content: big,
      owner: "no-such-user",
      isInPlace: false,
    });
    assert.match(noUser.error ?? "", /no-such-user/);
    assert.deepEqual([...Deno.readDirSync(folder.path)], []);
    assert.deepEqual(await run(session, { argv: ["echo", "on"] }), [succeeded("on\n")]);
  },
);

testEachShell("ShellSession.put() finds its way back when the disk is full", async (session) => {
  // Every write to /dev/full fails as on a full disk.
  using folder = temporaryFolder();
  const path = `${folder.path}/full`;
  Deno.symlinkSync("/dev/full", path);
  const file = { path, content: new Uint8Array(200_000), isInPlace: true };
  assert.match((await session.put(file)).error ?? "", /space/i);
  assert.deepEqual(await run(session, { argv: ["echo", "on"] }), [succeeded("on\n")]);
});

testEachShell(
  "ShellSession.get() tells a missing file from one that cannot be read",
  async (session) => {
    using folder = temporaryFolder();
    assert.deepEqual(await session.get(`${folder.path}/no`, { maxBytes: 0 }), {});
    assert.deepEqual(await session.get(`${folder.path}/no/no`, { maxBytes: 0 }), {});
    assert.equal(
      (await session.get(folder.path, { maxBytes: 0 })).error,
      `Is a folder: ${folder.path}`,
    );
    Deno.writeTextFileSync(`${folder.path}/f`, "12345");
    assert.match(
      (await session.get(`${folder.path}/f`, { maxBytes: 4 })).error ?? "",
      /more than 4/,
    );
    const whole = await session.get(`${folder.path}/f`, { maxBytes: 5 });
    assert.equal(decoder.decode(whole.content), "12345");
  },
);

Deno.test("ShellSession.exec() shows output while the command runs", async () => {
  await withSession(async (session) => {
    using folder = temporaryFolder();
    const fifo = `${folder.path}/fifo`;
    const first = Promise.withResolvers<LiveOutput>();
    const script = 'mkfifo "$1"; echo early; cat "$1" >/dev/null; echo late >&2';
    const running = session.exec([{ argv: ["true"] }, { script, argv: [fifo] }], {
      afterFailure: "stop",
      onOutput: first.resolve,
    });
    const { command, stream, bytes } = await first.promise;
    assert.deepEqual([command, stream, decoder.decode(bytes)], [1, "stdout", "early\n"]);
    // The command ends only now.
    Deno.writeTextFileSync(fifo, "go");
    assert.equal((await running).results.length, 2);
  });
});

testEachShell(
  "ShellSession answers calls in order that were made before the first was answered",
  async (session) => {
    using folder = temporaryFolder();
    const path = `${folder.path}/f`;
    const big = new Uint8Array(100_000).fill(97);
    const [slow, put, got, quick] = await Promise.all([
      session.exec([{ script: "sleep 0.1; echo slow" }], { afterFailure: "stop" }),
      session.put({ path, content: big, isInPlace: false }),
      session.get(path, { maxBytes: 0 }),
      session.exec([{ argv: ["echo", "a"] }, { argv: ["echo", "b"] }], { afterFailure: "stop" }),
    ]);
    assert.deepEqual(slow.results.map(plain), [succeeded("slow\n")]);
    assert.equal(put.error, undefined);
    assert.deepEqual(got.content, big);
    assert.deepEqual(quick.results.map(plain), [succeeded("a\n"), succeeded("b\n")]);
  },
);

Deno.test("ShellSession says of all calls on their way why they were lost", async () => {
  await withSession(async (session) => {
    const exec = (script: string) => session.exec([{ script }], { afterFailure: "stop" });
    const lost = await Promise.all([exec("kill -9 $PPID; sleep 1"), exec("true"), exec("true")]);
    const why = "The shell ended with signal SIGKILL";
    assert.deepEqual(lost.map((outcome) => outcome.lost), [why, why, why]);
  });
});

Deno.test("ShellSession says why it was lost, and what had been done before", async () => {
  await withSession(async (session) => {
    const commands = [{ argv: ["echo", "done"] }, {
      script: "echo bye >&2; kill -9 $PPID; sleep 1",
    }];
    const { results, lost } = await session.exec(commands, { afterFailure: "stop" });
    assert.deepEqual(results.map(plain), [succeeded("done\n")]);
    assert.equal(lost, "The shell ended with signal SIGKILL: bye");
    assert.deepEqual(
      await session.put({ path: "/x", content: new Uint8Array(), isInPlace: false }),
      { isKept: false, before: [], after: [], lost },
    );
    assert.equal(session.lost, lost);
  });
});

Deno.test("ShellSession.exec() ends the session when it is aborted", async () => {
  await withSession(async (session) => {
    const controller = new AbortController();
    const { lost } = await session.exec([{ script: "echo begun; sleep 60" }], {
      afterFailure: "stop",
      signal: controller.signal,
      onOutput: () => controller.abort(),
    });
    assert.equal(lost, "The session was ended because its command was cancelled");
  });
});

Deno.test("ShellSession carries out calls one after the other", async () => {
  await withSession(async (session) => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => {
      return run(session, { argv: ["echo", String(i)], stdin: new Uint8Array(6000) });
    }));
    assert.deepEqual(all.map(([result]) => result?.stdout), all.map((_, i) => `${i}\n`));
  });
});

Deno.test("ShellSession.close() lets what commands left in the background live", async () => {
  let pid = 0;
  await withSession(async (session) => {
    const [result] = await run(session, { script: "sleep 60 >/dev/null 2>&1 & echo $!" });
    pid = Number(result?.stdout);
  });
  Deno.kill(pid, "SIGKILL");
});

Deno.test("ShellSession refuses a command that no shell can be given", async () => {
  await withSession(async (session) => {
    const options = { afterFailure: "stop" } as const;
    await assert.rejects(session.exec([{ argv: [] }], options), RangeError);
    await assert.rejects(session.exec([{ argv: ["echo", "a\0b"] }], options), RangeError);
    await run(session, { argv: ["true"] });
  });
});

testEachShell("ShellSession.put() takes a file in pieces", async (session) => {
  using folder = temporaryFolder();
  const path = `${folder.path}/file`;
  const names = () => Array.from(Deno.readDirSync(folder.path), ({ name }) => name);
  await Deno.writeTextFile(path, "old");
  const whole = crypto.getRandomValues(new Uint8Array(30_000));
  for (const isInPlace of [false, true]) {
    for (let offset = 0; offset < whole.length; offset += 10_000) {
      assert.notDeepEqual(await Deno.readFile(path), whole);
      const piece = { file: 1, offset, isLast: offset === 20_000 };
      const content = whole.subarray(offset, offset + 10_000);
      const mode = piece.isLast ? { mode: "0604" } : {};
      const put = await session.put({ path, content, isInPlace, piece, ...mode });
      assert.equal(put.error, undefined);
    }
    assert.deepEqual(await Deno.readFile(path), whole);
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o604);
    assert.deepEqual(names(), ["file"]);
    await Deno.writeTextFile(path, "old");
  }
});

for (const shell of SHELLS.filter(([name = ""]) => isInstalled(name))) {
  const title = `[${shell.join(" ")}]`;
  const piece = { file: 1, offset: 0, isLast: false };
  const content = new Uint8Array(10_000);

  Deno.test(`ShellSession.close() leaves no part of a file ${title}`, async () => {
    using folder = temporaryFolder();
    const session = await openShell(shell);
    await session.put({ path: `${folder.path}/file`, content, isInPlace: false, piece });
    assert.equal([...Deno.readDirSync(folder.path)].length, 1);
    await session.close();
    assert.deepEqual([...Deno.readDirSync(folder.path)], []);
  });

  Deno.test(`ShellSession.put() removes what a killed shell has left, and nothing else ${title}`, async () => {
    using folder = temporaryFolder();
    const path = `${folder.path}/file`;
    const [living, dying] = [await openShell(shell), await openShell(shell)];
    await living.put({ path, content, isInPlace: false, piece });
    await dying.put({ path, content, isInPlace: false, piece });
    await dying.exec([{ argv: ["sh", "-c", "kill -9 $PPID"] }], { afterFailure: "go-on" });
    await dying.close();
    assert.equal([...Deno.readDirSync(folder.path)].length, 2);
    await withSession(async (session) => {
      await session.put({ path: `${path}2`, content, isInPlace: false });
    }, shell);
    assert.equal([...Deno.readDirSync(folder.path)].length, 2);
    await living.put({
      path,
      content,
      isInPlace: false,
      piece: { ...piece, offset: 10_000, isLast: true },
    });
    await living.close();
    const names = Array.from(Deno.readDirSync(folder.path), ({ name }) => name);
    assert.deepEqual(names.sort(), ["file", "file2"]);
  });

  Deno.test(`openSession() begins and ends with what it is given ${title}`, async () => {
    using folder = temporaryFolder();
    const closing = { script: 'echo "$1" >"$2"; rmdir "$3"', argv: ["it's over"] };
    const full = { ...closing, argv: [...closing.argv, `${folder.path}/end`, `${folder.path}/d`] };
    const opening = { script: 'mkdir "$1" && echo "begun\nby $1"', argv: [`${folder.path}/d`] };
    const session = await openShell(shell, { opening, closing: full });
    assert.match(session.said ?? "", /^begun[^]*\/d$/);
    assert.deepEqual(await run(session, { argv: ["echo", "x"] }), [succeeded("x\n")]);
    await session.close();
    assert.equal(await Deno.readTextFile(`${folder.path}/end`), "it's over\n");
    assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name), ["end"]);
  });

  Deno.test(`openSession() fails with what its first command said ${title}`, async () => {
    const opening = { script: "echo taken; exit 3" };
    await assert.rejects(openShell(shell, { opening }), /^LoginError: taken$/);
  });
}
