const NOT_SOURCES = [".git", "node_modules", "dist", "testdata"];

/** @returns Paths of all TypeScript files below `root`, relative to it, sorted; tests too. */
export function sourceFiles(root: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of Deno.readDirSync(`${root}/${folder}`)) {
      const path = folder + entry.name;
      if (entry.isDirectory && !NOT_SOURCES.includes(path)) visit(`${path}/`);
      else if (entry.isFile && path.endsWith(".ts")) found.push(path);
    }
  };
  visit("");
  return found.sort();
}

/** @returns Whether `path` is a test. */
export function isTest(path: string): boolean {
  return path.endsWith("_test.ts");
}
