import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { der, derElements, derInteger, derOid, isSameBytes, oidText, SEQUENCE } from "./der.ts";
import { generalName } from "./general_name.ts";

/** An extension of a certificate (RFC 5280). */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** What is in the octet string. */
  readonly value: Uint8Array;
}

export const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
export const AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

/** @returns The list of extensions, as requests and certificates have it. */
export function derExtensions(extensions: readonly Extension[]): Uint8Array {
  return der(
    SEQUENCE,
    ...extensions.map(({ oid, critical, value }) =>
      der(
        SEQUENCE,
        derOid(oid),
        ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []),
        der(0x04, value),
      )
    ),
  );
}

/** @returns The extensions of a list. @throws {RangeError} If it is none. */
export function parseExtensions(list: Uint8Array): readonly Extension[] {
  const [outer] = derElements(list);
  return derElements(outer?.content ?? new Uint8Array()).map(({ content }) => {
    const parts = derElements(content);
    const value = parts.at(-1)?.content ?? new Uint8Array();
    return { oid: oidText(parts[0]?.content ?? value), critical: parts.length > 2, value };
  });
}

/** @returns Whether both have the same extensions, in any order. */
export function areSameExtensions(
  some: readonly Extension[],
  others: readonly Extension[],
): boolean {
  return some.length === others.length &&
    some.every((one) =>
      others.some(({ oid, critical, value }) =>
        oid === one.oid && critical === one.critical && isSameBytes(value, one.value)
      )
    );
}

/** @throws {ModuleFailure} If a name is malformed, or of a kind that is not known. */
export function subjectAltNames(names: readonly string[]): Uint8Array {
  return der(SEQUENCE, ...names.map((name) => generalName(name, "host")));
}

/** @throws {ModuleFailure} If a usage is not known. */
export function keyUsage(names: readonly string[]): Uint8Array {
  const bits = names.map((name) => {
    const bit = USAGES.findIndex((known) => known.includes(name));
    if (bit < 0) throw new ModuleFailure(`Unknown key usage: ${name}`);
    return bit;
  });
  return der(0x03, bitString(bits));
}

/** @returns What is in a bit string of named bits. */
export function bitString(bits: readonly number[]): Uint8Array {
  const last = Math.max(...bits);
  const bytes = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return Uint8Array.of(7 - (last & 7), ...bytes);
}

const USAGES: readonly (readonly string[])[] = [
  ["digitalSignature", "Digital Signature"],
  ["nonRepudiation", "Non Repudiation", "contentCommitment", "Content Commitment"],
  ["keyEncipherment", "Key Encipherment"],
  ["dataEncipherment", "Data Encipherment"],
  ["keyAgreement", "Key Agreement"],
  ["keyCertSign", "Certificate Sign"],
  ["cRLSign", "CRL Sign"],
  ["encipherOnly", "Encipher Only"],
  ["decipherOnly", "Decipher Only"],
];

/** @throws {ModuleFailure} If a purpose is not known. */
export function extendedKeyUsage(names: readonly string[]): Uint8Array {
  return der(
    SEQUENCE,
    ...names.map((name) => {
      const oid = /^\d+(\.\d+)+$/.test(name) ? name : PURPOSES.get(name);
      if (oid === undefined) throw new ModuleFailure(`Cannot find OID for "${name}"`);
      return derOid(oid);
    }),
  );
}

const PURPOSES: ReadonlyMap<string, string> = new Map([
  ["serverAuth", "1.3.6.1.5.5.7.3.1"],
  ["TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"],
  ["clientAuth", "1.3.6.1.5.5.7.3.2"],
  ["TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"],
  ["codeSigning", "1.3.6.1.5.5.7.3.3"],
  ["Code Signing", "1.3.6.1.5.5.7.3.3"],
  ["emailProtection", "1.3.6.1.5.5.7.3.4"],
  ["E-mail Protection", "1.3.6.1.5.5.7.3.4"],
  ["timeStamping", "1.3.6.1.5.5.7.3.8"],
  ["Time Stamping", "1.3.6.1.5.5.7.3.8"],
  ["OCSPSigning", "1.3.6.1.5.5.7.3.9"],
  ["OCSP Signing", "1.3.6.1.5.5.7.3.9"],
  ["anyExtendedKeyUsage", "2.5.29.37.0"],
  ["Any Extended Key Usage", "2.5.29.37.0"],
]);

/** @throws {ModuleFailure} If a constraint is not known. */
export function basicConstraints(words: readonly string[]): Uint8Array {
  let isAuthority = false;
  let length: number | undefined;
  for (const word of words) {
    if (word === "CA:TRUE") isAuthority = true;
    else if (/^pathlen:\d+$/.test(word)) length = Number(word.slice("pathlen:".length));
    else if (word !== "CA:FALSE") throw new ModuleFailure(`Unknown basic constraint "${word}"`);
  }
  return der(
    SEQUENCE,
    ...(isAuthority ? [der(0x01, Uint8Array.of(0xff))] : []),
    ...(length === undefined ? [] : [derInteger(Uint8Array.of(length >> 8, length & 255))]),
  );
}

/** TLS feature 5 (RFC 7633). */
export function mustStaple(): Uint8Array {
  return der(SEQUENCE, derInteger(Uint8Array.of(5)));
}

/** @throws {ModuleFailure} If a name is malformed, or of a kind that is not known. */
export function nameConstraints(
  permitted: readonly string[],
  excluded: readonly string[],
): Uint8Array {
  const trees = (tag: number, names: readonly string[]) =>
    names.length === 0
      ? []
      : [der(tag, ...names.map((name) => der(SEQUENCE, generalName(name, "network"))))];
  return der(SEQUENCE, ...trees(0xa0, permitted), ...trees(0xa1, excluded));
}

/** @returns The SHA-1 of a key's bits (RFC 5280, 4.2.1.2). */
export async function keyIdentifier(bits: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-1", Uint8Array.from(bits)));
}

/** @returns The bytes of `00:11:22`. @throws {ModuleFailure} If it is something else. */
export function hexBytes(text: string, option: string): Uint8Array {
  const digits = text.replaceAll(":", "");
  if (!/^([0-9a-f]{2})+$/i.test(digits)) {
    throw new ModuleFailure(`Cannot parse ${option}: ${text}`);
  }
  return Uint8Array.fromHex(digits);
}
