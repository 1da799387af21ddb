import {
  bool,
  type ModuleCall,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { stateOf } from "../shared/file_stat.ts";
import { ensureAbsent } from "./file_absent.ts";
import { ensureHardLink, ensureLink } from "./file_link.ts";
import { ensureFile, ensureFolder, ensureTouched } from "./file_present.ts";
import { fail, type FileTask, fileTask } from "./file_task.ts";

/** `file`: what a path is, and its attributes. */
export async function file(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const path = await expandPath(target, str(args, "path"));
  const wanted = await wantedAttributes(args, target);
  const task = await fileTask(call, target, { path, wanted });
  const present = stateOf(task.stat);
  const recurse = bool(args, "recurse");
  const state = optionalStr(args, "state") ??
    (present !== "absent" ? present : recurse ? "directory" : "file");
  if (recurse && state !== "directory") {
    fail(task, "recurse option requires state to be 'directory'");
  }
  if (optionalStr(args, "src") !== undefined && state !== "link" && state !== "hard") {
    fail(task, "src option requires state to be 'link' or 'hard'");
  }
  return await ensure(state, task);
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
