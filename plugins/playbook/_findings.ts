import type { Diagnostic } from "../../lib/base/diagnostic.ts";
import type { Position } from "../../lib/base/position.ts";
import { isFloat, isInt, type Value } from "../../lib/base/value.ts";
import { suggestion } from "../../lib/source/suggestion.ts";
import type { YamlNode } from "../../lib/source/yaml_node.ts";
import { BLOCK_KEYWORDS, HANDLER_KEYWORDS, PLAY_KEYWORDS, TASK_KEYWORDS } from "./keywords.ts";

/** Where something is: a node, or a position. */
type Place = { readonly position: Position };

/** Collects what is wrong with one file. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];

  error(rule: string, message: string, place: Place & { readonly hint?: string }): void {
    this.#add("error", { rule, message, place });
  }

  warning(rule: string, message: string, place: Place & { readonly hint?: string }): void {
    this.#add("warning", { rule, message, place });
  }

  /** Records a keyword that is none of `owner`, such as a Play. */
  unknownKeyword(word: string, owner: string, { place, known }: {
    readonly place: Place;
    readonly known: Iterable<string>;
  }): void {
    this.error("unknown-keyword", `'${word}' is not a valid attribute for a ${owner}`, {
      position: place.position,
      ...keywordHint(word, known),
    });
  }

  #add(
    severity: Diagnostic["severity"],
    { rule, message, place }: {
      readonly rule: string;
      readonly message: string;
      readonly place: Place & { readonly hint?: string };
    },
  ): void {
    const { position, hint } = place;
    this.diagnostics.push({
      rule,
      severity,
      message,
      position,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** @returns A hint that names the nearest of `known`, if one is near. */
export function didYouMean(word: string, known: Iterable<string>): { readonly hint?: string } {
  const nearest = suggestion(word, known);
  return nearest === undefined ? {} : { hint: `Did you mean '${nearest}'?` };
}

/** @returns A hint for a key that is no legal keyword: a near one, or where it would be legal. */
export function keywordHint(word: string, known: Iterable<string>): { readonly hint?: string } {
  for (const [place, keywords] of LEGAL) {
    if (keywords.has(word)) return { hint: `'${word}' is a keyword of ${place}` };
  }
  return didYouMean(word, known);
}

const LEGAL: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["a play", PLAY_KEYWORDS],
  ["a task", TASK_KEYWORDS],
  ["a block", BLOCK_KEYWORDS],
  ["a handler", HANDLER_KEYWORDS],
];

/** @returns What a node is, in words: where Ansible's message shows a Python class. */
export function kindOf(node: YamlNode): string {
  if (node.kind === "sequence") return "a list";
  if (node.kind === "mapping") return "a mapping";
  const value: Value = node.value;
  if (value === null) return "nothing";
  if (typeof value === "boolean") return "a boolean";
  if (isInt(value) || isFloat(value)) return "a number";
  return "a text";
}
