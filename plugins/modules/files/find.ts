import { dict } from "../../../lib/base/value.ts";
import {
  bool,
  type CommandOutcome,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalStr,
  type ProbeCommand,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { parseChecksums } from "../shared/checksum.ts";
import { chunked } from "../shared/chunked.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { applyMode } from "../shared/file_mode.ts";
import { asOperand } from "../shared/file_stat.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";
import { pythonPattern } from "./python_pattern.ts";
import {
  kindLetter,
  parseStatFields,
  type StatFields,
  statFormat,
  statKeys,
} from "./stat_fields.ts";

/** `find`: one round trip for all folders, and one for contents or checksums. */
export async function find(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const limit = optionalInt(args, "limit") ?? Infinity;
  if (limit <= 0) throw new ModuleFailure(`limit cannot be ${limit} (use None for unlimited)`);
  const test = entryTest(args);
  const expanded = await expandPaths(target, strings(args, "paths"));
  const paths = expanded.flatMap((path) => path === undefined ? [] : [path]);
  const [now, ...searches] = await target.probe(
    { argv: ["date", "+%s"] },
    ...paths.flatMap((path) => [
      { argv: ["test", "-d", asOperand(path)] },
      searchCommand(args, path, "precise"),
    ]),
  );
  const skipped: Record<string, Value> = {};
  const found: Entry[] = [];
  let examined = 0;
  for (const [index, path] of paths.entries()) {
    const [isFolder, search] = searches.slice(index * 2);
    if (isFolder?.exitCode !== 0) {
      const problem = `'${path}' is not a directory`;
      skipped[path] = problem;
      call.warn(`Skipped '${path}' path due to this access issue: ${problem}\n`);
      continue;
    }
    const entries = await entriesOf(target, search, searchCommand(args, path, "whole"));
    examined += entries.length;
    const deepest = depthOf(args) ?? Infinity;
    found.push(
      ...entries.filter((entry) =>
        depthBelow(path, entry.path) <= deepest && test(entry, Number(now?.stdout ?? 0))
      ),
    );
  }
  const matching = await withContent(args, target, found);
  const fitting = matching.slice(0, limit);
  const sums = bool(args, "get_checksum") ? await checksums(target, fitting) : new Map();
  const files = fitting.map(({ path, fields }) =>
    dict({ ...statKeys(fields, path), checksum: sums.get(path) })
  );
  const isWhole = Object.keys(skipped).length === 0;
  return {
    result: {
      files,
      examined,
      matched: files.length,
      skipped_paths: dict(skipped),
      msg: matching.length >= limit
        ? "Limit of matches reached"
        : isWhole
        ? "All paths examined"
        : "Not all paths examined, check warnings for details",
    },
  };
}

interface Entry {
  readonly path: string;
  readonly fields: StatFields;
}

/** One level more than is wanted is looked at, as Ansible counts what was examined. */
function searchCommand(args: Dict, path: string, times: "precise" | "whole"): ProbeCommand {
  const depth = depthOf(args);
  const levels = !bool(args, "recurse")
    ? ["-maxdepth", "1"]
    : depth === undefined
    ? []
    : ["-maxdepth", String(depth + 1)];
  // A path that is a link to a folder is looked into anyway.
  const links = bool(args, "follow") ? "-L" : "-H";
  const root = asOperand(path).replace(/(.)\/+$/, "$1/");
  const format = `${statFormat(times)}|%n`;
  return {
    argv: [
      "find",
      links,
      root,
      "-mindepth",
      "1",
      ...levels,
      "-exec",
      "stat",
      "-c",
      format,
      "{}",
      "+",
    ],
  };
}

/** No limit is what 0 says, too. */
function depthOf(args: Dict): number | undefined {
  return optionalInt(args, "depth") || undefined;
}

async function entriesOf(
  target: Target,
  outcome: CommandOutcome | undefined,
  plain: ProbeCommand,
): Promise<readonly Entry[]> {
  const lines = (text = "") => text.split("\n").filter((line) => line !== "");
  const first = lines(outcome?.stdout);
  const isKnown = first[0] === undefined || parseStatFields(first[0]) !== undefined;
  const all = isKnown ? first : lines((await target.probe(plain))[0]?.stdout);
  return all.flatMap((line) => {
    const fields = parseStatFields(line);
    const path = line.split("|").slice(16).join("|").replace(/^\.\/-/, "-");
    return fields === undefined ? [] : [{ path, fields }];
  });
}

function depthBelow(root: string, path: string): number {
  const count = (text: string) => text.split("/").filter((part) => part !== "").length;
  return count(path) - count(root);
}

/** What can be said of an entry by its name and status alone. */
function entryTest(args: Dict): (entry: Entry, now: number) => boolean {
  const useRegex = bool(args, "use_regex");
  const matcher = (patterns: readonly string[]) => {
    const tests = patterns.map((pattern) =>
      useRegex ? startMatcher(pattern) : (name: string) => globPattern(pattern).test(name)
    );
    return (name: string) => tests.some((test) => test(name));
  };
  const patterns = strings(args, "patterns");
  const isNamed = patterns.length === 0 ? () => true : matcher(patterns);
  const isExcluded = matcher(strings(args, "excludes"));
  const age = amount(args, { name: "age", units: AGES });
  const size = amount(args, { name: "size", units: SIZES });
  const type = str(args, "file_type");
  const stamp = ["atime", "mtime", "ctime"].indexOf(str(args, "age_stamp"));
  const hidden = bool(args, "hidden");
  const hasMode = modeTest(args);
  return ({ path, fields }, now) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if ((name.startsWith(".") && !hidden) || !isNamed(name) || isExcluded(name)) return false;
    const kind = kindLetter(fields.rawMode);
    if (type !== "any" && kind !== { file: "-", directory: "d", link: "l" }[type]) return false;
    if (!hasMode(fields.rawMode & 0o7777)) return false;
    const old = now - (fields.times[stamp] ?? 0);
    if (!isWithin(old, age)) return false;
    return kind !== "-" || isWithin(fields.numbers[0] ?? 0, size);
  };
}

