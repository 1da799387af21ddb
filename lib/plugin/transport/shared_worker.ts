import type { StartTransport, TransportEvents } from "./transport.ts";

/** A plugin of several in one worker. */
interface Guest {
  readonly events: TransportEvents;
  readonly left: () => void;
}

/**
 * One worker without permissions for all plugins that need none: they start once the first of them
 * has, and share what they import. Whoever has to be killed takes the others along.
 */
export class SharedWorker {
  readonly #url: URL;
  readonly #guests = new Map<string, Guest>();
  /** What plugins have said that nobody has asked for yet. */
  readonly #early = new Map<string, unknown[]>();
  #worker: Worker | undefined;

  /** @param url A module that calls `inviteGuests()`. */
  constructor(url: URL) {
    this.#url = url;
  }

  /** Starts plugins that will be asked for, so that they are ready by then. */
  warm(...names: readonly string[]): void {
    for (const name of names) {
      this.#early.set(name, []);
      this.#start(name);
    }
  }

  /** @returns What starts the plugin that the module knows by `name`. */
  transport(name: string): StartTransport {
    return (events) => {
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      this.#guests.set(name, { events, left: resolve });
      const said = this.#early.get(name);
      this.#early.delete(name);
      if (said === undefined) this.#start(name);
      // Whoever has asked for it is not ready before.
      else queueMicrotask(() => said.forEach((content) => this.#take([name, content])));
      return {
        send: (frame) => {
          if (this.#guests.has(name)) this.#worker?.postMessage([name, frame], [frame.buffer]);
        },
        kill: () => {
          if (!this.#guests.has(name)) return;
          this.#leave(name, "it was ended");
          this.#end(`it was ended along with plugin ${name}`);
        },
        gone,
      };
    };
  }

  #start(name: string): void {
    this.#worker ??= this.#open();
    this.#worker.postMessage([name]);
  }

  #open(): Worker {
    const worker = new Worker(this.#url, {
      type: "module",
      name: "plugins",
      deno: { permissions: "none" },
    });
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onmessageerror = () => this.#end("it has sent what cannot be read");
    worker.onerror = (event) => {
      // Otherwise the error would end this process too.
      event.preventDefault();
      this.#end(`it has failed: ${event.message.replace(/^Uncaught /, "")}`);
    };
    return worker;
  }

  #take(data: unknown): void {
    const [name, content] = Array.isArray(data) ? data : [];
    this.#early.get(name)?.push(content);
    const guest = this.#guests.get(name);
    if (content instanceof Uint8Array) guest?.events.receive(content);
    else if (typeof content === "string" && guest !== undefined) this.#leave(name, content);
    else if (typeof content === "string") this.#end(content);
  }

  #leave(name: string, why: string): void {
    const guest = this.#guests.get(name);
    this.#guests.delete(name);
    guest?.events.ended(why);
    // Its last frames may still be on their way to the one who waits for its end.
    if (this.#guests.size + this.#early.size === 0) this.#end(why);
    guest?.left();
  }

  #end(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#early.clear();
    for (const name of [...this.#guests.keys()]) this.#leave(name, why);
  }
}
