import type { Clock } from "../../../base/clock.ts";
import { asUser } from "../as_user.ts";
import { SHELL } from "../run_script.ts";
import type { UserAccount } from "../user_account.ts";
import { connectTo } from "./sway_connection.ts";

/** How Sway is started. */
export interface SwayStart {
  readonly configFile: string;
  /** The folder of its user's own in which it makes the socket of the screen. */
  readonly runtime: string;
  /** Where it is to listen. */
  readonly socketPath: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Whom it runs as: it refuses to run as root. The daemon's own user if left out. */
  readonly account?: Pick<UserAccount, "uid" | "gid">;
  readonly clock: Clock;
  /** Aborted if it is not wanted any more. */
  readonly signal: AbortSignal;
}

/** A Sway that was started here. */
export interface RunningSway extends AsyncDisposable {
  readonly socketPath: string;
  /** The name of the screen's socket in the runtime folder. */
  readonly display: string;
}

/** Milliseconds that it may take. */
const PATIENCE = 15_000;
const LOOK_EVERY = 20;
/** Milliseconds it has to end by itself. */
const GRACE = 3000;

/** The kernel is to spare the daemon, not what it starts. */
const BECOME = `echo 0 2>/dev/null >/proc/$$/oom_score_adj; exec "$@"`;

/** @throws {Error} If it does not get ready, or ends instead. */
export async function startSway(start: SwayStart): Promise<RunningSway> {
  const { configFile, runtime, socketPath, clock, signal } = start;
  removeStale(socketPath);
  const before = displaysIn(runtime);
  await using stack = new AsyncDisposableStack();
  const child = spawnSway(start);
  stack.defer(() => endSway(child, clock));
  let code: number | undefined;
  child.status.then((status) => code = status.code);
  const isOn = () => code === undefined && !signal.aborted;
  for (let waited = 0; isOn() && waited < PATIENCE; waited += LOOK_EVERY) {
    const [display] = [...displaysIn(runtime)].find(([name, sign]) => before.get(name) !== sign) ??
      [];
    if (display !== undefined && await isReachable(socketPath)) {
      const running = stack.move();
      return { socketPath, display, [Symbol.asyncDispose]: () => running.disposeAsync() };
    }
    await clock.sleep(LOOK_EVERY);
  }
  throw new Error(`Cannot start Sway with ${configFile}: ${reason(code)}`);
}

/** Sway listens elsewhere if there is something at its place, whatever it is. */
function removeStale(socketPath: string): void {
  try {
    Deno.removeSync(socketPath);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function reason(code: number | undefined): string {
  if (code === undefined) return `it was not ready within ${PATIENCE / 1000} s`;
  return code === 127 ? "there is no program sway" : `it has ended with code ${code}`;
}

/** @returns The sockets of screens, each with what tells it from an earlier one of its name. */
function displaysIn(runtime: string): ReadonlyMap<string, string> {
  const names = [...Deno.readDirSync(runtime)].map(({ name }) => name)
    .filter((name) => /^wayland-\d+$/.test(name));
  return new Map(names.map((name) => {
    const { ino, ctime } = Deno.lstatSync(`${runtime}/${name}`);
    return [name, `${ino} ${ctime?.getTime()}`];
  }));
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
  { account, configFile, runtime, socketPath, environment }: SwayStart,
): Deno.ChildProcess {
  const words = [...(account === undefined ? [] : asUser(account)), "sway", "-c", configFile];
  return new Deno.Command(SHELL, {
    args: ["-c", BECOME, "sway", ...words],
    clearEnv: true,
    env: {
      PATH: "/usr/bin:/bin",
      ...environment,
      XDG_RUNTIME_DIR: runtime,
      SWAYSOCK: socketPath,
    },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
}

/** Asks it to end, and makes it if it does not. */
async function endSway(child: Deno.ChildProcess, clock: Clock): Promise<void> {
  tell(child, "SIGTERM");
  const stop = new AbortController();
  const over = clock.sleep(GRACE, { signal: stop.signal }).then(
    () => tell(child, "SIGKILL"),
    () => {},
  );
  await child.status;
  stop.abort();
  await over;
}

function tell(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
