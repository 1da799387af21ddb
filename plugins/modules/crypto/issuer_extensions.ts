import { concatBytes } from "../../../lib/base/concat_bytes.ts";
import { isList } from "../../../lib/base/value.ts";
import { type Dict, ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";
import { der, derElements, derInteger, retagged, SEQUENCE } from "./der.ts";
import { attributesText, derName } from "./distinguished_name.ts";
import { bitString } from "./extensions.ts";
import { generalName } from "./general_name.ts";

/** @returns The value of AuthorityKeyIdentifier (RFC 5280, 4.2.1.1); `undefined` if nothing is given. */
export function authorityKeyIdentifier({ key, issuer, serial }: {
  readonly key: Uint8Array | undefined;
  readonly issuer: readonly string[] | undefined;
  readonly serial: Value | undefined;
}): Uint8Array | undefined {
  if (key === undefined && issuer === undefined && serial === undefined) return undefined;
  return der(
    SEQUENCE,
    ...(key === undefined ? [] : [der(0x80, key)]),
    ...(issuer === undefined ? [] : [der(0xa1, ...names(issuer))]),
    ...(serial === undefined ? [] : [retagged(0x82, derSerial(serial))]),
  );
}

/**
 * @returns The value of CRLDistributionPoints (RFC 5280, 4.2.1.13).
 * @throws {ModuleFailure} If a name or a reason is not known.
 */
export function crlDistributionPoints(points: readonly Dict[]): Uint8Array {
  return der(SEQUENCE, ...points.map(distributionPoint));
}

function distributionPoint(point: Dict): Uint8Array {
  const texts = (name: string) => {
    const value = point.get(name);
    return isList(value) ? value.map(String) : undefined;
  };
  const full = texts("full_name");
  const relative = texts("relative_name");
  const reasons = texts("reasons");
  const issuer = texts("crl_issuer");
  return der(
    SEQUENCE,
    ...(full === undefined ? [] : [der(0xa0, der(0xa0, ...names(full)))]),
    ...(relative === undefined ? [] : [der(0xa0, der(0xa1, relativeName(relative)))]),
    ...(reasons === undefined ? [] : [der(0x81, bitString(reasons.map(reasonBit)))]),
    ...(issuer === undefined ? [] : [der(0xa2, ...names(issuer))]),
  );
}

/** The attributes of one RDN, without the tag of their set. */
function relativeName(attributes: readonly string[]): Uint8Array {
  const sets = derElements(derName(attributes.flatMap(attributesText)))
    .flatMap(({ content }) => derElements(content));
  return concatBytes(sets.map(({ content }) => content));
}

/** Their places in the bit string; the first bit is not used. */
const REASONS = [
  ...["", "key_compromise", "ca_compromise", "affiliation_changed", "superseded"],
  ...["cessation_of_operation", "certificate_hold", "privilege_withdrawn", "aa_compromise"],
];

function reasonBit(reason: string): number {
  const bit = REASONS.indexOf(reason);
  if (bit < 1) throw new ModuleFailure(`Unknown reason: ${reason}`);
  return bit;
}

function names(texts: readonly string[]): readonly Uint8Array[] {
  return texts.map((text) => generalName(text, "host"));
}

function derSerial(serial: Value): Uint8Array {
  const digits = BigInt(String(serial)).toString(16);
  return derInteger(Uint8Array.fromHex(digits.length % 2 === 0 ? digits : `0${digits}`));
}
