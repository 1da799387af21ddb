import type { LoadedBlock, LoadedNode, LoadedTask } from "../playbook/model.ts";
import type { HostState } from "./host_state.ts";

/** Runs one task for the hosts that take part, and notes on each how it went. */
export interface TaskStep {
  (task: LoadedTask, hosts: readonly HostState[], place: NodePlace): Promise<void>;
}

/** Where in its play a node stands. */
export interface NodePlace {
  /** Whether a `rescue` around it takes care of a failure. */
  readonly isRescuable: boolean;
  /** Whether a `rescue` or an `always` around it comes after a failure. */
  readonly isProtected: boolean;
  readonly isHandler: boolean;
}

/**
 * Walks the nodes of a play with a group of hosts. All of them take each step together, as the
 * linear strategy wants; the free ones give each host a walk of its own.
 */
export class NodeRunner {
  readonly #step: TaskStep;
  readonly #isSelected: (task: LoadedTask) => boolean;

  /** @param isSelected Whether the tags of a task let it run. */
  constructor(step: TaskStep, isSelected: (task: LoadedTask) => boolean) {
    this.#step = step;
    this.#isSelected = isSelected;
  }

  async run(
    nodes: readonly LoadedNode[],
    hosts: readonly HostState[],
    place: NodePlace,
  ): Promise<void> {
    for (const node of nodes) {
      if (node.kind === "role_end") hosts.forEach((host) => host.reachEnd(node.role));
      const active = hosts.filter((host) => host.isRunning);
      // Who has left a role goes on at its end.
      if (active.length === 0 && !hosts.some(({ condition }) => condition.kind === "leaving")) {
        return;
      }
      if (active.length === 0) continue;
      switch (node.kind) {
        case "task":
          await this.#step(node, active, place);
          break;
        case "block":
          await this.#block(node, active, place);
          break;
        case "role_end":
          for (const host of active) host.completeRole(node.role);
          break;
        default:
          node satisfies never;
      }
    }
  }

  /** A failed host goes on with `rescue`; whatever happened, `always` is run in the end. */
  async #block(
    node: LoadedBlock,
    hosts: readonly HostState[],
    place: NodePlace,
  ): Promise<void> {
    const hasRescue = this.#hasTasks(node.rescue, place);
    const inRescue = { ...place, isProtected: place.isProtected || node.always.length > 0 };
    const inBlock = {
      ...place,
      isRescuable: place.isRescuable || hasRescue,
      isProtected: inRescue.isProtected || hasRescue,
    };
    await this.run(node.block, hosts, inBlock);
    if (hasRescue) {
      const rescued = hosts.filter((host) => host.rescue());
      await this.run(node.rescue, rescued, inRescue);
    }
    if (node.always.length === 0) return;
    // A failed host runs `always`, too, and then is what it was.
    const failed = hosts.map((host) => [host, host.setAside()] as const);
    await this.run(node.always, hosts, place);
    for (const [host, before] of failed) if (host.isRunning) host.condition = before;
  }

  /** A `rescue` whose tasks are not asked for rescues nothing. */
  #hasTasks(nodes: readonly LoadedNode[], place: NodePlace): boolean {
    return nodes.some((node) =>
      node.kind === "block"
        ? [node.block, node.rescue, node.always].some((part) => this.#hasTasks(part, place))
        : node.kind === "task" && (place.isHandler || this.#isSelected(node))
    );
  }
}
