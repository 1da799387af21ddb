import { concatBytes } from "../../../lib/base/concat_bytes.ts";
import { PYTHON_ESCAPES } from "../../../lib/source/python_escape.ts";

/** What stands between two parts. */
export interface Delimiter {
  /** With escapes such as `\n`. */
  readonly text: string;
  /** Whether it gets a newline where it has one already: Ansible's on the controller does. */
  readonly newline: "always" | "if-missing";
}

/** @returns The parts one after the other, each on lines of its own. */
export function joinFragments(
  fragments: readonly Uint8Array[],
  delimiter: Delimiter | undefined,
): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const between = delimiter === undefined ? "" : withNewline(delimiter);
  fragments.forEach((fragment, index) => {
    const previous = fragments[index - 1];
    if (previous !== undefined) {
      const isUnended = previous.at(-1) !== NEWLINE;
      parts.push(encoder.encode((isUnended ? "\n" : "") + between));
    }
    parts.push(fragment);
  });
  return concatBytes(parts);
}

const NEWLINE = "\n".charCodeAt(0);

function withNewline({ text, newline }: Delimiter): string {
  if (text === "") return "";
  const plain = text.replaceAll(
    /\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3})|([\\'"abfnrtv]))/g,
    (_, hex?: string, octal?: string, letter = "") =>
      hex !== undefined
        ? String.fromCharCode(parseInt(hex, 16))
        : octal !== undefined
        ? String.fromCharCode(parseInt(octal, 8) & 0xff)
        : PYTHON_ESCAPES[letter] ?? letter,
  );
  return newline === "always" || !plain.endsWith("\n") ? `${plain}\n` : plain;
}
