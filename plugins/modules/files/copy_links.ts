import type { Dict, ModuleCall, ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import type { WantedAttributes } from "../shared/file_attributes.ts";
import { ensureLink } from "./file_link.ts";
import { fileTask } from "./file_task.ts";

/** A link of the controller that is to be one on the target. */
export interface LinkCopy {
  readonly path: string;
  readonly linkTarget: string;
}

/**
 * Makes links as `file` does with `force`, as those of a folder are copied.
 *
 * @returns Whether there was anything to do.
 */
export async function copyLinks(
  call: ModuleCall,
  target: Target,
  { links, wanted }: { readonly links: readonly LinkCopy[]; readonly wanted: WantedAttributes },
): Promise<boolean> {
  const results: ModuleResult[] = [];
  for (const { path, linkTarget } of links) {
    const args: Dict = new Map([...call.args, ["force", true]]);
    const task = await fileTask({ ...call, args }, target, { path, wanted });
    results.push(await ensureLink({ ...task, src: linkTarget }));
  }
  return results.some(({ changed }) => changed === true);
}
