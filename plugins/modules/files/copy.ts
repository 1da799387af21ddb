import { sha1 } from "../../../lib/base/sha1.ts";
import {
  bool,
  type HostSourceReply,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type SourceEntry,
  type SourceQuery,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { isDict, isFloat, isList } from "../../../lib/base/value.ts";
import { pythonFloat } from "../../../lib/base/python_float.ts";
import { pythonJson } from "../../../lib/base/python_json.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { type WantedAttributes, wantedAttributes } from "../shared/file_attributes.ts";
import { copyContent } from "./copy_content.ts";
import type { CopySource } from "./copy_source.ts";
import { copyFolder } from "./copy_folder.ts";
import { copyOnTarget } from "./copy_on_target.ts";
import { notFoundMessage } from "../shared/source_not_found.ts";

/** `copy`: a text, or a file or folder of the controller or the target, to the target. */
export async function copy(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const src = optionalStr(args, "src");
  const content = args.get("content") ?? undefined;
  const dest = await expandPath(target, str(args, "dest"));
  if (src === undefined && content === undefined) {
    throw new ModuleFailure("src (or content) is required");
  }
  if (src !== undefined && content !== undefined) {
    throw new ModuleFailure("src and content are mutually exclusive");
  }
  if (content !== undefined && dest.endsWith("/")) {
    throw new ModuleFailure("can not use content with a dir as dest");
  }
  const wanted = await wantedAttributes(args, target);
  if (content !== undefined || src === undefined) {
    const source = await textSource(contentText(content));
    return await copyContent(call, target, { dest, source, wanted });
  }
  if (bool(args, "remote_src")) return await copyOnTarget(call, target, { src, dest, wanted });
  return await copyFromController(call, target, { src, dest, wanted });
}

async function copyFromController(
  call: ModuleCall,
  target: Target,
  { src, dest, wanted }: { src: string; dest: string; wanted: WantedAttributes },
): Promise<ModuleResult> {
  const options = {
    decrypt: bool(call.args, "decrypt"),
    local_follow: bool(call.args, "local_follow"),
  };
  const found = await target.source({ path: src, wantsContent: false, options });
  if (!found.isFound) throw new ModuleFailure(notFoundMessage(src, found.searched));
  if (found.isDirectory) {
    const isContentOnly = src.endsWith("/");
    return await copyFolder(call, target, { found, dest, wanted, isContentOnly });
  }
  const [entry] = found.entries;
  if (entry === undefined) throw new ModuleFailure(notFoundMessage(src, found.searched));
  const checksum = optionalStr(call.args, "checksum");
  if (checksum !== undefined && checksum !== entry.sha1) {
    throw new ModuleFailure("Copied file does not match the expected checksum. Transfer failed.", {
      result: { checksum: entry.sha1, expected_checksum: checksum },
    });
  }
  const preserved = wanted.mode === "preserve" ? { ...wanted, mode: entry.mode } : wanted;
  const source = fileSource(target, { src, found, entry, options });
  return await copyContent(call, target, { dest, source, wanted: preserved });
}

/** The bytes stay with the host unless a difference is to be shown. */
function fileSource(
  target: Target,
  { src, found, entry, options }: {
    src: string;
    found: HostSourceReply;
    entry: SourceEntry;
    options: NonNullable<SourceQuery["options"]>;
  },
): CopySource {
  return {
    content: { source: entry.source },
    sha1: entry.sha1,
    size: entry.size,
    name: found.path.slice(found.path.lastIndexOf("/") + 1),
    label: found.path,
    bytes: async () => {
      const { entries } = await target.source({ path: src, wantsContent: true, options });
      return entries[0]?.content ?? new Uint8Array();
    },
  };
}

async function textSource(text: string): Promise<CopySource> {
  const bytes = new TextEncoder().encode(text);
  return {
    content: bytes,
    sha1: await sha1(bytes),
    size: bytes.length,
    label: "content",
    bytes: () => Promise.resolve(bytes),
  };
}

/** As Ansible: collections become JSON, other values what Python prints. */
function contentText(content: Value | undefined): string {
  if (content === undefined || typeof content === "string") return content ?? "";
  if (isDict(content) || isList(content)) return pythonJson(content);
  if (typeof content === "boolean") return content ? "True" : "False";
  if (isFloat(content)) return pythonFloat(typeof content === "number" ? content : content.value);
  return String(content);
}
