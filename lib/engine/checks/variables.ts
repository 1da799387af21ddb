import type { Finding } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import type { Value } from "../../base/value.ts";
import { editDistance } from "../../source/edit_distance.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { LoadedVar } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { isMagic } from "./magic_names.ts";
import { RULES } from "./rules.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { isUse, type TemplateReader, type TemplateUse } from "./template_use.ts";

/**
 * All names that the playbooks define and use. A name is only called undefined if no file defines
 * it anywhere, nothing asks whether it is there, and no place can define names that are not known.
 */
export class Variables {
  readonly #reader: TemplateReader;
  readonly #sources: SourceIndex;
  readonly #defined = new Map<string, LoadedVar[]>();
  readonly #guarded = new Set<string>();
  readonly #used = new Map<string, (() => Position)[]>();
  readonly #strayItems: (() => Position)[] = [];
  #hasLoops = false;
  #isOpen = false;

  constructor(reader: TemplateReader, sources: SourceIndex) {
    this.#reader = reader;
    this.#sources = sources;
  }

  /** Says that there may be variables nobody has seen, so that none can be called undefined. */
  open(): void {
    this.#isOpen = true;
  }

  /** Whether it can be said that a name is undefined. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  define(name: string): void {
    if (!this.#defined.has(name)) this.#defined.set(name, []);
  }

  /** Says that there are loops, in which `item` is defined. */
  defineItem(): void {
    this.#hasLoops = true;
  }

  /** Takes in a template in which `item` is that of no loop. */
  useOutsideLoops(text: string, position: Position): void {
    const use = this.#useOf(text);
    const offset = use?.names.get(ITEM);
    if (offset === undefined || use?.guarded.has(ITEM)) return;
    this.#strayItems.push(() => this.#sources.placeOf(text, position, offset));
  }

  /** Takes in a variable with its value, which counts as used where the variable is. */
  defineVar(variable: LoadedVar): void {
    const known = this.#defined.get(variable.key);
    if (known === undefined) this.#defined.set(variable.key, [variable]);
    else known.push(variable);
    this.guardsIn(variable.value);
  }

  /** Takes in what a template uses; `position` is that of the key it belongs to. */
  use(text: string, position: Position): void {
    const use = this.#useOf(text);
    if (use === undefined) return;
    this.useAt(use, (offset) => this.#sources.placeOf(text, position, offset));
  }

  /** Takes in a use whose positions are known. */
  useAt(use: TemplateUse, place: (offset: number) => Position): void {
    this.guards(use);
    for (const [name, offset] of use.names) {
      const places = this.#used.get(name);
      if (places === undefined) this.#used.set(name, [() => place(offset)]);
      else places.push(() => place(offset));
    }
  }

  /** Takes in what a template copes without. */
  guards(use: TemplateUse | undefined): void {
    for (const name of use?.guarded ?? []) this.#guarded.add(name);
  }

  /** Takes in what the templates of a value that may fail cope without. */
  guardsIn(value: Value): void {
    for (const text of templatesIn(value)) this.guards(this.#useOf(text));
  }

  /** @returns What a variable is set to, wherever that is. */
  definitionsOf(name: string): readonly LoadedVar[] {
    return this.#defined.get(name) ?? [];
  }

  /** @returns A finding for every place that uses a name which certainly nobody defines. */
  findings(): readonly Finding[] {
    // What guards it elsewhere, and what else there may be, says nothing of a task without a loop.
    const stray = this.#defined.has(ITEM)
      ? []
      : this.#strayItems.map((place) =>
        undefinedAt(ITEM, place(), "It is only defined in a task with a loop")
      );
    if (this.#isOpen) return [...stray, ...this.#slips()];
    this.#followValues();
    const unknown = [...this.#used].flatMap(([name, places]) => {
      if (this.#isKnown(name) || name === ITEM && this.#hasLoops) return [];
      const near = suggestion(name, this.#defined.keys());
      const hint = near === undefined
        ? "No file defines it: name it with -e if the command line gives it"
        : `Did you mean '${near}'?`;
      return places.map((place) => undefinedAt(name, place(), hint));
    });
    return [...stray, ...unknown, ...this.#slips()];
  }

  /**
   * Names that are not known to be undefined, because templates guard them or not all that defines
   * names can be seen, and that are all but the same as one that a file defines. What is used more
   * than once is meant, and so is what stands beside the other one, as its substitute.
   */
  #slips(): readonly Finding[] {
    return [...this.#used].flatMap(([name, places]): readonly Finding[] => {
      const [place, another] = places;
      if (place === undefined || another !== undefined) return [];
      if (this.#defined.has(name) || isMagic(name)) return [];
      // Short names that the command line gives look like many others.
      if (this.#isOpen ? name.length < 6 : !this.#guarded.has(name)) return [];
      const meant = [...this.#defined.keys()].find((one) => isSlip(name, one));
      if (meant === undefined) return [];
      const position = place();
      const isBeside = this.#used.get(meant)?.some((other) => isOnLine(other(), position));
      return isBeside ? [] : [{
        rule: "misspelt-variable",
        severity: RULES["misspelt-variable"],
        message: `No file defines '${name}'`,
        position,
        hint: `Did you mean '${meant}'?`,
      }];
    });
  }

  #isKnown(name: string): boolean {
    return this.#defined.has(name) || this.#guarded.has(name) || isMagic(name);
  }

  /** What is used by the values of used variables is used, too. */
  #followValues(): void {
    const followed = new Set<string>();
    const next = [...this.#used.keys()];
    for (let name = next.pop(); name !== undefined; name = next.pop()) {
      if (followed.has(name)) continue;
      followed.add(name);
      if (this.#guarded.has(name)) continue;
      for (const { value, position } of this.#defined.get(name) ?? []) {
        if (position === undefined) continue;
        for (const text of templatesIn(value)) {
          this.use(text, position);
          next.push(...this.#useOf(text)?.names.keys() ?? []);
        }
      }
    }
  }

  #useOf(text: string): TemplateUse | undefined {
    const read = this.#reader.read(text);
    return isUse(read) ? read : undefined;
  }
}

/** What loops call their items by themselves. */
const ITEM = "item";

/** Whether a word is another with a letter too many, too few or swapped; plurals are none. */
function isSlip(word: string, meant: string): boolean {
  if (Math.max(word.length, meant.length) < 5 || Math.abs(word.length - meant.length) > 1) {
    return false;
  }
  const isVariant = /\d/.test(word + meant) || word === `${meant}s` || meant === `${word}s` ||
    word.replaceAll("_", "") === meant.replaceAll("_", "");
  if (isVariant || editDistance(word, meant) !== 1) return false;
  return word.length !== meant.length || [...word].sort().join() === [...meant].sort().join();
}

function isOnLine(one: Position, other: Position): boolean {
  return one.file === other.file && one.line === other.line;
}

function undefinedAt(name: string, position: Position, hint: string): Finding {
  const message = `'${name}' is undefined`;
  return { rule: "undefined-variable", severity: "error", message, position, hint };
}

/** @returns All texts in a value that are templates. */
export function templatesIn(value: Value): readonly string[] {
  if (typeof value === "string") return isTemplate(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  return value instanceof Map ? [...value.values()].flatMap(templatesIn) : [];
}
