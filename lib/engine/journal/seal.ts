import { concatBytes } from "../../base/concat_bytes.ts";
import { nodeCrypto } from "../../base/node_crypto.ts";

/** A text that cannot be opened with this key, or was changed since. */
export class SealError extends Error {
  override readonly name = "SealError";
}

const NONCE = 12;
const TAG = 16;

/** Keeps texts from whoever has a journal and not its key: AES-256-GCM, and HMAC-SHA256. */
export class Seal {
  readonly #key: Uint8Array;

  /** @param key 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** @param place What the text belongs to: it cannot be opened as that of another place. */
  close(text: string, place: string): Uint8Array {
    const { randomBytes, createCipheriv } = nodeCrypto();
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(ENCODER.encode(place));
    const sealed = [cipher.update(text, "utf8"), cipher.final()];
    return concatBytes([nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** @throws {SealError} If it is not what was closed for `place` with this key. */
  open(sealed: Uint8Array, place: string): string {
    try {
      const decipher = nodeCrypto()
        .createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, NONCE));
      decipher.setAAD(ENCODER.encode(place));
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      const text = decipher.update(sealed.subarray(NONCE + TAG));
      return new TextDecoder().decode(concatBytes([text, decipher.final()]));
    } catch (cause) {
      throw new SealError("It was written with another key, or changed since", { cause });
    }
  }

  /** @returns A short text that differs for other texts, and tells nothing of them. */
  digest(text: string): string {
    return nodeCrypto().createHmac("sha256", this.#key).update(text).digest("base64url")
      .slice(0, DIGEST);
  }
}

const DIGEST = 22;
const ENCODER = new TextEncoder();
