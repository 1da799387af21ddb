import type { Target } from "../../../lib/plugin/sdk.ts";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { der, derElements, derInteger, derOid, oidText, SEQUENCE, SET } from "./der.ts";
import { derExtensions, type Extension, parseExtensions } from "./extensions.ts";
import { keyName, signCommand, type SigningKey } from "./openssl_program.ts";
import { pemContent } from "./pem.ts";
import { signatureAlgorithm } from "./signature_algorithm.ts";

/** What is in a certificate signing request (RFC 2986). */
export interface SigningRequest {
  /** DER of the name. */
  readonly subject: Uint8Array;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Extension[];
}

const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

/** @returns The request in PEM's text; `undefined` if it is none. */
export function parseRequest(text: string): SigningRequest | undefined {
  const content = pemContent(text, /(?:NEW )?CERTIFICATE REQUEST/);
  if (content === undefined) return undefined;
  try {
    const [outer] = derElements(content);
    const [info] = derElements(outer?.content ?? new Uint8Array());
    const [, subject, publicKey, attributes] = derElements(info?.content ?? new Uint8Array());
    if (subject === undefined || publicKey === undefined) return undefined;
    const extensions = derElements(attributes?.content ?? new Uint8Array()).flatMap((attribute) => {
      const [oid, values] = derElements(attribute.content);
      const isRequest = oid !== undefined && oidText(oid.content) === EXTENSION_REQUEST;
      return isRequest ? parseExtensions(values?.content ?? new Uint8Array()) : [];
    });
    return { subject: subject.bytes, publicKey: publicKey.bytes, extensions };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @returns DER of the request, signed on the target. */
export async function signRequest(
  target: Target,
  { subject, publicKey, extensions }: SigningRequest,
  { key, digest }: { readonly key: SigningKey; readonly digest: string },
): Promise<Uint8Array> {
  const attribute = der(
    SEQUENCE,
    derOid(EXTENSION_REQUEST),
    der(SET, derExtensions(extensions)),
  );
  const attributes = der(0xa0, ...(extensions.length === 0 ? [] : [attribute]));
  const version = derInteger(Uint8Array.of(0));
  const info = der(SEQUENCE, version, subject, publicKey, attributes);
  return await signed(target, info, { key, digest });
}

/** @returns What is signed, the algorithm and the signature, as one element. */
export async function signed(
  target: Target,
  info: Uint8Array,
  { key, digest }: { readonly key: SigningKey; readonly digest: string },
): Promise<Uint8Array> {
  const algorithm = signatureAlgorithm(key.key, digest);
  const [outcome] = await target.apply(signCommand(key, digest, info));
  if (outcome?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot sign with ${keyName(key.source)}: ${outcome?.stderr.trim()}`);
  }
  const signature = der(0x03, Uint8Array.of(0), outcome.stdoutBytes);
  return der(SEQUENCE, info, algorithm, signature);
}
