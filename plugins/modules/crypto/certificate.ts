import { der, derElements, derInteger, derTime, SEQUENCE } from "./der.ts";
import { derExtensions, type Extension, parseExtensions } from "./extensions.ts";
import { pemContent } from "./pem.ts";

/** What is in a certificate (RFC 5280). */
export interface Certificate {
  readonly serial: Uint8Array;
  /** DER of the names and of SubjectPublicKeyInfo. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  /** `YYYYMMDDHHMMSS` in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly extensions: readonly Extension[];
}

/** @returns The certificate in PEM's text; `undefined` if it is none. */
export function parseCertificate(text: string): Certificate | undefined {
  const content = pemContent(text, /(?:X509 |TRUSTED )?CERTIFICATE/);
  if (content === undefined) return undefined;
  try {
    const [outer] = derElements(content);
    const [info] = derElements(outer?.content ?? new Uint8Array());
    const parts = derElements(info?.content ?? new Uint8Array());
    const [serial, , issuer, validity, subject, publicKey, ...rest] = parts[0]?.tag === 0xa0
      ? parts.slice(1)
      : parts;
    if (!serial || !issuer || !validity || !subject || !publicKey) return undefined;
    const [notBefore = "", notAfter = ""] = derElements(validity.content).map(timeText);
    const extensions = rest.find(({ tag }) => tag === 0xa3);
    return {
      serial: serial.content,
      issuer: issuer.bytes,
      subject: subject.bytes,
      publicKey: publicKey.bytes,
      notBefore,
      notAfter,
      extensions: extensions === undefined ? [] : parseExtensions(extensions.content),
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function timeText(
  { tag, content }: { readonly tag: number; readonly content: Uint8Array },
): string {
  const text = new TextDecoder().decode(content).replace("Z", "");
  if (tag !== 0x17) return text;
  return (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text;
}

/** @returns What of a certificate is signed. */
export function certificateInfo(certificate: Certificate, algorithm: Uint8Array): Uint8Array {
  const { serial, issuer, subject, publicKey, notBefore, notAfter, extensions } = certificate;
  return der(
    SEQUENCE,
    der(0xa0, derInteger(Uint8Array.of(2))),
    derInteger(serial),
    algorithm,
    issuer,
    der(SEQUENCE, derTime(notBefore), derTime(notAfter)),
    subject,
    publicKey,
    ...(extensions.length === 0 ? [] : [der(0xa3, derExtensions(extensions))]),
  );
}
