import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { parseStats, pathInfo, statCommand } from "../shared/file_stat.ts";

/** State, folder, prefix, suffix; a name that is taken is tried anew. */
const MAKE = `umask 077
set -C
for try in 1 2 3 4 5; do
  p="\${2:-\${TMPDIR:-/tmp}}/$3$(mktemp -u XXXXXXXX)$4"
  if [ "$1" = directory ]; then mkdir -- "$p"; else : >"$p"; fi && { printf %s "$p"; exit 0; }
  [ -e "$p" ] || exit 1
done
exit 1`;

/** `tempfile`: a new file or folder with a name of its own. */
export async function tempfile({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const folder = optionalStr(args, "path");
  const place = folder === undefined ? "" : await expandPath(target, folder);
  const argv = [str(args, "state"), place, str(args, "prefix"), str(args, "suffix")];
  const [outcome] = await target.apply({ script: MAKE, argv });
  if (outcome === undefined || outcome.exitCode !== 0) {
    throw new ModuleFailure(outcome?.stderr.trim() ?? "Cannot make a temporary file");
  }
  if (!outcome.carriedOut) return { changed: true };
  const path = outcome.stdout;
  const [stats] = await target.probe(statCommand(path));
  const stat = parseStats(stats, [path]).get(path);
  return { changed: true, result: { path, ...(stat === undefined ? {} : pathInfo(stat)) } };
}
