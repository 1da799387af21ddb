import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { der, derOid, SEQUENCE } from "./der.ts";
import type { PublicKey } from "./public_key.ts";

/**
 * @returns The AlgorithmIdentifier of signatures of a key.
 * @throws {ModuleFailure} If there is none for the digest, or the key cannot sign.
 */
export function signatureAlgorithm({ type }: PublicKey, digest: string): Uint8Array {
  const own = { Ed25519: "1.3.101.112", Ed448: "1.3.101.113" }[type];
  if (own !== undefined) return der(SEQUENCE, derOid(own));
  const oid = ALGORITHMS[type]?.[digest.toLowerCase()];
  if (oid === undefined) {
    throw new ModuleFailure(`Cannot sign with a key of type ${type} and the digest ${digest}`);
  }
  return der(SEQUENCE, derOid(oid), ...(type === "RSA" ? [der(0x05)] : []));
}

const ALGORITHMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RSA: {
    sha1: "1.2.840.113549.1.1.5",
    sha224: "1.2.840.113549.1.1.14",
    sha256: "1.2.840.113549.1.1.11",
    sha384: "1.2.840.113549.1.1.12",
    sha512: "1.2.840.113549.1.1.13",
  },
  ECC: {
    sha1: "1.2.840.10045.4.1",
    sha224: "1.2.840.10045.4.3.1",
    sha256: "1.2.840.10045.4.3.2",
    sha384: "1.2.840.10045.4.3.3",
    sha512: "1.2.840.10045.4.3.4",
  },
  DSA: {
    sha1: "1.2.840.10040.4.3",
    sha224: "2.16.840.1.101.3.4.3.1",
    sha256: "2.16.840.1.101.3.4.3.2",
    sha384: "2.16.840.1.101.3.4.3.3",
    sha512: "2.16.840.1.101.3.4.3.4",
  },
};
