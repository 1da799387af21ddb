import { type PythonError, valueError } from "./errors.ts";
import { own } from "./own.ts";

/** @returns `text` as bytes in a Python encoding. @throws {PythonError} If it is not known. */
export function encodeText(text: string, encoding: string): Uint8Array {
  switch (canonical(encoding)) {
    case "utf8":
      return new TextEncoder().encode(text);
    case "utf16le":
    case "utf16":
    case "utf16be":
      return encodeUtf16(text, canonical(encoding));
    case "latin1":
    case "iso88591":
    case "ascii":
    case "usascii":
      return encodeSingle(text, encoding);
    default:
      throw unknown(encoding);
  }
}

/** @returns The text that `bytes` are in a Python encoding. */
export function decodeText(bytes: Uint8Array, encoding: string): string {
  const name = canonical(encoding);
  if (name === "latin1" || name === "iso88591") return String.fromCharCode(...bytes);
  const labels: Readonly<Record<string, string>> = {
    utf8: "utf-8",
    ascii: "utf-8",
    usascii: "utf-8",
    utf16: "utf-16le",
    utf16le: "utf-16le",
    utf16be: "utf-16be",
  };
  const label = own(labels, name);
  if (label === undefined) throw unknown(encoding);
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: name !== "utf16" }).decode(bytes);
  } catch {
    throw valueError(`'${encoding}' codec can't decode the bytes`);
  }
}

function canonical(encoding: string): string {
  return encoding.toLowerCase().replace(/[-_ ]/g, "");
}

function encodeUtf16(text: string, name: string): Uint8Array {
  const units = name === "utf16" ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) {
    view.setUint16(i * 2, units.charCodeAt(i), name !== "utf16be");
  }
  return bytes;
}

function encodeSingle(text: string, encoding: string): Uint8Array {
  const most = canonical(encoding).includes("ascii") ? 0x7f : 0xff;
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code > most) throw valueError(`'${encoding}' codec can't encode character '${character}'`);
    return code;
  });
}

function unknown(encoding: string): PythonError {
  return valueError(`unknown encoding: ${encoding}`);
}
