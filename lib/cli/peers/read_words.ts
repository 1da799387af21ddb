import { reprText } from "../../engine/template/text.ts";
import { Given } from "./given.ts";
import type { Grammar, PeerOption } from "./grammar.ts";

/** What came of reading a peer's command line. */
export type ReadWords<Key extends string> =
  | { readonly kind: "given"; readonly given: Given<Key> }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  /** `problem` is worded as Python's argparse does. */
  | {
    readonly kind: "misused";
    readonly problem: string;
    /** Whether there is a word that nobody wants, which a program with subcommands tells itself. */
    readonly isUnrecognized: boolean;
  };

/**
 * Reads words as Python's argparse does: long options may be abbreviated, flags of one letter written
 * together, and options stand before, behind and between operands, which stand together.
 */
export function readWords<Key extends string>(
  grammar: Grammar<Key>,
  words: readonly string[],
): ReadWords<Key> {
  try {
    return new Reader(grammar, words).read();
  } catch (reason) {
    if (!(reason instanceof Misuse)) throw reason;
    const { message: problem } = reason;
    return { kind: "misused", problem, isUnrecognized: reason instanceof Unrecognized };
  }
}

class Misuse extends Error {}

class Unrecognized extends Misuse {}

/** What a word is before it is known what the words around it are. */
type Word<Key extends string> =
  | { readonly kind: "operand" }
  | { readonly kind: "separator" }
  | { readonly kind: "unknown" }
  | {
    readonly kind: "option";
    readonly option: PeerOption<Key>;
    readonly name: string;
    /** What is written together with the name. */
    readonly joined: string | undefined;
  };

class Reader<Key extends string> {
  readonly #grammar: Grammar<Key>;
  readonly #texts: readonly string[];
  readonly #words: readonly Word<Key>[];
  readonly #byName: ReadonlyMap<string, PeerOption<Key>>;
  readonly #counts = new Map<string, number>();
  readonly #values = new Map<string, string[]>();
  readonly #unrecognized: string[] = [];
  #operands: readonly string[] | undefined;

