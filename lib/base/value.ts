/**
 * The values that variables, templates and results are made of: YAML's and Python's, as Ansible
 * sees them.
 *
 * | Python        | here                                                        |
 * | ------------- | ----------------------------------------------------------- |
 * | None          | `null`                                                      |
 * | bool          | `boolean`                                                   |
 * | int           | an integral `number`; a `bigint` past 2^53 - 1              |
 * | float         | a fractional, infinite or NaN `number`; `Float` if integral |
 * | str           | `string`                                                    |
 * | list          | `Value[]`                                                   |
 * | tuple         | `Tuple`                                                     |
 * | dict          | `Dict`, a `Map` in insertion order with keys of any scalar  |
 *
 * Only what a person wrote can hold the two last leaves: `Unsafe` (`!unsafe`) and `Vaulted`
 * (`!vault`); evaluating a variable turns both into plain strings.
 */

/** Any value. Treat as immutable unless you have just built it yourself. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Value[]
  | Tuple
  | Dict
  | Unsafe
  | Vaulted;

/** A Python dict: insertion order is kept, keys 1 and "1" are two keys. */
export type Dict = Map<Value, Value>;

/** A float whose value is integral, such as `1.0`, which a `number` cannot tell from the int 1. */
export class Float {
  constructor(readonly value: number) {}
}

/** A Python tuple: prints with parentheses and never equals a list. */
export class Tuple {
  constructor(readonly items: readonly Value[]) {}
}

/** Text tagged `!unsafe`: never treated as a template. */
export class Unsafe {
  constructor(readonly text: string) {}
}

/** Text tagged `!vault`: decrypted when it is first used. */
export class Vaulted {
  constructor(readonly text: string) {}
}

/** @returns The Python float `value`: boxed if it is integral, else the number itself. */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** @returns The Python int `value`: a number where that is exact, else a bigint. */
export function int(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;
}

/** @returns Whether `value` is a Python int (a bool is not). */
export function isInt(value: unknown): value is number | bigint {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** @returns Whether `value` is a Python float. */
export function isFloat(value: unknown): value is number | Float {
  return value instanceof Float || (typeof value === "number" && !Number.isInteger(value));
}

/** @returns Whether `value` is a dict. */
export function isDict(value: unknown): value is Dict {
  return value instanceof Map;
}

/** @returns Whether `value` is a list. */
export function isList(value: unknown): value is Value[] {
  return Array.isArray(value);
}

/** @returns A dict of `entries`, whose `undefined` values are left out. */
export function dict(entries: Readonly<Record<string, Value | undefined>>): Dict {
  const result: Dict = new Map();
  for (const key in entries) {
    const value = entries[key];
    if (value !== undefined) result.set(key, value);
  }
  return result;
}
