/**
 * Runs a host as whoever runs this, and prints what it could do. A test starts it as a user without
 * any privilege; the only argument is a folder that this user may write to.
 */
import { clock } from "../../../system/clock.ts";
import { processes } from "../../../system/processes.ts";
import { type LinuxHost, openLinuxHost } from "../linux_host.ts";
import { livingIn } from "./living_in.ts";
import { nextEvent } from "./next_event.ts";
import { programSession, sessionOf } from "./sessions.ts";
import { exists, until } from "./until.ts";

/** What the program prints, as JSON. */
export interface UnprivilegedReport {
  readonly processTree: string;
  readonly canRunAsUser: boolean;
  readonly health: string;
  /** What came of an entry that root was to run. */
  readonly asRoot: string;
  readonly output: string;
  readonly exitCode: number | undefined;
  /** Whether nothing could be started any more while a session had used up all processes. */
  readonly wasExhausted: boolean;
  /** Processes that were alive when their session was told to be over. */
  readonly survivors: readonly number[];
}

const ESCAPE = `trap '' TERM HUP
(setsid sh -c 'sh -c "echo >ready; while :; do sleep 1000; done" & exit' &)
sleep 1000`;

/** Uses up all processes that the user may have. */
const EXHAUST = `(while :; do sleep 1000 & done) 2>/dev/null
echo >ready
exec sleep 1000`;

async function report(folder: string): Promise<UnprivilegedReport> {
  await using host = await openLinuxHost({ processes, clock, environment: { HOME: folder } });
  const { processTree, canRunAsUser } = host.capability;
  const failed = await host.spawn(programSession(["id"], { user: "root" }), { logLimit: 0 });

  const logFile = `${folder}/log`;
  await host.spawn(programSession(["id", "-u"]), { logFile, logLimit: 100 });
  const ended = await nextEvent(host);
  const health = (await host.check()).kind;

  const survivors = await survivorsOf(host, { script: ESCAPE, folder });
  let wasExhausted = false;
  const meanwhile = async () => {
    wasExhausted = (await host.check()).kind === "failed";
  };
  const others = await survivorsOf(host, { script: EXHAUST, folder, meanwhile });
  return {
    ...{ processTree, canRunAsUser, health, wasExhausted },
    asRoot: failed.kind === "spawn_failed" ? failed.error : failed.kind,
    output: Deno.readTextFileSync(logFile),
    exitCode: ended.kind === "exited" ? ended.exitCode : undefined,
    survivors: [...survivors, ...others],
  };
}

/** What tries to outlive its session, and what is done when it has begun to. */
interface Attempt {
  readonly script: string;
  readonly folder: string;
  readonly meanwhile?: () => Promise<void>;
}

/** @returns The processes of a script that live after the end of its session was told. */
async function survivorsOf(
  host: LinuxHost,
  { script, folder, meanwhile }: Attempt,
): Promise<readonly number[]> {
  const cwd = Deno.makeTempDirSync({ dir: folder });
  const kind = { type: "process", command: "sh", args: ["-c", script], env: {}, cwd } as const;
  const session = sessionOf(kind);
  const outcome = await host.spawn(session, { logLimit: 0 });
  if (outcome.kind !== "spawned") throw new Error(outcome.error);
  await until(() => exists(`${cwd}/ready`), "it has begun");
  await meanwhile?.();
  const ended = nextEvent(host);
  let isOver = false;
  ended.then(() => isOver = true);
  while (!isOver) {
    await host.stop(session.id, outcome.handle, "force").catch(() => {});
    await Promise.race([ended, clock.sleep(1000)]);
  }
  return livingIn(cwd);
}

if (import.meta.main) console.log(JSON.stringify(await report(Deno.args[0] ?? "")));
