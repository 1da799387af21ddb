import { ModuleFailure } from "../../../lib/plugin/sdk.ts";

/** The settings of a .repo file, by section. */
export type RepoSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads a .repo file as Python's RawConfigParser does; comments get lost.
 *
 * @throws {ModuleFailure} If a line is in no section, or is no setting.
 */
export function parseRepoFile(text: string, path: string): RepoSections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let option: { readonly name: string; readonly indent: number } | undefined;
  text.split("\n").forEach((line, i) => {
    const content = line.trim();
    if (/^[#;]/.test(content)) return;
    const indent = line.search(/\S/);
    const isMore = option !== undefined && (indent < 0 || indent > option.indent);
    if (section !== undefined && option !== undefined && isMore) {
      section.set(option.name, `${section.get(option.name) ?? ""}\n${content}`);
      return;
    }
    if (content === "") return;
    const header = /^\[(.+)\]/.exec(content)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      option = undefined;
      return;
    }
    const setting = /^(.*?)\s*[=:]\s*(.*)$/.exec(content);
    if (section === undefined || setting === null) {
      throw new ModuleFailure(`Cannot read ${path}:${i + 1}: ${content}`);
    }
    const [, name = "", value = ""] = setting;
    option = { name: name.toLowerCase(), indent };
    section.set(option.name, value);
  });
  return new Map([...sections].map(([name, settings]) => [
    name,
    new Map([...settings].map(([key, value]) => [key, value.trimEnd()])),
  ]));
}

/** @returns The text of a .repo file. */
export function formatRepoFile(sections: RepoSections): string {
  return [...sections].map(([name, settings]) =>
    `[${name}]\n${
      [...settings].map(([key, value]) => `${key} = ${value.replaceAll("\n", "\n\t")}\n`).join("")
    }\n`
  ).join("");
}

/** @returns The settings in an order of their own, for comparisons and differences. */
export function sortedRepoFile(sections: RepoSections): string {
  const byName = <T>(entries: Iterable<readonly [string, T]>) =>
    [...entries].sort(([a], [b]) => a < b ? -1 : 1);
  return byName(sections).map(([name, settings]) =>
    `[${name}]\n${byName(settings).map(([key, value]) => `${key} = ${value}\n`).join("")}\n`
  ).join("");
}
