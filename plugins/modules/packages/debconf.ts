import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";

/** Answers questions of a package. Behaves as Ansible 2.14's debconf. */
export async function debconf(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const known = await answersOf(target, name);
  const question = optionalStr(args, "question");
  if (question === undefined) return { result: { msg: "", current: dictOf(known) } };
  const vtype = str(args, "vtype");
  const value = vtype === "boolean" && known.has(question)
    ? str(args, "value").toLowerCase()
    : str(args, "value");
  const before = known.get(question);
  const existing = vtype === "boolean" ? before?.toLowerCase() : before;
  if (value === existing) return { result: { msg: "", current: dictOf(known) } };
  const msg = checkMode ? "" : await answer(args, target, { name, question, vtype, value });
  const current = { [question]: value };
  // A question that is new is told among all others.
  const previous = before === undefined
    ? { ...Object.fromEntries(known), [question]: "" }
    : { [question]: before };
  return {
    changed: true,
    result: { msg, current: dictOf(current), previous: dictOf(previous) },
    ...(call.diff ? { diff: [dictDiff(previous, { ...previous, ...current })] } : {}),
  };
}

async function answersOf(target: Target, name: string): Promise<ReadonlyMap<string, string>> {
  const [shown, ...rest] = await target.probe(
    { argv: ["debconf-show", name] },
    ...programProbes(["debconf-show"]),
  );
  requireProgram(programPaths(["debconf-show"], rest), "debconf-show");
  if (shown?.exitCode !== 0) throw new ModuleFailure(shown?.stderr ?? "");
  const lines = shown.stdout.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at).replace(/^\*+|\*+$/g, "").trim(), line.slice(at + 1).trim()];
  }));
}

async function answer(
  args: Dict,
  target: Target,
  { name, question, vtype, value }: {
    readonly name: string;
    readonly question: string;
    readonly vtype: string;
    readonly value: string;
  },
): Promise<string> {
  const plain = vtype === "boolean" && /^(True|False)$/.test(value) ? value.toLowerCase() : value;
  const [outcome] = await target.apply({
    argv: ["debconf-set-selections", ...(bool(args, "unseen") ? ["-u"] : [])],
    stdin: `${[name, question, vtype, plain].join(" ")}\n`,
  });
  if (outcome?.exitCode !== 0) throw new ModuleFailure(outcome?.stderr ?? "");
  return outcome.stdout;
}

function dictOf(answers: ReadonlyMap<string, string> | Readonly<Record<string, string>>): Dict {
  const entries = answers instanceof Map ? [...answers] : Object.entries(answers);
  return new Map<Value, Value>(entries);
}
