import type { SessionId } from "../../core/id.ts";
import { EventQueue } from "../event_queue.ts";
import type { Compositor, WindowEvent } from "../host_adapter.ts";
import { I3, WINDOW_EVENT } from "./i3_message.ts";
import { connectTo, type SwayConnection } from "./sway_connection.ts";
import { failureOf, readWindowChange, type SwayWindow, windowsIn } from "./sway_window.ts";

/** Which compositor, and how its windows are told apart. */
export interface SwayOptions {
  readonly socketPath: string;
  /** `app_id`, or the class under X11, of the shell's window. */
  readonly shellAppId: string;
  /** Whose process it is. */
  readonly sessionOf: (pid: number) => Promise<SessionId | undefined>;
}

/** @throws {Error} If it can't be reached, or is not Sway. */
export async function connectSway(options: SwayOptions): Promise<SwayCompositor> {
  using stack = new DisposableStack();
  const commands = stack.use(await connectTo(options.socketPath));
  const events = stack.use(await connectTo(options.socketPath));
  const failure = failureOf(await events.ask(I3.subscribe, '["window"]'));
  if (failure !== undefined) throw new Error(`Cannot watch the windows of Sway: ${failure}`);
  const compositor = new SwayCompositor(options, { commands, events });
  stack.move();
  return compositor;
}

/** Two ways, since answers and events must not get mixed up. */
interface Ways {
  readonly commands: SwayConnection;
  readonly events: SwayConnection;
}

/** What Sway says of a window that is not there any more. */
const GONE = "No matching node.";

/** What these events of Sway are called here; the others tell nothing new. */
const CHANGES: ReadonlyMap<string, WindowEvent["kind"]> = new Map([
  ["new", "opened"],
  ["focus", "focused"],
  ["close", "closed"],
]);

/** Sway, by the socket of its own protocol. */
export class SwayCompositor implements Compositor {
  readonly #options: SwayOptions;
  readonly #ways: Ways;
  readonly #queue = new EventQueue<WindowEvent>();
  /** Whose windows are: at its end, a window's process may be gone. */
  readonly #owners = new Map<number, SessionId>();
  /** Resolves when it can't be reached any more. */
  readonly gone: Promise<void>;

  constructor(options: SwayOptions, ways: Ways) {
    this.#options = options;
    this.#ways = ways;
    this.gone = this.#listen();
  }

  async focus(sessionId: SessionId): Promise<void> {
    await this.#command(await this.#windowsOf(sessionId), "focus");
  }

  async fullscreen(sessionId: SessionId): Promise<void> {
    await this.#command(await this.#windowsOf(sessionId), "fullscreen enable");
  }

  async close(sessionId: SessionId): Promise<void> {
    await this.#command(await this.#windowsOf(sessionId), "kill");
  }

  /** @throws {Error} If the shell has no window. */
  async showShell(): Promise<void> {
    const { shellAppId } = this.#options;
    const found = (await this.windows()).filter(({ appId }) => appId === shellAppId);
    if (found.length === 0) throw new Error(`Cannot show the shell: no window is ${shellAppId}`);
    await this.#command(found, "focus");
  }

  events(signal: AbortSignal): AsyncIterable<WindowEvent> {
    return this.#queue.listen(signal);
  }

  /** @returns All windows there are, whoever owns them. */
  async windows(): Promise<readonly SwayWindow[]> {
    return windowsIn(await this.#ways.commands.ask(I3.getTree));
  }

  /** Tells it to end; `gone` says when it has. */
  async end(): Promise<void> {
    // It may be gone before it has answered.
    await this.#ways.commands.ask(I3.runCommand, "exit").catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ways.commands[Symbol.dispose]();
    this.#ways.events[Symbol.dispose]();
    await this.gone;
  }

  async #windowsOf(sessionId: SessionId): Promise<readonly SwayWindow[]> {
    const windows = await this.windows();
    const owners = await Promise.all(windows.map((window) => this.#ownerOf(window)));
    return windows.filter((_, index) => owners[index] === sessionId);
  }

  /** Windows are told by Sway's numbers alone: nothing that a program says becomes a command. */
  async #command(windows: readonly SwayWindow[], command: string): Promise<void> {
    for (const { id } of windows) {
      const answer = await this.#ways.commands.ask(I3.runCommand, `[con_id=${id}] ${command}`);
      const failure = failureOf(answer);
      // It may have closed meanwhile.
      if (failure === undefined || failure === GONE) continue;
      throw new Error(`Cannot ask Sway to ${command}: ${failure}`);
    }
  }

  async #ownerOf({ id, pid }: SwayWindow): Promise<SessionId | undefined> {
    // Whose it is can't be found out while no process can be started, for instance.
    const find = () => this.#options.sessionOf(pid).catch(() => undefined);
    const owner = this.#owners.get(id) ?? await find();
    if (owner !== undefined) this.#owners.set(id, owner);
    return owner;
  }

  async #listen(): Promise<void> {
    const { events } = this.#ways;
    try {
      // What has opened while nobody listened was not yet told of.
      for (const window of await this.windows()) await this.#tell("opened", window);
      for (let next = await events.next(); next !== undefined; next = await events.next()) {
        const told = next.type === WINDOW_EVENT ? readWindowChange(next.content) : undefined;
        const kind = told && CHANGES.get(told.change);
        if (told !== undefined && kind !== undefined) await this.#tell(kind, told.window);
      }
    } catch {
      // What does not speak its protocol is as good as gone.
    }
  }

  async #tell(kind: WindowEvent["kind"], window: SwayWindow): Promise<void> {
    const sessionId = await this.#ownerOf(window);
    if (kind === "closed") this.#owners.delete(window.id);
    if (sessionId !== undefined) this.#queue.push({ kind, sessionId, title: window.title });
  }
}
