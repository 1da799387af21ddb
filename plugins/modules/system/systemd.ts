import type { ModuleCall, ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import { systemdUnit } from "./systemd_unit.ts";

/** The module `systemd`, also called `systemd_service`. */
export function systemd(call: ModuleCall, target: Target): Promise<ModuleResult> {
  return systemdUnit(call, target);
}
