import { Builtin, type Builtins } from "../builtin.ts";
import { decodeText, encodeText } from "../bytes_text.ts";
import type { RenderContext } from "../context.ts";
import { FilterError, valueError } from "../errors.ts";
import { nodeCrypto } from "../../../base/node_crypto.ts";
import { own } from "../own.ts";
import { passwordHash } from "../password_hash.ts";
import { toText } from "../text.ts";
import { wantInt, wantText } from "../want.ts";
import { truthy } from "../python_type.ts";

/** Ansible's filters that hash and encode. The first argument of each is the input. */
export const ANSIBLE_HASH_FILTERS: Builtins = {
  b64decode: Builtin.of(
    "string encoding?",
    (_, value, encoding = "utf-8") => decodeText(fromBase64(toText(value)), wantText(encoding)),
  ),
  b64encode: Builtin.of(
    "string encoding?",
    (_, value, encoding = "utf-8") => toBase64(encodeText(toText(value), wantText(encoding))),
  ),
  checksum: Builtin.of("data", (_, value) => digest("sha1", toText(value))),
  hash: Builtin.of(
    "data hashtype?",
    (_, value, type = "sha1") => digest(wantText(type), toText(value)),
  ),
  md5: Builtin.of("data", (_, value) => digest("md5", toText(value))),
  password_hash: Builtin.of(
    "password hashtype? salt? salt_size? rounds? ident?",
    (context, password, type = "sha512", salt = null, size = null, rounds = null, ident = null) =>
      passwordHash({
        password: wantText(password, "secret must be unicode or bytes"),
        type: wantText(type),
        salt: truthy(salt) ? toText(salt) : undefined,
        size: size === null ? undefined : wantInt(size),
        rounds: truthy(rounds) ? wantInt(rounds) : undefined,
        ident: truthy(ident) ? toText(ident) : undefined,
      }, (limit) => randomBelow(context, limit)),
  ),
  sha1: Builtin.of("data", (_, value) => digest("sha1", toText(value))),
  to_uuid: Builtin.of(
    "string namespace?",
    (_, value, namespace = "361E6D51-FAEC-444A-9079-341386DA8E2E") =>
      uuid5(toText(namespace), toText(value)),
  ),
};

/** Python's names of hashes that the runtime calls something else. */
const NAMES: Readonly<Record<string, string>> = {
  blake2b: "blake2b512",
  blake2s: "blake2s256",
  sha512_224: "sha512-224",
  sha512_256: "sha512-256",
};

function digest(type: string, text: string): string {
  const lower = type.toLowerCase();
  const name = own(NAMES, lower) ?? lower.replace(/^sha3_/, "sha3-");
  try {
    return nodeCrypto().createHash(name).update(text, "utf8").digest("hex");
  } catch (error) {
    throw new FilterError(`unsupported hash type ${type}`, { cause: error });
  }
}

function uuid5(namespace: string, name: string): string {
  const hex = namespace.toLowerCase().replace(/^urn:|uuid:|[{}-]/g, "");
  if (!/^[0-9a-f]{32}$/.test(hex)) {
    throw new FilterError(
      `Invalid value '${namespace}' for 'namespace': badly formed hexadecimal UUID string`,
    );
  }
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hash = nodeCrypto().createHash("sha1").update(bytes).update(name, "utf8").digest("hex");
  const variant = ((parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join("-");
}

function randomBelow(context: RenderContext, limit: number): number {
  const { random } = context.environment.options;
  if (random === undefined) {
    throw new FilterError("Cannot make a salt: this environment has no randomness");
  }
  return random.below(limit);
}

function toBase64(bytes: Uint8Array): string {
  return bytes.toBase64();
}

function fromBase64(text: string): Uint8Array {
  const clean = text.replace(/[^A-Za-z0-9+/=]/g, "");
  const body = clean.replace(/=.*$/s, "");
  if (body.length % 4 === 1) {
    throw valueError(
      `Invalid base64-encoded string: number of data characters (${body.length}) cannot be 1 more` +
        " than a multiple of 4",
    );
  }
  if (body.length % 4 !== 0 && clean.length % 4 !== 0) throw valueError("Incorrect padding");
  return Uint8Array.fromBase64(body);
}
