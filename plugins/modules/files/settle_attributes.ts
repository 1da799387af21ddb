import type { ModuleDiff, ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import {
  afterChange,
  type AttributeChange,
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import { type FileStat, pathInfo, statBehind } from "../shared/file_stat.ts";

/** A path whose content is right. */
export interface Settlement {
  readonly path: string;
  readonly stat: FileStat;
  readonly wanted: WantedAttributes;
}

/** What became of its attributes. */
export interface Settled {
  readonly change: AttributeChange;
  readonly isChanged: boolean;
  /** As the path is now; in check mode as it was. */
  readonly stat: FileStat;
}

/**
 * Makes mode and ownership of a path as wanted: no round trip where they are.
 *
 * @throws {ModuleFailure} If that fails.
 */
export async function settleAttributes(
  target: Target,
  { path, stat, wanted }: Settlement,
): Promise<Settled> {
  const resolved = await resolveOwners(target, wanted, [stat]);
  const change = attributeChange(stat, resolved);
  if (!isChange(change)) return { change, isChanged: false, stat };
  const outcomes = await target.apply(...attributeCommands(path, change, "follow"));
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    const said = failed.stderr.trim();
    const message = said.replace(/^(chown|chgrp|chmod): /, "$1 failed: ");
    throw new ModuleFailure(message, { result: { path, ...pathInfo(stat) } });
  }
  if (outcomes.every(({ carriedOut }) => !carriedOut)) return { change, isChanged: true, stat };
  const known = afterChange(stat, change);
  if (known !== undefined) return { change, isChanged: true, stat: known };
  return { change, isChanged: true, stat: await statBehind(target, path) ?? stat };
}

/** @returns The result of a task that found the content right: Ansible's file module's. */
export async function settledResult(
  target: Target,
  settlement: Settlement & { readonly checksum: string },
): Promise<ModuleResult> {
  const { path, checksum } = settlement;
  const { change, isChanged, stat } = await withChecksum(
    settleAttributes(target, settlement),
    checksum,
  );
  return {
    changed: isChanged,
    result: { dest: path, path, checksum, ...pathInfo(stat) },
    diff: [attributeDiff(path, change)],
  };
}

async function withChecksum<T>(settling: Promise<T>, checksum: string): Promise<T> {
  try {
    return await settling;
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    const result = { ...error.result.result, checksum };
    throw new ModuleFailure(error.message, { ...error.result, result }, { cause: error });
  }
}

/** @returns How a change of attributes is shown. */
function attributeDiff(path: string, { before, after }: AttributeChange): ModuleDiff {
  return dictDiff({ path, ...before }, { path, ...after });
}
