import { entryWith, policyWith } from "../../lib/kiosk/core/testing/policies.ts";
import { availabilityAt } from "../../lib/kiosk/core/availability_state.ts";
import { EMPTY_LEDGER } from "../../lib/kiosk/core/ledger.ts";
import { ENTRY_KINDS, type TimeWindow } from "../../lib/kiosk/core/policy.ts";
import { wallTime } from "../../lib/kiosk/core/time.ts";
import { openLinuxHost } from "../../lib/kiosk/host/linux_host.ts";
import { Endings, escape, ESCAPE_SHAPES } from "../../lib/kiosk/host/testing/escape.ts";
import type { KioskClient } from "../../lib/kiosk/ipc/client.ts";
import { processesOf, RealDaemon } from "../../lib/cli/kiosk/testing/real_daemon.ts";
import { clock } from "../../lib/system/clock.ts";
import { processes } from "../../lib/system/processes.ts";

/**
 * What the kiosk's daemon costs and how punctual it is. `--sessions N` and `--idle SECONDS` say how
 * much is measured; the figures of documents are of 200 sessions and 300 seconds.
 */

const SESSIONS = optionOf("--sessions", 10);
const IDLE = optionOf("--idle", 10);
const ENTRIES = 500;

function optionOf(name: string, usual: number): number {
  const at = Deno.args.indexOf(name);
  return at < 0 ? usual : Number(Deno.args[at + 1]);
}

function policy(more: string): string {
  const entries = Array.from({ length: ENTRIES }, (_, n) => `
[[entries]]
id = "entry-${n}"
label = "Entry ${n}"
kind = { type = "process", command = "true" }
availability.windows = [{ days = "weekdays", start = "15:00", end = "18:00" }]
limits = { max_run_seconds = 1800, daily_quota_seconds = 3600 }
`);
  return `config_version = 1\n[service]\nroles = { admin_uids = [$UID] }\n${more}\n${
    entries.join("")
  }`;
}

const SLEEPER = `
[[entries]]
id = "sleeper"
label = "Sleeper"
kind = { type = "process", command = "sleep", args = ["999"] }
limits = { max_run_seconds = 2, grace_seconds = 1 }
warnings = [{ seconds_before = 1 }]

[[entries]]
id = "tree"
label = "Tree"
kind = { type = "process", command = "sh", args = ["-c", "for n in $(seq 199); do sleep 999 & done; wait"] }
limits = { max_run_seconds = 0 }
warnings = []
`;

async function roundTrips(
  daemon: RealDaemon,
  count: number,
  type: "ping" | "get_state",
): Promise<readonly number[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => daemon.connect()));
  const times: number[] = [];
  // Below what a connection, and below what a user may ask for; a state counts as several.
  const pause = Math.max(40, count * 4) * (type === "ping" ? 1 : 8);
  for (let round = 0; round < Math.max(5, 250 / count); round++) {
    await Promise.all(clients.map(async (client, n) => {
      await delay(pause * n / count);
      const before = performance.now();
      await client.request({ type });
      times.push(performance.now() - before);
    }));
    await delay(pause / count);
  }
  for (const client of clients) client[Symbol.dispose]();
  return times;
}

/** How late warnings and ends are told, as a client sees it. */
async function lateness(client: KioskClient): Promise<Readonly<Record<string, readonly number[]>>> {
  const late: Record<string, number[]> = { warning_issued: [], session_expiring: [] };
  const ends: number[] = [];
  await client.ask({ type: "subscribe_events" }, "subscribed");
  const events = client.events();
  for (let n = 0; n < SESSIONS; n++) {
    const approved = await client.ask({ type: "launch", entry_id: "sleeper" }, "launch_approved");
    const deadline = Date.parse(approved.deadline ?? "");
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const { type } = next.value.payload;
      const due = type === "warning_issued" ? deadline - 1000 : deadline;
      late[type]?.push(Date.now() - due);
      if (type === "session_ended") {
        ends.push(Date.now() - deadline);
        break;
      }
    }
  }
  return { ...late, session_ended: ends };
}

