import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import type { RenderContext } from "../context.ts";
import { FilterError, typeError, valueError } from "../errors.ts";
import { glob } from "../glob.ts";
import { normalizePath, realPath, workingFolder } from "../real_path.ts";
import { pythonType } from "../python_type.ts";
import { Undefined } from "../undefined.ts";

/** Ansible's filters on paths. The first argument of each is the input. */
export const ANSIBLE_PATH_FILTERS: Builtins = {
  basename: path((p) => p.slice(p.lastIndexOf("/") + 1)),
  dirname: path(folder),
  expanduser: Builtin.of("path", (context, value) => expandUser(context, wantPath(value))),
  expandvars: Builtin.of("path", (context, value) => {
    const variables = context.environment.options.variables;
    return wantPath(value).replace(
      /\$(\w+|\{[^}]*\})/g,
      (whole, name: string) => variables?.get(name.replace(/^\{|\}$/g, "")) ?? whole,
    );
  }),
  fileglob: Builtin.of("pathname", (context, value) => glob(files(context), wantPath(value))),
  path_join: Builtin.of("paths", (_, value) => {
    if (typeof value === "string") return value;
    if (value instanceof Undefined) value.fail();
    const parts = value instanceof Tuple ? value.items : value;
    if (!Array.isArray(parts)) {
      throw new FilterError(
        `|path_join expects string or sequence, got <class '${pythonType(value)}'> instead.`,
      );
    }
    return parts.map(wantPath).reduce(join);
  }),
  realpath: Builtin.of("path", (context, value) => realPath(files(context), wantPath(value))),
  relpath: Builtin.of("path start?", (context, value, start = ".") => {
    const target = wantPath(value);
    if (target === "") throw valueError("no path specified");
    const absolute = (p: string) =>
      normalizePath(p.startsWith("/") ? p : join(workingFolder(files(context)), p));
    return relative(absolute(target), absolute(wantPath(start)));
  }),
  splitext: Builtin.of("path", (_, value) => {
    const text = wantPath(value);
    const match = /^((?:.*\/)?\.*[^/.][^/]*)(\.[^/.]*)$/s.exec(text);
    return new Tuple(match === null ? [text, ""] : [match[1] ?? "", match[2] ?? ""]);
  }),
  win_basename: path((p) => splitDrive(p)[1].replace(/^.*[\\/]/s, "")),
  win_dirname: path((p) => {
    const [drive, rest] = splitDrive(p);
    const head = rest.slice(0, rest.length - rest.replace(/^.*[\\/]/s, "").length);
    return drive + (head.replace(/[\\/]+$/, "") || head);
  }),
  win_splitdrive: Builtin.of("path", (_, value) => new Tuple(splitDrive(wantPath(value)))),
};

function path(body: (path: string) => string): Builtin {
  return Builtin.of("path", (_, value) => body(wantPath(value)));
}

function wantPath(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof Undefined) value.fail();
  throw typeError(
    `expected str, bytes or os.PathLike object, not ${pythonType(value)}`,
  );
}

function files(
  context: RenderContext,
): NonNullable<RenderContext["environment"]["options"]["files"]> {
  const port = context.environment.options.files;
  if (port === undefined) {
    throw new FilterError("Cannot look at files: this environment has no access to them");
  }
  return port;
}

function folder(text: string): string {
  const head = text.slice(0, text.lastIndexOf("/") + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, "");
}

function join(left: string, right: string): string {
  if (right.startsWith("/")) return right;
  return left === "" || left.endsWith("/") ? left + right : `${left}/${right}`;
}

function relative(target: string, start: string): string {
  const to = target.split("/").filter((part) => part !== "");
  const from = start.split("/").filter((part) => part !== "");
  let common = 0;
  while (common < to.length && common < from.length && to[common] === from[common]) common++;
  const parts = [...from.slice(common).map(() => ".."), ...to.slice(common)];
  return parts.length === 0 ? "." : parts.join("/");
}

function expandUser(context: RenderContext, text: string): string {
  if (!/^~(?:\/|$)/.test(text)) return text;
  const home = context.environment.options.variables?.get("HOME");
  if (home === undefined) return text;
  return (home.replace(/\/+$/, "") + text.slice(1)) || "/";
}

function splitDrive(text: string): [string, string] {
  const match = /^(?:[\\/]{2}[^\\/]+[\\/][^\\/]*|.:)/s.exec(text);
  const drive = match?.[0] ?? "";
  return [drive, text.slice(drive.length)];
}
