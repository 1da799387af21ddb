import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { asOperand, parseStats, statTargetCommand } from "../shared/file_stat.ts";

/** `slurp`: the content of a file in Base64. */
export async function slurp({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const source = await expandPath(target, str(args, "src"));
  const [stats, content] = await target.probe(statTargetCommand(source), {
    argv: ["cat", asOperand(source)],
  });
  const stat = parseStats(stats, [source]).get(source);
  if (stat === undefined) throw new ModuleFailure(`file not found: ${source}`);
  if (stat.kind === "directory") {
    throw new ModuleFailure(`source is a directory and must be a file: ${source}`);
  }
  if (content === undefined || content.exitCode !== 0) {
    throw new ModuleFailure(`file is not readable: ${source}`);
  }
  return { result: { content: content.stdoutBytes.toBase64(), source, encoding: "base64" } };
}
