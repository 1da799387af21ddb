import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { clock } from "../../system/clock.ts";
import { processes } from "../../system/processes.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { type HostHandle, hostHandle } from "../core/id.ts";
import type { Session } from "../core/session.ts";
import { readLinuxFacts } from "./linux_facts.ts";
import { type LinuxHost, openLinuxHost } from "./linux_host.ts";
import { placeOf } from "./session_handle.ts";
import { livingIn } from "./testing/living_in.ts";
import { nextEvent } from "./testing/next_event.ts";
import { programSession, sessionOf } from "./testing/sessions.ts";
import { exists, until } from "./testing/until.ts";

const facts = await readLinuxFacts(processes);
const isRoot = Deno.uid() === 0;
const ENVIRONMENT = { HOME: "/", LANG: "C.UTF-8", SECRET: "s3cret", SWAYSOCK: "/run/sway" };

const MODES = [
  { name: "with control groups", ignore: facts.cgroupBase === undefined },
  { name: "without control groups", ignore: false, cgroups: "avoid" },
] as const;

for (const mode of MODES) {
  const test = (name: string, run: (place: Place) => Promise<void>) =>
    Deno.test({
      name: `LinuxHost ${mode.name}: ${name}${mode.ignore ? " (not writable here)" : ""}`,
      ignore: mode.ignore,
      async fn() {
        using folder = new TemporaryFolder();
        await using host = await open();
        await run({ host, open, folder: folder.path });
      },
    });
  const open = () =>
    openLinuxHost({
      ...{ processes, clock, environment: ENVIRONMENT },
      ...("cgroups" in mode ? { cgroups: mode.cgroups } : {}),
    });

  test("says how it reaches processes", async ({ host }) => {
    strictEqual(host.capability.processTree, "cgroups" in mode ? "group_and_sweep" : "cgroup");
    strictEqual(host.capability.kinds.has("process"), true);
    strictEqual(host.capability.kinds.has("custom"), false);
    deepStrictEqual(await host.check(), { kind: "ok" });
  });

  test("passes words on as they are", async ({ host, folder }) => {
    const words = ["a b", "$HOME", "`id`", "'", '"', "\\n", "*", ""];
    const session = programSession(["printf", "%s|", ...words]);
    strictEqual(await outputOf(host, session, folder), words.map((word) => `${word}|`).join(""));
  });

  test("starts programs in a clean environment, and adds what the entry says", async (place) => {
    const env = { PATH: "/bin:/usr/bin", LD_LIBRARY_PATH: "/no where", QUOTED: "a'b\"$c\nd" };
    const kind = { type: "process", command: "env", args: ["-0"], env } as const;
    const session = sessionOf(kind);
    const output = await outputOf(place.host, session, place.folder);
    // Bash counts its levels and notes the program, whatever it is told.
    const found = output.split("\0").filter((line) => !/^(_=|SHLVL=|$)/.test(line));
    deepStrictEqual(found.sort(), [
      "HOME=/",
      "LANG=C.UTF-8",
      "LD_LIBRARY_PATH=/no where",
      "PATH=/bin:/usr/bin",
      "PWD=/",
      "QUOTED=a'b\"$c\nd",
      `SHEP_SESSION_ID=${session.id}`,
    ]);
  });

  test("starts programs in a session of their own, with nothing open", async (place) => {
    // Not in a pipe: the shell itself would hold an end of it for a moment.
    const script = "cat /proc/$$/stat; ls /proc/$$/fd; umask";
    const session = programSession(["sh", "-c", script]);
    const output = await outputOf(place.host, session, place.folder);
    const [pid, , , , group, own] = output.split(" ");
    deepStrictEqual([group, own], [pid, pid]);
    match(output, /\n0\n1\n2\n0022\n$/);
  });

  test("starts programs where the entry says", async ({ host, folder }) => {
    const kind = { type: "process", command: "pwd", args: [], env: {}, cwd: folder } as const;
    strictEqual(await outputOf(host, sessionOf(kind), folder), `${folder}\n`);
  });

  test("tells the exit code of the first process", async ({ host }) => {
    const session = programSession(["sh", "-c", "exit 7"]);
    await start(host, session);
    deepStrictEqual(await nextEvent(host), { kind: "exited", sessionId: session.id, exitCode: 7 });
  });

  test("ends a session with its last process, not with its first", async ({ host, folder }) => {
    const script =
      "trap '' HUP; (echo >ready; until [ -e go ]; do sleep 0.05; done; echo >last) & exit 3";
    const session = inFolder(folder, ["sh", "-c", script]);
    await start(host, session);
    await until(() => exists(`${folder}/ready`), "the program runs");
    Deno.writeTextFileSync(`${folder}/go`, "");
    deepStrictEqual(await nextEvent(host), { kind: "exited", sessionId: session.id, exitCode: 3 });
    ok(exists(`${folder}/last`));
    deepStrictEqual(livingIn(folder), []);
  });

  test("asks all processes to end, and lets them tidy up", async ({ host, folder }) => {
    const wait = "while :; do sleep 0.05; done";
    const script = `
      sh -c 'trap "echo >child; exit" TERM; echo >one; ${wait}' &
      trap "echo >parent; exit 4" TERM; echo >two; ${wait}`;
    const session = inFolder(folder, ["sh", "-c", script]);
    const handle = await start(host, session);
    await until(() => exists(`${folder}/one`) && exists(`${folder}/two`), "both run");
    await host.stop(session.id, handle, "graceful");
    deepStrictEqual(await nextEvent(host), { kind: "exited", sessionId: session.id, exitCode: 4 });
    ok(exists(`${folder}/child`) && exists(`${folder}/parent`));
    await host.stop(session.id, handle, "force");
  });

  test("keeps the beginning of the output, and hinders no program by it", async (place) => {
    const script = "yes 0123456789 | head -c 3000000; echo done >&2; : >finished";
    const session = inFolder(place.folder, ["sh", "-c", script]);
    const logFile = `${place.folder}/logs/session.log`;
    await start(place.host, session, { logFile, logLimit: 1000 });
    await nextEvent(place.host);
    const cut = "\n[The rest of the output is not kept]\n";
    strictEqual(Deno.readTextFileSync(logFile), "0123456789\n".repeat(91).slice(0, 1000) + cut);
    strictEqual((Deno.statSync(logFile).mode ?? 0) & 0o777, 0o600);
    ok(exists(`${place.folder}/finished`));
  });

  test("keeps output while the program runs", async ({ host, folder }) => {
    const logFile = `${folder}/session.log`;
    const session = programSession(["sh", "-c", "echo begun; exec sleep 1000"]);
    const handle = await start(host, session, { logFile, logLimit: 1000 });
    await until(() => Deno.readTextFileSync(logFile) === "begun\n", "the output is kept");
    await host.stop(session.id, handle, "force");
  });

  test("keeps no note of a cut when there was none", async ({ host, folder }) => {
    const session = programSession(["printf", "12345"]);
    strictEqual(await outputOf(host, session, folder, 5), "12345");
  });

  test("hands a session over to the next daemon", async ({ host, open, folder }) => {
    const script = "echo >ready; while :; do sleep 0.05; done";
    const session = inFolder(folder, ["sh", "-c", script]);
    const logFile = `${folder}/log`;
    const handle = await start(host, session, { logFile, logLimit: 100 });
    await until(() => exists(`${folder}/ready`), "the program runs");
    await host[Symbol.asyncDispose]();

    await using next = await open();
    deepStrictEqual(await next.adopt(session, handle), {
      kind: "spawned",
      sessionId: session.id,
      handle,
    });
    await next.stop(session.id, handle, "force");
    deepStrictEqual(await nextEvent(next), {
      kind: "exited",
      sessionId: session.id,
      exitCode: undefined,
    });
    deepStrictEqual(livingIn(folder), []);
    strictEqual((await next.adopt(session, handle)).kind, "exited");
  });

  test("finds a session that the earlier daemon had only begun to start", async (place) => {
    const { host, open, folder } = place;
    const session = inFolder(folder, ["sh", "-c", "echo >ready; exec sleep 1000"]);
    await start(host, session);
    await until(() => exists(`${folder}/ready`), "the program runs");
    await host[Symbol.asyncDispose]();

    await using next = await open();
    const outcome = await next.adopt(session, undefined);
    if (outcome.kind !== "spawned") throw new Error("Cannot find the session");
    await next.stop(session.id, outcome.handle, "force");
    strictEqual((await nextEvent(next)).kind, "exited");
    deepStrictEqual(livingIn(folder), []);
  });

  test("does not take a stranger with an old number for a session", async ({ host, folder }) => {
    const other = inFolder(folder, ["sh", "-c", "echo >ready; exec sleep 1000"]);
    const handle = await start(host, other);
    await until(() => exists(`${folder}/ready`), "the program runs");
    const place = placeOf(handle);
    if (place === undefined) throw new Error(`Cannot read ${handle}`);
    const { leader, bootId } = place;
    for (
      const old of [{ bootId, ...leader, start: leader.start - 1 }, { ...leader, bootId: "before" }]
    ) {
      const kept = hostHandle(JSON.stringify(old));
      const session = programSession(["true"]);
      strictEqual((await host.adopt(session, kept)).kind, "exited");
      await host.stop(session.id, kept, "force");
    }
    strictEqual(livingIn(folder).length, 1);
    await host.stop(other.id, handle, "force");
    await nextEvent(host);
  });

  for (const [name, { session, error }] of Object.entries(failures())) {
    test(`says that ${name}`, async ({ host }) => {
      const outcome = await host.spawn(session, { logLimit: 0 });
      if (outcome.kind !== "spawn_failed") throw new Error("Cannot be: it was started");
      match(outcome.error, error);
      strictEqual((await host.adopt(session, undefined)).kind, "exited");
    });
  }
}

