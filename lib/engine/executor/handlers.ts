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
  readonly #ofRole = new Map<LoadedRole | undefined, Set<LoadedTask>>();
  readonly #nameOf: (handler: LoadedTask) => string;

  /** @param nameOf Renders the name of a handler, which may be a template. */
  constructor(handlers: readonly LoadedTask[], nameOf: (handler: LoadedTask) => string) {
    this.#handlers = [...handlers];
    for (const [role, its] of byRole(handlers)) this.#ofRole.set(role, its);
    this.#nameOf = nameOf;
  }

  /** Takes in handlers of included roles. Those of a known role are the same, but found first now. */
  add(handlers: readonly LoadedTask[]): void {
    for (const [role, its] of byRole(handlers)) {
      const known = this.#ofRole.get(role) ?? its;
      this.#ofRole.set(role, known);
      this.#handlers.push(...known);
    }
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

function byRole(handlers: readonly LoadedTask[]): Map<LoadedRole | undefined, Set<LoadedTask>> {
  const groups = new Map<LoadedRole | undefined, Set<LoadedTask>>();
  for (const handler of handlers) {
    const role = handler.roles.at(-1);
    groups.set(role, (groups.get(role) ?? new Set()).add(handler));
  }
  return groups;
}

function topicsOf(handler: LoadedTask): readonly string[] {
  const listen = handler.layer.settings.get("listen")?.value ?? [];
  return (Array.isArray(listen) ? listen : [listen]).map(String);
}
