import { isDict } from "../../../lib/base/value.ts";
import {
  type Dict,
  ModuleFailure,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { asOperand } from "../shared/file_stat.ts";

/** How docker's program is told of variables, which may be secret and so are no arguments. */
export interface ContainerEnvironment {
  readonly words: readonly string[];
  /** A file of variables with one line each, for the standard input. */
  readonly file: string;
  /** Those of several lines, which it takes from its own environment. */
  readonly own: Readonly<Record<string, string>>;
}

/** @throws {ModuleFailure} If a value is no text. */
export function containerEnvironment(args: Dict): ContainerEnvironment {
  const env = args.get("env");
  const own: Record<string, string> = {};
  const lines: string[] = [];
  for (const [key, value] of isDict(env) ? env : []) {
    const name = String(key);
    if (typeof value !== "string") {
      throw new ModuleFailure(
        "Non-string value found for env option. Ambiguous env options must be wrapped in quotes to " +
          `avoid them being interpreted. Key: ${name}`,
      );
    }
    if (value.includes("\n")) own[name] = value;
    else lines.push(`${name}=${value}\n`);
  }
  return {
    words: [
      ...Object.keys(own).map((name) => `--env=${name}`),
      ...(lines.length === 0 ? [] : ["--env-file=/dev/stdin"]),
    ],
    file: lines.join(""),
    own,
  };
}

/**
 * @returns The arguments with what stands in `env_file`, a file of the target, as `env`, too.
 * @throws {ModuleFailure} If the file cannot be read.
 */
export async function withEnvironmentFile(target: Target, args: Dict): Promise<Dict> {
  const path = optionalStr(args, "env_file");
  if (path === undefined) return args;
  const [read] = await target.probe({ argv: ["cat", asOperand(path)] });
  if (read?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read the file of variables ${path}: ${read?.stderr.trim()}`);
  }
  const given = args.get("env");
  const env = new Map<Value, Value>([
    ...read.stdout.split("\n").flatMap((line) => variableOf(line, path)),
    ...(isDict(given) ? given : []),
  ]);
  return new Map([...args, ["env", env]]);
}

function variableOf(line: string, path: string): readonly (readonly [string, string])[] {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return [];
  const at = text.indexOf("=");
  if (at < 0) throw new ModuleFailure(`Invalid line in environment file ${path}:\n${text}`);
  return [[text.slice(0, at), text.slice(at + 1)]];
}
