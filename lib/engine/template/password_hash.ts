import { bcrypt, repairSalt } from "../../base/bcrypt.ts";
import { CRYPT_ALPHABET, md5Crypt, shaCrypt } from "../../base/crypt.ts";
import { FilterError } from "./errors.ts";
import { own } from "./own.ts";

/** A password, and how it is to be hashed. */
export interface Secret {
  readonly password: string;
  readonly type: string;
  readonly salt: string | undefined;
  readonly size: number | undefined;
  readonly rounds: number | undefined;
  /** The variant of bcrypt. */
  readonly ident: string | undefined;
}

/** What each scheme needs, with Ansible's numbers of rounds. */
const SCHEMES: Readonly<Record<string, { readonly salt: number; readonly rounds: number }>> = {
  md5: { salt: 8, rounds: 0 },
  sha256: { salt: 16, rounds: 535_000 },
  sha512: { salt: 16, rounds: 656_000 },
};

/**
 * Hashes a password as Ansible's `password_hash`.
 *
 * @param below Gives random numbers below its argument.
 * @throws {FilterError} If the scheme or its settings are not known.
 */
export function passwordHash(secret: Secret, below: (limit: number) => number): string {
  const type = secret.type.replace(/_crypt$/, "");
  if (type === "blowfish" || type === "bcrypt") return bcryptHash(secret, below);
  const scheme = own(SCHEMES, type);
  if (scheme === undefined) {
    throw new FilterError(`passlib does not support '${secret.type}' algorithm`);
  }
  const salt = secret.salt ?? randomSalt(below, secret.size ?? scheme.salt);
  if (/[^./0-9A-Za-z]/.test(salt)) throw new FilterError("Could not hash the secret.");
  if (salt.length > scheme.salt) throw new FilterError("Could not hash the secret.");
  if (type === "md5") return `$1$${salt}$${md5Crypt(secret.password, salt)}`;
  const rounds = secret.rounds ?? scheme.rounds;
  if (rounds < 1000 || rounds > 999_999_999) throw new FilterError("Could not hash the secret.");
  const kind = type === "sha256" ? "sha256" : "sha512";
  const prefix = kind === "sha256" ? "$5$" : "$6$";
  // 5,000 rounds are what crypt takes if none are written down.
  const written = rounds === 5000 ? "" : `rounds=${rounds}$`;
  return `${prefix}${written}${salt}$${shaCrypt(kind, secret.password, { salt, rounds })}`;
}

function bcryptHash(secret: Secret, below: (limit: number) => number): string {
  const given = secret.salt ?? randomSalt(below, 22);
  const ident = secret.ident ?? "2b";
  const cost = secret.rounds ?? 12;
  const valid = /^[./A-Za-z0-9]{22}$/.test(given) && /^2[aby]$/.test(ident) && cost >= 4 &&
    cost <= 31;
  if (!valid) throw new FilterError("Could not hash the secret.");
  const salt = repairSalt(given);
  const checksum = bcrypt(secret.password, { salt, cost });
  return `$${ident}$${String(cost).padStart(2, "0")}$${salt}${checksum}`;
}

function randomSalt(below: (limit: number) => number, size: number): string {
  return Array.from({ length: size }, () => CRYPT_ALPHABET.charAt(below(64))).join("");
}
