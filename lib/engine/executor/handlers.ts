import type { LoadedRole, LoadedTask } from "../playbook/model.ts";
import type { UnknownError } from "../template/unknown.ts";
import type { HostState } from "./host_state.ts";

/** A notification that names no handler: an error of the playbook. */
export class HandlerNotFoundError extends Error {
  override readonly name = "HandlerNotFoundError";
}

/** The handlers of a play in the order they run; included roles add theirs. */
export class Handlers {
  readonly #handlers: LoadedTask[];
  readonly #roles = new Set<LoadedRole | undefined>();
  readonly #nameOf: (handler: LoadedTask) => string;

  /** @param nameOf Renders the name of a handler, which may be a template. */
  constructor(handlers: readonly LoadedTask[], nameOf: (handler: LoadedTask) => string) {
    this.#handlers = [...handlers];
    for (const { roles } of handlers) this.#roles.add(roles.at(-1));
    this.#nameOf = nameOf;
  }

  /** Takes in handlers of included roles; the same role brings its own once. */
  add(handlers: readonly LoadedTask[]): void {
    const fresh = handlers.filter(({ roles }) => !this.#roles.has(roles.at(-1)));
    for (const { roles } of fresh) this.#roles.add(roles.at(-1));
    this.#handlers.push(...fresh);
  }

  /**
   * Notes on `host` that the handlers called `name`, or listening to it, are to run.
   *
   * @throws {HandlerNotFoundError} If there are none.
   */
  notify(host: HostState, name: string): void {
    for (const handler of this.#called(name)) {
      host.notified.add(handler);
      host.doubts.delete(handler);
    }
  }

  /**
   * Notes that a real run may notify the handlers called `name`.
   *
   * @throws {HandlerNotFoundError} If there are none.
   */
  mayNotify(host: HostState, name: string, doubt: UnknownError): void {
    for (const handler of this.#called(name)) {
      if (!host.notified.has(handler)) host.doubts.set(handler, doubt);
    }
  }

  #called(name: string): readonly LoadedTask[] {
    const named = this.#handlers.findLast((handler) => this.#isCalled(handler, name));
    const listening = this.#handlers.filter((handler) => topicsOf(handler).includes(name));
    if (named === undefined && listening.length === 0) {
      throw new HandlerNotFoundError(
        `The requested handler '${name}' was not found in either the main handlers list nor in ` +
          "the listening handlers list",
      );
    }
    return named === undefined ? listening : [named, ...listening];
  }

  /** Runs what was, or may be, notified: each handler, in order, with the hosts that wait for it. */
  async flush(
    hosts: readonly HostState[],
    run: (handler: LoadedTask, hosts: readonly HostState[]) => Promise<void>,
  ): Promise<void> {
    for (let i = 0; i < this.#handlers.length; i++) {
      const handler = this.#handlers[i];
      if (handler === undefined) continue;
      const waiting = hosts.filter((host) =>
        host.notified.delete(handler) || host.doubts.has(handler)
      );
      if (waiting.length > 0) await run(handler, waiting);
    }
  }

  #isCalled(handler: LoadedTask, name: string): boolean {
    const own = this.#nameOf(handler);
    if (own === name) return true;
    const role = handler.roles.at(-1)?.name;
    return role !== undefined && `${role} : ${own}` === name;
  }
}

function topicsOf(handler: LoadedTask): readonly string[] {
  const listen = handler.layer.settings.get("listen")?.value ?? [];
  return (Array.isArray(listen) ? listen : [listen]).map(String);
}
