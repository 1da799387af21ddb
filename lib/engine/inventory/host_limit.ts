import type { Files } from "../../base/files.ts";
import { HostPatternError, splitHostPattern } from "./host_pattern.ts";

/** A pattern selects no host at all. */
export const NO_HOSTS_LEFT =
  "Specified inventory, host pattern and/or --limit leaves us with no hosts to target.";

/**
 * Reads what `--limit` says: a pattern, in which `@FILE` stands for the lines of a file.
 *
 * @returns The parts of the pattern.
 * @throws {HostPatternError} If there is no such file.
 */
export function readLimit(limit: string, files: Files): readonly string[] {
  return splitHostPattern(limit).flatMap((part) => {
    if (!part.startsWith("@")) return [part];
    const path = part.slice(1);
    const status = files.status(path);
    if (status === undefined) throw new HostPatternError(`Unable to find limit file ${path}`);
    if (status.kind !== "file") {
      throw new HostPatternError(
        `Limit starting with "@" must be a file, not a directory: ${path}`,
      );
    }
    const lines = files.readText(path)?.split("\n") ?? [];
    return lines.map((line) => line.trim()).filter((line) => line !== "");
  });
}