async function killTree(client: KioskClient): Promise<number> {
  const { session_id } = await client.ask({ type: "launch", entry_id: "tree" }, "launch_approved");
  while (processesOf(session_id).length < 200) await delay(50);
  const before = performance.now();
  await client.ask({ type: "stop_current", mode: "force" }, "stopped");
  const time = performance.now() - before;
  if (processesOf(session_id).length > 0) throw new Error("Processes are left");
  return time;
}

/** How long after its grace the last process of what tries to escape is dead. */
async function escapes(cgroups: "avoid" | undefined): Promise<readonly number[]> {
  const environment = { HOME: "/" };
  await using host = await openLinuxHost({
    ...{ processes, clock, environment },
    ...(cgroups === undefined ? {} : { cgroups }),
  });
  const endings = new Endings(host);
  const times: number[] = [];
  for (const { script, needs } of Object.values(ESCAPE_SHAPES)) {
    if (needs === "root" && Deno.uid() !== 0) continue;
    if (needs === "control groups" && host.capability.processTree !== "cgroup") continue;
    times.push(await escape(host, endings, script));
  }
  await endings.stop();
  return times;
}

async function idle(daemon: RealDaemon): Promise<void> {
  const hello = new Deno.Command(Deno.execPath(), {
    args: ["eval", "setInterval(() => {}, 1e9)"],
  }).spawn();
  const before = processorTime(daemon.pid);
  await delay(IDLE * 1000);
  const used = processorTime(daemon.pid) - before;
  const [own, floor] = [residentMegabytes(daemon.pid), residentMegabytes(hello.pid)];
  console.log(`idle with ${ENTRIES} entries, ${IDLE} s    ${used.toFixed(2)} s of processor time`);
  console.log(
    `resident                      ${own.toFixed(1)} MB, Deno that waits ${floor.toFixed(1)} MB`,
  );
  hello.kill();
  await hello.status;
}

/** Seconds, of all threads. */
function processorTime(pid: number): number {
  const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function residentMegabytes(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

function evaluation(): void {
  const windows: readonly TimeWindow[] = [{ days: [0, 1, 2], start: 900, end: 1080 }];
  const entries = Array.from({ length: 10_000 }, (_, n) =>
    entryWith(`entry-${n}`, {
      windows,
      limits: { maxRun: 1_800_000, dailyQuota: 3_600_000 },
    }));
  const grounds = {
    policy: policyWith({ entries, timeZone: "Europe/Berlin" }),
    kinds: new Set(ENTRY_KINDS),
    ledger: EMPTY_LEDGER,
  };
  const at = wallTime(Date.parse("2026-11-24T15:30:00+01:00"));
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    availabilityAt(grounds, at);
    return performance.now() - before;
  });
  show("evaluation of 10,000 entries", times);
}

function show(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const [p50, p99, most] = [at(0.5), at(0.99), at(1)].map((time) => time.toFixed(1));
  console.log(`${name.padEnd(29)} p50 ${p50} ms, p99 ${p99} ms, max ${most} ms (${times.length})`);
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

if (import.meta.main) {
  evaluation();
  await using daemon = await RealDaemon.start({ policy: policy(SLEEPER) });
  await idle(daemon);
  for (const count of [1, 100]) {
    for (const type of ["ping", "get_state"] as const) {
      show(`${type}, ${count} clients`, await roundTrips(daemon, count, type));
    }
  }
  using client = await daemon.connect();
  for (const [name, times] of Object.entries(await lateness(client))) show(`${name}, late`, times);
  show("end of 200 processes", [await killTree(client)]);
  show("end of what escapes, late", await escapes(undefined));
  show("without control groups, late", await escapes("avoid"));
}
