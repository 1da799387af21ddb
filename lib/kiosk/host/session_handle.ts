import { type HostHandle, hostHandle } from "../core/id.ts";

/** What a session is found by after a restart of the daemon. */
export interface SessionPlace {
  /** Names the start of the computer: after another one, process ids mean something else. */
  readonly bootId: string;
  readonly leader: Leader;
  /** The folder of its control group, if it has one. */
  readonly cgroup?: string;
}

/** The first process of a session; it names the group and the session of the kernel, too. */
export interface Leader {
  readonly pid: number;
  /** When it started, in ticks since the computer did: another process may get its id. */
  readonly start: number;
}

/** @returns What is kept of `place`. */
export function handleOf({ bootId, leader, cgroup }: SessionPlace): HostHandle {
  return hostHandle(JSON.stringify({ bootId, ...leader, ...(cgroup && { cgroup }) }));
}

/** @returns What `handle` was made of; `undefined` if it is not one of ours. */
export function placeOf(handle: HostHandle): SessionPlace | undefined {
  const kept = parse(handle);
  if (typeof kept !== "object" || kept === null) return undefined;
  const { bootId, pid, start, cgroup }: Partial<Record<string, unknown>> = { ...kept };
  if (typeof bootId !== "string" || typeof pid !== "number" || typeof start !== "number") {
    return undefined;
  }
  const leader = { pid, start };
  return typeof cgroup === "string" ? { bootId, leader, cgroup } : { bootId, leader };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