/** All bits alike, or with `exact_mode: false` any of those that are looked for. */
function modeTest(args: Dict): (mode: number) => boolean {
  const given = args.get("mode") ?? null;
  if (given === null) return () => true;
  const wanted = applyMode(given, { mode: 0, isDirectory: false, umask: 0 });
  return bool(args, "exact_mode") ? (mode) => mode === wanted : (mode) => (mode & wanted) !== 0;
}

function startMatcher(pattern: string): (name: string) => boolean {
  const regex = pythonPattern(pattern);
  return (name) => regex.matchStart(name) !== undefined;
}

/** At least that much, or at most if it is negative. */
function isWithin(value: number, limit: number | undefined): boolean {
  if (limit === undefined) return true;
  return limit >= 0 && !Object.is(limit, -0) ? value >= limit : value <= -limit;
}

const AGES: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

function amount(
  args: Dict,
  { name, units }: { readonly name: string; readonly units: Readonly<Record<string, number>> },
): number | undefined {
  const text = optionalStr(args, name);
  if (text === undefined) return undefined;
  const [, number, unit = ""] = /^(-?\d+)([a-z]?)$/i.exec(text.trim()) ?? [];
  const factor = unit === "" ? 1 : units[unit.toLowerCase()];
  if (number === undefined || factor === undefined) {
    throw new ModuleFailure(`failed to process ${name}`, { result: { [name]: text } });
  }
  return Number(number) * factor;
}

async function withContent(
  args: Dict,
  target: Target,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const contains = optionalStr(args, "contains");
  if (contains === undefined || str(args, "file_type") !== "file") return entries;
  const regex = pythonPattern(contains);
  const decoder = textDecoder(optionalStr(args, "encoding") ?? "utf-8");
  const outcomes = await target.probe(
    ...entries.map(({ path }) => ({ argv: ["cat", asOperand(path)] })),
  );
  return entries.filter((_, index) => {
    const text = decoder.decode(outcomes[index]?.stdoutBytes);
    if (bool(args, "read_whole_file")) return regex.search(text) !== undefined;
    return text.split("\n").some((line) => regex.matchStart(line) !== undefined);
  });
}

/** @throws {ModuleFailure} If the encoding is not known. */
function textDecoder(encoding: string): TextDecoder {
  const name = encoding.toLowerCase().replaceAll("_", "-").replace("latin-1", "latin1");
  try {
    return new TextDecoder(name);
  } catch (error) {
    throw new ModuleFailure(`unknown encoding: ${encoding}`, {}, { cause: error });
  }
}

async function checksums(
  target: Target,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, string>> {
  const files = entries.filter(({ fields }) => kindLetter(fields.rawMode) === "-");
  const groups = chunked(files.map(({ path }) => asOperand(path)));
  if (groups.length === 0) return new Map();
  const outcomes = await target.probe(...groups.map((group) => ({ argv: ["sha1sum", ...group] })));
  return new Map(outcomes.flatMap(({ stdout }) => [...parseChecksums(stdout)]));
}
