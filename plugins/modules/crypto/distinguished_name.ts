import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { der, derOid, derText, SEQUENCE, SET } from "./der.ts";

/** An attribute of a name, as a task names it. */
export type NameAttribute = readonly [attribute: string, value: string];

/**
 * @returns A name of one attribute after the other (RFC 5280).
 * @throws {ModuleFailure} If an attribute is unknown.
 */
export function derName(attributes: readonly NameAttribute[]): Uint8Array {
  return der(
    SEQUENCE,
    ...attributes.map(([attribute, value]) => {
      const oid = /^\d+(\.\d+)+$/.test(attribute) ? attribute : OIDS.get(attribute);
      if (oid === undefined) throw new ModuleFailure(`Cannot find OID for "${attribute}"`);
      const tag = PRINTABLE.has(oid) ? 0x13 : IA5.has(oid) ? 0x16 : 0x0c;
      return der(SET, der(SEQUENCE, derOid(oid), derText(tag, value)));
    }),
  );
}

/**
 * @param text `/O=y/CN=x`, or with commas, from the end as RFC 4514 has it: `CN=x,O=y`.
 * @throws {ModuleFailure} If a part of it has no value.
 */
export function attributesText(text: string): readonly NameAttribute[] {
  const parts = text.startsWith("/") ? text.split("/") : text.split(",").reverse();
  return parts.map((part) => part.trim()).filter((part) => part !== "")
    .map((part): NameAttribute => {
      const [, attribute, value] = /^([^=]+?)\s*=\s*(.*)$/s.exec(part) ?? [];
      if (attribute === undefined || value === undefined) {
        throw new ModuleFailure(`Cannot parse the name ${text}: "${part}" has no value`);
      }
      return [attribute, value];
    });
}

const PRINTABLE = new Set(["2.5.4.6", "2.5.4.5", "2.5.4.46", "1.3.6.1.4.1.311.60.2.1.3"]);
const IA5 = new Set(["1.2.840.113549.1.9.1", "0.9.2342.19200300.100.1.25"]);

const OIDS: ReadonlyMap<string, string> = new Map(
  [
    ["2.5.4.3", "CN", "commonName"],
    ["2.5.4.4", "SN", "surname"],
    ["2.5.4.5", "serialNumber"],
    ["2.5.4.6", "C", "countryName"],
    ["2.5.4.7", "L", "localityName"],
    ["2.5.4.8", "ST", "stateOrProvinceName"],
    ["2.5.4.9", "street", "streetAddress"],
    ["2.5.4.10", "O", "organizationName"],
    ["2.5.4.11", "OU", "organizationalUnitName"],
    ["2.5.4.12", "title"],
    ["2.5.4.13", "description"],
    ["2.5.4.15", "businessCategory"],
    ["2.5.4.16", "postalAddress"],
    ["2.5.4.17", "postalCode"],
    ["2.5.4.41", "name"],
    ["2.5.4.42", "GN", "givenName"],
    ["2.5.4.43", "initials"],
    ["2.5.4.44", "generationQualifier"],
    ["2.5.4.46", "dnQualifier"],
    ["2.5.4.65", "pseudonym"],
    ["2.5.4.97", "organizationIdentifier"],
    ["0.9.2342.19200300.100.1.1", "UID", "userId"],
    ["0.9.2342.19200300.100.1.25", "DC", "domainComponent"],
    ["1.2.840.113549.1.9.1", "E", "emailAddress"],
    ["1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL", "jurisdictionLocalityName"],
    ["1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST", "jurisdictionStateOrProvinceName"],
    ["1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC", "jurisdictionCountryName"],
  ].flatMap(([oid = "", ...names]) => names.map((name): [string, string] => [name, oid])),
);
