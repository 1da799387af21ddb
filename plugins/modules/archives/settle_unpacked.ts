import { type ApplyCommand, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import {
  attributeChange,
  attributeCommands,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import { parseStats, statCommand } from "../shared/file_stat.ts";

/**
 * Makes mode and ownership of what was unpacked as wanted, top folders included.
 *
 * @returns Whether anything had to change.
 * @throws {ModuleFailure} If that fails.
 */
export async function settleUnpacked(
  target: Target,
  { dest, names, wanted }: {
    readonly dest: string;
    readonly names: readonly string[];
    readonly wanted: WantedAttributes;
  },
): Promise<boolean> {
  if (Object.keys(wanted).length === 0) return false;
  const tops = names.flatMap((name) => name.includes("/") ? [name.split("/")[0] ?? ""] : []);
  const paths = [...new Set([...names, ...tops].map((name) => `${dest}/${name}`))];
  const [outcome] = await target.probe(statCommand(...paths));
  const stats = [...parseStats(outcome, paths).values()];
  const resolved = await resolveOwners(target, wanted, stats);
  const commands = stats.flatMap((stat): readonly ApplyCommand[] => {
    const { mode, ...rest } = resolved;
    // Links have no mode of their own.
    const own = stat.kind === "link" || mode === undefined ? rest : { ...rest, mode };
    return attributeCommands(stat.path, attributeChange(stat, own), "no-follow");
  });
  const outcomes = await target.apply(...commands);
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    throw new ModuleFailure(
      `Unexpected error when accessing exploded file: ${failed.stderr.trim()}`,
    );
  }
  return commands.length > 0;
}
