import {
  bool,
  type HostSourceReply,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { shellWords } from "../../../lib/source/shell_words.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import { existsProbe, isMatch } from "../shared/existing_paths.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { notFoundMessage } from "../shared/source_not_found.ts";

/** Runs a file of the controller on the target. Behaves as Ansible 2.14's script. */
export async function scriptModule(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const reason = await reasonNotToRun(call, target);
  if (reason !== undefined) return { skipped: true, result: { msg: reason } };
  const chdir = optionalStr(args, "chdir") || undefined;
  if (chdir !== undefined && !chdir.startsWith("/")) {
    throw new ModuleFailure(
      `chdir ${chdir} must be an absolute path for a Unix-aware remote node`,
    );
  }
  const text = str(args, "_raw_params").trim();
  const name = fileOf(text);
  const options = { decrypt: bool(args, "decrypt") };
  const found = await target.source({ path: name, options });
  if (!found.isFound) throw new ModuleFailure(notFoundMessage(name, found.searched));
  if (call.checkMode) return wouldRun(call);
  const executable = optionalStr(args, "executable") || undefined;
  return await run(target, { text, name, found, executable, chdir });
}

async function reasonNotToRun(
  { args }: ModuleCall,
  target: Target,
): Promise<string | undefined> {
  const [creates, removes] = await expandPaths(
    target,
    ["creates", "removes"].map((name) => optionalStr(args, name) || undefined),
  );
  const patterns = [creates, removes].filter((pattern) => pattern !== undefined);
  if (patterns.length === 0) return undefined;
  const outcomes = await target.probe(...patterns.map((path) => ({ argv: existsProbe(path) })));
  const isThere = new Map(patterns.map((path, i) => [path, isMatch(path, outcomes[i])]));
  if (creates !== undefined && isThere.get(creates)) {
    return `${creates} exists, matching creates option`;
  }
  if (removes !== undefined && !isThere.get(removes)) {
    return `${removes} does not exist, matching removes option`;
  }
  return undefined;
}

function fileOf(text: string): string {
  try {
    const [name] = shellWords(text, "no-comments");
    if (name !== undefined) return name;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModuleFailure(`Cannot split the command into words: ${error.message}`);
  }
  throw new ModuleFailure("Cannot run a script: no file is given");
}

/** Without `creates` and `removes` nobody can know whether something would change. */
function wouldRun({ args }: ModuleCall): ModuleResult {
  if (optionalStr(args, "creates") || optionalStr(args, "removes")) return { changed: true };
  return { skipped: true, result: { msg: "Check mode is not supported for this task." } };
}

interface Script {
  /** The file and its arguments, as the task has them. */
  readonly text: string;
  readonly name: string;
  readonly found: HostSourceReply;
  readonly executable: string | undefined;
  readonly chdir: string | undefined;
}

async function run(
  target: Target,
  { text, name, found, executable, chdir }: Script,
): Promise<ModuleResult> {
  const [entry] = found.entries;
  if (entry === undefined || found.isDirectory) {
    throw new ModuleFailure(`Cannot run ${found.path}: it is a folder`);
  }
  const [made] = await target.apply({ argv: ["mktemp", "-d", "/tmp/.shep-script.XXXXXXXX"] });
  if (made?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot make a temporary folder: ${made?.stderr.trim() ?? ""}`);
  }
  const folder = made.stdout.trim();
  const path = `${folder}/${found.path.slice(found.path.lastIndexOf("/") + 1)}`;
  try {
    await target.put({ path, content: { source: entry.source }, mode: "0700" });
    // The arguments keep the quotes that they have in the task.
    const line = `${executable === undefined ? "" : `${executable} `}${
      text.replaceAll(name, () => path)
    }`;
    const script = chdir === undefined ? line : `cd ${shellQuote(chdir)} && ${line}`;
    const [outcome] = await target.apply({ script });
    if (outcome === undefined) throw new Error("Cannot run the script: the host gave no answer");
    const result = { changed: true, command: outcome };
    if (outcome.exitCode !== 0) throw new ModuleFailure("non-zero return code", result);
    return result;
  } finally {
    await target.apply({ argv: ["rm", "-rf", folder] });
  }
}
