import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { clock } from "../../system/clock.ts";
import { processes } from "../../system/processes.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import type { HostHandle, SessionId } from "../core/id.ts";
import { readLinuxFacts } from "./linux_facts.ts";
import { type LinuxHost, openLinuxHost } from "./linux_host.ts";
import { livingIn } from "./testing/living_in.ts";
import { sessionOf } from "./testing/sessions.ts";
import { exists, until } from "./testing/until.ts";

/** Milliseconds: what the core gives a session to end by itself, and how often it uses force. */
const GRACE = 300;
const FORCE_EVERY = 1000;
/** The bar is a second, where nothing else runs; it is only held up by one who says so. */
const LATENESS = Number(Deno.env.get("SHEP_ESCAPE_LATENESS") ?? Infinity);
/** In the better way that this computer has, and in the other one. */
const TIMES = { first: 20, second: Number(Deno.env.get("SHEP_ESCAPE_TIMES") ?? 2) };

/** A program that tries to outlive its session; it makes the file `ready` when it has begun to. */
interface Shape {
  readonly script: string;
  /** How many run at the same time. */
  readonly atOnce?: number;
  /** What it takes. */
  readonly needs?: "root" | "control groups";
}

/** All of them, and what they start: none ends because it is asked. */
const STUBBORN = "trap '' TERM HUP INT QUIT\n";
const FOREVER = "while :; do sleep 1000; done";

const SHAPES: Readonly<Record<string, Shape>> = {
  "opens sessions of its own": {
    script: `setsid sh -c 'echo >ready; ${FOREVER}' & setsid sleep 1000`,
  },
  "forks twice and lets go of its parents": {
    script: `(setsid sh -c 'sh -c "echo >ready; ${FOREVER}" & exit' &); sleep 1000`,
  },
  "ignores that it is asked": {
    script: `(echo >ready; ${FOREVER}) & ${FOREVER}`,
  },
  "is a storm of 200 processes": {
    script: `i=0; echo >ready
      while [ $i -lt 200 ]; do setsid sleep 1000 & i=$((i+1)); done; ${FOREVER}`,
    atOnce: 2,
  },
  "leaves by its first process": { script: `(echo >ready; ${FOREVER}) & exit 0` },
  "halts itself": {
    script:
      `sh -c 'echo >ready; while :; do kill -STOP $$; done' & while :; do kill -STOP $$; done`,
  },
  "calls itself something else": {
    script: `printf 'a) Z 1 1 1' >/proc/$$/comm
      setsid sh -c 'printf "\\n1 (x) Z 1" >/proc/$$/comm; echo >ready; ${FOREVER}' & ${FOREVER}`,
  },
  "becomes another user": {
    script: `setsid setpriv --reuid=12345 --clear-groups sh -c '${FOREVER}' & echo >ready
      setpriv --reuid=12345 --clear-groups sleep 1000`,
    needs: "root",
  },
  "forgets where it comes from": {
    script: `env -i PATH="$PATH" setsid sh -c '(echo >ready; ${FOREVER}) & exit' & exit 0`,
    needs: "control groups",
  },
};

const facts = await readLinuxFacts(processes);
const hasGroups = facts.cgroupBase !== undefined;
const WAYS = [
  { name: "with control groups", cgroups: undefined, times: TIMES.first },
  { name: "without control groups", cgroups: "avoid", times: hasGroups ? TIMES.second : 20 },
] as const;

for (const { name: way, cgroups, times } of WAYS) {
  for (const [what, { script, needs, atOnce = 5 }] of Object.entries(SHAPES)) {
    if (needs === "control groups" && cgroups === "avoid") continue;
    const isPossible = (hasGroups || cgroups === "avoid") && (needs !== "root" || facts.uid === 0);
    Deno.test({
      name: `LinuxHost ${way} ends, ${times} times, what ${what}` +
        (isPossible ? "" : ` (needs ${needs ?? "control groups"})`),
      ignore: !isPossible,
      async fn() {
        const environment = { HOME: "/" };
        await using host = await openLinuxHost({
          ...{ processes, clock, environment },
          ...(cgroups === undefined ? {} : { cgroups }),
        });
        const endings = new Endings(host);
        let left = times;
        const latest: number[] = [];
        const worker = async () => {
          while (left-- > 0) latest.push(await escape(host, endings, script));
        };
        // All come to their end, whatever is found out about one of them.
        const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, worker));
        await endings.stop();
        for (const one of outcomes) if (one.status === "rejected") throw one.reason;
        const most = Math.round(Math.max(...latest));
        strictEqual(latest.length, times);
        ok(most <= LATENESS, `The last was dead ${most} ms after its grace`);
      },
    });
  }
}

/** @returns How many milliseconds after its grace the last of it was dead. */
async function escape(host: LinuxHost, endings: Endings, script: string): Promise<number> {
  using folder = new TemporaryFolder();
  const cwd = folder.path;
  Deno.chmodSync(cwd, 0o777);
  const kind = {
    type: "process",
    command: "sh",
    args: ["-c", STUBBORN + script],
    env: {},
    cwd,
  } as const;
  const session = sessionOf(kind);
  const outcome = await host.spawn(session, { logLimit: 0 });
  if (outcome.kind !== "spawned") throw new Error(outcome.error);
  await until(() => exists(`${cwd}/ready`), "it has begun");
  const asked = performance.now();
  await endIt(host, endings, { id: session.id, handle: outcome.handle });
  const lateness = performance.now() - asked - GRACE;
  deepStrictEqual(livingIn(cwd), []);
  return lateness;
}

/** Does what the core does. */
async function endIt(
  host: LinuxHost,
  endings: Endings,
  { id, handle }: { readonly id: SessionId; readonly handle: HostHandle },
): Promise<void> {
  const ended = endings.of(id);
  // Not waited for before the next one, as the daemon does not.
  const told: Promise<void>[] = [];
  let patience = GRACE;
  for (const mode of ["graceful", ...Array(60).fill("force")]) {
    told.push(host.stop(id, handle, mode));
    const stop = new AbortController();
    const over = clock.sleep(patience, { signal: stop.signal }).then(() => "over", () => "over");
    const outcome = await Promise.race([ended, over]);
    stop.abort();
    if (outcome === "ended") return void await Promise.all(told);
    patience = FORCE_EVERY;
  }
  throw new Error("Cannot end it");
}

/** Waits for the ends of many sessions, each of which must be told once. */
class Endings {
  readonly #abort = new AbortController();
  readonly #ended = new Map<SessionId, PromiseWithResolvers<"ended">>();
  readonly #seen = new Set<SessionId>();
  readonly #done: Promise<void>;

  constructor(host: LinuxHost) {
    this.#done = this.#listen(host);
  }

  of(id: SessionId): Promise<"ended"> {
    return this.#entry(id).promise;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#done;
  }

  async #listen(host: LinuxHost): Promise<void> {
    for await (const event of host.events(this.#abort.signal)) {
      if (event.kind !== "exited") continue;
      ok(!this.#seen.has(event.sessionId), "An end was told twice");
      this.#seen.add(event.sessionId);
      this.#entry(event.sessionId).resolve("ended");
    }
  }

  #entry(id: SessionId): PromiseWithResolvers<"ended"> {
    const entry = this.#ended.get(id) ?? Promise.withResolvers<"ended">();
    this.#ended.set(id, entry);
    return entry;
  }
}