Deno.test({
  name: "LinuxHost puts a program into its control group before it starts" +
    (facts.cgroupBase === undefined ? " (not writable here)" : ""),
  ignore: facts.cgroupBase === undefined,
  async fn() {
    using folder = new TemporaryFolder();
    await using host = await openLinuxHost({ processes, clock, environment: ENVIRONMENT });
    const session = programSession(["cat", "/proc/self/cgroup"]);
    match(
      await outputOf(host, session, folder.path),
      new RegExp(`^0::.*/shep-${session.id}$`, "m"),
    );
    strictEqual(exists(`${facts.cgroupBase}/shep-${session.id}`), false);
  },
});

Deno.test({
  name: "LinuxHost finds programs that leave their control group" +
    (isRoot && facts.cgroupBase !== undefined ? "" : " (not writable here)"),
  ignore: !isRoot || facts.cgroupBase === undefined,
  async fn() {
    using folder = new TemporaryFolder();
    await using host = await openLinuxHost({ processes, clock, environment: ENVIRONMENT });
    const script = 'echo 0 >"$1/cgroup.procs"; echo >ready; exec sleep 1000';
    const session = inFolder(folder.path, ["sh", "-c", script, "sh", facts.cgroupBase ?? ""]);
    const handle = await start(host, session);
    await until(() => exists(`${folder.path}/ready`), "the program has left");
    await host.stop(session.id, handle, "force");
    await nextEvent(host);
    deepStrictEqual(livingIn(folder.path), []);
  },
});

