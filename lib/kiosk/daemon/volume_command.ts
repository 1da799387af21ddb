import type { Answer, ApiError, Command, VolumeView } from "../api.ts";
import type { VolumePolicy } from "../core/policy.ts";
import type { CoreState } from "../core/state.ts";
import { isActive } from "../core/transition.ts";
import type { Volume, VolumeControl } from "../host/host_adapter.ts";

/** A command about how loud it is. */
export type VolumeCommand = Extract<
  Command,
  { readonly type: "get_volume" | "set_volume" | "toggle_mute" | "set_mute" }
>;

/** What came of it, and how loud it is then if that has changed. */
export interface VolumeOutcome {
  readonly answer: Answer | ApiError;
  readonly changed?: Volume;
}

/** Does what the policy, or that of the entry that runs, allows. */
export async function volumeCommand(
  command: VolumeCommand,
  state: CoreState,
  control: VolumeControl | undefined,
): Promise<VolumeOutcome> {
  const policy = policyNow(state);
  if (!control) {
    return command.type === "get_volume"
      ? { answer: { type: "volume", ...viewOf(policy, undefined) } }
      : denied("There is nothing that sets the volume");
  }
  try {
    return await carryOut(command, policy, control);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { answer: { code: "host_error", message: `Cannot use ${control.backend}: ${why}` } };
  }
}

async function carryOut(
  command: VolumeCommand,
  policy: VolumePolicy,
  control: VolumeControl,
): Promise<VolumeOutcome> {
  switch (command.type) {
    case "get_volume": {
      const found = { ...await control.get(), backend: control.backend };
      return { answer: { type: "volume", ...viewOf(policy, found) } };
    }
    case "set_volume": {
      if (!policy.allowChange) return denied("The policy lets nobody change the volume");
      const { max = 100, min = 0 } = policy;
      await control.set(Math.max(min, Math.min(max, command.percent)));
      return { answer: { type: "volume_set" }, changed: await control.get() };
    }
    case "toggle_mute":
    case "set_mute": {
      if (!policy.allowMute) return denied("The policy lets nobody mute the sound");
      const muted = command.type === "set_mute" ? command.muted : !(await control.get()).muted;
      await control.mute(muted ? "on" : "off");
      return { answer: { type: "volume_set" }, changed: await control.get() };
    }
    default:
      return command satisfies never;
  }
}

function policyNow({ session, policy }: CoreState): VolumePolicy {
  return (isActive(session) ? session.session.entry.volume : undefined) ?? policy.volume;
}

function viewOf(
  policy: VolumePolicy,
  found: Volume & { readonly backend: string } | undefined,
): VolumeView {
  return {
    percent: found?.percent ?? 0,
    muted: found?.muted ?? false,
    available: found !== undefined,
    backend: found?.backend ?? null,
    restrictions: {
      max_volume: policy.max ?? null,
      min_volume: policy.min ?? null,
      allow_mute: policy.allowMute,
      allow_change: policy.allowChange,
    },
  };
}

function denied(reason: string): VolumeOutcome {
  return { answer: { type: "volume_denied", reason } };
}
