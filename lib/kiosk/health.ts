import type { HealthView } from "./api.ts";
import type { CoreState } from "./core/state.ts";
import type { HostAdapter } from "./host/host_adapter.ts";
import type { Store } from "./store/store.ts";

/** Tries each part. Whoever gets an answer knows that the loop runs: that is what `live` says. */
export async function health(
  state: CoreState,
  { store, host }: { readonly store: Store; readonly host: HostAdapter },
): Promise<HealthView> {
  const storeProblem = tryStore(state, store);
  const { phase } = state;
  const hostHealth = await host.check();
  const problems = [
    ...(storeProblem === undefined ? [] : [`The store does not work: ${storeProblem}`]),
    ...(hostHealth.kind === "ok" ? [] : [`Programs can't be started: ${hostHealth.error}`]),
    ...(phase === "serving" ? [] : ["The service is stopping"]),
  ];
  return {
    live: true,
    ready: problems.length === 0,
    // There is no daemon without one.
    policy_loaded: true,
    host_adapter_ok: hostHealth.kind === "ok",
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
