import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalList,
  optionalStr,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { shellWords } from "../../../lib/source/shell_words.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { requireOneCommand } from "./require_one_command.ts";
import { runCommand } from "./run_command.ts";

/** Runs a program without a shell. Behaves as Ansible 2.14's command. */
export async function commandModule(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const executable = optionalStr(args, "executable");
  if (executable) {
    call.warn(
      "As of Ansible 2.4, the parameter 'executable' is no longer supported with the 'command' " +
        `module. Not using '${executable}'.`,
    );
  }
  const text = optionalStr(args, "_raw_params");
  requireOneCommand(text, optionalList(args, "argv"));
  const cmd = text ? wordsOf(text) : [...strings(args, "argv")];
  const words = bool(args, "expand_argument_vars")
    ? (await expandPaths(target, cmd)).map((word) => word ?? "")
    : cmd;
  return await runCommand(call, target, { cmd, words, command: { argv: words } });
}

function wordsOf(text: string): string[] {
  try {
    return shellWords(text, "no-comments");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModuleFailure(`Cannot split the command into words: ${error.message}`, {
      result: { cmd: text, rc: 1 },
    });
  }
}
