import {
  type CommandOutcome,
  type Dict,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import { splitWords } from "../shared/split_words.ts";
import { compressorOf, readCompressed, writeCompressed } from "./compressed.ts";
import type { PostgresClient } from "./postgres_client.ts";

/** What is dumped or restored. */
export interface DatabaseCopy {
  readonly client: PostgresClient;
  readonly target: Target;
  readonly args: Dict;
  /** The database. */
  readonly name: string;
  /** The file, or the folder of a dump that is one. */
  readonly path: string;
}

/** Writes a dump; the ending of its file says in which form. */
export async function dumpDatabase(copy: DatabaseCopy): Promise<ModuleResult> {
  const { client, args, name, path } = copy;
  const format = formOf(path);
  const compressor = compressorOf(path);
  const argv = [
    ...["pg_dump", name, ...client.login],
    ...(format === undefined ? [] : [`--format=${format}`]),
    ...splitWords(optionalStr(args, "dump_extra_args") ?? ""),
    ...splitWords(str(args, "target_opts")),
    ...(format === "d" ? ["-f", path] : []),
  ];
  const script = format === "d" ? 'shift 2; exec "$@"' : writeCompressed(compressor);
  return await carryOut(copy, { argv, script, compressor: compressor ?? "" });
}

/** Reads a dump. */
export async function restoreDatabase(copy: DatabaseCopy): Promise<ModuleResult> {
  const { client, args, name, path } = copy;
  const format = formOf(path);
  const compressor = compressorOf(path);
  const argv = [
    ...(format === undefined ? ["psql", "-X"] : ["pg_restore", `--format=${format}`]),
    ...[`--dbname=${name}`, ...client.login],
    ...splitWords(str(args, "target_opts")),
    ...(format === undefined ? [] : [path]),
  ];
  const script = format !== undefined ? 'shift 2; exec "$@"' : readCompressed(compressor);
  return await carryOut(copy, { argv, script, compressor: compressor ?? "" });
}

function formOf(path: string): string | undefined {
  switch (/\.[^./]+$/.exec(path)?.[0]) {
    case ".tar":
      return "t";
    case ".pgc":
      return "c";
    case ".dir":
      return "d";
    default:
      return undefined;
  }
}

async function carryOut(
  { client, target, path }: DatabaseCopy,
  { argv, script, compressor }: {
    readonly argv: readonly string[];
    readonly script: string;
    readonly compressor: string;
  },
): Promise<ModuleResult> {
  const [outcome] = await target.apply({
    script,
    argv: [compressor, path, ...argv],
    env: client.environment,
  });
  const cmd = argv.map(shellQuote).join(" ");
  if (outcome?.exitCode !== 0) throw failure(outcome, cmd);
  return {
    changed: true,
    command: outcome,
    result: { msg: outcome.stdout, cmd, executed_commands: [cmd] },
  };
}

function failure(outcome: CommandOutcome | undefined, cmd: string): ModuleFailure {
  return new ModuleFailure(outcome?.stderr ?? "", {
    ...(outcome === undefined ? {} : { command: outcome }),
    result: { cmd },
  });
}
