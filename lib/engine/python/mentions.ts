/**
 * @returns Whether the source of a plugin seems to define `name`: as a key of a dict, or as one of
 * the arguments that its dict of filters is made of.
 */
export function mayDefine(source: string, name: string): boolean {
  if (!source.includes(name)) return false;
  const word = escaped(name);
  if (new RegExp(`['"]${word}['"]\\s*[:\\]]`).test(source)) return true;
  const [, ...bodies] = source.split(/^[ \t]*def (?:filters|tests)\(/m);
  return bodies.some((body) => new RegExp(`\\b${word}\\s*=[^=]`).test(body));
}

/** @returns Whether `name` is a word of the source, so that it may be the name of what is in it. */
export function mentions(source: string, name: string): boolean {
  return new RegExp(`\\b${escaped(name)}\\b`).test(source);
}

function escaped(name: string): string {
  return name.replaceAll(/\W/g, "\\$&");
}
