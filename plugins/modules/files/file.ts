import { joinPath, nameOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { stateOf } from "../shared/file_stat.ts";
import { ensureAbsent } from "./file_absent.ts";
import { ensureHardLink, ensureLink } from "./file_link.ts";
import { ensureFile, ensureFolder, ensureTouched } from "./file_present.ts";
import { requireTimes } from "./file_times.ts";
import { fail, type FileTask, fileTask } from "./file_task.ts";

/** `file`: what a path is, and its attributes. */
export async function file(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const [given = "", src] = await expandPaths(target, [
    str(args, "path"),
    optionalStr(args, "src"),
  ]);
  const wanted = await wantedAttributes(args, target);
  const task = await insideFolder(await fileTask(call, target, { path: given, wanted }), src);
  const present = stateOf(task.stat);
  const recurse = bool(args, "recurse");
  const state = optionalStr(args, "state") ??
    (present !== "absent" ? present : recurse ? "directory" : "file");
  if (recurse && state !== "directory") {
    fail(task, "recurse option requires state to be 'directory'");
  }
  if (task.src && state !== "link" && state !== "hard") {
    fail(task, "src option requires state to be 'link' or 'hard'");
  }
  if (state !== "absent") requireTimes(args);
  return await ensure(state, task);
}

/** With a source, a folder stands for what has the source's name in it. */
async function insideFolder(task: FileTask, src: string | undefined): Promise<FileTask> {
  const { call, target, path, behind, wanted } = task;
  if (src === undefined) return task;
  const state = optionalStr(call.args, "state");
  if (src === "" || state === "link" || state === "absent" || behind?.kind !== "directory") {
    return { ...task, src };
  }
  const inside = joinPath(path.replace(/\/+$/, ""), nameOf(src));
  return { ...await fileTask(call, target, { path: inside, wanted }), src };
}

function ensure(state: string, task: FileTask): Promise<ModuleResult> {
  switch (state) {
    case "absent":
      return ensureAbsent(task);
    case "directory":
      return ensureFolder(task);
    case "touch":
      return ensureTouched(task);
    case "link":
      return ensureLink(task);
    case "hard":
      return ensureHardLink(task);
    default:
      return ensureFile(task);
  }
}
