import type { Clock } from "../../../base/clock.ts";
import type { OpenCompositor } from "../host_adapter.ts";
import { type RunningSway, startSway, type SwayStart } from "./start_sway.ts";
import { connectSway, type SwayCompositor, type SwayOptions } from "./sway_compositor.ts";

/** How a daemon's own Sway is had. */
export interface OwnSwayOptions extends SwayStart, Omit<SwayOptions, "socketPath"> {
  /** The daemon's own file, in which the next daemon reads where the screen is. */
  readonly noteFile: string;
}

/** Milliseconds that one which was left has to answer. */
const PATIENCE = 5000;
/** Milliseconds that one which was taken over has to end. */
const GRACE = 3000;

/**
 * Takes over the Sway that an earlier daemon started and left behind, with all that is on its screen;
 * else starts one. Let go of, it ends.
 *
 * @throws {Error} If it can't be started, or what is there does not answer.
 */
export async function openOwnSway(options: OwnSwayOptions): Promise<OpenCompositor> {
  const left = await connectLeft(options);
  const taken = left && await takeOver(left, options);
  if (taken) return taken;
  const sway = await startSway(options);
  try {
    return await openStarted(sway, options);
  } catch (error) {
    await sway[Symbol.asyncDispose]();
    throw error;
  }
}

/** @returns `undefined` if nobody knows where its screen is, after its end. */
async function takeOver(
  left: SwayCompositor,
  options: OwnSwayOptions,
): Promise<OpenCompositor | undefined> {
  await using stack = new AsyncDisposableStack();
  stack.use(left);
  const display = readNote(options);
  const end = () => endLeft(left, options.clock);
  if (display === undefined) return void await end();
  stack.move();
  return { compositor: left, gone: left.gone, display, [Symbol.asyncDispose]: end };
}

async function openStarted(sway: RunningSway, options: OwnSwayOptions): Promise<OpenCompositor> {
  Deno.writeTextFileSync(options.noteFile, sway.display);
  const compositor = await connectSway(options);
  return {
    compositor,
    gone: compositor.gone,
    // Whatever the runtime folder of a session's user is called.
    display: `${options.runtime}/${sway.display}`,
    async [Symbol.asyncDispose]() {
      await compositor[Symbol.asyncDispose]();
      await sway[Symbol.asyncDispose]();
    },
  };
}

/** @returns The one that listens there, if there is one. */
async function connectLeft(options: OwnSwayOptions): Promise<SwayCompositor | undefined> {
  const { clock, signal } = options;
  const answered = new AbortController();
  const connecting = connectSway(options).catch(() => undefined);
  const tooLate = clock.sleep(PATIENCE, { signal: AbortSignal.any([answered.signal, signal]) })
    .then(() => "too late" as const, () => "too late" as const);
  const outcome = await Promise.race([connecting, tooLate]);
  if (outcome !== "too late") {
    answered.abort();
    await tooLate;
    return outcome;
  }
  connecting.then((late) => late?.[Symbol.asyncDispose]());
  throw new Error(`Sway does not answer at ${options.socketPath}`);
}

function readNote({ noteFile, runtime }: OwnSwayOptions): string | undefined {
  try {
    return `${runtime}/${Deno.readTextFileSync(noteFile)}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function endLeft(left: SwayCompositor, clock: Clock): Promise<void> {
  const stop = new AbortController();
  await left.end();
  await Promise.race([left.gone, clock.sleep(GRACE, { signal: stop.signal }).catch(() => {})]);
  stop.abort();
  await left[Symbol.asyncDispose]();
}
