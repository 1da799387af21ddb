/** A JSON object of another program, read without trusting its shape. */
export interface JsonObject {
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  flag(key: string): boolean;
  object(key: string): JsonObject | undefined;
  /** @returns The objects of the list at `key`; none if there is no list. */
  list(key: string): readonly JsonObject[];
  /** @returns The keys in the order of the text. */
  keys(): readonly string[];
}

/** @throws {SyntaxError} If `text` is not a JSON object. */
export function parseObject(text: string): JsonObject {
  const object = wrap(JSON.parse(text));
  if (!object) throw new SyntaxError("Cannot use the JSON text: it is not an object");
  return object;
}

function wrap(value: unknown): JsonObject | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = new Map<string, unknown>(Object.entries(value));
  return {
    text: (key) => {
      const found = entries.get(key);
      return typeof found === "string" ? found : undefined;
    },
    number: (key) => {
      const found = entries.get(key);
      return typeof found === "number" ? found : undefined;
    },
    flag: (key) => entries.get(key) === true,
    object: (key) => wrap(entries.get(key)),
    list: (key) => {
      const found = entries.get(key);
      return Array.isArray(found) ? found.map(wrap).filter((one) => one !== undefined) : [];
    },
    keys: () => [...entries.keys()],
  };
}