Deno.test({
  name: `LinuxHost runs programs as the user of the entry${isRoot ? "" : " (only root can)"}`,
  ignore: !isRoot,
  async fn() {
    using folder = new TemporaryFolder();
    await using host = await openLinuxHost({ processes, clock, environment: ENVIRONMENT });
    const script =
      'id -u; id -G; echo "$HOME $USER"; grep CapEff /proc/self/status; echo a >/dev/stdout';
    const session = programSession(["sh", "-c", script], { user: "nobody" });
    strictEqual(
      await outputOf(host, session, folder.path),
      "65534\n65534\n/nonexistent nobody\nCapEff:\t0000000000000000\na\n",
    );
  },
});

Deno.test("LinuxHost takes a session over though nobody could look for it at first", async () => {
  using folder = new TemporaryFolder();
  const options = { processes, clock, environment: ENVIRONMENT };
  const session = inFolder(folder.path, ["sh", "-c", "echo >ready; exec sleep 1000"]);
  const handle = await (async () => {
    await using host = await openLinuxHost(options);
    const handle = await start(host, session);
    await until(() => exists(`${folder.path}/ready`), "the program runs");
    return handle;
  })();

  let failures = 2;
  const run: typeof processes.run = (command, options) =>
    command.args?.includes(session.id) && failures-- > 0
      ? Promise.reject(new Error("Cannot run anything: there are too many processes"))
      : processes.run(command, options);
  await using next = await openLinuxHost({ ...options, processes: { ...processes, run } });
  strictEqual((await next.adopt(session, handle)).kind, "spawned");
  await next.stop(session.id, handle, "force");
  strictEqual((await nextEvent(next)).kind, "exited");
  ok(failures < 0);
});

