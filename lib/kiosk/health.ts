import type { HealthView } from "./api.ts";
import type { CoreState } from "./core/state.ts";
import type { HostHealth } from "./host/host_adapter.ts";
import type { Store } from "./store/store.ts";

/**
 * Says what works, as it was tried. Whoever gets an answer knows that the loop runs: that is what
 * `live` says.
 */
export function health(
  state: CoreState,
  { store, host, screen }: {
    readonly store: Store;
    readonly host: HostHealth;
    /** What is wrong with the compositor, if there is to be one. */
    readonly screen: string | undefined;
  },
): HealthView {
  const storeProblem = tryStore(state, store);
  const { phase } = state;
  const problems = [
    ...(storeProblem === undefined ? [] : [`The store does not work: ${storeProblem}`]),
    ...(host.kind === "ok" ? [] : [`Programs can't be started: ${host.error}`]),
    ...(screen === undefined ? [] : [`There is no compositor: ${screen}`]),
    ...(phase === "serving" ? [] : ["The service is stopping"]),
  ];
  return {
    live: true,
    ready: problems.length === 0,
    // There is no daemon without one.
    policy_loaded: true,
    host_adapter_ok: host.kind === "ok",
    store_ok: storeProblem === undefined,
    problems,
  };
}

function tryStore({ store: known }: CoreState, store: Store): string | undefined {
  if (known.kind === "unavailable") return known.error;
  try {
    store.check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
