import { sha1 } from "../../../lib/base/sha1.ts";
import { bcrypt, repairSalt } from "../../../lib/base/bcrypt.ts";
import { CRYPT_ALPHABET, md5Crypt, shaCrypt } from "../../../lib/base/crypt.ts";
import type { Random } from "../../../lib/base/random.ts";

/** The schemes that passwords can be hashed with, by passlib's names. */
export const SCHEMES = [
  "apr_md5_crypt",
  "bcrypt",
  "ldap_sha1",
  "md5_crypt",
  "plaintext",
  "sha256_crypt",
  "sha512_crypt",
] as const;

/** One of `SCHEMES`. */
export type Scheme = typeof SCHEMES[number];

/** @returns The password with a new salt, and passlib's number of rounds. */
export async function hashPassword(
  password: string,
  scheme: Scheme,
  random: Random,
): Promise<string> {
  const salt = (length: number) =>
    Array.from({ length }, () => CRYPT_ALPHABET.charAt(random.below(64))).join("");
  switch (scheme) {
    case "apr_md5_crypt":
      return await hashed(password, `$apr1$${salt(8)}`);
    case "md5_crypt":
      return await hashed(password, `$1$${salt(8)}`);
    case "bcrypt":
      return await hashed(password, `$2b$12$${repairSalt(salt(22))}`);
    case "sha256_crypt":
      return await hashed(password, `$5$rounds=535000$${salt(16)}`);
    case "sha512_crypt":
      return await hashed(password, `$6$rounds=656000$${salt(16)}`);
    case "ldap_sha1":
      return await hashed(password, "{SHA}");
    case "plaintext":
      return password;
  }
}

/** @returns Whether `hash` is one of the password; what is of no known scheme is taken as it is. */
export async function isHashOf(password: string, hash: string): Promise<boolean> {
  return await hashed(password, hash) === hash;
}

/** Hashes with scheme, rounds and salt of `setting`, which may be a whole hash. */
async function hashed(password: string, setting: string): Promise<string> {
  const [, magic, md5Salt = ""] = /^(\$(?:apr1|1)\$)([^$]{0,8})/.exec(setting) ?? [];
  if (magic === "$1$" || magic === "$apr1$") {
    return `${magic}${md5Salt}$${md5Crypt(password, md5Salt, magic)}`;
  }
  const blowfish = /^(\$2[aby]\$(\d\d)\$)([./A-Za-z0-9]{22})/.exec(setting);
  if (blowfish !== null) {
    const [, prefix = "", cost, salt = ""] = blowfish;
    return `${prefix}${salt}${bcrypt(password, { salt, cost: Number(cost) })}`;
  }
  const sha = /^(\$([56])\$(?:rounds=(\d+)\$)?)([^$]{0,16})/.exec(setting);
  if (sha !== null) {
    const [, prefix = "", kind, rounds = "5000", salt = ""] = sha;
    const scheme = kind === "5" ? "sha256" : "sha512";
    return `${prefix}${salt}$${shaCrypt(scheme, password, { salt, rounds: Number(rounds) })}`;
  }
  if (setting.startsWith("{SHA}")) {
    const digest = Uint8Array.fromHex(await sha1(new TextEncoder().encode(password)));
    return `{SHA}${digest.toBase64()}`;
  }
  return password;
}
