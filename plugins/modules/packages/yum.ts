import {
  type ModuleCall,
  type ModuleResult,
  optionalStr,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { manageRpms } from "./manage_rpms.ts";

/** Manages packages of Fedora and its relatives where there may be no DNF. */
export async function yum(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const isOld = optionalStr(call.args, "use_backend") === "yum";
  return await manageRpms(call, target, isOld ? ["yum"] : ["dnf", "yum"]);
}
