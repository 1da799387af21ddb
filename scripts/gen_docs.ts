/**
 * Writes the tables of README.md, ARCHITECTURE.md and COMPATIBILITY.md that lists in the code decide:
 * what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
 *
 *     deno run -A scripts/gen_docs.ts [--check]
 */
import { COMMANDS, loadCommand } from "../lib/cli/commands.ts";
import { ACTION_SPECS } from "../lib/engine/executor/actions/specs.ts";
import type { ModuleSpec } from "../lib/engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../lib/engine/playbook/parse_module_spec.ts";
import { FILTERS } from "../lib/engine/template/filters/registry.ts";
import { LOOKUPS } from "../lib/engine/template/lookups/registry.ts";
import { TESTS } from "../lib/engine/template/tests/registry.ts";
import {
  BLOCK_KEYWORDS,
  HANDLER_KEYWORDS,
  INCLUDE_KEYWORDS,
  PLAY_KEYWORDS,
  ROLE_KEYWORDS,
  TASK_KEYWORDS,
} from "../plugins/playbook/keywords.ts";
import { REGISTRY } from "../plugins/registry.ts";
import { ROWS } from "./check_layers.ts";
import { PROJECT_ROOT } from "./project_root.ts";

/** The files with tables. */
export const DOCUMENTS = ["README.md", "ARCHITECTURE.md", "COMPATIBILITY.md"];

const COMMAND_TABLE = await Promise.all(
  COMMANDS.map(async (entry) => {
    const { brief } = await loadCommand(entry, (path) => import(`../${path}`));
    return [`\`shep ${entry.words.join(" ")}\``, brief];
  }),
);

/** What each name between the marks stands for. */
export const SECTIONS: Readonly<Record<string, () => string>> = {
  commands: () => table(["command", "does"], COMMAND_TABLE),
  modules: () =>
    table(
      ["module", "does", "check mode", "diff"],
      moduleSpecs().map((spec) => [
        `\`${spec.module}\``,
        spec.shortDescription,
        spec.checkMode,
        spec.diffMode,
      ]),
    ),
  plugins: () =>
    table(
      ["plugin", "offers", "may touch"],
      REGISTRY.map(({ manifest }) => [
        `\`${manifest.name}\``,
        manifest.capabilities.map(({ name }) => `\`${name}\``).join(" "),
        permissionsOf(manifest.permissions),
      ]),
    ),
  filters: () => words(Object.keys(FILTERS)),
  tests: () => words(Object.keys(TESTS)),
  lookups: () => words(Object.keys(LOOKUPS)),
  keywords: keywordTable,
  layers: () =>
    table(
      ["folder", "may import", "types of", "why"],
      ROWS.map(({ folder, may, types = [], why }) => [
        `\`${folder}\``,
        may.map((one) => one === "" ? "anything" : `\`${one}\``).join(" "),
        types.map((one) => `\`${one}\``).join(" "),
        why,
      ]),
    ),
};

/**
 * @returns `text` with every table as it is now.
 * @throws {Error} If a mark names no table, or is not closed.
 */
export function withTables(text: string): string {
  const result = text.replace(
    /<!-- begin (\w+) -->\n[^]*?<!-- end \1 -->/g,
    (_, name: string) => {
      const section = SECTIONS[name];
      if (section === undefined) throw new Error(`Cannot write the table ${name}: there is none`);
      return `<!-- begin ${name} -->\n\n${section()}\n<!-- end ${name} -->`;
    },
  );
  const open = /<!-- begin (\w+) -->(?![^]*<!-- end \1 -->)/.exec(result);
  if (open) throw new Error(`Cannot write the table ${open[1]}: its end is not marked`);
  return result;
}

function moduleSpecs(): readonly ModuleSpec[] {
  const entries: readonly { readonly specs: Readonly<Record<string, unknown>> }[] = REGISTRY;
  return [...ACTION_SPECS, ...entries.flatMap(({ specs }) => Object.values(specs))]
    .map(parseModuleSpec)
    .sort((a, b) => a.module < b.module ? -1 : 1);
}

function permissionsOf(permissions: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(permissions)
    .map(([kind, grant]) => `${kind} ${Array.isArray(grant) ? grant.join(" ") : "anything"}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

function keywordTable(): string {
  const places = [
    ["play", PLAY_KEYWORDS],
    ["role", ROLE_KEYWORDS],
    ["block", BLOCK_KEYWORDS],
    ["task", TASK_KEYWORDS],
    ["handler", HANDLER_KEYWORDS],
    ["include", INCLUDE_KEYWORDS],
  ] as const;
  const all = [...new Set(places.flatMap(([, keywords]) => [...keywords]))].sort();
  return table(
    ["keyword", ...places.map(([name]) => name)],
    all.map((keyword) => [
      `\`${keyword}\``,
      ...places.map(([, keywords]) => keywords.has(keyword) ? "x" : ""),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length))
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |\n`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return line(head) + rule + rows.map(line).join("");
}

function words(names: readonly string[]): string {
  let [text, column] = ["", 0];
  for (const name of [...names].sort()) {
    const word = `\`${name}\``;
    const isNew = column > 0 && column + 1 + word.length > 100;
    text += column === 0 ? word : isNew ? `\n${word}` : ` ${word}`;
    column = isNew || column === 0 ? word.length : column + 1 + word.length;
  }
  return `${text}\n`;
}

function main(args: readonly string[]): number {
  const isCheck = args.includes("--check");
  const stale: string[] = [];
  for (const name of DOCUMENTS) {
    const path = `${PROJECT_ROOT}/${name}`;
    const text = Deno.readTextFileSync(path);
    const current = withTables(text);
    if (current === text) continue;
    stale.push(name);
    if (!isCheck) Deno.writeTextFileSync(path, current);
  }
  if (stale.length === 0) console.log(`${DOCUMENTS.join(", ")}: all tables are as the code is`);
  else if (!isCheck) console.log(`Wrote the tables of ${stale.join(", ")}`);
  else console.error(`${stale.join(", ")}: run "deno run -A scripts/gen_docs.ts"`);
  return isCheck && stale.length > 0 ? 1 : 0;
}

if (import.meta.main) Deno.exit(main(Deno.args));
