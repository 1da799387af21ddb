import type { CommandOutcome, ProbeCommand } from "../../../lib/plugin/sdk.ts";

/** @returns The probe that lists a service's links in the folders of System V run levels. */
export function initLinksProbe(service: string): ProbeCommand {
  const name = service.replace(/[*?[\]\\]/g, "\\$&");
  return {
    argv: [
      ...["find", "/etc", "-mindepth", "2", "-maxdepth", "2"],
      ...["-path", `/etc/rc?.d/[SK][0-9][0-9]${name}`],
    ],
  };
}

/** @returns Whether one of the links starts the service. */
export function isEnabledByLinks(outcome: CommandOutcome | undefined): boolean {
  return /^\/etc\/rc.\.d\/S/m.test(outcome?.stdout ?? "");
}

/** @returns Whether one of the links stops the service. */
export function isKilledByLinks(outcome: CommandOutcome | undefined): boolean {
  return /^\/etc\/rc.\.d\/K/m.test(outcome?.stdout ?? "");
}
