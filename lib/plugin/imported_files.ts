import type { Processes } from "../system/processes.ts";

/**
 * @returns What finds the local files that a module imports, itself included, without running any.
 * @throws {Error} From what is returned, if Deno cannot read the modules.
 */
export function importedFiles(
  processes: Processes,
  deno: string,
): (entry: string) => Promise<readonly string[]> {
  return async (entry) => {
    const args = ["info", "--json", "--no-config", "--no-lock", "--no-npm", entry];
    const { ending, stdout, stderr } = await processes.run({ program: deno, args });
    const decoder = new TextDecoder();
    if (ending.kind !== "exited" || ending.code !== 0) {
      throw new Error(`Cannot read the imports of ${entry}: ${decoder.decode(stderr).trim()}`);
    }
    const info: unknown = JSON.parse(decoder.decode(stdout));
    return localFiles(info, entry);
  };
}

function localFiles(info: unknown, entry: string): readonly string[] {
  if (typeof info !== "object" || info === null || !("modules" in info)) {
    throw new Error(`Cannot read the imports of ${entry}: Deno lists no modules`);
  }
  const { modules } = info;
  if (!Array.isArray(modules)) {
    throw new Error(`Cannot read the imports of ${entry}: Deno lists no modules`);
  }
  return modules.flatMap((module: unknown) => {
    const isNamed = typeof module === "object" && module !== null && "specifier" in module;
    if (!isNamed || typeof module.specifier !== "string") return [];
    const { specifier } = module;
    return specifier.startsWith("file:") ? [decodeURIComponent(new URL(specifier).pathname)] : [];
  });
}
