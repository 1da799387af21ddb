import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";
import { RealDaemon } from "./testing/real_daemon.ts";

/** The commands of `shep kiosk`, given to a real daemon. */

const POLICY = `
config_version = 1

[service]
timezone = "UTC"
roles = { admin_uids = [$UID] }

[[budgets]]
id = "play"
label = "Playing"
daily_seconds = 7200

[[entries]]
id = "sleeper"
label = "Sleeper"
kind = { type = "process", command = "sleep", args = ["999"] }
limits = { max_run_seconds = 3600, cooldown_seconds = 60, budgets = ["play"] }
warnings = []

[[entries]]
id = "never"
label = "Never"
kind = { type = "process", command = "true" }
disabled = true
disabled_reason = "Broken"
`;

/** A command line, what it prints, and its exit code. Numbers that vary are written as N. */
const DIALOGUE: readonly [string, RegExp | string, number?][] = [
  [
    "kiosk state",
    "Nothing is running\n  sleeper  Sleeper  open for 1 h\n  never    Never    Broken\n",
  ],
  ["kiosk health", "The daemon is ready\n"],
  ["kiosk launch never", "ERROR! Cannot start never: Broken\n", 1],
  ["kiosk launch nothing", "ERROR! Cannot start nothing: Entry not found\n", 1],
  ["kiosk stop", "ERROR! Nothing is running\n", 1],
  ["kiosk launch sleeper", /^sleeper has started, until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n$/],
  [
    "kiosk state",
    /^Sleeper \(sleeper\) is running, until [-\d]+ [:\d]+, (59 min|1 h).* left\n {2}sleeper {2}Sleeper {2}sleeper is running for .+\n {2}never {4}Never {4}sleeper is running for .+; Broken\n$/,
  ],
  [
    "kiosk extend soon",
    /^ERROR! Cannot use soon as a duration: it must be such as 15m or 1h30m\n$/,
    1,
  ],
  ["kiosk extend 15m", /^It may run until [-\d]+ [:\d]+, beyond its max_run\n$/],
  ["kiosk reload", "The policy was read again: 2 entries\n"],
  ["kiosk stop --force", "It has ended\n"],
  ["kiosk entries", /^ {2}sleeper {2}Sleeper {2}has to wait until [-\d]+ [:\d]+\n/],
  ["kiosk entries --at 2099-01-01T12:00Z", /^ {2}sleeper {2}Sleeper {2}open for 1 h\n/],
  [
    "kiosk entries --at yesterday",
    /^ERROR! Cannot use --at yesterday: it must be a time\nhint: /,
    1,
  ],
  ["kiosk explain sleeper --at 2099-01-01T12:00Z", /longest run: 1 h a launch\n/],
  ["kiosk explain nothing", 'ERROR! There is no entry "nothing"\n', 1],
  ["kiosk usage --from 2026-02-30", 'ERROR! "from" must be a date such as "2026-11-22"\n', 1],
  [
    "kiosk usage --from 2099-01-02 --to 2099-01-01",
    'ERROR! "from" must not be after "to"\n',
    1,
  ],
  ["kiosk audit verify --after 3", "ERROR! Cannot verify a part of the audit log: --after 3\n", 1],
  [
    "kiosk usage",
    /^[-\d]+ {2}sleeper {2}\d+ s\nBudgets:\n {2}Playing: (1 h 59 min .+|2 h) of 2 h left, /,
  ],
  ["kiosk audit", /^1 {2}[-\d]+ [:\d]+ {2}service_started boot_id=/],
  ["kiosk state --format json", /^\{\n {2}"type": "state",\n {2}"api_version": 1,\n/],
  ["kiosk entries --format json", /^\{\n {2}"type": "entries",\n {2}"entries": \[\n/],
  ["kiosk explain sleeper --format json", /^\{\n {2}"type": "explanation",\n {2}"entry": \{\n/],
  ["kiosk usage --format json", /^\{\n {2}"type": "usage",\n {2}"usage": \[\n/],
  [
    "kiosk health --format json",
    /^\{\n {2}"type": "health",\n {2}"live": true,\n {2}"ready": true,\n/,
  ],
  ["kiosk audit --after 1 --format json", /^\{\n {2}"type": "audit",\n {2}"records": \[\n/],
  [
    "kiosk audit verify",
    /^The audit log is intact: \d+ records, the last with hash [0-9a-f]{64}\n$/,
  ],
  ["kiosk accept-clock", /^The daemon believes that it is [-\d]+ [:\d]+\n$/],
  ["completion bash kiosk launch sl", "sleeper\n"],
  ["completion bash kiosk explain ''", /^-h.*--help.*sleeper\n+never\n$/s],
];

const TOLD = [
  "audit_entry",
  "session_started",
  "session_extended",
  "session_ended",
  "policy_reloaded",
];

Deno.test("shep kiosk asks a daemon, and tells it what to do", async () => {
  await using daemon = await RealDaemon.start({ policy: POLICY });
  using shell = new ShepShell("testdata/kiosk/config");
  const shep = async (line: string) => {
    const { stdout, stderr, code } = await shell.run(
      `SHEPHERD_SOCKET=${daemon.socket} shep ${line}`,
    );
    return { text: stdout + stderr, code };
  };
  const watcher = shell.start(
    `SHEPHERD_SOCKET=${daemon.socket} shep kiosk events --audit --format json`,
  );
  const events = new Response(watcher.stdout).text();
  for (const [line, expected, code = 0] of DIALOGUE) {
    const answer = await shep(line);
    if (typeof expected === "string") assert.equal(answer.text, expected, line);
    else assert.match(answer.text, expected, `${line}: ${answer.text}`);
    assert.equal(answer.code, code, line);
  }
  await daemon.signal("SIGTERM");
  const told = (await events).trimEnd().split("\n").map((line) => JSON.parse(line).payload.type);
  for (const type of TOLD) {
    assert.ok(told.includes(type), type);
  }
  assert.equal(told.at(-1), "shutdown");
  const { text, code } = await shep("kiosk state");
  assert.match(text, /^ERROR! Cannot reach the daemon at .*: there is no such socket\nhint: /);
  assert.equal(code, 1);
  assert.equal((await shep("completion bash kiosk launch sl")).text, "");
  await new Response(watcher.stderr).text();
  await watcher.status;
  await daemon.restart();
});

/** Commands of which each does what the one before it made possible, and their answers. */
const IN_JSON: readonly [string, unknown, number?][] = [
  ["launch sleeper", { type: "launch_approved", session_id: "ID", deadline: "TIME" }],
  [
    "launch sleeper",
    {
      type: "launch_denied",
      reasons: [{ code: "session_active", entry_id: "sleeper", remaining: "LENGTH" }],
    },
    1,
  ],
  ["extend 15m", { type: "extended", new_deadline: "TIME", beyond: ["max_run"] }],
  ["reload", { type: "config_reloaded", entry_count: 2 }],
  ["stop", { type: "stopped" }],
  ["accept-clock", { type: "clock_accepted", time: "TIME" }],
];

Deno.test("shep kiosk answers in JSON what the daemon has answered", async () => {
  await using daemon = await RealDaemon.start({ policy: POLICY });
  using shell = new ShepShell("testdata/kiosk/config");
  for (const [line, expected, code = 0] of IN_JSON) {
    const answer = await shell.run(
      `shep kiosk ${line} --format json --socket ${daemon.socket}`,
    );
    assert.deepEqual(JSON.parse(answer.stdout, withoutWhatVaries), expected, line);
    assert.equal(answer.code, code, line);
  }
});

Deno.test("shep kiosk looks for a daemon where services of the system are, if nothing is named", async () => {
  using shell = new ShepShell("testdata/kiosk/config");
  // A service of the system has no home; who it is must be known all the same.
  const { code, stderr } = await shell.run(
    "env -u HOME XDG_RUNTIME_DIR=$PWD/run shep kiosk state",
  );
  const where = Deno.uid() === 0
    ? "/run/shepherdd/shepherdd.sock"
    : "$WORK/run/shepherdd/shepherdd.sock";
  assert.equal(
    stderr.split("\n")[0],
    `ERROR! Cannot reach the daemon at ${where}: there is no such socket`,
  );
  assert.equal(code, 1);
});

function withoutWhatVaries(key: string, value: unknown): unknown {
  if (key === "session_id") return "ID";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value)) return "TIME";
  return typeof value === "object" && value !== null && "nanos" in value ? "LENGTH" : value;
}
