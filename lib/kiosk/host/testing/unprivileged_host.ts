/**
 * Runs a host as whoever runs this, and prints what it could do. A test starts it as a user without
 * any privilege; the only argument is a folder that this user may write to.
 */
import { clock } from "../../../system/clock.ts";
import { processes } from "../../../system/processes.ts";
import { openLinuxHost } from "../linux_host.ts";
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
  /** Processes that were alive when their session was told to be over. */
  readonly survivors: readonly number[];
}

const ESCAPE = `trap '' TERM HUP
(setsid sh -c 'sh -c "echo >ready; while :; do sleep 1000; done" & exit' &)
sleep 1000`;

async function report(folder: string): Promise<UnprivilegedReport> {
  await using host = await openLinuxHost({ processes, clock, environment: { HOME: folder } });
  const { processTree, canRunAsUser } = host.capability;
  const failed = await host.spawn(programSession(["id"], { user: "root" }), { logLimit: 0 });

  const logFile = `${folder}/log`;
  await host.spawn(programSession(["id", "-u"]), { logFile, logLimit: 100 });
  const ended = await nextEvent(host);

  const kind = { type: "process", command: "sh", args: ["-c", ESCAPE], env: {}, cwd: folder };
  const session = sessionOf({ ...kind, type: "process" });
  const outcome = await host.spawn(session, { logLimit: 0 });
  if (outcome.kind !== "spawned") throw new Error(outcome.error);
  await until(() => exists(`${folder}/ready`), "it has begun");
  await host.stop(session.id, outcome.handle, "graceful");
  await host.stop(session.id, outcome.handle, "force");
  await nextEvent(host);
  return {
    ...{ processTree, canRunAsUser },
    health: (await host.check()).kind,
    asRoot: failed.kind === "spawn_failed" ? failed.error : failed.kind,
    output: Deno.readTextFileSync(logFile),
    exitCode: ended.kind === "exited" ? ended.exitCode : undefined,
    survivors: livingIn(folder),
  };
}

if (import.meta.main) console.log(JSON.stringify(await report(Deno.args[0] ?? "")));
