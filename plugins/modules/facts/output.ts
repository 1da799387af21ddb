/** What the facts probe printed, by section; see lib/engine/executor/facts_script.ts. */
export interface FactsOutput {
  /** The content of a section, or `undefined` if the script did not print it. */
  section(name: string): string | undefined;
  /** The lines of a section without those that are empty. */
  lines(name: string): readonly string[];
  /** Names of sections that begin with `prefix`, in order, without it. */
  sectionsFrom(prefix: string): readonly string[];
  /** The trimmed content of a file of the target, or `undefined` if it is missing or empty. */
  file(path: string): string | undefined;
  /** Paths of printed files that begin with `prefix`, in order. */
  filesFrom(prefix: string): readonly string[];
  /** Whether the path, or `program <name>`, is there. */
  exists(path: string): boolean;
  /** What a symbolic link names, or `undefined`. */
  link(path: string): string | undefined;
  /** Paths of links that begin with `prefix`, in order. */
  linksFrom(prefix: string): readonly string[];
}

/** @returns The output `text` of the facts probe, taken apart. */
export function parseOutput(text: string): FactsOutput {
  const sections = new Map<string, string>();
  for (const part of text.split("\x1e").slice(1)) {
    const end = part.indexOf("\n");
    sections.set(part.slice(0, end), part.slice(end + 1));
  }
  const files = fileContents(sections.get("files") ?? "");
  const links = linkTargets(sections.get("links") ?? "");
  const existing = new Set((sections.get("exists") ?? "").split("\n"));
  return {
    section: (name) => sections.get(name),
    lines: (name) => nonEmptyLines(sections.get(name) ?? ""),
    sectionsFrom: (prefix) => startingWith(sections.keys(), prefix),
    file: (path) => files.get(path)?.trim() || undefined,
    filesFrom: (prefix) => startingWith(files.keys(), prefix).map((rest) => prefix + rest),
    exists: (path) => existing.has(path),
    link: (path) => links.get(path),
    linksFrom: (prefix) => startingWith(links.keys(), prefix).map((rest) => prefix + rest),
  };
}

/** @returns The lines of `text` without those that are empty. */
export function nonEmptyLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Puts `path:line` lines together again. */
function fileContents(text: string): Map<string, string> {
  const parts = new Map<string, string[]>();
  for (const line of nonEmptyLines(text)) {
    const colon = pathEnd(line);
    if (colon < 0) continue;
    const path = line.slice(0, colon);
    const lines = parts.get(path);
    if (lines === undefined) parts.set(path, [line.slice(colon + 1)]);
    else lines.push(line.slice(colon + 1));
  }
  return new Map([...parts].map(([path, lines]) => [path, lines.join("\n")]));
}

/** Interfaces and PCI devices have colons in their names: `/sys/class/net/eth0:1/mtu:1500`. */
function pathEnd(line: string): number {
  const start = NAME_WITH_COLON.exec(line)?.[0].length ?? 0;
  return line.indexOf(":", start);
}

const NAME_WITH_COLON = /^\/sys\/class\/(?:net|fc_host)\/[^/]+\//;

/** Reads `ls -ld`. */
function linkTargets(text: string): Map<string, string> {
  const links = new Map<string, string>();
  for (const line of nonEmptyLines(text)) {
    const match = /(\/\S*) -> (.+)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) links.set(match[1], match[2]);
  }
  return links;
}

function startingWith(names: Iterable<string>, prefix: string): string[] {
  const found: string[] = [];
  for (const name of names) if (name.startsWith(prefix)) found.push(name.slice(prefix.length));
  return found;
}
