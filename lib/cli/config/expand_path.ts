import { absolutePath } from "../../base/posix_path.ts";
import type { Environment } from "../../system/environment.ts";

/** What paths may refer to. */
export type PathSurroundings = Pick<Environment, "variable" | "workingFolder" | "homeFolder">;

/**
 * @param folder What relative paths start at, absolute.
 * @returns The absolute path that `text` means: `~`, `$NAME`, `${NAME}` and `{{CWD}}` are replaced;
 * names of no variable stay.
 */
export function expandPath(text: string, folder: string, surroundings: PathSurroundings): string {
  const expanded = text
    .replaceAll("{{CWD}}", () => surroundings.workingFolder())
    .replace(
      /\$(?:(\w+)|\{([^}]*)\})/g,
      (whole, plain: string, braced: string) => surroundings.variable(plain ?? braced) ?? whole,
    )
    .replace(/^~(?=\/|$)/, () => surroundings.homeFolder());
  return absolutePath(expanded, folder);
}
