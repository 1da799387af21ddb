import type { ModuleResult, Value } from "../../../lib/plugin/sdk.ts";
import { dict } from "../../../lib/base/value.ts";
import { asOperand, stateOf } from "../shared/file_stat.ts";
import { carryOut, type FileTask, finished, initialSides } from "./file_task.ts";

/** `state: absent`: nothing is left, of a folder neither. */
export async function ensureAbsent(task: FileTask): Promise<ModuleResult> {
  const { call, path, stat } = task;
  const keys = { path, state: "absent" };
  if (stat === undefined) return { changed: false, result: keys };
  const { before, after } = initialSides(task, "absent");
  const content = call.diff && stateOf(stat) === "directory" ? await contentOf(task) : {};
  await carryOut(
    task,
    [{ argv: ["rm", "-rf", "--", path] }],
    (said) => `${stat.kind === "directory" ? "rmtree" : "unlinking"} failed: ${said}`,
  );
  return await finished(task, {
    changed: true,
    keys,
    now: "nothing",
    sides: { before: { ...before, ...content }, after },
  });
}

/** What is lost with a folder. */
async function contentOf({ target, path }: FileTask): Promise<Readonly<Record<string, Value>>> {
  const root = asOperand(path);
  const [folders, files] = await target.probe(
    { argv: ["find", root, "-mindepth", "1", "-type", "d"] },
    { argv: ["find", root, "-mindepth", "1", "!", "-type", "d"] },
  );
  const lines = (text = "") => text.split("\n").filter((line) => line !== "").sort(inWalk);
  return {
    path_content: dict({ directories: lines(folders?.stdout), files: lines(files?.stdout) }),
  };
}

/** The entries of a folder come before those of the folders in it. */
function inWalk(left: string, right: string): number {
  const depth = (path: string) => path.split("/").length;
  return depth(left) - depth(right) || (left < right ? -1 : 1);
}
