import assert from "node:assert/strict";
import type { EventMessage } from "../../kiosk/api.ts";
import { until } from "../../kiosk/host/testing/until.ts";
import { libcPath } from "../../system/libc.ts";
import { TESTED_SHEP } from "../testing/tested_shep.ts";
import { confinement } from "./confine.ts";
import { processesOf, RealDaemon } from "./testing/real_daemon.ts";

/** The real program, on the computer that the tests run on. */

const SAMPLE = `
config_version = 1

[service]
roles = { admin_uids = [$UID] }

[[entries]]
id = "sleeper"
label = "Sleeper"
kind = { type = "process", command = "sleep", args = ["999"] }
limits = { max_run_seconds = 4, grace_seconds = 2 }

[[entries.warnings]]
seconds_before = 3

[[entries.warnings]]
seconds_before = 1
severity = "critical"
message = "{label} ends in {remaining}"
`;

Deno.test("shep daemon run starts sleep 999, warns, ends it on time, and tells a client", async () => {
  await using daemon = await RealDaemon.start({ policy: SAMPLE });
  using watcher = await daemon.connect();
  using client = await daemon.connect();
  await watcher.ask({ type: "subscribe_events" }, "subscribed");
  const approved = await launchAndLeave(daemon);
  const [leader] = processesOf(approved.session_id);
  // A session has begun when its shell is about to become the program.
  const isSleep = () => Deno.readTextFileSync(`/proc/${leader}/cmdline`) === "sleep\x00999\x00";
  await until(isSleep, "sleep runs");
  const seen: EventMessage[] = [];
  for await (const event of watcher.events()) {
    seen.push(event);
    if (event.payload.type === "session_ended") break;
  }
  assert.deepEqual(processesOf(approved.session_id), []);
  const told = seen.filter(({ payload: { type } }) =>
    type !== "state_changed" && type !== "entry_availability_changed"
  );
  assert.deepEqual(told.map(({ payload }) => payload.type), [
    "session_started",
    "warning_issued",
    "warning_issued",
    "session_expiring",
    "session_ended",
  ]);
  const deadline = Date.parse(approved.deadline ?? "");
  const late = told.slice(1, 4).map(({ timestamp }, n) =>
    Date.parse(timestamp) - deadline + ([3000, 1000, 0][n] ?? 0)
  );
  // How late it may be is up to the computer; scripts/bench/kiosk.ts measures that.
  assert.ok(late.every((by) => by >= -5), `Late by ${late}`);
  const [, first, second, , end] = told.map(({ payload }) => payload);
  assert(first?.type === "warning_issued" && second?.type === "warning_issued");
  assert.deepEqual([first.threshold_seconds, first.severity], [3, "warn"]);
  assert.deepEqual([second.severity, second.message], ["critical", "Sleeper ends in 1 s"]);
  assert(end?.type === "session_ended");
  assert.deepEqual(end.reason, { type: "expired" });
  const { usage } = await client.ask({ type: "get_usage" }, "usage");
  assert.equal(usage[0]?.used.secs, end.duration.secs);
  const { intact } = await client.ask({ type: "verify_audit" }, "audit_verified");
  assert.equal(intact, true);
  assert.match(daemon.log, new RegExp(`A session has ended session_id=${approved.session_id}`));
});

