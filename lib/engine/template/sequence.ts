import type { Execute } from "./activation.ts";

/** @returns One closure that runs `parts` one after the other, until one of them jumps. */
export function sequence(parts: readonly Execute[]): Execute {
  const [first, second, third] = parts;
  if (first === undefined) return () => "";
  if (second === undefined) return first;
  if (third === undefined) {
    return (a) => {
      const text = first(a);
      return a.jump === undefined ? text + second(a) : text;
    };
  }
  return (a) => {
    let text = "";
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part !== undefined) text += part(a);
      if (a.jump !== undefined) break;
    }
    return text;
  };
}
