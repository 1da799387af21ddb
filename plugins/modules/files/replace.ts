import {
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { type EditedFile, inEncoding, loadFile, saveFile } from "./edited_file.ts";
import { orFail, pythonPattern } from "./python_pattern.ts";

/** `replace`: every match in a file, or in a part of it. */
export async function replace(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const path = await expandPath(target, str(args, "path"));
  const encoding = str(args, "encoding");
  if (!/^utf[-_]?8$/i.test(encoding)) {
    throw new ModuleFailure(`Cannot edit ${path} in ${encoding}: only utf-8 is supported`);
  }
  const file = await loadFile(target, path);
  if (file.stat?.kind === "directory") {
    throw new ModuleFailure(`Path ${path} is a directory !`, { result: { rc: 256 } });
  }
  if (file.stat === undefined) {
    throw new ModuleFailure(`Path ${path} does not exist !`, { result: { rc: 257 } });
  }
  const part = section(args, file);
  if (part.kind === "missing") return { changed: false, result: { msg: part.message, rc: 0 } };
  const { content } = file.text;
  const old = content.slice(part.start, part.end);
  const pattern = pythonPattern(inEncoding(str(args, "regexp"), file), { multiline: true });
  const count = pattern.findAll(old).length;
  const by = inEncoding(str(args, "replace"), file);
  const replaced = orFail(() => pattern.substitute(old, by));
  const wanted = await wantedAttributes(args, target);
  return await saveFile(call, target, {
    file,
    path,
    content: content.slice(0, part.start) + replaced + content.slice(part.end),
    message: replaced === old ? "" : `${count} replacements made`,
    wanted,
    keys: { rc: 0 },
    backupKey: "backup_file",
    shows: "changed-content",
  });
}

type Section =
  | { readonly kind: "found"; readonly start: number; readonly end: number }
  | { readonly kind: "missing"; readonly message: string };

/** What stands between `after` and `before`. */
function section(args: Dict, file: EditedFile): Section {
  const after = optionalStr(args, "after");
  const before = optionalStr(args, "before");
  const { content } = file.text;
  if (after === undefined && before === undefined) {
    return { kind: "found", start: 0, end: content.length };
  }
  const any = after !== undefined && before !== undefined ? ".*?" : ".*";
  const pattern = `${after ?? ""}(?P<subsection>${any})${before ?? ""}`;
  const dotAll = `(?s${/^\(\?([a-z]+)\)/.exec(pattern)?.[1] ?? ""})`;
  const source = dotAll + pattern.replace(/^\(\?[a-z]+\)/, "");
  const span = pythonPattern(inEncoding(source, file)).span(content, "subsection");
  if (span !== undefined) return { kind: "found", start: span[0], end: span[1] };
  const message = `Pattern for before/after params did not match the given file: ${pattern}`;
  return { kind: "missing", message };
}
