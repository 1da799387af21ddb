import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { asOperand, pathInfo, statBehind } from "../shared/file_stat.ts";
import { wholeLines } from "../shared/whole_lines.ts";
import { loadFile } from "./edited_file.ts";
import {
  isFor,
  isHashed,
  type KnownHostLine,
  parseKnownHost,
  withHashedHost,
} from "./known_host_line.ts";

/** `known_hosts`: the key of one host in a file of known hosts, without ssh-keygen. */
export async function knownHosts(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const given = optionalStr(args, "key");
  const state = str(args, "state");
  if (state === "present" && (given ?? "") === "") {
    throw new ModuleFailure("No key specified when adding a host");
  }
  const query = await queryOf(call, given ?? "");
  const path = await expandPath(target, str(args, "path"));
  const file = await loadFile(target, path);
  const lines = wholeLines(file.text.content);
  const found = await findLine(lines, query);
  const isWholeHost = found.kind === "host" && state === "absent";
  const removed = removedLines(found, state);
  const added = state === "present" && found.kind !== "same" ? [query.text] : [];
  const isChanged = added.length > 0 || removed.length > 0;
  const kept = lines.filter((_, index) => !removed.includes(index));
  const after = [...kept, ...added].join("");
  const beforeHeader = file.stat === undefined ? "/dev/null" : path;
  const diff = [{ beforeHeader, afterHeader: path, before: file.text.content, after }];
  if (call.checkMode) return { changed: isChanged, diff };
  if (isChanged) {
    if (isWholeHost) await keepOld(target, file.path);
    await write(target, file.path, after);
  }
  const stat = await statBehind(target, path);
  return {
    changed: isChanged,
    result: {
      name: str(args, "name"),
      key: given ?? null,
      path,
      hash_host: bool(args, "hash_host"),
      ...(stat === undefined ? { state } : pathInfo(stat)),
    },
    diff,
  };
}

/** What is looked for. */
interface Query {
  /** In lower case, as ssh looks hosts up. */
  readonly host: string;
  /** What is written; empty where no key was given. */
  readonly text: string;
  readonly line: KnownHostLine | undefined;
}

async function queryOf({ args, random }: ModuleCall, given: string): Promise<Query> {
  const host = str(args, "name").toLowerCase();
  if (given === "") return { host, text: "", line: undefined };
  const written = bool(args, "hash_host")
    ? await withHashedHost(given, host, random.bytes(20))
    : given;
  const line = parseKnownHost(written);
  if (line === undefined || !await isFor(host, line)) {
    throw new ModuleFailure("Host parameter does not match hashed host field in supplied key");
  }
  return { host, text: written.endsWith("\n") ? written : `${written}\n`, line };
}

/** What the file says of the host; lines are told by their index. */
type Found =
  | { readonly kind: "none" }
  /** The very line. */
  | { readonly kind: "same"; readonly line: number }
  /** Another key of the same type. */
  | { readonly kind: "other"; readonly line: number }
  /** The host, where no key was given: without authorities and what is revoked. */
  | { readonly kind: "host"; readonly lines: readonly number[] };

async function findLine(lines: readonly string[], { host, line: wanted }: Query): Promise<Found> {
  const ofHost: { index: number; line: KnownHostLine }[] = [];
  for (const [index, text] of lines.entries()) {
    const line = parseKnownHost(text);
    if (line !== undefined && await isFor(host, line)) ofHost.push({ index, line });
  }
  if (wanted === undefined) {
    if (ofHost.length === 0) return { kind: "none" };
    const plain = ofHost.filter(({ line }) => line.marker === undefined);
    return { kind: "host", lines: plain.map(({ index }) => index) };
  }
  const first = ofHost.find(({ line }) => isSame(line, wanted) || line.type === wanted.type);
  if (first === undefined) return { kind: "none" };
  return { kind: isSame(first.line, wanted) ? "same" : "other", line: first.index };
}

/** A hash that is there is as good as another one of the same host. */
function isSame(line: KnownHostLine, wanted: KnownHostLine): boolean {
  return line.marker === wanted.marker && line.type === wanted.type && line.key === wanted.key &&
    (line.hosts === wanted.hosts || (isHashed(line.hosts) && isHashed(wanted.hosts)));
}

function removedLines(found: Found, state: string): readonly number[] {
  switch (found.kind) {
    case "same":
      return state === "absent" ? [found.line] : [];
    case "other":
      return [found.line];
    case "host":
      return state === "absent" ? found.lines : [];
    case "none":
      return [];
  }
}

/** Keeps the file beside it, as `ssh-keygen -R` does. */
async function keepOld(target: Target, path: string): Promise<void> {
  const operand = asOperand(path);
  await target.apply({ argv: ["cp", "-p", operand, `${operand}.old`] });
}

async function write(target: Target, path: string, content: string): Promise<void> {
  try {
    await target.put({ path, content });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new ModuleFailure(`Failed to write to file ${path}: ${said}`, {}, { cause: error });
  }
}
