import type { ModuleCall, ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import { manageRpms } from "./manage_rpms.ts";

/** Manages packages of Fedora and its relatives. Behaves as Ansible 2.14's dnf, without Python. */
export async function dnf(call: ModuleCall, target: Target): Promise<ModuleResult> {
  return await manageRpms(call, target, ["dnf", "yum"]);
}
