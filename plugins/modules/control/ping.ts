import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Returns a word once the target has answered. Behaves as Ansible 2.14's ping. */
export async function ping({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const data = str(args, "data");
  await target.probe({ argv: ["test", "-d", "/"] });
  // Ansible's module raises an exception on purpose, to show what one looks like.
  if (data === "crash") throw new ModuleFailure("boom");
  return { result: { ping: data } };
}
