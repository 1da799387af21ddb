import { PROJECT_ROOT } from "./project_root.ts";
import { runDeno } from "./run_deno.ts";
import { isTest, sourceFiles } from "./source_files.ts";

/** What others build on: the sdk of plugins, the messages, and the words that both are made of. */
const PUBLIC = [/^lib\/plugin\/sdk\.ts$/, /^lib\/wire\/[^/]+\.ts$/, /^lib\/base\/[^/]+\.ts$/];

/**
 * Deno wants a sentence for each property, and takes a comment with nothing but `@returns` for none.
 * A property whose name and type say it all needs no words, and what a function returns is often all
 * there is to say; so only an export without any comment counts.
 *
 * @param report What `deno doc --lint` printed.
 * @param read Reads a file that the report names.
 */
export function relevantFindings(report: string, read: (path: string) => string): string[] {
  return report.split(/^(?=error\[)/m).flatMap((finding) => {
    const match = /^error\[([\w-]+)\]: (.*)\n *--> (.*):(\d+):\d+$/m.exec(finding);
    if (!match) return [];
    const [, rule, message, path = "", line = ""] = match;
    if (rule === "missing-jsdoc" && !isBareExport(read(path), Number(line))) return [];
    return [`${path}:${line}: ${message}`];
  });
}

/** @returns Whether an export starts in `line`, counted from 1, with no comment before it. */
function isBareExport(text: string, line: number): boolean {
  const lines = text.split("\n");
  const before = lines[line - 2] ?? "";
  return (lines[line - 1] ?? "").startsWith("export ") && !before.endsWith("*/");
}

if (import.meta.main) {
  const files = sourceFiles(PROJECT_ROOT).filter((path) =>
    PUBLIC.some((pattern) => pattern.test(path)) && !isTest(path) && !path.includes("/_")
  );
  const { success, stderr } = await runDeno(["doc", "--lint", ...files], PROJECT_ROOT);
  const found = relevantFindings(stderr, (path) => Deno.readTextFileSync(path));
  const isBroken = !success && !stderr.includes("error[");
  if (isBroken) console.error(stderr);
  for (const one of found) console.error(one.replace(`${PROJECT_ROOT}/`, ""));
  console.log(`${files.length} public files, ${found.length} undocumented or half hidden`);
  if (isBroken || found.length > 0) Deno.exit(1);
}
