import { type Dict, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import type { WantedAttributes } from "../shared/file_attributes.ts";

/** An archive on the target, and what is to become of it. */
export interface ArchiveTask {
  readonly target: Target;
  readonly args: Dict;
  /** Path of the archive on the target. */
  readonly src: string;
  /** The folder, without a slash at its end. */
  readonly dest: string;
  readonly wanted: WantedAttributes;
}

/** What a look at an archive tells. */
export interface Inspection {
  /** Names of what is in it, as far as it is wanted. */
  readonly names: readonly string[];
  /** Whether all of it is in the folder already. */
  readonly isUnpacked: boolean;
}

/** Handles one kind of archive. */
export interface ArchiveHandler {
  /** Ansible's name for it. */
  readonly name: string;
  /** @throws {ModuleFailure} If it is none of this kind, or the program is missing. */
  inspect(task: ArchiveTask): Promise<Inspection>;
  /** The command that unpacks it. */
  extraction(task: ArchiveTask): readonly string[];
}

/** @returns A failure that says why nothing can unpack an archive. */
export function noHandler({ src }: ArchiveTask, why: string): ModuleFailure {
  return new ModuleFailure(
    `Failed to find handler for "${src}". Make sure the required command to extract the file is ` +
      `installed.\n${why}`,
  );
}
