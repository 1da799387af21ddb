import { unknownCause, type UnknownError } from "../template/unknown.ts";

/**
 * @returns The first of `conditions` that does not hold, `undefined` if all do. One that is false
 * decides, whatever the unknown ones are.
 * @throws {UnknownError} If none is false and only a real run can tell whether all hold.
 */
export function firstFalse<Condition>(
  conditions: readonly Condition[],
  holds: (condition: Condition) => boolean,
): Condition | undefined {
  let doubt: UnknownError | undefined;
  for (const condition of conditions) {
    try {
      if (!holds(condition)) return condition;
    } catch (error) {
      const cause = unknownCause(error);
      // What follows an unknown condition may count on it: it fails only where that holds.
      if (cause === undefined && doubt === undefined) throw error;
      doubt ??= cause;
    }
  }
  if (doubt !== undefined) throw doubt;
  return undefined;
}
