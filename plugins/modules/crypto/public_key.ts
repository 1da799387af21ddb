import { nodeCrypto } from "../../../lib/base/node_crypto.ts";
import type { Value } from "../../../lib/base/value.ts";
import { derElements, oidText } from "./der.ts";

/** What is known of a key by its public half. */
export interface PublicKey {
  /** SubjectPublicKeyInfo (RFC 5280). */
  readonly info: Uint8Array;
  /** As `type` of openssl_privatekey names it; `unknown` else. */
  readonly type: string;
  /** Bits; 0 where the type says it all. */
  readonly size: number;
  /** As `curve` of openssl_privatekey names it. */
  readonly curve: string | undefined;
  /** The content of the bit string: what key identifiers are made of. */
  readonly bits: Uint8Array;
}

/** @throws {RangeError} If `info` is no public key. */
export function parsePublicKey(info: Uint8Array): PublicKey {
  const [outer] = derElements(info);
  const [algorithm, bitString] = derElements(outer?.content ?? new Uint8Array());
  const [oid, parameter] = derElements(algorithm?.content ?? new Uint8Array());
  if (oid?.tag !== 6 || bitString?.tag !== 3) throw new RangeError("Cannot read the public key");
  const bits = bitString.content.subarray(1);
  const type = TYPES.get(oidText(oid.content)) ?? "unknown";
  const curve = type === "ECC" && parameter?.tag === 6
    ? CURVES.get(oidText(parameter.content))
    : undefined;
  return { info, type, curve, bits, size: sizeOf(type, { bits, parameter: parameter?.content }) };
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.1", "RSA"],
  ["1.2.840.10040.4.1", "DSA"],
  ["1.2.840.10045.2.1", "ECC"],
  ["1.3.101.110", "X25519"],
  ["1.3.101.111", "X448"],
  ["1.3.101.112", "Ed25519"],
  ["1.3.101.113", "Ed448"],
]);

const CURVES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.10045.3.1.1", "secp192r1"],
  ["1.3.132.0.33", "secp224r1"],
  ["1.2.840.10045.3.1.7", "secp256r1"],
  ["1.3.132.0.10", "secp256k1"],
  ["1.3.132.0.34", "secp384r1"],
  ["1.3.132.0.35", "secp521r1"],
  ["1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"],
  ["1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"],
  ["1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"],
  ["1.3.132.0.1", "sect163k1"],
  ["1.3.132.0.15", "sect163r2"],
  ["1.3.132.0.26", "sect233k1"],
  ["1.3.132.0.27", "sect233r1"],
  ["1.3.132.0.16", "sect283k1"],
  ["1.3.132.0.17", "sect283r1"],
  ["1.3.132.0.36", "sect409k1"],
  ["1.3.132.0.37", "sect409r1"],
  ["1.3.132.0.38", "sect571k1"],
  ["1.3.132.0.39", "sect571r1"],
]);

function sizeOf(
  type: string,
  { bits, parameter }: { readonly bits: Uint8Array; readonly parameter: Uint8Array | undefined },
): number {
  if (type === "RSA") {
    const [outer] = derElements(bits);
    return bitLength(derElements(outer?.content ?? new Uint8Array())[0]?.content);
  }
  return type === "DSA" ? bitLength(derElements(parameter ?? new Uint8Array())[0]?.content) : 0;
}

function bitLength(integer: Uint8Array = new Uint8Array()): number {
  const start = integer.findIndex((byte) => byte !== 0);
  if (start < 0) return 0;
  return (integer.length - start) * 8 - Math.clz32(integer[start] ?? 0) + 24;
}

/** @returns Fingerprints of a public key by all of Python's hashes. */
export function fingerprints({ info }: PublicKey): Map<Value, Value> {
  const { createHash } = nodeCrypto();
  return new Map(HASHES.map(([name, own, length]) => {
    const options = length === undefined ? {} : { outputLength: length };
    const digest = createHash(own, options).update(info).digest("hex");
    return [name, digest.match(/../g)?.join(":") ?? ""];
  }));
}

const HASHES: readonly (readonly [name: string, own: string, bytes?: number])[] = [
  ["blake2b", "blake2b512"],
  ["blake2s", "blake2s256"],
  ["md5", "md5"],
  ["sha1", "sha1"],
  ["sha224", "sha224"],
  ["sha256", "sha256"],
  ["sha384", "sha384"],
  ["sha3_224", "sha3-224"],
  ["sha3_256", "sha3-256"],
  ["sha3_384", "sha3-384"],
  ["sha3_512", "sha3-512"],
  ["sha512", "sha512"],
  ["shake_128", "shake128", 32],
  ["shake_256", "shake256", 32],
];
