/** A public key in a file of OpenPGP. */
export interface OpenPgpKey {
  /** 16 hexadecimal digits in upper case. */
  readonly id: string;
  /** 40 of them. */
  readonly fingerprint: string;
  readonly kind: "primary" | "subkey";
}

/**
 * Reads the public keys in armoured or binary data, so that no gpg is needed on a target (RFC 4880).
 *
 * @returns The keys of version 4 in order; none if the data is something else.
 */
export async function openPgpKeys(data: Uint8Array): Promise<readonly OpenPgpKey[]> {
  const keys: OpenPgpKey[] = [];
  for (const block of blocksOf(data)) {
    for (const { tag, body } of packetsOf(block)) {
      if ((tag !== PRIMARY && tag !== SUBKEY) || body[0] !== 4) continue;
      const hashed = Uint8Array.of(0x99, body.length >> 8, body.length & 255, ...body);
      const digest = await crypto.subtle.digest("SHA-1", hashed);
      const fingerprint = new Uint8Array(digest).toHex().toUpperCase();
      const kind = tag === PRIMARY ? "primary" : "subkey";
      keys.push({ id: fingerprint.slice(-16), fingerprint, kind });
    }
  }
  return keys;
}

/** @returns Whether the data is armoured, and so text. */
export function isArmored(data: Uint8Array): boolean {
  return new TextDecoder().decode(data).includes("-----BEGIN PGP PUBLIC KEY BLOCK-----");
}

const PRIMARY = 6;
const SUBKEY = 14;

const ARMOR =
  /-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n([\s\S]*?)-----END PGP PUBLIC KEY BLOCK-----/g;

function blocksOf(data: Uint8Array): readonly Uint8Array[] {
  if (!isArmored(data)) return [data];
  return [...new TextDecoder().decode(data).matchAll(ARMOR)].flatMap(([, inside = ""]) => {
    // Headers end with an empty line; the last line is a checksum.
    const lines = inside.split(/\r?\n/).map((line) => line.trim());
    const text = lines.filter((line) => !line.includes(":") && !line.startsWith("=")).join("");
    try {
      return [Uint8Array.fromBase64(text)];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

interface Packet {
  readonly tag: number;
  readonly body: Uint8Array;
}

function packetsOf(data: Uint8Array): readonly Packet[] {
  const packets: Packet[] = [];
  let at = 0;
  while (at < data.length) {
    const head = headerAt(data, at);
    if (head === undefined) break;
    const end = head.start + head.length;
    packets.push({ tag: head.tag, body: data.subarray(head.start, end) });
    at = end;
  }
  return packets;
}

interface Header {
  readonly tag: number;
  readonly start: number;
  readonly length: number;
}

/** @returns `undefined` where no packet of a known length begins. */
function headerAt(data: Uint8Array, at: number): Header | undefined {
  const first = data[at] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  const number = (from: number, count: number) =>
    data.subarray(from, from + count).reduce((sum, byte) => sum * 256 + byte, 0);
  if ((first & 0x40) === 0) {
    const size = 1 << (first & 3);
    if (size === 8) return undefined;
    return { tag: (first >> 2) & 15, start: at + 1 + size, length: number(at + 1, size) };
  }
  const tag = first & 63;
  const length = data[at + 1] ?? 0;
  if (length < 192) return { tag, start: at + 2, length };
  if (length < 224) return { tag, start: at + 3, length: number(at + 1, 2) - (192 << 8) + 192 };
  return length === 255 ? { tag, start: at + 6, length: number(at + 2, 4) } : undefined;
}
