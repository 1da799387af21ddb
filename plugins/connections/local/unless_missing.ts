/**
 * @returns What `act` finds, or `undefined` if there is no such file.
 * @throws {Error} If it cannot be told.
 */
export function unlessMissing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
