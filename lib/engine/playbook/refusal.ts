import type { Value } from "../../base/value.ts";
import type { SpecReader } from "./_spec_reader.ts";

/**
 * Options that a module itself refuses to see together, in words of its own: an entry of `refuses`
 * in its JSON file. The module says so in a run; here it is written for checks before one.
 */
export interface Refusal {
  /** What the module says. */
  readonly message: string;
  /** The values that options must have for it, defaults included. */
  readonly when: ReadonlyMap<string, Value>;
  /** Options that are all given. */
  readonly with: readonly string[];
  /** Options of which none is given. */
  readonly without: readonly string[];
}

/** @returns The entries at `path`; the reader records what is wrong with them. */
export function readRefusals(
  reader: SpecReader,
  value: Value | undefined,
  { path, options }: { readonly path: string; readonly options: ReadonlySet<string> },
): readonly Refusal[] {
  return reader.list(value, path).map((item, index) => {
    const where = `${path}[${index}]`;
    const fields = reader.mapping(item, where);
    reader.refuseUnknown(fields, where, ["message", "when", "with", "without"]);
    const message = reader.text(fields.get("message"), `${where}.message`);
    if (message === undefined) reader.refuse(`${where}.message`, "there");
    const refusal: Refusal = {
      message: message ?? "",
      when: reader.mapping(fields.get("when"), `${where}.when`),
      with: reader.texts(fields.get("with"), `${where}.with`),
      without: reader.texts(fields.get("without"), `${where}.without`),
    };
    for (const name of namesIn(refusal)) {
      if (!options.has(name)) reader.errors.push(`${where} names no option: ${name}`);
    }
    return refusal;
  });
}

/** @returns The options that it is about. */
export function namesIn(refusal: Refusal): readonly string[] {
  return [...refusal.when.keys(), ...refusal.with, ...refusal.without];
}
