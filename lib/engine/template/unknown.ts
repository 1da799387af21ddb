import { formatPosition, type Position } from "../../base/position.ts";
import { Tuple, type Value } from "../../base/value.ts";
import { TemplateObject } from "./object.ts";

/** A task whose result nobody can know before it has really run. */
export interface UnknownCause {
  readonly task: string;
  readonly position?: Position;
}

/** A value was used that only a real run can tell. No mistake of the template. */
export class UnknownError extends Error {
  override readonly name = "UnknownError";
  constructor(readonly causes: readonly UnknownCause[]) {
    super(`Cannot be predicted: depends on ${causes.map(causeText).join(", ")}`);
  }
}

/** What is known of an unknown value all the same. */
export interface UnknownOptions {
  /** Attributes; all others are unknown, too, and may not even be there. */
  readonly members?: ReadonlyMap<string, Value>;
  /** Whether it is certain that there is a value. */
  readonly presence?: "certain" | "possible";
  /** What a condition makes of it. */
  readonly truth?: "true" | "false";
}

/**
 * A value that only a real run can tell: what a command that check mode kept from running would have
 * printed. Attributes of it are unknown, too; any other use throws an `UnknownError`, which makes
 * whatever needed it unknown. `and` and `or` are three-valued: they need not know both sides.
 */
export class Unknown extends TemplateObject {
  readonly typeName = "unknown";
  readonly #options: UnknownOptions;

  constructor(readonly causes: readonly UnknownCause[], options: UnknownOptions = {}) {
    super();
    this.#options = options;
  }

  /** @returns The same with more that is known of it. */
  with(members: ReadonlyMap<string, Value>): Unknown {
    const known = new Map([...this.#options.members ?? [], ...members]);
    return new Unknown(this.causes, { ...this.#options, members: known });
  }

  /** @throws {UnknownError} Always. */
  fail(): never {
    throw new UnknownError(this.causes);
  }

  /** @throws {UnknownError} If it is not certain that there is a value. */
  isDefined(): boolean {
    return this.#options.presence === "possible" ? this.fail() : true;
  }

  override get text(): string {
    return this.fail();
  }
  /** What code other than templates makes of it. */
  override toString(): string {
    return this.fail();
  }
  override repr(): string {
    return this.fail();
  }
  override attribute(name: string): Value {
    return this.#options.members?.get(name) ?? new Unknown(this.causes, { presence: "possible" });
  }
  override item(key: Value): Value {
    return typeof key === "string"
      ? this.attribute(key)
      : new Unknown(this.causes, { presence: "possible" });
  }
  override iterate(): readonly Value[] {
    return this.fail();
  }
  override length(): number {
    return this.fail();
  }
  override contains(_key: Value): boolean {
    return this.fail();
  }
  override truthy(): boolean {
    const { truth } = this.#options;
    return truth === undefined ? this.fail() : truth === "true";
  }
  override equals(_other: Value): boolean {
    return this.fail();
  }
  override compare(): never {
    return this.fail();
  }
  override arithmetic(): Value {
    return new Unknown(this.causes);
  }
  override checkHashable(): void {
    this.fail();
  }
  override get callable(): boolean {
    return true;
  }
  override call(): Value {
    return new Unknown(this.causes);
  }
}

/** @returns `value`. @throws {UnknownError} If it is unknown as a whole. */
export function certain(value: Value): Value {
  return typeof value === "object" && value instanceof Unknown ? value.fail() : value;
}

/** @returns The first unknown value anywhere in `value`. */
export function unknownIn(value: Value): Unknown | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Unknown) return value;
  const items = Array.isArray(value)
    ? value
    : value instanceof Map
    ? value.values()
    : value instanceof Tuple
    ? value.items
    : [];
  for (const item of items) {
    const found = unknownIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @returns `value` with `text` in the place of everything unknown in it. */
export function withoutUnknown(value: Value, text: string): Value {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Unknown) return text;
  if (Array.isArray(value)) return value.map((item) => withoutUnknown(item, text));
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [key, withoutUnknown(item, text)]));
  }
  return value instanceof Tuple
    ? new Tuple(value.items.map((item) => withoutUnknown(item, text)))
    : value;
}

/** @returns The use of an unknown value that made `error`, directly or not. */
export function unknownCause(error: unknown): UnknownError | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof UnknownError) return one;
  }
  return undefined;
}

function causeText({ task, position }: UnknownCause): string {
  return `"${task}"${position === undefined ? "" : ` at ${formatPosition(position)}`}`;
}
