import { type CommandOutcome, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { rpmFullName, type RpmPackage } from "./rpm_version.ts";

/** What DNF says that it does, or would do. */
export interface DnfTransaction {
  readonly isEmpty: boolean;
  /** Full names. */
  readonly installed: readonly string[];
  readonly removed: readonly string[];
}

const RULER = /^=+$/;

/**
 * Reads the table that DNF prints before it begins.
 *
 * @param known What is installed, since the table has new versions alone.
 */
export function parseTransaction(
  output: string,
  known: readonly RpmPackage[],
): DnfTransaction {
  const installed = new Set<string>();
  const removed = new Set<string>();
  let isEmpty = true;
  for (const { section, rows } of sectionsOf(output)) {
    if (/^Skipping/.test(section)) continue;
    isEmpty = false;
    if (/Groups|modules|streams|profiles/.test(section)) continue;
    for (const [name = "", arch = "", version = ""] of rows) {
      if (name === "replacing") {
        removed.add(`${arch.replace(/\.[^.]*$/, "")}-${version}.${arch.replace(/^.*\./, "")}`);
        continue;
      }
      const fullName = `${name}-${version}.${arch}`;
      if (/^Removing/.test(section)) removed.add(fullName);
      else installed.add(fullName);
      if (!/^(Upgrading|Downgrading|Reinstalling|Updating)/.test(section)) continue;
      for (const old of known) {
        if (old.name === name && old.arch === arch) removed.add(rpmFullName(old));
      }
    }
  }
  return { isEmpty, installed: [...installed].sort(), removed: [...removed].sort() };
}

interface Section {
  readonly section: string;
  readonly rows: string[][];
}

/** The table begins with its head, between rulers where DNF is older, and ends with the summary. */
function sectionsOf(output: string): readonly Section[] {
  const lines = output.split("\n");
  const head = lines.findIndex((line) => /^ ?Package +Arch/.test(line));
  const sections: Section[] = [];
  if (head < 0) return sections;
  // A name that is too long for its column has a line of its own.
  let words: string[] = [];
  for (const line of lines.slice(head + 1)) {
    if (line.startsWith("Transaction Summary")) break;
    if (RULER.test(line)) continue;
    if (/^\S.*:$/.test(line)) {
      sections.push({ section: line.slice(0, -1), rows: [] });
      words = [];
      continue;
    }
    words = [...words, ...line.trim().split(/\s+/).filter((word) => word !== "")];
    const isWhole = words.length >= (words[0] === "replacing" ? 3 : 4);
    if (words.length === 0 || !isWhole) continue;
    sections.at(-1)?.rows.push(words);
    words = [];
  }
  return sections;
}

/**
 * @returns The outcome, if it is no failure; a simulation that would go on ends with 1.
 * @throws {ModuleFailure} As Ansible's dnf says it.
 */
export function requireDnf(outcome: CommandOutcome | undefined): CommandOutcome {
  if (outcome === undefined) throw new Error("Cannot run dnf: the host gave no answer");
  const { exitCode, stdout, stderr } = outcome;
  const isAborted = /^(Operation aborted|Exiting on user command)/m.test(stdout + stderr);
  if (exitCode === 0 || isAborted) return outcome;
  const group = /^(?:Warning: )?Module or Group '(.*)' is not available\.?$/m.exec(stdout + stderr);
  if (group !== null) {
    throw new ModuleFailure(`No group ${group[1]} available.`, { result: { results: [] } });
  }
  const missing = /^Error: Unable to find a match: (.*)$/m.exec(stderr)?.[1]?.split(" ") ??
    [...stdout.matchAll(/^No package (\S+) available\.$/gm)].map((match) => match[1] ?? "");
  const result = { rc: 1, results: [], failures: [] };
  if (missing.length > 0) {
    const failures = missing.map((name) => `No package ${name} available.`);
    throw new ModuleFailure("Failed to install some of the specified packages", {
      result: { ...result, failures },
    });
  }
  throw new ModuleFailure(messageOf(stderr, stdout), { result });
}

function messageOf(stderr: string, stdout: string): string {
  const text = (/^Error: *([\s\S]*)$/m.exec(stderr)?.[1] ?? (stderr.trim() || stdout)).trim();
  if (/^Problem/m.test(text)) return `Depsolve Error occurred: \n ${text}`;
  if (/^Failed to download metadata/.test(text)) return `Failed to synchronize repodata: ${text}`;
  return /privileges|root user/.test(text)
    ? "This command has to be run under the root user."
    : `Unknown Error occurred: ${text}`;
}
