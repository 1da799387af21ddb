import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes } from "../shared/program_paths.ts";

/** Where pip is. */
export interface PipPlace {
  /** Folder of the virtual environment. */
  readonly environment: string | undefined;
  readonly executable: string | undefined;
}

/** @returns The path of pip. @throws {ModuleFailure} If there is none. */
export async function findPip(
  target: Target,
  { environment, executable }: PipPlace,
): Promise<string> {
  if (executable?.startsWith("/")) return executable;
  if (environment === undefined) {
    const names = executable === undefined ? ["pip3", "pip"] : [executable];
    const paths = programPaths(names, await target.probe(...programProbes(names)));
    const found = names.map((name) => paths.get(name)).find((path) => path !== undefined);
    if (found !== undefined) return found;
    throw new ModuleFailure(
      `Unable to find any of ${names.join(", ")} to use.  pip needs to be installed.`,
    );
  }
  const names = ["pip3", "pip"];
  const outcomes = await target.probe(
    ...names.map((name) => ({ argv: ["test", "-x", `${environment}/bin/${name}`] })),
  );
  const at = outcomes.findIndex(({ exitCode }) => exitCode === 0);
  if (at >= 0) return `${environment}/bin/${names[at]}`;
  throw new ModuleFailure(
    `Unable to find pip in the virtualenv, ${environment}, under any of these names: ` +
      `${names.join(", ")}. Make sure pip is present in the virtualenv.`,
  );
}

/**
 * @returns What is installed, a line name==version each. Programs of an environment cannot be run
 * in check mode, so that its files tell.
 * @throws {ModuleFailure} If that cannot be found out.
 */
export async function installedPackages(
  target: Target,
  { environment, executable }: PipPlace,
  program: string,
): Promise<string> {
  const isPath = executable?.startsWith("/") ?? false;
  if (isPath) await requireExecutable(target, program);
  const prefix = environment ?? (isPath ? prefixOf(program) : undefined);
  if (prefix !== undefined) return await filesTell(target, prefix);
  // A path that is asked for is run as it is; what PATH led to goes by its name.
  const name = program.slice(program.lastIndexOf("/") + 1);
  const argv = [!isPath && /^pip3?$/.test(name) ? name : program, "list", "--format=freeze"];
  const [listed] = await target.probe({ argv, env: { LC_ALL: "C" } });
  if (listed?.exitCode === 0) return listed.stdout;
  throw new ModuleFailure(`stdout: ${listed?.stdout}\n:stderr: ${listed?.stderr}`);
}

async function requireExecutable(target: Target, program: string): Promise<void> {
  const [there] = await target.probe({ argv: ["test", "-x", program] });
  if (there?.exitCode === 0) return;
  throw new ModuleFailure(`[Errno 2] No such file or directory: b'${program}'`, {
    result: { cmd: `${program} list --format=freeze`, rc: 2, stdout: "", stderr: "" },
  });
}

/** @returns Where a program that is none of the system has its packages. */
function prefixOf(program: string): string | undefined {
  if (/^(\/usr(\/local)?)?\/s?bin\/[^/]+$/.test(program)) return undefined;
  return /^(.+)\/bin\/[^/]+$/.exec(program)?.[1];
}

async function filesTell(target: Target, environment: string): Promise<string> {
  const [found] = await target.probe({
    argv: ["find", `${environment}/lib`, "-maxdepth", "3", "-name", "*.*-info"],
  });
  const lines = (found?.stdout ?? "").split("\n").flatMap((path) => {
    const [, name, version] = /([^/]+?)-(\d[^-/]*)(?:-[^/]*)?\.(?:dist|egg)-info$/.exec(path) ?? [];
    return version === undefined ? [] : [`${name}==${version}\n`];
  });
  return lines.sort().join("");
}