Deno.test("shep daemon run reads its policy again at SIGHUP, and ends what runs at SIGTERM", async () => {
  // A service of the system has no home.
  await using daemon = await RealDaemon.start({ policy: SAMPLE, environment: NO_HOME });
  using watcher = await daemon.connect();
  await watcher.ask({ type: "subscribe_events" }, "subscribed");
  const events = watcher.events();
  const untilEvent = async (type: EventMessage["payload"]["type"]) => {
    while (true) {
      const { value } = await events.next();
      if (!value || value.payload.type === type) return value?.payload;
    }
  };
  daemon.write(
    SAMPLE.replace("max_run_seconds = 4", "max_run_seconds = 900")
      .replace("[service]", `[service]\nlog_dir = "${daemon.folder}/elsewhere"`),
  );
  Deno.kill(daemon.pid, "SIGHUP");
  assert.deepEqual(await untilEvent("policy_reloaded"), {
    type: "policy_reloaded",
    entry_count: 1,
  });
  const { entries } = await watcher.ask({ type: "get_state" }, "state");
  assert.equal(entries[0]?.max_run_if_started_now?.secs, 900);
  assert.match(daemon.log, /What log_dir says of the service holds from its next start on$/m);
  const approved = await watcher.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
  const { success } = await daemon.signal("SIGTERM");
  assert.equal(success, true);
  assert.deepEqual(processesOf(approved.session_id), []);
  const ended = await untilEvent("session_ended");
  assert(ended?.type === "session_ended");
  assert.deepEqual(ended.reason, { type: "service_shutdown" });
  assert.deepEqual(await untilEvent("shutdown"), { type: "shutdown" });
  assert.throws(() => Deno.lstatSync(daemon.socket), Deno.errors.NotFound);
  await daemon.restart();
  using client = await daemon.connect();
  const { usage } = await client.ask({ type: "get_usage" }, "usage");
  assert.equal(usage.length, 1);
});

Deno.test("shep daemon run logs lines of JSON that name their session", async () => {
  const daemon = await RealDaemon.start({ policy: SAMPLE, words: ["--format", "json"] });
  using client = await daemon.connect();
  const approved = await client.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
  await client.ask({ type: "stop_current", mode: "force" }, "stopped");
  // All of the log is there when it is gone.
  await daemon[Symbol.asyncDispose]();
  const lines = daemon.log.trimEnd().split("\n").map((line) => JSON.parse(line));
  const ofSession = lines.filter(({ session_id }) => session_id === approved.session_id);
  assert.deepEqual(ofSession.map(({ message }) => message), [
    "A session has started",
    "A session was told to end",
    "A session has ended",
  ]);
});

Deno.test("shep daemon run says what its policy asks for and can't be had here", async () => {
  const policy = `${SAMPLE}
[[entries]]
id = "console"
label = "Console"
kind = { type = "custom", type_name = "console" }
user = "nobody-is-called-so"
`;
  await using daemon = await RealDaemon.start({ policy });
  assert.match(daemon.log, /WARNING.* There is nothing here that starts console$/im);
  assert.match(
    daemon.log,
    /WARNING.* There is no user nobody-is-called-so, who is to run console$/im,
  );
  using client = await daemon.connect();
  const { entries } = await client.ask({ type: "list_entries" }, "entries");
  assert.deepEqual(entries.map(({ reasons }) => reasons), [
    [],
    [{ code: "unsupported_kind", kind: "custom" }],
  ]);
});

Deno.test("shep daemon run displaces no other that serves at its socket", async () => {
  await using daemon = await RealDaemon.start({ policy: SAMPLE });
  const [program, ...words] = TESTED_SHEP;
  const { stderr, code } = await new Deno.Command(program, {
    args: [...words, ...daemon.words.slice(0, -1), `${daemon.folder}/other`],
  }).output();
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /another daemon does/);
  using client = await daemon.connect();
  await client.ask({ type: "ping" }, "pong");
});

