import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import { expandPath, type PathSurroundings } from "./expand_path.ts";

/** The file of the configuration, as far as there is one. */
export interface FoundConfig {
  /** Absolute; `undefined` if there is no file. */
  readonly path: string | undefined;
  /** What is to be told the user about the search, in Ansible's words. */
  readonly warnings: readonly string[];
}

/** Where `find` looks. */
export interface ConfigPlaces {
  readonly files: Files;
  readonly environment: PathSurroundings;
}

const NAME = "ansible.cfg";

/**
 * Finds the configuration where Ansible does: `ANSIBLE_CONFIG`, a file or its folder; then the
 * working folder, unless everybody may write to it; the user's own folder; /etc/ansible.
 */
export function findConfig({ files, environment }: ConfigPlaces): FoundConfig {
  const workingFolder = environment.workingFolder();
  const home = environment.homeFolder();
  const warnings: string[] = [];
  const named = environment.variable("ANSIBLE_CONFIG");
  if (named !== undefined && named !== "") {
    const path = expandPath(named, workingFolder, environment);
    const kind = files.status(path)?.kind;
    const file = kind === "directory" ? joinPath(path, NAME) : path;
    if (files.status(file)?.kind === "file") return { path: file, warnings };
  }
  const local = joinPath(workingFolder, NAME);
  const isOpenToAll = ((files.status(workingFolder)?.mode ?? 0) & 0o002) !== 0;
  const candidates = [joinPath(home, `.${NAME}`), `/etc/ansible/${NAME}`];
  if (!isOpenToAll) candidates.unshift(local);
  const path = candidates.find((candidate) => files.status(candidate)?.kind === "file");
  if (isOpenToAll && files.status(local) !== undefined) {
    warnings.push(
      `Ansible is being run in a world writable directory (${workingFolder}), ignoring it as an ` +
        "ansible.cfg source. For more information see " +
        "https://docs.ansible.com/ansible/devel/reference_appendices/config.html" +
        "#cfg-in-world-writable-dir",
    );
  }
  return { path, warnings };
}
