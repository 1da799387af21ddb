import type { Dict } from "../../base/value.ts";
import { connectionAddress } from "./connection_address.ts";
import { connectionVars, delegateDefaults, delegateSummary } from "./connection_vars.ts";
import { HostState } from "./host_state.ts";
import { Keywords } from "./keywords.ts";
import { connectionSecrets } from "./known_secrets.ts";
import type { AttemptParts, TaskCall } from "./task_call.ts";
import { dataLayer, type LayeredScope, type VarLayer } from "./scope.ts";
import { ScopeDict } from "./scope_dict.ts";
import type { SessionAddress } from "./sessions.ts";

/** One round: what a task's keywords say with one set of variables. */
export interface Round {
  readonly call: TaskCall;
  readonly locals: readonly VarLayer[];
  /** How the host is connected to, where no variable says it. */
  readonly connection: VarLayer;
  /** What the connection is found out from: the variables without it. */
  readonly unconnected: () => LayeredScope;
  readonly scope: LayeredScope;
  readonly keywords: Keywords;
  /** What outputs are told of the host that it is delegated to. */
  readonly delegatedVars?: Dict;
}

/** Puts together what the rounds of tasks see, and where they go. */
export class Rounds {
  readonly #parts: Pick<AttemptParts, "ports" | "options" | "variables" | "hosts">;

  constructor(parts: Pick<AttemptParts, "ports" | "options" | "variables" | "hosts">) {
    this.#parts = parts;
  }

  /** @returns The variables of a task; `locals` are loop variables and the like. */
  scope(call: TaskCall, locals: readonly VarLayer[], connection?: VarLayer): LayeredScope {
    const { host, play, task, overrides } = call;
    const strongest = overrides === undefined ? locals : [dataLayer(overrides), ...locals];
    const query = { host, play, task, ...(connection && { connection }) };
    return this.#parts.variables.taskScope(query, ...strongest);
  }

  /** @returns What a task's keywords say and its templates see, on its own host. */
  begin(call: TaskCall, locals: readonly VarLayer[]): Round {
    const unconnected = once(() => this.scope(call, locals));
    const connection = connectionVars(once(() => this.#addressOf({ call, locals, unconnected })));
    return this.#round({ call, locals, connection, unconnected });
  }

  /** @returns `round`, whose templates now see the variables of the host that it is delegated to. */
  delegated(round: Round, delegate: string): Round {
    const { call, locals, connection, unconnected, keywords } = round;
    const name = dataLayer(new Map([["inventory_hostname", call.host.name]]));
    const own = this.hostScope({ ...round, locals: [name, ...locals] }, delegate);
    const user = keywords.text("remote_user") ?? this.#parts.options.remoteUser;
    const scope = own.with(dataLayer(delegateDefaults(own, { name: delegate, user })));
    const vars = new Map([["ansible_delegated_vars", new Map([[delegate, new ScopeDict(scope)]])]]);
    return {
      ...this.#round({ call, locals: [dataLayer(vars), ...locals], connection, unconnected }),
      delegatedVars: delegateSummary(scope),
    };
  }

  /** @returns The variables of the host that a task runs on. */
  hostScope({ call, locals, unconnected }: Place, name: string): LayeredScope {
    const { host, play, task } = call;
    if (name === host.name) return unconnected();
    const other = this.#parts.hosts.get(name) ?? new HostState(name);
    return this.#parts.variables.taskScope({ host: other, play, task }, ...locals);
  }

  /** @returns Where the commands of a round go: to the host `name`. */
  address(round: Place & Pick<Round, "keywords">, name: string): SessionAddress {
    const { ports, options } = this.#parts;
    const address = connectionAddress({
      host: name,
      scope: this.hostScope(round, name),
      keywords: round.keywords,
      options,
      isImplicit: this.#isImplicit(name),
    });
    connectionSecrets(address, round.unconnected()).forEach(ports.mask);
    return address;
  }

  /** What variables say of how a round goes where it goes: of its own host only its name. */
  #addressOf(place: Place): SessionAddress | undefined {
    const { task, host } = place.call;
    const keywords = new Keywords(task.layer, place.unconnected());
    const { options } = this.#parts;
    try {
      const delegate = keywords.text("delegate_to");
      const whole = this.address({ ...place, keywords }, delegate ?? host.name);
      if (delegate !== undefined) return whole;
      const { port: _, user: __, ...address } = whole;
      const user = keywords.text("remote_user") ?? options.remoteUser;
      return {
        ...address,
        address: this.#isImplicit(host.name) ? "127.0.0.1" : host.name,
        ...(user !== undefined && { user }),
      };
    } catch {
      // The task itself tells what is wrong.
      return undefined;
    }
  }

  #isImplicit(name: string): boolean {
    return LOCAL.has(name) && !this.#parts.ports.inventory.hostNames().includes(name);
  }

  #round(parts: Place & Pick<Round, "connection">): Round {
    const scope = this.scope(parts.call, parts.locals, parts.connection);
    return { ...parts, scope, keywords: new Keywords(parts.call.task.layer, scope) };
  }
}

type Place = Pick<Round, "call" | "locals" | "unconnected">;

const LOCAL: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1"]);

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
