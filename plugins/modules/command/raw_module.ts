import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Gives a text to the target's shell as it is. Behaves as Ansible 2.14's raw. */
export async function rawModule(call: ModuleCall, target: Target): Promise<ModuleResult> {
  if (call.checkMode) return { skipped: true };
  const script = str(call.args, "_raw_params");
  const executable = optionalStr(call.args, "executable") || undefined;
  const [outcome] = await target.apply(
    executable === undefined ? { script } : { script, executable },
  );
  if (outcome === undefined) throw new Error("Cannot run the text: the host gave no answer");
  const result = { changed: true, command: outcome };
  if (outcome.exitCode !== 0) throw new ModuleFailure("non-zero return code", result);
  return result;
}
