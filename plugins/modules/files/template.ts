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
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { copyContent } from "./copy_content.ts";
import { notFoundMessage } from "../shared/source_not_found.ts";

/** `template`: a text that the host has rendered becomes a file of the target. */
export async function template(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const path = str(args, "src");
  const encoding = str(args, "output_encoding");
  if (!/^utf[-_]?8$/i.test(encoding)) {
    throw new ModuleFailure(`Cannot write the template in ${encoding}: only utf-8 is supported`);
  }
  if (!["\n", "\r", "\r\n", "\\n", "\\r", "\\r\\n"].includes(str(args, "newline_sequence"))) {
    throw new ModuleFailure("newline_sequence needs to be one of: \n, \r or \r\n");
  }
  const dest = await expandPath(target, str(args, "dest"));
  const wanted = await wantedAttributes(args, target);
  const query = { path, kind: "template", options: renderOptions(args, dest) } as const;
  const found = await target.source({ ...query, wantsContent: call.diff || !call.checkMode });
  if (!found.isFound) throw new ModuleFailure(notFoundMessage(path, found.searched));
  if (found.error !== undefined) throw new ModuleFailure(found.error);
  const [entry] = found.entries;
  if (entry === undefined) throw new ModuleFailure(notFoundMessage(path, found.searched));
  return await copyContent(call, target, {
    dest,
    wanted: wanted.mode === "preserve" ? { ...wanted, mode: entry.mode } : wanted,
    source: {
      content: { source: entry.source },
      sha1: entry.sha1,
      size: entry.size,
      name: found.path.slice(found.path.lastIndexOf("/") + 1),
      label: found.path,
      bytes: () => Promise.resolve(entry.content ?? new Uint8Array()),
    },
  });
}

const DELIMITERS = [
  "block_start_string",
  "block_end_string",
  "variable_start_string",
  "variable_end_string",
  "comment_start_string",
  "comment_end_string",
] as const;

/** A newline may be written as an escape, since YAML leaves it alone in plain text. */
function renderOptions(args: Dict, dest: string): Readonly<Record<string, Value | undefined>> {
  const options: Record<string, Value | undefined> = {
    newline_sequence: str(args, "newline_sequence"),
    trim_blocks: bool(args, "trim_blocks"),
    lstrip_blocks: bool(args, "lstrip_blocks"),
    template_destpath: dest,
  };
  for (const name of DELIMITERS) options[name] = optionalStr(args, name);
  return options;
}
