import {
  type ModuleCall,
  type ModuleResult,
  optionalList,
  optionalStr,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import { requireOneCommand } from "./require_one_command.ts";
import { runCommand } from "./run_command.ts";

/** Gives a text to a shell. Behaves as Ansible 2.14's shell. */
export async function shellModule(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const text = optionalStr(args, "_raw_params");
  requireOneCommand(text, optionalList(args, "argv"));
  const words = [...strings(args, "argv")];
  const executable = optionalStr(args, "executable") || undefined;
  const script = text ? text : words.map(shellQuote).join(" ");
  return await runCommand(call, target, {
    cmd: text ? text : words,
    words: [executable ?? "/bin/sh", "-c", script],
    command: executable === undefined ? { script } : { script, executable },
  });
}
