import type { LogLevel } from "../../base/log.ts";

/** The plugin's end of whatever transport it was started with. */
export interface PluginEnd {
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Starts to take bytes of the host. */
  listen(events: { receive(bytes: Uint8Array): void; ended(): void }): void;
  /** Sends what is left and ends the plugin. */
  exit(code: number, why: string): Promise<void>;
}

/** Set by the host for each process that it starts. */
export const MAGIC_NAME = "SHEP_PLUGIN_MAGIC";
export const MAGIC_VALUE = "4d1f0e6a-shep-plugin";

/**
 * @returns The transport that this plugin was started with. Started by a person, it says on standard
 * error what it is and exits with code 2.
 */
export function openPluginEnd(
  plugin: { readonly name: string; readonly version: string },
): PluginEnd {
  if (guestEnds !== undefined) return guestEnds(plugin);
  const scope = workerScope();
  if (scope !== undefined) return workerEnd(scope);
  if (!isStartedByHost()) {
    console.error(
      `This is ${plugin.name} ${plugin.version}, a plugin of shep. It serves a shep that starts ` +
        `it and is of no use alone: "shep plugin ls" lists the plugins that shep finds`,
    );
    Deno.exit(2);
  }
  return processEnd();
}

let guestEnds: ((plugin: { readonly name: string }) => PluginEnd) | undefined;

/** From now on plugins of this worker get their ends from `ends`. */
export function setGuestEnds(ends: typeof guestEnds): void {
  guestEnds = ends;
}

/** Sends what the plugin prints to the host's log: the standard output is the protocol's. */
export function redirectConsole(log: (level: LogLevel, message: string) => void): void {
  const to = (level: LogLevel) => (...items: unknown[]) =>
    log(level, items.map((i) => typeof i === "string" ? i : Deno.inspect(i)).join(" "));
  Object.assign(console, {
    debug: to("debug"),
    trace: to("debug"),
    log: to("info"),
    info: to("info"),
    dir: to("info"),
    table: to("info"),
    warn: to("warning"),
    error: to("error"),
  });
}

/** What a worker knows of itself. */
interface WorkerScope {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  close(): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
  addEventListener(
    type: "unhandledrejection",
    listener: (event: PromiseRejectionEvent) => void,
  ): void;
}

/** @returns The worker that this is, if it is one. */
export function workerScope(): WorkerScope | undefined {
  const scope: unknown = globalThis;
  return isWorkerScope(scope) ? scope : undefined;
}

function isWorkerScope(scope: unknown): scope is WorkerScope {
  return typeof scope === "object" && scope !== null && "WorkerGlobalScope" in scope;
}

function workerEnd(scope: WorkerScope): PluginEnd {
  const close = scope.close.bind(scope);
  const exit = (why: string) => {
    scope.postMessage(why);
    close();
  };
  hardenWorker(scope, exit);
  return {
    send: (frame) => scope.postMessage(frame, [frame.buffer]),
    listen: ({ receive }) => {
      scope.onmessage = ({ data }) => {
        if (data instanceof Uint8Array) receive(data);
      };
    },
    exit: (_code, why) => {
      exit(why);
      return Promise.resolve();
    },
  };
}

/** Has whatever ends the worker go through `exit`, and takes away what would reach the process. */
export function hardenWorker(scope: WorkerScope, exit: (why: string) => void): void {
  // Without these, Deno writes about errors to the terminal of the process.
  scope.addEventListener("error", (event) => fail(event, event.error));
  scope.addEventListener("unhandledrejection", (event) => fail(event, event.reason));
  function fail(event: Event, error: unknown): void {
    event.preventDefault();
    exit(`it has failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  // The host is not told when a worker closes itself, so it is told before.
  scope.close = () => exit("it has closed itself");
  Object.defineProperty(Deno, "exit", {
    value: (code = 0) => {
      exit(`it has exited with code ${code}`);
      throw new Error("Cannot go on: the plugin has exited");
    },
  });
  // A worker without permissions still shares these with the host and other plugins. This keeps a
  // plugin of ours from using them; who wants to finds a way, hence others never run as workers.
  for (const name of ["stdin", "stdout", "stderr", "kill", "addSignalListener"]) {
    Reflect.deleteProperty(Deno, name);
  }
  for (const name of ["caches", "localStorage", "BroadcastChannel"]) {
    Reflect.deleteProperty(scope, name);
  }
}

function isStartedByHost(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: MAGIC_NAME });
  return state === "granted" && Deno.env.get(MAGIC_NAME) === MAGIC_VALUE;
}

function processEnd(): PluginEnd {
  const writer = Deno.stdout.writable.getWriter();
  let last = Promise.resolve();
  return {
    send: (frame) => {
      last = writer.write(frame).catch(() => {
        // The host is gone; the end of its stream says so.
      });
    },
    listen: async ({ receive, ended }) => {
      for await (const chunk of Deno.stdin.readable) receive(chunk);
      ended();
    },
    exit: async (code) => {
      await last;
      Deno.exit(code);
    },
  };
}
