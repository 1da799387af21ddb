import { type ApplyCommand, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { ownerText, type WantedAttributes } from "../shared/file_attributes.ts";
import { applyMode } from "../shared/file_mode.ts";
import { pythonError } from "./python_error.ts";
import { asOperand } from "../shared/file_stat.ts";

/** A folder that is not there yet, and its parents. */
export interface NewFolder {
  readonly path: string;
  readonly wanted: WantedAttributes;
}

/** Owner and group, mode, then the folders from the top; those that exist stay as they are. */
const MAKE = `who=$1 mode=$2
shift 2
for p do
  [ -d "$p" ] && continue
  # Another host of the same machine may have made it meanwhile.
  if [ -n "$mode" ]; then mkdir -m "$mode" -- "$p"; else mkdir -- "$p"; fi || [ -d "$p" ] || exit 1
  [ -z "$who" ] || chown -- "$who" "$p" || exit 1
done`;

/** @returns The command that makes one folder with its missing parents, all with the attributes. */
function makeFolderCommand({ path, wanted }: NewFolder): ApplyCommand {
  const { mode, owner, group } = wanted;
  const who = (owner === undefined ? "" : ownerText(owner)) +
    (group === undefined ? "" : `:${ownerText(group)}`);
  const bits = mode === undefined
    ? ""
    : (applyMode(mode, { mode: 0o755, isDirectory: true }) & 0o7777).toString(8).padStart(4, "0");
  return { script: MAKE, argv: [who, bits, ...withParents(asOperand(path))] };
}

function withParents(path: string): readonly string[] {
  return Array.from(
    path.matchAll(/[^/]+(?=\/|$)/g),
    ({ index, 0: name }) => path.slice(0, index + name.length),
  );
}

/**
 * Makes folders in one round trip.
 *
 * @throws {ModuleFailure} If one cannot be made.
 */
export async function makeFolders(target: Target, folders: readonly NewFolder[]): Promise<void> {
  const outcomes = await target.apply(...folders.map(makeFolderCommand));
  const failed = outcomes.findIndex(({ exitCode }) => exitCode !== 0);
  if (failed >= 0) {
    const said = outcomes[failed]?.stderr.trim() ?? "";
    const user = /(?:invalid|unknown) user/.test(said) ? folders[failed]?.wanted.owner : undefined;
    const path = folders[failed]?.path ?? "";
    throw new ModuleFailure(
      user !== undefined
        ? `chown failed: failed to look up user ${user.name}`
        : `There was an issue creating ${path} as requested: ${pythonError(said, path)}`,
      { result: { path } },
    );
  }
}
