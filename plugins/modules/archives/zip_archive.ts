import { bool, strings, type Target } from "../../../lib/plugin/sdk.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";
import {
  type ArchiveHandler,
  type ArchiveTask,
  type Inspection,
  noHandler,
} from "./archive_handler.ts";

/** Zip files, by Info-ZIP's unzip. */
export const ZIP_ARCHIVE: ArchiveHandler = { name: "ZipArchive", inspect, extraction };

function extraction({ args, src, dest }: ArchiveTask): readonly string[] {
  const include = strings(args, "include");
  const exclude = strings(args, "exclude");
  return [
    "unzip",
    bool(args, "keep_newer") ? "-uo" : "-o",
    ...strings(args, "extra_opts"),
    src,
    ...include,
    ...(exclude.length === 0 ? [] : ["-x", ...exclude]),
    "-d",
    dest,
  ];
}

/** A line of `unzip -ZTs`: mode, version, system, size, kind, method, time and name. */
const LINE = /^(\S{7,10})\s+\S+\s+\S+\s+(\d+)\s+\S+\s+\S+\s+(\d{8})\.(\d{6})\s(.*)$/;

interface Entry {
  readonly name: string;
  readonly mode: number | undefined;
  readonly size: number;
  /** Local time of the target, `YYYYMMDDhhmmss`. */
  readonly time: string;
}

async function inspect(task: ArchiveTask): Promise<Inspection> {
  const { target, args, src, dest, wanted } = task;
  const [listed] = await target.probe({ argv: ["unzip", "-ZTs", src], env: { LC_ALL: "C" } });
  if (listed?.exitCode === 127) {
    throw noHandler(task, "Unable to find required 'unzip' or 'zipinfo' binary in the path");
  }
  if (listed?.exitCode !== 0) {
    const said = `${listed?.stdout ?? ""}${listed?.stderr ?? ""}`;
    throw noHandler(task, `Command "unzip" could not handle archive: ${said}`);
  }
  const include = strings(args, "include").map((name) => globPattern(name));
  const exclude = strings(args, "exclude").map((name) => globPattern(name));
  const entries = listed.stdout.split("\n").map(entryOf)
    .filter((entry) => entry !== undefined)
    .filter(({ name }) =>
      (include.length === 0 || include.some((pattern) => pattern.test(name))) &&
      !exclude.some((pattern) => pattern.test(name))
    );
  const found = await present(target, dest, entries);
  const isNewerFine = bool(args, "keep_newer");
  const isUnpacked = entries.every((entry) => {
    const file = found.get(entry.name);
    if (file === undefined) return false;
    if (entry.name.endsWith("/")) return file.isDirectory;
    if (isNewerFine && file.time > entry.time) return true;
    const isModeRight = wanted.mode !== undefined || entry.mode === undefined ||
      entry.mode === file.mode;
    return isModeRight && file.size === entry.size && file.time === entry.time;
  });
  return { names: entries.map(({ name }) => name), isUnpacked };
}

function entryOf(line: string): Entry | undefined {
  const parts = LINE.exec(line);
  if (parts === null) return undefined;
  const [, mode = "", size, day = "", time = "", name = ""] = parts;
  return { name, mode: modeOf(mode), size: Number(size), time: day + time };
}

/** `undefined` for archives of systems without such modes. */
function modeOf(text: string): number | undefined {
  if (!/^.(?:[r-][w-][xsStT-]){3}$/.test(text)) return undefined;
  return [...text.slice(1)].reduce((mode, letter) => mode * 2 + (letter === "-" ? 0 : 1), 0);
}

interface Present {
  readonly isDirectory: boolean;
  readonly mode: number;
  readonly size: number;
  readonly time: string;
}

async function present(
  target: Target,
  dest: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Present>> {
  const found = new Map<string, Present>();
  if (entries.length === 0) return found;
  const paths = entries.map(({ name }) => `${dest}/${name}`);
  const [stats] = await target.probe({ argv: ["stat", "-c", "%f|%s|%y|%n", ...paths] });
  for (const line of (stats?.stdout ?? "").split("\n")) {
    const [raw = "", size, time = "", path = ""] = line.split("|");
    const mode = Number.parseInt(raw, 16);
    found.set(path.slice(dest.length + 1), {
      isDirectory: (mode & 0o170000) === 0o040000,
      mode: mode & 0o777,
      size: Number(size),
      time: time.slice(0, 19).replaceAll(/\D/g, ""),
    });
  }
  return found;
}
