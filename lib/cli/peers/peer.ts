import { ANSIBLE_VERSION } from "../../engine/executor/ansible_version.ts";
import type { App } from "../app.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT } from "../exit_code.ts";
import { VERSION } from "../version.ts";
import type { Given } from "./given.ts";
import type { Grammar } from "./grammar.ts";
import { readWords } from "./read_words.ts";
import { helpText, usageText } from "./usage_text.ts";

/** A program of Ansible whose command line is understood. All files of a peer define one. */
export interface PeerDefinition<Key extends string> {
  readonly grammar: Grammar<Key>;
  /** What it may touch beside reading files and the environment. */
  readonly permissions: readonly Deno.PermissionName[];
  /** @returns What is wrong with the options, though each is right by itself. */
  readonly problemOf?: (given: Given<Key>) => string | undefined;
  /**
   * Does what the real program does.
   *
   * @returns The exit code.
   */
  run(app: App, given: Given<Key>): Promise<number>;
}

/** Reads the command line of a peer, whatever its options are. */
export type Peer = (words: readonly string[], columns: number) => CommandLine;

/** @returns The peer that `definition` describes. */
export function definePeer<Key extends string>(definition: PeerDefinition<Key>): Peer {
  const { grammar, permissions, problemOf } = definition;
  return (words, columns) => {
    const read = readWords(grammar, words);
    switch (read.kind) {
      case "help":
      case "version":
        return answer(grammar, read.kind, columns);
      case "misused":
        return misused(grammar, read.problem, columns);
      case "given": {
        const { given } = read;
        const problem = problemOf?.(given);
        if (problem !== undefined) return misused(grammar, problem, columns);
        const run = (app: App) => definition.run(app, given);
        return { kind: "invocation", invocation: { permissions, run } };
      }
      default:
        return read satisfies never;
    }
  };
}

/** @returns The answer to `--help` or `--version`. */
export function answer(
  grammar: Grammar<string>,
  asked: "help" | "version",
  columns: number,
): CommandLine {
  const text = asked === "help" ? helpText(grammar, columns) : versionText(grammar.program);
  return { kind: "answer", text, exitCode: EXIT.ok };
}

/** @returns The answer to a command line that cannot be understood. */
export function misused(grammar: Grammar<string>, problem: string, columns: number): CommandLine {
  const { program } = grammar;
  const text = `${usageText(grammar, columns)}${program}: error: ${problem}\n`;
  return { kind: "misused", text, exitCode: EXIT.failed };
}

/** The first line is what scripts look for: the release whose playbooks run here. */
function versionText(program: string): string {
  const { major, minor, revision } = ANSIBLE_VERSION;
  return `${program} [core ${major}.${minor}.${revision}]\n  shep version = ${VERSION}\n`;
}
