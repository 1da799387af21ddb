import { bool, type ModuleCall, type Target, type Value } from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { type FileStat, statBehind } from "../shared/file_stat.ts";

/** @returns The backup's key of the result, if `backup` is on and there is a file. */
export async function keepBackup(
  { args }: ModuleCall,
  target: Target,
  { path, stat }: { readonly path: string; readonly stat: FileStat | undefined },
): Promise<Readonly<Record<string, Value>>> {
  if (!bool(args, "backup") || stat === undefined) return {};
  const kept = backupPath((await target.apply(backupCommand(path)))[0], path);
  return kept === undefined ? {} : { backup_file: kept };
}

/** @returns Whether mode and ownership of a file had to be changed. */
export async function settleFile(
  { args }: ModuleCall,
  target: Target,
  { path, mode }: {
    readonly path: string;
    /** Where the task names none; as it is by default. */
    readonly mode?: string;
  },
): Promise<boolean> {
  const wanted = {
    ...(mode === undefined ? {} : { mode }),
    ...await wantedAttributes(args, target),
  };
  if (Object.keys(wanted).length === 0) return false;
  const stat = await statBehind(target, path);
  if (stat === undefined) return false;
  return (await settleAttributes(target, { path, stat, wanted })).isChanged;
}

/** Removes a file. @returns Whether there was one. */
export async function removeFile(
  target: Target,
  { path, stat }: { readonly path: string; readonly stat: FileStat | undefined },
): Promise<boolean> {
  if (stat === undefined) return false;
  await target.apply({ argv: ["rm", "-f", "--", path] });
  return true;
}
