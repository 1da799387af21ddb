import type { Position } from "../../base/position.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import type { Expression } from "../template/ast.ts";
import { walk } from "../template/walk.ts";
import type { LoadedVar } from "../playbook/model.ts";
import type { Found } from "./found.ts";
import type { TemplateUse } from "./template_use.ts";

/** Finds variables whose `yes` or `no` YAML makes a boolean of, where a text is needed. */
export class BooleanWords {
  readonly #sources: SourceIndex;
  /** The first use of each name. */
  readonly #uses = new Map<string, TextUse>();

  constructor(sources: SourceIndex) {
    this.#sources = sources;
  }

  /** Takes in that an argument which is a text is all of a variable. */
  argument(key: string, text: string): void {
    const [, name] = /^\{\{\s*(\w+)\s*\}\}$/.exec(text.trim()) ?? [];
    if (name !== undefined) this.#add(name, (got) => `the text that ${key} gets is '${got}'`);
  }

  /** Takes in what a template compares variables with. */
  comparisons({ tree }: TemplateUse): void {
    const compared: { readonly name: string; readonly word: string }[] = [];
    const aware = new Set<string>();
    for (const node of walk(tree.body)) {
      if (node.kind === "filter" && node.input?.kind === "name") aware.add(node.input.name);
      if (node.kind !== "compare" || node.rest.length !== 1) continue;
      const [{ operator, value } = {}] = node.rest;
      if (value === undefined || (operator !== "==" && operator !== "!=")) continue;
      for (const [one, other] of [[node.first, value], [value, node.first]] as const) {
        if (one.kind !== "name") continue;
        const word = wordIn(other);
        if (word === undefined) aware.add(one.name);
        else compared.push({ name: one.name, word });
      }
    }
    for (const { name, word } of compared) {
      if (!aware.has(name)) this.#add(name, () => `it is never equal to the text '${word}'`);
    }
  }

  /** Takes in what a file of a template prints as it is. */
  prints({ tree, names }: TemplateUse): void {
    for (const node of walk(tree.body)) {
      if (node.kind !== "print" || node.value.kind !== "name") continue;
      const { name } = node.value;
      if (names.has(name)) this.#add(name, (got) => `templates print it as '${got}'`);
    }
  }

  /** @param definitionsOf What a variable is set to, wherever that is. */
  findings(definitionsOf: (name: string) => readonly LoadedVar[]): readonly Found[] {
    return [...this.#uses].flatMap(([name, use]) =>
      definitionsOf(name).flatMap(({ position }) => this.#wordAt(name, use, position))
    );
  }

  #wordAt(name: string, use: TextUse, key: Position | undefined): readonly Found[] {
    const node = key === undefined ? undefined : this.#sources.valueAt(key);
    if (node?.kind !== "scalar" || node.style !== "plain") return [];
    const { text, value, position } = node;
    if (typeof value !== "boolean" || !WORD.test(text)) return [];
    return [{
      rule: "yaml-truth",
      message: `YAML reads ${text} as a boolean: ${name} is needed as a text, and ${
        use(value ? "True" : "False")
      }`,
      hint: `Write "${text}" in quotes`,
      position,
    }];
  }

  #add(name: string, use: TextUse): void {
    if (!this.#uses.has(name)) this.#uses.set(name, use);
  }
}

/** Says what becomes of a boolean that Python writes as `got`. */
type TextUse = (got: string) => string;

const WORD = /^(?:yes|no|on|off)$/i;

/** The word that a constant is, if YAML would make a boolean of it. */
function wordIn(expression: Expression): string | undefined {
  if (expression.kind !== "constant" || typeof expression.value !== "string") return undefined;
  return WORD.test(expression.value) ? expression.value : undefined;
}
