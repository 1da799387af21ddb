import {
  bool,
  type Diff,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { fetchLists } from "./apt_cache.ts";
import {
  parseSourceFiles,
  SourceError,
  type SourceFiles,
  SOURCES_FOLDER,
  withoutSource,
  withSource,
} from "./sources_list.ts";

/** Adds or removes a line of APT's sources. Behaves as Ansible 2.14's apt_repository. */
export async function aptRepository(
  call: ModuleCall,
  target: Target,
): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const repo = str(args, "repo");
  const state = str(args, "state");
  if (repo === "") {
    throw new ModuleFailure("Please set argument 'repo' to a non-empty value");
  }
  if (repo.startsWith("ppa:")) {
    throw new ModuleFailure(
      `Cannot add ${repo}: ppa addresses are not supported, give the line`,
    );
  }
  const [lines] = await target.probe({
    argv: [
      "grep",
      "-rHs",
      "--include=*.list",
      "",
      "/etc/apt/sources.list",
      SOURCES_FOLDER,
    ],
  });
  const before = parseSourceFiles(lines?.stdout ?? "");
  const after = planned(before, {
    repo,
    state,
    filename: optionalStr(args, "filename"),
  });
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => (before.get(path) ?? "") !== (after.get(path) ?? ""));
  const changed = paths.length > 0;
  if (changed && !checkMode) {
    await write(target, {
      files: after,
      paths,
      mode: modeText(args.get("mode") ?? null),
    });
    if (bool(args, "update_cache")) {
      await update(call, target, { before, paths });
    }
  }
  return {
    changed,
    result: { repo, state },
    ...(changed && call.diff ? { diff: paths.map((path) => diffOf(path, { before, after })) } : {}),
  };
}

function planned(
  before: SourceFiles,
  { repo, state, filename }: {
    readonly repo: string;
    readonly state: string;
    readonly filename: string | undefined;
  },
): SourceFiles {
  try {
    return state === "present" ? withSource(before, repo, filename) : withoutSource(before, repo);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new ModuleFailure(error.message, {}, { cause: error });
  }
}

async function write(
  target: Target,
  { files, paths, mode }: {
    readonly files: SourceFiles;
    readonly paths: readonly string[];
    readonly mode: string;
  },
): Promise<void> {
  for (const path of paths) {
    const content = files.get(path) ?? "";
    if (content === "") await target.apply({ argv: ["rm", "-f", "--", path] });
    else await target.put({ path, content, mode });
  }
}

/** Sources that cannot be fetched are taken back, so that apt stays usable. */
async function update(
  call: ModuleCall,
  target: Target,
  { before, paths }: {
    readonly before: SourceFiles;
    readonly paths: readonly string[];
  },
): Promise<void> {
  try {
    await fetchLists(call, target, {
      updateRetries: int(call.args, "update_cache_retries"),
      updateRetryMaxDelay: int(call.args, "update_cache_retry_max_delay"),
      lockTimeout: LOCK_TIMEOUT,
    });
  } catch (error) {
    await write(target, { files: before, paths, mode: DEFAULT_MODE });
    throw error;
  }
}

/** Seconds. */
const LOCK_TIMEOUT = 60;

const DEFAULT_MODE = "0644";

/** YAML reads an unquoted 0640 as a number. */
function modeText(mode: Value): string {
  if (typeof mode === "number") return `0${mode.toString(8)}`;
  return typeof mode === "string" && mode !== "" ? mode : DEFAULT_MODE;
}

function diffOf(
  path: string,
  { before, after }: {
    readonly before: SourceFiles;
    readonly after: SourceFiles;
  },
): Diff {
  const header = (files: SourceFiles) => files.get(path) ? path : "/dev/null";
  return {
    before: before.get(path) ?? "",
    after: after.get(path) ?? "",
    beforeHeader: header(before),
    afterHeader: header(after),
  };
}
