import {
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Sets what dpkg is to do with a package. Behaves as Ansible 2.14's dpkg_selections. */
export async function dpkgSelections(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const name = str(call.args, "name");
  const after = str(call.args, "selection");
  const [outcome] = await target.probe({ argv: ["dpkg", "--get-selections", name] });
  const listed = requireSuccess(outcome);
  const before = listed.stdout.trim() === ""
    ? "not present"
    : listed.stdout.trim().split(/\s+/)[1] ?? "";
  const changed = before !== after;
  if (changed && !call.checkMode) {
    const argv = ["dpkg", "--set-selections"];
    const [set] = await target.apply({ argv, stdin: `${name} ${after}` });
    requireSuccess(set);
  }
  return { changed, result: { before, after } };
}

function requireSuccess(outcome: CommandOutcome | undefined): CommandOutcome {
  if (outcome?.exitCode === 0) return outcome;
  throw new ModuleFailure(
    outcome?.stderr.trimEnd() ?? "",
    outcome === undefined ? {} : { command: outcome },
  );
}