Deno.test("shep daemon run tells systemd when it is ready, alive, and about to end", async () => {
  const folder = Deno.makeTempDirSync();
  const receiver = new Deno.Command("/usr/bin/python3", {
    args: ["-c", RECEIVE, `${folder}/notify`],
    stdout: "piped",
  }).spawn();
  const lines = receiver.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await lines.read();
  const environment = { NOTIFY_SOCKET: `${folder}/notify`, WATCHDOG_USEC: "300000" };
  const daemon = await RealDaemon.start({ policy: SAMPLE, environment });
  Deno.kill(daemon.pid, "SIGHUP");
  let told = "";
  while ((told.match(/^WATCHDOG=1$/gm)?.length ?? 0) < 3 || !/RELOADING=1[^]*READY=1/.test(told)) {
    told += (await lines.read()).value;
  }
  using client = await daemon.connect();
  await client.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
  await daemon.signal("SIGTERM");
  for (let next = await lines.read(); !next.done; next = await lines.read()) told += next.value;
  assert.match(told, /^READY=1\n[^]*RELOADING=1\nMONOTONIC_USEC=\d+\n/m);
  // The session has 2 s to end, and 5 s once it was forced to.
  assert.match(told, /^STOPPING=1\nEXTEND_TIMEOUT_USEC=17000000\n$/m);
  await receiver.status;
  await daemon[Symbol.asyncDispose]();
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("shep daemon run has no more permissions than it names", async () => {
  await using daemon = await RealDaemon.start({ policy: SAMPLE });
  const words = Deno.readTextFileSync(`/proc/${daemon.pid}/cmdline`).split("\x00");
  const flags = words.filter((word) => word.startsWith("--allow") || word === "-A");
  const main = words.find((word) => /\/main\.[jt]s$/.test(word));
  const own = `--allow-read=${main?.slice(0, main.lastIndexOf("/"))}`;
  const { folder, socket, config } = daemon;
  const named = confinement({
    config,
    paths: { socket, stateDir: `${folder}/state`, sessionLogs: `${folder}/state/sessions` },
    libc: libcPath(),
    compositor: { kind: "none" },
  });
  assert.deepEqual(flags, [...named, own]);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      ...named,
      "data:application/javascript," + encodeURIComponent(EXCEED),
    ],
    env: { FOLDER: folder },
  }).output();
  assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), {
    net: "NotCapable",
    listen: "NotCapable",
    otherSocket: "NotCapable",
    readHome: "NotCapable",
    readShadow: "NotCapable",
    writeConfig: "NotCapable",
    otherLibrary: "NotCapable",
    own: "done",
  });
});

const NO_HOME = {
  HOME: "",
  DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`,
};

Deno.test("shep daemon run keeps all permissions only if it is told to, and says so", async () => {
  await using daemon = await RealDaemon.start({ policy: SAMPLE, words: ["--unconfined"] });
  assert.doesNotMatch(Deno.readTextFileSync(`/proc/${daemon.pid}/cmdline`), /--allow-\w+=/);
  assert.match(daemon.log, /WARNING.* The daemon keeps all permissions of this program$/im);
  using client = await daemon.connect();
  await client.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
});

/** What holds for a session does not depend on the client that asked for it. */
async function launchAndLeave(daemon: RealDaemon) {
  using shell = await daemon.connect();
  return await shell.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
}

/** Tries what a daemon has no need to do. */
const EXCEED = `
const folder = Deno.env.get("FOLDER");
const tries = {
  net: () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
  listen: () => Deno.listen({ port: 0 }),
  otherSocket: () => Deno.connect({ transport: "unix", path: "/run/dbus/system_bus_socket" }),
  readHome: () => [...Deno.readDirSync("/home")],
  readShadow: () => Deno.readTextFileSync("/etc/shadow"),
  writeConfig: () => Deno.writeTextFileSync(folder + "/kiosk.toml", ""),
  otherLibrary: () => Deno.dlopen("/lib/x86_64-linux-gnu/libm.so.6", {}),
  own: () => Deno.writeTextFileSync(folder + "/state/x", "x"),
};
const seen = {};
for (const [name, act] of Object.entries(tries)) {
  try {
    await act();
    seen[name] = "done";
  } catch (error) {
    seen[name] = error.name;
  }
}
console.log(JSON.stringify(seen));
`;

const RECEIVE = `
import socket, sys
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(sys.argv[1])
print("listening", flush=True)
while True:
    text = receiver.recv(1000).decode()
    print(text, flush=True)
    if text.startswith("STOPPING=1"):
        break
`;