  constructor(grammar: Grammar<Key>, texts: readonly string[]) {
    this.#grammar = grammar;
    this.#texts = texts;
    this.#byName = new Map(
      grammar.options.flatMap((option) => option.names.map((name) => [name, option] as const)),
    );
    const separator = texts.indexOf("--");
    this.#words = texts.map((text, at): Word<Key> => {
      if (separator >= 0 && at >= separator) {
        return { kind: at === separator ? "separator" : "operand" };
      }
      return this.#classified(text);
    });
  }

  read(): ReadWords<Key> {
    let at = 0;
    while (at < this.#words.length) {
      const word = this.#words[at];
      if (word?.kind === "option") {
        const end = this.#option(word, at);
        if (typeof end === "string") return { kind: end };
        at = end;
      } else if (word?.kind === "unknown") {
        this.#unrecognized.push(this.#texts[at] ?? "");
        at++;
      } else at = this.#operandsFrom(at);
    }
    const operands = this.#operands ?? [];
    const { name, count } = this.#grammar.operands;
    if (operands.length === 0 && (count === "one" || count === "some")) {
      throw new Misuse(`the following arguments are required: ${name}`);
    }
    if (this.#unrecognized.length > 0) {
      throw new Unrecognized(`unrecognized arguments: ${this.#unrecognized.join(" ")}`);
    }
    const given = new Given<Key>({ operands, counts: this.#counts, values: this.#values });
    return { kind: "given", given };
  }

  #classified(text: string): Word<Key> {
    if (!text.startsWith("-") || text.length === 1) return { kind: "operand" };
    const exact = this.#byName.get(text);
    if (exact !== undefined) {
      return { kind: "option", option: exact, name: text, joined: undefined };
    }
    const candidates = this.#candidates(text);
    const [first] = candidates;
    if (candidates.length > 1) {
      const matches = candidates.map(({ name }) => name).join(", ");
      throw new Misuse(`ambiguous option: ${text} could match ${matches}`);
    }
    if (first !== undefined) return first;
    const isOperand = /^-\d+$|^-\d*\.\d+$/.test(text) || text.includes(" ");
    return { kind: isOperand ? "operand" : "unknown" };
  }

  /** What a word that is no option's name can mean. */
  #candidates(text: string): readonly Extract<Word<Key>, { readonly kind: "option" }>[] {
    const equals = text.indexOf("=");
    const prefix = equals === -1 ? text : text.slice(0, equals);
    const value = equals === -1 ? undefined : text.slice(equals + 1);
    const exact = this.#byName.get(prefix);
    if (exact !== undefined) {
      return [{ kind: "option", option: exact, name: prefix, joined: value }];
    }
    if (!text.startsWith("--")) {
      const name = text.slice(0, 2);
      const option = this.#byName.get(name);
      return option === undefined ? [] : [{ kind: "option", option, name, joined: text.slice(2) }];
    }
    return [...this.#byName]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, option]) => ({ kind: "option", option, name, joined: value }));
  }

  /** @returns The place behind the option and its value, or what ends the reading. */
  #option(
    word: Extract<Word<Key>, { readonly kind: "option" }>,
    at: number,
  ): number | "help" | "version" {
    let { option, name, joined } = word;
    while (!takesValue(option)) {
      if (joined !== undefined && (name.startsWith("--") || joined === "")) {
        throw new Misuse(
          `argument ${shown(option)}: ignored explicit argument ${reprText(joined)}`,
        );
      }
      const end = this.#take(option, undefined);
      if (end !== undefined) return end;
      if (joined === undefined) return at + 1;
      name = `-${joined.charAt(0)}`;
      const next = this.#byName.get(name);
      if (next === undefined) {
        throw new Misuse(
          `argument ${shown(option)}: ignored explicit argument ${reprText(joined)}`,
        );
      }
      option = next;
      joined = joined.slice(1) === "" ? undefined : joined.slice(1);
    }
    if (joined !== undefined) {
      this.#take(option, joined);
      return at + 1;
    }
    if (this.#words[at + 1]?.kind !== "operand") {
      throw new Misuse(`argument ${shown(option)}: expected one argument`);
    }
    this.#take(option, this.#texts[at + 1]);
    return at + 2;
  }

  /** Notes an option. @returns What it ends the reading with, if it does. */
  #take(option: PeerOption<Key>, value: string | undefined): "help" | "version" | undefined {
    const { key, kind, rivals } = option;
    if (kind === "help" || kind === "version") return kind;
    if (kind === "number" && !/^\s*[+-]?\d+(_\d+)*\s*$/.test(value ?? "")) {
      throw new Misuse(`argument ${shown(option)}: invalid int value: ${reprText(value ?? "")}`);
    }
    const rival = rivals !== undefined &&
      this.#grammar.options.find((other) =>
        other !== option && other.rivals === rivals &&
        (this.#counts.has(other.key) || this.#values.has(other.key))
      );
    if (rival) {
      throw new Misuse(`argument ${shown(option)}: not allowed with argument ${shown(rival)}`);
    }
    if (value === undefined) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    else this.#values.set(key, [...this.#values.get(key) ?? [], value]);
    return undefined;
  }

  /** The first operands that stand together are the operands; later ones nobody wants. */
  #operandsFrom(start: number): number {
    const end = this.#words.findIndex(({ kind }, at) =>
      at >= start && (kind === "option" || kind === "unknown")
    );
    const texts = this.#texts.slice(start, end === -1 ? undefined : end);
    if (this.#operands !== undefined) this.#unrecognized.push(...texts);
    else {
      const { count } = this.#grammar.operands;
      const wanted = texts.toSpliced(texts.indexOf("--"), texts.includes("--") ? 1 : 0);
      const taken = count === "one" || count === "optional" ? wanted.slice(0, 1) : wanted;
      this.#operands = taken.length === 0 && count !== "any" ? undefined : taken;
      this.#unrecognized.push(...wanted.slice(taken.length));
    }
    return start + texts.length;
  }
}

function takesValue({ kind }: PeerOption<string>): boolean {
  return kind === "text" || kind === "texts" || kind === "number";
}

function shown({ names }: PeerOption<string>): string {
  return names.join("/");
}