interface Place {
  readonly host: LinuxHost;
  readonly open: () => Promise<LinuxHost>;
  readonly folder: string;
}

async function start(
  host: LinuxHost,
  session: Session,
  options: { readonly logFile?: string; readonly logLimit: number } = { logLimit: 0 },
): Promise<HostHandle> {
  const outcome = await host.spawn(session, options);
  if (outcome.kind === "spawned") return outcome.handle;
  throw new Error(`Cannot start the session: ${outcome.error}`);
}

async function outputOf(
  host: LinuxHost,
  session: Session,
  folder: string,
  logLimit = 10_000,
): Promise<string> {
  const logFile = `${folder}/output.log`;
  await start(host, session, { logFile, logLimit });
  await nextEvent(host);
  return Deno.readTextFileSync(logFile);
}

function inFolder(cwd: string, [command = "", ...args]: readonly string[]): Session {
  return sessionOf({ type: "process", command, args, env: {}, cwd });
}

function failures(): Readonly<
  Record<string, { readonly session: Session; readonly error: RegExp }>
> {
  const env = (env: Record<string, string>) =>
    sessionOf({ type: "process", command: "true", args: [], env });
  return {
    "there is no such program": {
      session: programSession(["no-such-program"]),
      error: /^There is no program no-such-program that can be run$/,
    },
    "a file is no program": {
      session: programSession(["/etc/passwd"]),
      error: /^There is no program \/etc\/passwd that can be run$/,
    },
    "there is no such folder": {
      session: inFolder("/no/such/folder", ["true"]),
      error: /\/no\/such\/folder/,
    },
    "there is no such user": {
      session: programSession(["true"], { user: "no-such-user" }),
      error: /^There is no user no-such-user$/,
    },
    "a word cannot be a program": {
      session: programSession(["-x"]),
      error: /^"-x" cannot be the name of a program$/,
    },
    "nothing starts a kind": {
      session: sessionOf({ type: "custom", typeName: "console", payload: 1 }),
      error: /^Nothing here starts entries of type console$/,
    },
    "a variable has an impossible name": { session: env({ "a b": "1" }), error: /"a b" cannot be/ },
    "a variable would hide the session": {
      session: env({ SHEP_SESSION_ID: "1" }),
      error: /SHEP_SESSION_ID cannot be set/,
    },
  };
}
