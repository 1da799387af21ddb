import type { Message } from "@optique/core/message";
import { map } from "@optique/core/modifiers";
import type { Parser } from "@optique/core/parser";
import { command } from "@optique/core/primitives";
import type { Usage, UsageTerm } from "@optique/core/usage";
import type { App } from "./app.ts";

/** Something the program can be asked for. All files of commands/ define one in the same way. */
export interface Command<T> {
  /** Its words on the command line, such as `inventory ls`. */
  readonly words: readonly [string] | readonly [string, string];
  /** One line for lists of commands, without a final period. */
  readonly brief: string;
  /** What the brief does not say, for the command's own help. */
  readonly details?: string;
  /** Command lines, each with what it does. */
  readonly examples: readonly Example[];
  /** Its options and arguments. */
  readonly parser: Parser<"sync", T, unknown>;
  /** What it may touch beside reading files and the environment; nothing if left out. */
  readonly permissions?: readonly Deno.PermissionName[];
  /**
   * Does it. What it needs of the engine is imported in here, so that no other command pays for it.
   *
   * @returns The exit code.
   */
  run(app: App, options: T): Promise<number>;
}

/** A command line and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** A command that was parsed with all its options. */
export interface Invocation {
  readonly permissions: readonly Deno.PermissionName[];
  run(app: App): Promise<number>;
}

/** A command as the command line knows it, whatever its options are. */
export interface BoundCommand {
  readonly words: readonly string[];
  readonly brief: string;
  readonly examples: readonly Example[];
  readonly parser: Parser<"sync", Invocation, unknown>;
}

/** @returns `definition`, whose parser yields what is to be run. */
export function defineCommand<T>(definition: Command<T>): BoundCommand {
  const { words, brief, examples, parser, permissions = [] } = definition;
  const invocation = map(parser, (options): Invocation => ({
    permissions,
    run: (app) => definition.run(app, options),
  }));
  const options = {
    brief: text(brief),
    ...(definition.details === undefined ? {} : { description: text(definition.details) }),
    footer: examplesOf(examples),
    // All options once more, on the usage line, would take up a screen.
    usageLine: (usage: Usage): Usage => [
      { type: "literal", value: "[OPTIONS]" },
      ...usage.filter((term) => !isOption(term)),
    ],
  };
  return { words, brief, examples, parser: command(words.at(-1) ?? "", invocation, options) };
}

/** @returns A message of optique that is `content` as it stands. */
export function text(content: string): Message {
  return [{ type: "text", text: content }];
}

function isOption(term: UsageTerm): boolean {
  if (term.type === "option") return true;
  return (term.type === "optional" || term.type === "multiple") && term.terms.every(isOption);
}

function examplesOf(examples: readonly Example[]): Message {
  const lines = examples.flatMap(({ line, does }): Message => [
    { type: "lineBreak" },
    { type: "text", text: `  # ${does}` },
    { type: "lineBreak" },
    { type: "text", text: `  ${line}` },
  ]);
  return [{ type: "text", text: "Examples:" }, ...lines];
}
