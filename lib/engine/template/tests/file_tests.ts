import type { FileKind, Files } from "../../../base/files.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import type { RenderContext } from "../context.ts";
import { FilterError } from "../errors.ts";
import { normalizePath } from "../real_path.ts";
import { Undefined } from "../undefined.ts";
import { wantText } from "../want.ts";

/** Ansible's tests of paths on the controller. The first argument of each is the path. */
export const FILE_TESTS: Builtins = {
  abs: absolute(),
  directory: kind("directory"),
  exists: exists(),
  file: kind("file"),
  is_abs: absolute(),
  is_dir: kind("directory"),
  is_file: kind("file"),
  is_link: link(),
  is_mount: mount(),
  is_same_file: sameFile(),
  link: link(),
  link_exists: Builtin.of("path", (context, path) => {
    const port = files(context);
    const text = wantText(path);
    return port.status(text) !== undefined || isLink(port, text);
  }),
  mount: mount(),
  same_file: sameFile(),
};

function files(context: RenderContext): Files {
  const port = context.environment.options.files;
  if (port !== undefined) return port;
  throw new FilterError("Cannot look at files: this environment has no access to them");
}

function absolute(): Builtin {
  return Builtin.of("path", (_, path) => wantText(path).startsWith("/"));
}

function exists(): Builtin {
  return Builtin.of("path", (context, path) => {
    if (path instanceof Undefined) path.fail();
    return typeof path === "string" && files(context).status(path) !== undefined;
  });
}

function kind(wanted: FileKind): Builtin {
  return Builtin.of("path", (context, path) => {
    if (path instanceof Undefined) path.fail();
    return typeof path === "string" && files(context).status(path)?.kind === wanted;
  });
}

/** A link is a name that leads somewhere else than where it stands. */
function isLink(port: Files, path: string): boolean {
  const slash = path.lastIndexOf("/");
  const parent = port.realPath(slash < 0 ? "." : path.slice(0, slash) || "/");
  const target = port.realPath(path);
  if (parent === undefined) return false;
  const name = path.slice(slash + 1);
  if (target === undefined) return port.list(parent)?.some((entry) => entry.name === name) === true;
  return target !== normalizePath(`${parent}/${name}`);
}

function link(): Builtin {
  return Builtin.of("path", (context, path) => isLink(files(context), wantText(path)));
}

function sameFile(): Builtin {
  return Builtin.of("path other", (context, path, other) => {
    const port = files(context);
    const [a, b] = [port.realPath(wantText(path)), port.realPath(wantText(other))];
    if (a === undefined || b === undefined) {
      throw new FilterError(
        `No such file or directory: '${wantText(a === undefined ? path : other)}'`,
      );
    }
    return a === b;
  });
}

function mount(): Builtin {
  return Builtin.of("path", (context, path) => {
    const mounts = files(context).readText("/proc/self/mounts");
    if (mounts === undefined) {
      throw new FilterError("Cannot tell mount points: /proc/self/mounts cannot be read");
    }
    const wanted = normalizePath(wantText(path));
    return mounts.split("\n").some((line) => line.split(" ")[1] === wanted);
  });
}
