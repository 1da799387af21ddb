import { deepStrictEqual, ok } from "node:assert/strict";
import { clock } from "../../../system/clock.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { SessionId } from "../../core/id.ts";
import type { LinuxHost } from "../linux_host.ts";
import { livingIn } from "./living_in.ts";
import { sessionOf } from "./sessions.ts";
import { exists, until } from "./until.ts";

/** A program that tries to outlive its session; it makes the file `ready` when it has begun to. */
interface EscapeShape {
  readonly script: string;
  /** How many run at the same time, if not all. */
  readonly atOnce?: number;
  /** What it takes. */
  readonly needs?: "root" | "control groups";
}

/** All of them, and what they start: none ends because it is asked. */
const STUBBORN = "trap '' TERM HUP INT QUIT\n";
const FOREVER = "while :; do sleep 1000; done";

/** By what they do. */
export const ESCAPE_SHAPES: Readonly<Record<string, EscapeShape>> = {
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
    atOnce: 4,
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

/** Milliseconds that a session is given to end by itself. */
const GRACE = 300;
/** Milliseconds after which what still lives is taken to have escaped. */
const PATIENCE = 60_000;

/**
 * Starts what tries to escape, and does what the core does when time is up, but uses force only once.
 *
 * @returns How many milliseconds after its grace the last of it was dead.
 */
export async function escape(
  host: LinuxHost,
  endings: Endings,
  script: string,
): Promise<number> {
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
  const { id } = session;
  const ended = endings.of(id);
  await host.stop(id, outcome.handle, "graceful");
  await clock.sleep(GRACE);
  const forced = performance.now();
  await host.stop(id, outcome.handle, "force");
  const stop = new AbortController();
  const bored = clock.sleep(PATIENCE, { signal: stop.signal }).then(() => "bored", () => "ended");
  const end = await Promise.race([ended, bored]);
  const lateness = performance.now() - forced;
  stop.abort();
  if (end === "bored") {
    const living = livingIn(cwd);
    await host.stop(id, outcome.handle, "force");
    throw new Error(`Cannot end processes by force: ${living} live`);
  }
  deepStrictEqual(livingIn(cwd), []);
  return lateness;
}

/** Waits for the ends of many sessions, each of which must be told once. */
export class Endings {
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
