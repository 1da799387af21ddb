import type { Clock } from "../../../base/clock.ts";
import { asUser } from "../as_user.ts";
import type { UserAccount } from "../user_account.ts";
import { connectTo } from "./sway_connection.ts";

/** How Sway is started. */
export interface SwayStart {
  readonly configFile: string;
  /** `XDG_RUNTIME_DIR` must be in it, a folder of the user's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whom it runs as: it refuses to run as root. The daemon's own user if left out. */
  readonly account?: Pick<UserAccount, "uid" | "gid">;
  readonly clock: Clock;
}

/** A Sway that was started here. */
export interface RunningSway extends AsyncDisposable {
  readonly socketPath: string;
  /** What programs must have in `WAYLAND_DISPLAY`. */
  readonly display: string;
}

/** Milliseconds that it may take. */
const PATIENCE = 15_000;
const LOOK_EVERY = 20;
/** Milliseconds it has to end by itself. */
const GRACE = 3000;

/** @throws {Error} If it does not get ready, or ends instead. */
export async function startSway(start: SwayStart): Promise<RunningSway> {
  const { configFile, environment, clock } = start;
  const runtime = environment["XDG_RUNTIME_DIR"];
  if (runtime === undefined) throw new Error("Cannot start Sway: XDG_RUNTIME_DIR is not set");
  const before = displaysIn(runtime);
  const socketPath = `${runtime}/shep-sway.${crypto.randomUUID().slice(0, 8)}.sock`;
  const child = spawnSway(start, socketPath);
  const stop = () => endSway(child, clock);
  let isGone = false;
  child.status.then(() => isGone = true);
  for (let waited = 0; waited < PATIENCE && !isGone; waited += LOOK_EVERY) {
    const display = displaysIn(runtime).find((name) => !before.includes(name));
    const ready = display !== undefined && await isReachable(socketPath);
    if (ready) return { socketPath, display, [Symbol.asyncDispose]: stop };
    await clock.sleep(LOOK_EVERY);
  }
  await stop();
  const why = isGone ? "it has ended" : `it was not ready within ${PATIENCE / 1000} s`;
  throw new Error(`Cannot start Sway with ${configFile}: ${why}`);
}

function displaysIn(runtime: string): readonly string[] {
  return [...Deno.readDirSync(runtime)].map(({ name }) => name)
    .filter((name) => /^wayland-\d+$/.test(name));
}

async function isReachable(path: string): Promise<boolean> {
  try {
    using _connection = await connectTo(path);
    return true;
  } catch {
    // Not yet.
    return false;
  }
}

function spawnSway(
  { account, configFile, environment }: SwayStart,
  socketPath: string,
): Deno.ChildProcess {
  const [program = "", ...args] = [
    ...(account === undefined ? [] : asUser(account)),
    ...["sway", "-c", configFile],
  ];
  try {
    return new Deno.Command(program, {
      args,
      clearEnv: true,
      env: { PATH: "/usr/bin:/bin", ...environment, SWAYSOCK: socketPath },
      stdin: "null",
      stdout: "null",
      stderr: "null",
      detached: true,
    }).spawn();
  } catch (cause) {
    throw new Error(`Cannot start Sway: there is no program ${program}`, { cause });
  }
}

/** Asks it to end, and makes it if it does not. */
async function endSway(child: Deno.ChildProcess, clock: Clock): Promise<void> {
  signal(child, "SIGTERM");
  const stop = new AbortController();
  const over = clock.sleep(GRACE, { signal: stop.signal }).then(
    () => signal(child, "SIGKILL"),
    () => {},
  );
  await child.status;
  stop.abort();
  await over;
}

function signal(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
